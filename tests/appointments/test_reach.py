"""Who finds which appointment: unit and programme of the right at once, and only with its person (readings 3, 4)."""

import dataclasses

import pytest

from apps.accounts.rights import Right
from apps.appointments.models import Appointment, WaitingEntry
from apps.appointments.operations.changing import cancel
from apps.appointments.operations.handover import count_appointments, move_appointments
from apps.appointments.operations.waiting import Wish, enter
from apps.appointments.queries.slots import SlotFilter, list_slots
from apps.people import operations as people
from apps.people.operations.merging import merge_people, undo_merge
from omuz.kernel.actors import Grant
from omuz.kernel.errors import NotFound
from tests.appointments.support import booked, cafe, calendar_of, slots_of
from tests.cases.support import person_of
from tests.support.staff import NOW, make_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(kayseri):
    return cafe()


@pytest.fixture
def slots(version):
    return slots_of(calendar_of(version, capacity=2))


@pytest.fixture
def clerk(kayseri):
    return make_actor("intake_clerk")


def _only(actor, *, unit=None, programme=None):
    """Return an actor who holds their rights in one unit and one programme."""
    units = frozenset({unit}) if unit is not None else None
    grants = tuple(Grant(actor.rights, units, programme) for _ in range(1))
    return dataclasses.replace(
        actor, grants=grants, unit_ids=units, programme_ids=frozenset({programme}) if programme else None
    )


def test_an_appointment_is_found_in_unit_and_programme_of_the_right_only(version, slots, clerk):
    other = cafe("baska-kahve")
    one = booked(version, slots[0], person_of(clerk).pk)
    assert Appointment.objects.visible_to(clerk).filter(pk=one.pk).exists()
    assert Appointment.objects.visible_to(_only(clerk, programme=version.programme_id)).filter(pk=one.pk).exists()
    assert not Appointment.objects.visible_to(_only(clerk, programme=other.programme_id)).exists()
    assert not Appointment.objects.visible_to(_only(clerk, unit=other.programme.unit_id)).exists()
    assert not Appointment.objects.visible_to(make_actor("auditor")).exists()
    assert not make_actor("auditor").can(Right.APPOINTMENTS_READ)


def test_somebody_whom_the_reader_may_not_find_is_a_taken_place_and_nothing_more(version, slots, clerk):
    manager, person = make_actor("unit_manager"), person_of(clerk)
    one = booked(version, slots[0], person.pk)
    person.refresh_from_db()
    people.set_confidential(
        person.pk, actor=manager, confidential=True, reason="6284 kararı", now=NOW, version=person.version
    )
    stranger = make_actor("intake_clerk")
    assert not Appointment.objects.visible_to(stranger).filter(pk=one.pk).exists()
    with pytest.raises(NotFound):
        cancel(one.pk, by="office", reason="Görevli hasta", actor=stranger, now=NOW)
    free = {slot.pk: slot.free for slot in list_slots(stranger, where=SlotFilter(), now=NOW)}
    assert free[slots[0].pk] == 1


def test_two_records_of_one_person_keep_both_appointments_and_give_them_back(version, slots, clerk):
    manager = make_actor("unit_manager")
    survivor, absorbed = person_of(clerk), person_of(clerk)
    first, second = booked(version, slots[0], survivor.pk), booked(version, slots[0], absorbed.pk)
    for one in (survivor, absorbed):
        enter(Wish(person_id=one.pk, programme_id=version.programme_id, service="degerlendirme"), actor=clerk, now=NOW)
    for one in (survivor, absorbed):
        one.refresh_from_db()
    merge = merge_people(
        survivor.pk,
        absorbed.pk,
        actor=manager,
        version=survivor.version,
        absorbed_version=absorbed.version,
        choices={},
        reason="Aynı kişi",
        now=NOW,
    )
    assert set(Appointment.objects.filter(person=survivor).values_list("pk", "is_twin")) == {
        (first.pk, False),
        (second.pk, True),
    }
    assert WaitingEntry.objects.filter(person=survivor).count() == 2
    undo_merge(merge.pk, actor=manager, reason="Yanlış birleştirme", now=NOW)
    second.refresh_from_db()
    assert (second.person_id, second.is_twin) == (absorbed.pk, False)


def test_a_leavers_coming_appointments_go_to_whoever_is_free_then(version, clerk):
    giver, receiver = make_actor("job_coach"), make_actor("job_coach")
    theirs = slots_of(calendar_of(version, staff_id=giver.id))
    booked(version, theirs[0], person_of(clerk).pk)
    booked(version, theirs[1], person_of(clerk).pk)
    busy = slots_of(calendar_of(version, staff_id=receiver.id, name="Masa 2"))
    booked(version, busy[0], person_of(clerk).pk)
    moved = move_appointments(from_user_id=giver.id, to_user_id=receiver.id, actor=make_actor("unit_manager"), now=NOW)
    assert moved == 1
    assert Appointment.objects.filter(staff=receiver.id).count() == 2
    assert count_appointments(giver.id) in {0, 1}
