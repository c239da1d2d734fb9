"""Handing over: the receiver finds the people, history keeps who met them, and nobody is exposed on the way."""

import pytest

from apps.accounts import handover, operations
from apps.people.models import NamedStaff, Person
from apps.people.operations.handover import count_people
from omuz.kernel.errors import NotAllowed
from omuz.kernel.models.audit import AuditEvent
from tests.people.support import NOW, in_unit, register, unit
from tests.support.staff import make_actor


def _move(actor, giver, receiver):
    return operations.reassign_work(
        actor=actor, from_user_id=giver.id, to_user_id=receiver.id, kinds=None, reason="Emekli oldu", now=NOW
    )


@pytest.fixture
def team(kayseri):
    """Return a manager, a clerk and a job coach of one unit, and three people whom the clerk met."""
    place = unit("BEDESTEM")
    manager, clerk, coach = (in_unit(role, place) for role in ("unit_manager", "intake_clerk", "job_coach"))
    for surname in ("Ak", "Su", "Er"):
        person = register(clerk, surname=surname)
        Person.objects.filter(pk=person.pk).update(interviewer=clerk.id, unit=place)
    return manager, clerk, coach


def test_the_receiver_finds_the_people_and_the_interviewer_stays_in_history(team):
    manager, clerk, coach = team
    assert not Person.objects.visible_to(coach).exists()
    assert handover.Held("people.caseload", "İzlediği kişiler", 3) in _move(manager, clerk, coach)
    assert Person.objects.visible_to(coach).count() == 3
    assert count_people(clerk.id) == 0
    assert count_people(coach.id) == 3
    assert set(Person.objects.values_list("interviewer", flat=True)) == {clerk.id}
    assert AuditEvent.objects.filter(action="person.handed_over").count() == 3


def test_it_can_be_handed_back(team):
    manager, clerk, coach = team
    _move(manager, clerk, coach)
    assert sum(one.count for one in _move(manager, coach, clerk)) == 3
    assert not Person.objects.visible_to(coach).exists()


def test_a_confidential_person_is_handed_over_only_by_who_may_name_staff(team):
    manager, clerk, coach = team
    Person.objects.filter(surname="Su").update(is_confidential=True)
    assert _move(make_actor("tenant_admin"), clerk, coach)[0].count == 2
    assert count_people(clerk.id) == 1
    assert not NamedStaff.objects.filter(person__surname="Su", user=coach.id).exists()
    assert _move(manager, clerk, coach)[0].count == 1


def test_people_of_another_unit_stay_where_they_are(team):
    manager, clerk, coach = team
    Person.objects.filter(surname="Er").update(unit=unit("Zabıta"))
    assert _move(manager, clerk, coach)[0].count == 2
    with pytest.raises(NotAllowed):
        _move(clerk, clerk, coach)


def test_who_leaves_is_told_how_many_people_they_still_follow(team):
    _, clerk, _ = team
    left = operations.close_account(clerk.id, actor=make_actor("tenant_admin"), reason="Emekli oldu", now=NOW)
    assert left.still_held == [handover.Held("people.caseload", "İzlediği kişiler", 3)]
