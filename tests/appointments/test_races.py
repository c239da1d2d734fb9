"""Many ask for the last place at the same moment: PostgreSQL lets one of them through."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from apps.appointments.models import Appointment, SlotPlace
from apps.appointments.operations.accepting import accept_offer
from apps.appointments.operations.booking import Booking, book
from apps.appointments.operations.changing import cancel
from apps.appointments.operations.laying import lay_out
from apps.appointments.operations.public import request_booking
from apps.appointments.operations.waiting import Wish, enter, offer
from apps.appointments.rules.details import Details
from omuz.kernel.actors import system_actor
from omuz.kernel.errors import DomainError
from tenants import scope
from tests.appointments.support import booked, cafe, calendar_of, request_of, slots_of
from tests.cases.support import person_of
from tests.support.staff import NOW, make_actor

pytestmark = pytest.mark.django_db(transaction=True)

CLIENTS = 10
ROUNDS = 3
SYSTEM = system_actor("race")


def at_once(municipality, work):
    """Run `work(n)` for every client from the same moment on; return what each answered, refusals by their code."""
    start = threading.Barrier(CLIENTS)

    def one(number):
        try:
            start.wait()
            with scope.enter(municipality):
                return work(number)
        except DomainError as error:
            return error.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(CLIENTS) as pool:
        return list(pool.map(one, range(CLIENTS)))


def test_the_last_place_has_one_winner(municipalities):
    kayseri = municipalities["kayseri"]
    with scope.enter(kayseri):
        version = cafe()
        slots = slots_of(calendar_of(version))
    for slot in slots[:ROUNDS]:

        def work(number, slot=slot):
            return booked(version, slot, None, actor=SYSTEM, details=Details(contact_name=f"Aday {number}")).pk

        answers = at_once(kayseri, work)
        assert answers.count("slot_full") == CLIENTS - 1, answers
    with scope.enter(kayseri):
        assert Appointment.objects.count() == SlotPlace.objects.filter(appointment__isnull=False).count() == ROUNDS


def test_citizens_and_staff_fill_a_group_slot_to_the_last_place_and_not_beyond(municipalities):
    kayseri = municipalities["kayseri"]
    with scope.enter(kayseri):
        version = cafe()
        slot = slots_of(calendar_of(version, capacity=4))[0]

    def work(number):
        if number % 2:
            wanted = request_of(version, slot, phone=f"0000 123 {number:02d} 00", connection=f"192.0.2.{number}")
            return request_booking(wanted, now=NOW).appointment.pk
        return booked(version, slot, None, actor=SYSTEM, details=Details(contact_name=f"Aday {number}")).pk

    answers = at_once(kayseri, work)
    assert answers.count("slot_full") == CLIENTS - 4, answers
    with scope.enter(kayseri):
        assert Appointment.objects.filter(slot=slot).count() == 4


def test_one_connection_gets_no_more_than_its_few_however_fast_it_asks(municipalities, monkeypatch):
    monkeypatch.setattr("apps.appointments.operations.public.MOST_PER_CONNECTION", 3)
    kayseri = municipalities["kayseri"]
    with scope.enter(kayseri):
        version = cafe()
        slots = slots_of(calendar_of(version, hours=(8, 18)))

    def work(number):
        # Two connections, each under numbers of its own: neither waits for the other's limit.
        wanted = request_of(
            version, slots[number], phone=f"0000 123 {number:02d} 00", connection=f"192.0.2.{number % 2}"
        )
        return request_booking(wanted, now=NOW).code

    answers = at_once(kayseri, work)
    assert answers.count("too_many_bookings") == CLIENTS - 6, answers
    with scope.enter(kayseri):
        assert Appointment.objects.count() == SlotPlace.objects.filter(appointment__isnull=False).count() == 6


def test_the_same_request_sent_many_times_is_one_booking(municipalities):
    kayseri = municipalities["kayseri"]
    with scope.enter(kayseri):
        version = cafe()
        slot = slots_of(calendar_of(version, capacity=20))[0]
    answers = at_once(kayseri, lambda _: request_booking(request_of(version, slot, retry_key="bir"), now=NOW).code)
    assert len(set(answers)) == 1, answers
    with scope.enter(kayseri):
        assert Appointment.objects.count() == 1


def test_an_offer_accepted_at_many_desks_at_once_is_one_appointment(municipalities):
    kayseri = municipalities["kayseri"]
    with scope.enter(kayseri):
        version = cafe()
        slot = slots_of(calendar_of(version))[0]
        clerk = make_actor("intake_clerk")
        wish = Wish(person_id=person_of(clerk).pk, programme_id=version.programme_id, service="basvuru")
        entry = enter(wish, actor=clerk, now=NOW)
        offer(entry.pk, slot.pk, actor=clerk, now=NOW)
    answers = at_once(kayseri, lambda _: accept_offer(entry.pk, actor=SYSTEM, now=NOW).pk)
    assert len(set(answers)) == 1, answers
    with scope.enter(kayseri):
        assert Appointment.objects.count() == SlotPlace.objects.filter(appointment__isnull=False).count() == 1


def test_booking_calling_off_and_laying_out_at_once_lose_nothing(municipalities):
    kayseri = municipalities["kayseri"]
    with scope.enter(kayseri):
        version = cafe()
        calendar = calendar_of(version)
        slots = slots_of(calendar)
        standing = [
            booked(version, slot, None, actor=SYSTEM, details=Details(contact_name="Aday")).pk for slot in slots[:3]
        ]

    def work(number):
        if number < 3:
            return cancel(standing[number], by="office", reason="Yarış", actor=SYSTEM, now=NOW).state
        if number < 6:
            return lay_out(calendar.pk, now=NOW)
        wanted = Booking(programme_id=version.programme_id, service="basvuru", slot_id=slots[number % 6].pk,
                         details=Details(contact_name=f"Aday {number}"))  # fmt: skip
        return book(wanted, actor=SYSTEM, now=NOW).state

    answers = at_once(kayseri, work)
    assert set(answers) <= {"cancelled", "booked", "slot_full", 0}, answers
    with scope.enter(kayseri):
        held = set(SlotPlace.objects.filter(appointment__isnull=False).values_list("appointment", flat=True))
        assert held == set(Appointment.objects.filter(state="booked").values_list("pk", flat=True))
