"""Who waits is offered what becomes free; the offer holds the place and ends by itself."""

import datetime as dt

import pytest

from apps.appointments.models import SlotPlace, WaitingEntry
from apps.appointments.operations.changing import cancel, move
from apps.appointments.operations.waiting import Wish, end_offers, enter, offer, withdraw
from omuz.kernel.errors import Conflict, NotFound
from omuz.kernel.models.requests import OutboxMessage
from tests.appointments.support import MONDAY, booked, cafe, calendar_of, slots_of
from tests.cases.support import person_of
from tests.support.staff import NOW, make_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(kayseri):
    return cafe()


@pytest.fixture
def clerk(kayseri):
    return make_actor("intake_clerk")


@pytest.fixture
def slot(version):
    """A slot whose only place is taken."""
    return slots_of(calendar_of(version, hours=(9, 10)))[0]


def _waits(version, clerk, *, minutes=0, **values):
    wish = Wish(person_id=person_of(clerk).pk, programme_id=version.programme_id, service="basvuru", **values)
    return enter(wish, actor=clerk, now=NOW + dt.timedelta(minutes=minutes))


def _freed(version, slot, clerk):
    one = booked(version, slot, person_of(clerk).pk)
    return lambda: cancel(one.pk, by="person", reason="Gelemeyecek", actor=clerk, now=NOW)


def test_the_first_who_fits_is_offered_the_place_that_becomes_free(version, slot, clerk):
    free = _freed(version, slot, clerk)
    too_late = _waits(version, clerk, earliest_on=MONDAY + dt.timedelta(days=1))
    afternoon = _waits(version, clerk, minutes=1, time_of_day="afternoon")
    first, second = _waits(version, clerk, minutes=2), _waits(version, clerk, minutes=3)
    free()
    states = {row.pk: row.state for row in WaitingEntry.objects.all()}
    assert states == {too_late.pk: "waiting", afternoon.pk: "waiting", first.pk: "offered", second.pk: "waiting"}
    first.refresh_from_db()
    assert first.offer_expires_at == NOW + dt.timedelta(hours=24)
    assert SlotPlace.objects.get(slot=slot).waiting_id == first.pk
    assert OutboxMessage.objects.filter(topic="appointments.offered", object_id=first.pk).count() == 1
    with pytest.raises(Conflict):
        booked(version, slot, person_of(clerk).pk)


def test_whom_it_was_offered_takes_it_and_leaves_the_list(version, slot, clerk):
    free = _freed(version, slot, clerk)
    entry = _waits(version, clerk)
    free()
    one = booked(version, slot, entry.person_id)
    entry.refresh_from_db()
    assert (entry.state, entry.appointment_id) == ("booked", one.pk)
    assert SlotPlace.objects.get(slot=slot).appointment_id == one.pk


def test_an_offer_ends_by_itself_and_goes_to_the_next(version, slot, clerk):
    free = _freed(version, slot, clerk)
    first, second = _waits(version, clerk), _waits(version, clerk, minutes=1)
    free()
    assert end_offers(now=NOW + dt.timedelta(hours=23)) == 0
    over = NOW + dt.timedelta(hours=24)
    assert end_offers(now=over) == 1
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("waiting", "offered")
    assert SlotPlace.objects.get(slot=slot).waiting_id == second.pk
    assert end_offers(now=over) == 0
    # What was offered once and not taken is not offered to the same person again.
    withdraw(second.pk, actor=clerk, now=over)
    first.refresh_from_db()
    assert first.state == "waiting"
    assert SlotPlace.objects.get(slot=slot).waiting_id is None


def test_nobody_is_invited_where_no_place_is_free(version, slot, clerk):
    booked(version, slot, person_of(clerk).pk)
    entry = _waits(version, clerk)
    with pytest.raises(Conflict) as refused:
        offer(entry.pk, slot.pk, actor=clerk, now=NOW)
    assert refused.value.code == "slot_full"
    entry.refresh_from_db()
    assert entry.state == "waiting"


def test_another_offer_gives_the_first_place_back(version, clerk):
    slots = slots_of(calendar_of(version))
    entry = _waits(version, clerk)
    offer(entry.pk, slots[0].pk, actor=clerk, now=NOW)
    offer(entry.pk, slots[1].pk, actor=clerk, now=NOW)
    offer(entry.pk, slots[1].pk, actor=clerk, now=NOW)
    assert list(SlotPlace.objects.filter(waiting__isnull=False).values_list("slot", flat=True)) == [slots[1].pk]


def test_a_place_moved_out_of_is_offered_and_a_booking_elsewhere_gives_the_offer_back(version, clerk):
    slots = slots_of(calendar_of(version, hours=(9, 11)))
    one = booked(version, slots[0], person_of(clerk).pk)
    entry = _waits(version, clerk)
    move(one.pk, slots[2].pk, actor=clerk, now=NOW)
    entry.refresh_from_db()
    assert entry.offered_slot_id == slots[0].pk
    booked(version, slots[1], entry.person_id)
    entry.refresh_from_db()
    assert entry.state == "booked"
    assert SlotPlace.objects.filter(waiting__isnull=False).count() == 0


def test_waiting_twice_for_the_same_is_waiting_once(version, clerk):
    wish = Wish(person_id=person_of(clerk).pk, programme_id=version.programme_id, service="basvuru")
    assert enter(wish, actor=clerk, now=NOW).pk == enter(wish, actor=clerk, now=NOW).pk


def test_an_entry_is_found_only_with_its_person(version, clerk):
    entry = _waits(version, clerk)
    with pytest.raises(NotFound):
        withdraw(entry.pk, actor=make_actor("job_coach"), now=NOW)
