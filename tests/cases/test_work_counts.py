"""Work queues: for every role and reach, each counts exactly what it lists, and one statement counts them all."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.accounts.models import OrgUnit, RoleAssignment
from apps.accounts.queries import actor_for
from apps.cases.models import Case
from apps.cases.queues import Asked, counted, queues
from apps.coaching.models import PlanReview, Visit
from apps.coaching.operations.visits import record_visit
from apps.decisions.operations.stopping import start_stop
from apps.petitions.models import Petition
from omuz.kernel.ids import new_id
from omuz.kernel.once import reading_once
from tests.cases.support import kitchen, opened
from tests.coaching.support import a_visit, agreed, izmir, stand_in, work
from tests.decisions.support import proposed
from tests.letters.support import approved, drafted
from tests.petitions.support import taken_in
from tests.support.staff import NOW, TODAY, make_actor, make_user

pytestmark = pytest.mark.django_db


def _days(number):
    return dt.timedelta(days=number)


def _placed(role, unit):
    user = make_user(role=None)
    RoleAssignment.objects.create(user=user, role=role, unit=unit, starts_on=TODAY - _days(9))
    return actor_for(user, on=TODAY, mfa=True)


@pytest.fixture
def readers(kayseri):
    """Return readers of every role and reach, where something of every kind waits: late, today, ahead, elsewhere."""
    version, elsewhere = izmir(), OrgUnit.objects.create(name="Başka birim")
    one = work(version)
    clerk, assessor, manager = make_actor("intake_clerk"), make_actor("assessor"), make_actor("unit_manager")
    for number in range(4):
        case = one.case if number == 0 else work(version, coach=one.coach).case
        for ago in (9, 5):
            visit = record_visit(case.pk, a_visit(), client_key=new_id(), actor=one.coach, now=NOW)
            dates = {"visited_on": TODAY - _days(ago), "next_on": TODAY - _days(number % 2)}
            Visit.objects.filter(pk=visit.pk).update(**dates)
        Case.objects.filter(pk=case.pk).update(stage="monitoring", due_on=TODAY + _days(number - 1))
        case.refresh_from_db()
        if number % 2:
            proposed(case, actor=assessor)
        else:
            start_stop(case.pk, risk="Ciddi risk.", actor=assessor, now=NOW)
        petition = taken_in(manager, case_id=case.pk, person_id=case.person_id)
        petition_dates = {"received_on": TODAY - _days(5), "due_on": TODAY + _days(number - 1)}
        Petition.objects.filter(pk=petition.pk).update(**petition_dates)
    other = opened(kitchen())
    drafted(other, actor=clerk)
    approved(other)
    agreed(one)
    PlanReview.objects.update(due_on=TODAY - _days(1))
    Case.objects.filter(pk=case.pk).update(responsible=None)
    return [
        one.coach, clerk, assessor, manager, stand_in(one.coach), _placed("unit_manager", version.programme.unit),
        _placed("unit_manager", elsewhere), _placed("job_coach", version.programme.unit),
    ]  # fmt: skip


def test_every_queue_counts_exactly_what_it_lists_whoever_asks(readers):
    filled = set()
    for actor in readers:
        sources = queues(actor)
        for mine in (True, False):
            asked = Asked(actor=actor, now=NOW, today=TODAY, mine=mine)
            with reading_once(), CaptureQueriesContext(connection) as statements:
                counts = counted(sources, asked)
            assert len(statements) == 1
            listed = {
                one.key: list(one.rows(asked).order_by(*one.order).values_list("pk", flat=True)) for one in sources
            }
            assert all(len(set(keys)) == len(keys) for keys in listed.values())
            assert dict(zip(listed, counts, strict=True)) == {key: len(keys) for key, keys in listed.items()}
            filled |= {key for key, keys in listed.items() if keys}
    assert len(filled) > 10


def test_a_manager_of_another_unit_counts_nothing(readers):
    asked = Asked(actor=readers[-2], now=NOW, today=TODAY, mine=False)
    assert sum(counted(queues(readers[3]), Asked(actor=readers[3], now=NOW, today=TODAY, mine=False))) > 0
    assert sum(counted(queues(readers[-2]), asked)) == 0
