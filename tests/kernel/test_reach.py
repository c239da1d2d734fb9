"""A right reaches a unit and a programme at once, and the table is asked the same as the single record."""

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.accounts.models import OrgUnit
from apps.cases.models import Case, CaseEvent
from omuz.kernel.actors import Actor, Grant, system_actor
from omuz.kernel.ids import new_id
from omuz.kernel.reach import reaches, within
from tests.cases.support import opened
from tests.programmes.support import made_up, published

UNITS, PROGRAMMES = [new_id() for _ in range(3)], [new_id() for _ in range(3)]
RIGHTS = ("cases.read", "cases.write")
_grants = st.builds(
    Grant,
    rights=st.sets(st.sampled_from(RIGHTS)).map(frozenset),
    unit_ids=st.none() | st.sets(st.sampled_from(UNITS)).map(frozenset),
    programme_id=st.none() | st.sampled_from(PROGRAMMES),
)


def _actor(grants, kind="staff"):
    rights = frozenset(right for grant in grants for right in grant.rights)
    return Actor(id=new_id(), label="", kind=kind, rights=rights, grants=tuple(grants), mfa=True)


@pytest.mark.parametrize("right", RIGHTS)
@given(grants=st.lists(_grants, max_size=4))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_it_is_what_one_assignment_gives_and_never_the_sum_of_two(right, grants):
    actor = _actor(grants)
    for unit, programme in itertools.product(UNITS, PROGRAMMES):
        expected = any(
            right in one.rights
            and (one.unit_ids is None or unit in one.unit_ids)
            and one.programme_id in {None, programme}
            for one in grants
        )
        assert reaches(actor, right, unit_id=unit, programme_id=programme) is expected


@pytest.mark.django_db
def test_the_table_is_asked_the_same_as_the_single_record(kayseri):
    units = [OrgUnit.objects.create(name=f"Birim {n}") for n in range(2)]
    versions = [published(made_up(code=f"program-{n}"), unit=unit) for n, unit in enumerate([*units, units[0]])]
    cases = [opened(version) for version in versions]
    grants = [
        Grant(frozenset({"cases.read"}), frozenset({units[0].pk}), versions[0].programme_id),
        Grant(frozenset({"cases.read"}), frozenset({units[1].pk}), None),
        Grant(frozenset({"cases.write"})),
    ]
    for right, expected in (("cases.read", cases[:2]), ("cases.write", cases), ("letters.read", [])):
        actor = _actor(grants)
        found = set(Case.objects.filter(within(actor, right)).values_list("pk", flat=True))
        assert found == {case.pk for case in expected}
        assert found == {
            case.pk for case in cases if reaches(actor, right, unit_id=case.unit_id, programme_id=case.programme_id)
        }
    events = CaseEvent.objects.filter(within(_actor(grants), "cases.read", prefix="case__"))
    assert {event.case_id for event in events} == {case.pk for case in cases[:2]}


def test_the_system_reaches_everything_and_a_coordinator_nothing():
    where = {"unit_id": UNITS[0], "programme_id": PROGRAMMES[0]}
    assert reaches(system_actor("x"), "cases.read", **where)
    everywhere = [Grant(frozenset(RIGHTS))]
    assert reaches(_actor(everywhere), "cases.read", **where)
    assert not reaches(_actor(everywhere, kind="coordinator"), "cases.read", **where)
    assert not reaches(_actor([]), "cases.read", **where)
