"""Giving, moving, calling off, walking in, attending (İzmir Art. 8)."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from apps.appointments.models import Appointment, SlotPlace
from apps.appointments.operations.attending import record_attendance
from apps.appointments.operations.booking import Booking, book, walk_in
from apps.appointments.operations.changing import cancel, match_person, move
from apps.appointments.queries.appointments import details_of
from apps.appointments.queries.slots import SlotFilter, list_slots
from apps.appointments.queries.standing import attended, missed_count, standings
from apps.appointments.rules.details import Companion, Details
from omuz.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from omuz.kernel.ids import new_id
from omuz.kernel.models.audit import AuditEvent
from tests.appointments.support import MONDAY, at, booked, cafe, calendar_of, slots_of
from tests.cases.support import person_of
from tests.support.staff import NOW, make_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(kayseri):
    return cafe()


@pytest.fixture
def calendar(version):
    return calendar_of(version)


@pytest.fixture
def person(kayseri):
    return person_of(make_actor("intake_clerk"))


def test_an_appointment_takes_the_place_of_its_slot_and_its_time(version, calendar, person):
    slot = slots_of(calendar)[0]
    details = Details(companions=(Companion("mother", "Fatma Örnek"),), interpreter="sign_language", needs=("quiet",))
    one = booked(version, slot, person.pk, details=details)
    assert (one.starts_at, one.ends_at) == (at(MONDAY, 9), at(MONDAY, 9, 30))
    assert (one.calendar_id, one.unit_id, one.room, one.place) == (calendar.pk, calendar.unit_id, "Oda 3", "office")
    assert SlotPlace.objects.get(slot=slot).appointment_id == one.pk
    assert details_of(Appointment.objects.get(pk=one.pk)) == details
    assert b"Fatma" not in bytes(one.sealed)
    actor = make_actor("intake_clerk")
    free = {
        s.starts_at: s.free
        for s in list_slots(actor, where=SlotFilter(calendar_id=calendar.pk, first=MONDAY, last=MONDAY), now=NOW)
    }
    assert free[at(MONDAY, 9)] == 0
    assert free[at(MONDAY, 9, 30)] == 1


def test_a_slot_is_given_to_nobody_who_does_not_work_here(version, calendar, person):
    with pytest.raises(Invalid) as refused:
        booked(version, slots_of(calendar)[0], person.pk, staff_id=new_id())
    assert [one.field for one in refused.value.problems] == ["staff"]


def test_a_full_slot_takes_nobody_more(version, calendar, person):
    slot = slots_of(calendar)[0]
    booked(version, slot, person.pk)
    with pytest.raises(Conflict) as refused:
        booked(version, slot, person_of(make_actor("intake_clerk")).pk)
    assert refused.value.code == "slot_full"


def test_one_person_is_not_booked_twice_into_a_group_slot(version, person):
    slot = slots_of(calendar_of(version, capacity=3))[0]
    booked(version, slot, person.pk)
    with pytest.raises(Conflict) as refused:
        booked(version, slot, person.pk)
    assert refused.value.code == "person_booked_already"
    assert SlotPlace.objects.filter(slot=slot, appointment__isnull=True).count() == 2


def test_somebody_without_a_record_is_booked_by_name_and_matched_later(version, calendar, person):
    one = booked(version, slots_of(calendar)[0], None, details=Details(contact_name="Ali Örnek"))
    clerk = make_actor("intake_clerk")
    assert match_person(one.pk, person.pk, actor=clerk, now=NOW).person_id == person.pk
    match_person(one.pk, person.pk, actor=clerk, now=NOW)
    with pytest.raises(Conflict):
        match_person(one.pk, person_of(clerk).pk, actor=clerk, now=NOW)
    with pytest.raises(Invalid) as nobody:
        booked(version, slots_of(calendar)[1], None)
    assert nobody.value.problems[0].field == "person"


def test_a_time_outside_of_the_slots_needs_a_reason(version, person):
    clerk = make_actor("intake_clerk")
    wanted = {
        "programme_id": version.programme_id,
        "service": "basvuru",
        "person_id": person.pk,
        "starts_at": at(MONDAY, 19),
        "place": "home",
    }
    with pytest.raises(Invalid) as refused:
        book(Booking(**wanted), actor=clerk, now=NOW)
    assert refused.value.problems[0].field == "reason"
    details = Details(off_slot_reason="Yatağa bağımlı, akşam evde.", address="Deneme Mah. 3")
    one = book(Booking(**wanted, details=details), actor=clerk, now=NOW)
    assert (one.slot_id, one.place, one.ends_at) == (None, "home", at(MONDAY, 19, 30))
    with pytest.raises(Invalid) as past:
        book(Booking(**wanted | {"starts_at": NOW - dt.timedelta(minutes=1)}, details=details), actor=clerk, now=NOW)
    assert past.value.problems[0].code == "in_the_past"
    with pytest.raises(Invalid) as elsewhere:
        book(Booking(**wanted | {"place": "hospital"}, details=details), actor=clerk, now=NOW)
    assert elsewhere.value.problems[0].field == "place"


def test_a_member_of_staff_is_not_in_two_places_at_once(version, person):
    clerk, coach = make_actor("intake_clerk"), make_actor("job_coach")
    group = slots_of(calendar_of(version, capacity=2, staff_id=coach.id))[0]
    booked(version, group, person.pk)
    booked(version, group, person_of(clerk).pk)
    details = Details(off_slot_reason="Evde görüşme")
    at_home = {
        "programme_id": version.programme_id,
        "service": "basvuru",
        "person_id": person_of(clerk).pk,
        "starts_at": at(MONDAY, 9, 15),
        "place": "home",
        "details": details,
    }
    with pytest.raises(Conflict) as refused:
        book(Booking(**at_home, staff_id=coach.id), actor=clerk, now=NOW)
    assert refused.value.code == "staff_busy"
    book(Booking(**at_home), actor=clerk, now=NOW)
    # Somebody who drops in is received all the same, whoever is busy (readings 9).
    late = at(MONDAY, 9, 20)
    drop_in = Booking(programme_id=version.programme_id, service="basvuru", person_id=person.pk, staff_id=coach.id)
    assert walk_in(drop_in, actor=clerk, now=late).state == "attended"


def test_slots_of_somebody_who_is_elsewhere_are_not_free(version, person):
    clerk, coach = make_actor("intake_clerk"), make_actor("job_coach")
    calendar = calendar_of(version, staff_id=coach.id)
    wanted = Booking(
        programme_id=version.programme_id, service="basvuru", person_id=person.pk, starts_at=at(MONDAY, 9, 40),
        staff_id=coach.id, details=Details(off_slot_reason="Kurumda görüşme"),
    )  # fmt: skip
    book(wanted, actor=clerk, now=NOW)
    found = list_slots(clerk, where=SlotFilter(calendar_id=calendar.pk, first=MONDAY, last=MONDAY), now=NOW)
    assert [s.starts_at for s in found.order_by("starts_at")][:2] == [at(MONDAY, 9), at(MONDAY, 10, 30)]


def test_a_walk_in_gives_and_attends_in_one_call(version, person):
    clerk = make_actor("intake_clerk")
    wanted = Booking(programme_id=version.programme_id, service="basvuru", person_id=person.pk)
    one = walk_in(wanted, actor=clerk, now=NOW)
    assert (one.state, one.is_walk_in, one.candidate_present, one.starts_at) == ("attended", True, True, NOW)
    assert attended(person.pk, version.programme_id)[0].id == one.pk
    with pytest.raises(Invalid):
        walk_in(
            Booking(
                programme_id=version.programme_id,
                service="basvuru",
                person_id=person.pk,
                starts_at=NOW + dt.timedelta(hours=1),
            ),
            actor=clerk,
            now=NOW,
        )


def test_moving_gives_the_old_place_back(version, calendar, person):
    first, second = slots_of(calendar)[:2]
    one = booked(version, first, person.pk)
    clerk = make_actor("intake_clerk")
    moved = move(one.pk, second.pk, actor=clerk, now=NOW)
    assert moved.starts_at == second.starts_at
    assert move(one.pk, second.pk, actor=clerk, now=NOW).version == moved.version
    assert SlotPlace.objects.get(slot=first).appointment_id is None
    booked(version, first, person_of(clerk).pk)


def test_what_is_called_off_was_not_missed(version, calendar, person):
    one = booked(version, slots_of(calendar)[0], person.pk)
    clerk = make_actor("intake_clerk")
    with pytest.raises(Invalid):
        cancel(one.pk, by="nobody", reason="Hasta", actor=clerk, now=NOW)
    cancel(one.pk, by="person", reason="Hastalandığını bildirdi", actor=clerk, now=NOW)
    cancel(one.pk, by="person", reason="Hastalandığını bildirdi", actor=clerk, now=NOW)
    assert AuditEvent.objects.filter(action="appointment.cancelled", subject_id=one.pk).count() == 1
    assert missed_count(person.pk, version.programme_id) == 0
    with pytest.raises(Conflict):
        record_attendance(one.pk, state="missed", missed_reason="unknown", actor=clerk, now=at(MONDAY, 10))
    booked(version, slots_of(calendar)[0], person.pk)


def test_attendance_is_written_on_the_day_and_what_stands_there_is_not_overwritten(version, calendar, person):
    one = booked(version, slots_of(calendar)[0], person.pk)
    clerk = make_actor("intake_clerk")
    with pytest.raises(Conflict) as early:
        record_attendance(one.pk, state="attended", candidate_present=True, actor=clerk, now=NOW)
    assert early.value.code == "too_early"
    noon = at(MONDAY, 12)
    with pytest.raises(Invalid) as untold:
        record_attendance(one.pk, state="attended", actor=clerk, now=noon)
    assert untold.value.problems[0].field == "candidate_present"
    told = {"state": "missed", "missed_reason": "transport", "actor": clerk, "now": noon}
    record_attendance(one.pk, **told)
    assert record_attendance(one.pk, **told).version == Appointment.objects.get(pk=one.pk).version
    with pytest.raises(Conflict) as stands:
        record_attendance(one.pk, state="attended", candidate_present=False, actor=clerk, now=noon)
    assert stands.value.code == "attendance_recorded"
    events = AuditEvent.objects.filter(subject_id=one.pk, action__startswith="appointment.")
    actions = list(events.order_by("at", "id").values_list("action", flat=True))
    assert actions == ["appointment.booked", "appointment.missed"]


def test_a_standing_prefers_the_appointment_where_the_candidate_was_there(version, person):
    clerk = make_actor("intake_clerk")
    wanted = {"programme_id": version.programme_id, "service": "basvuru", "person_id": person.pk}
    walk_in(Booking(**wanted, starts_at=NOW - dt.timedelta(days=2)), actor=clerk, now=NOW)
    walk_in(Booking(**wanted), actor=clerk, now=NOW, candidate_present=False)
    pair = (person.pk, version.programme_id)
    found = standings([pair], now=NOW)[pair]
    assert (found.candidate_present, found.attended_on) == (True, (NOW - dt.timedelta(days=2)).date())
    assert [one.candidate_present for one in attended(*pair)] == [False, True]


def test_a_programme_without_the_capability_gives_no_appointments(kayseri, person):
    version = cafe("sessiz", capabilities={"held": [{"key": "case_management"}]})
    with pytest.raises(NotFound) as refused:
        walk_in(
            Booking(programme_id=version.programme_id, service="basvuru", person_id=person.pk),
            actor=make_actor("intake_clerk"),
            now=NOW,
        )
    assert refused.value.code == "no_appointments"


def test_a_slot_kept_to_another_service_is_refused(version, calendar, person):
    clerk = make_actor("intake_clerk")
    wanted = Booking(
        programme_id=version.programme_id,
        service="degerlendirme",
        person_id=person.pk,
        slot_id=slots_of(calendar)[0].pk,
    )
    with pytest.raises(Invalid) as refused:
        book(wanted, actor=clerk, now=NOW)
    assert refused.value.problems[0].code == "other_service"


def test_whoever_has_no_right_books_nothing(version, calendar, person):
    with pytest.raises(NotAllowed):
        booked(version, slots_of(calendar)[0], person.pk, actor=make_actor("auditor"))


def test_the_tables_themselves_refuse_attendance_without_the_candidates_presence(version, calendar, person):
    one = booked(version, slots_of(calendar)[0], person.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.filter(pk=one.pk).update(state="attended")
