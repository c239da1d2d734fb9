"""Rights that a programme gives to a role: in that programme only, from its publication on."""

import pytest

from apps.accounts.operations.programme_rights import set_programme_rights
from apps.accounts.queries import actor_for
from apps.accounts.rights import Right
from apps.programmes.operations.versions import save_section, start_draft
from omuz.kernel.errors import Invalid
from tests.people.support import in_unit, programme, unit
from tests.programmes.support import drafted, made_up, publish, published
from tests.support.staff import NOW, TODAY, make_actor, make_user

pytestmark = pytest.mark.django_db

GIVEN = [{"role": "trainer", "rights": ["cases.read", "cases.write"]}]


def _trainer():
    return actor_for(make_user(role="trainer"), on=TODAY, mfa=True)


def test_a_role_gets_what_the_published_version_gives_it_and_only_there(kayseri):
    draft = drafted(made_up(role_rights=GIVEN))
    assert not _trainer().can(Right.CASES_READ)
    version = publish(draft)
    trainer = _trainer()
    assert trainer.can(Right.CASES_READ)
    assert trainer.programmes_for(Right.CASES_READ) == {version.programme_id}
    assert not make_actor("volunteer_coordinator").can(Right.CASES_READ)


def test_a_role_held_in_another_programme_gets_nothing(kayseri):
    version = published(made_up(role_rights=GIVEN))
    here, there = unit(), unit()
    elsewhere = in_unit("trainer", there, of_programme=programme(there))
    assert not elsewhere.can(Right.CASES_READ)
    somewhere = in_unit("trainer", here, of_programme=version.programme)
    assert somewhere.units_for(Right.CASES_READ) == {here.pk}


def test_the_next_version_takes_away_what_it_no_longer_gives(kayseri):
    version = published(made_up(role_rights=GIVEN))
    writer = make_actor("tenant_admin")
    draft = start_draft(version.programme_id, actor=writer, now=NOW)
    save_section(draft.pk, "role_rights", [], seen=1, actor=writer, now=NOW)
    assert _trainer().can(Right.CASES_READ)
    publish(draft, writer=writer)
    assert not _trainer().can(Right.CASES_READ)


@pytest.mark.parametrize("right", ["people.special.read", "staff.manage", "people.export", "programmes.approve"])
def test_no_definition_opens_special_data_or_the_house(kayseri, right):
    version = drafted()
    with pytest.raises(Invalid, match="düzeltilmesi"):
        save_section(version.pk, "role_rights", [{"role": "trainer", "rights": [right]}], seen=1,
                     actor=make_actor("tenant_admin"), now=NOW)  # fmt: skip
    with pytest.raises(ValueError, match="ordinary rights"):
        set_programme_rights(version.programme_id, {"trainer": [right]}, actor=make_actor("tenant_admin"), now=NOW)


def test_rights_are_read_in_the_statement_that_reads_the_roles(kayseri, django_assert_num_queries):
    published(made_up(role_rights=GIVEN))
    user = make_user(role="trainer")
    with django_assert_num_queries(1):
        actor_for(user, on=TODAY, mfa=True)
