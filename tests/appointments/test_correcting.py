"""A wrong "came" or "missed" is corrected with a reason; what stood there stays to be seen."""

import datetime as dt

import pytest
from django.db import Error, IntegrityError, transaction

from apps.appointments.models import Appointment, AttendanceCorrection, SlotPlace
from apps.appointments.operations.attending import record_attendance
from apps.appointments.operations.booking import Booking, walk_in
from apps.appointments.operations.changing import cancel
from apps.appointments.operations.correcting import correct_attendance
from apps.appointments.operations.waiting import Wish, enter
from apps.appointments.queries.corrections import corrections
from apps.appointments.queries.history import standing_appointments, without_attendance
from apps.appointments.queries.standing import attended, missed_count, standings
from apps.appointments.rules.attendance import Presence, corrections_of
from omuz.kernel.errors import Conflict, Invalid, NotAllowed
from omuz.kernel.models.audit import AuditEvent
from tests.appointments.support import MONDAY, at, booked, cafe, calendar_of, slots_of
from tests.cases.support import person_of
from tests.support.staff import NOW, make_actor, signed_in

pytestmark = pytest.mark.django_db
WHY = "Yanlış satıra basıldı; aday bekleme odasındaydı."
NOON, NEXT_WEEK = at(MONDAY, 12), at(MONDAY, 12) + dt.timedelta(days=7)


@pytest.fixture
def version(kayseri):
    return cafe()


@pytest.fixture
def clerk(kayseri):
    return make_actor("intake_clerk")


@pytest.fixture
def missed(version, clerk):
    one = booked(version, slots_of(calendar_of(version))[0], person_of(clerk).pk)
    return record_attendance(one.pk, state="missed", missed_reason="unknown", note="Aranmadı", actor=clerk, now=NOON)


def corrected(one, presence, *, actor, now=NEXT_WEEK, **values):
    given = {"reason": WHY, "version": Appointment.objects.get(pk=one.pk).version} | values
    return correct_attendance(one.pk, presence=presence, actor=actor, now=now, **given)


def test_a_wrong_missed_becomes_attended_on_any_later_day_and_what_counts_follows(missed, clerk, version):
    pair = (missed.person_id, version.programme_id)
    assert (missed_count(*pair), attended(*pair)) == (1, [])
    row = corrected(missed, Presence.PRESENT, actor=clerk)
    assert (row.state, row.candidate_present, row.missed_reason) == ("attended", True, "")
    assert (row.recorded_at, row.recorded_by_id) == (NOON, clerk.id)
    assert missed_count(*pair) == 0
    assert [one.candidate_present for one in attended(*pair)] == [True]
    assert standings([pair], now=NEXT_WEEK)[pair].attended_on == MONDAY
    over = without_attendance(clerk, now=NEXT_WEEK, mine=False)
    assert not standing_appointments(clerk).filter(over).exists()


def test_what_stood_there_is_kept_with_its_words_sealed(missed, clerk):
    manager = make_actor("unit_manager")
    corrected(missed, Presence.REPRESENTED, actor=clerk)
    row = corrected(missed, Presence.MISSED, missed_reason="illness", note="Annesi bildirdi", actor=manager)
    latest, first = corrections(row)
    assert (first.before, first.after) == ("Kimse gelmedi: Bilinmiyor, Aranmadı", "Kişi gelmedi, yerine yakını geldi")
    assert latest.after == "Kimse gelmedi: Hastalık ya da hastane, Annesi bildirdi"
    assert (first.reason, first.row.by_id, latest.row.by_id) == (WHY, clerk.id, manager.id)
    assert b"bekleme odas" not in bytes(first.row.sealed)
    events = AuditEvent.objects.filter(action="appointment.attendance_corrected", subject_id=missed.pk)
    assert list(events.order_by("at", "id").values_list("actor_id", flat=True)) == [clerk.id, manager.id]
    with pytest.raises(Error), transaction.atomic():
        AttendanceCorrection.objects.update(state="attended")


def test_what_did_not_take_place_is_nobodys_missed_appointment_and_may_be_taken_back(missed, clerk, version):
    row = corrected(missed, Presence.NOT_HELD, actor=clerk)
    assert (row.state, row.cancelled_by) == ("cancelled", "office")
    assert missed_count(missed.person_id, version.programme_id) == 0
    assert not SlotPlace.objects.filter(appointment=row).exists()
    back = corrected(row, Presence.MISSED, missed_reason="forgot", actor=clerk)
    assert (back.state, back.cancelled_at, back.cancelled_by) == ("missed", None, "")
    assert missed_count(missed.person_id, version.programme_id) == 1


def test_a_place_of_the_same_day_goes_to_who_waits(version, clerk):
    slot = slots_of(calendar_of(version))[-1]
    one = booked(version, slot, person_of(clerk).pk)
    morning = at(MONDAY, 8)
    record_attendance(one.pk, state="attended", candidate_present=True, actor=clerk, now=morning)
    entry = enter(Wish(person_id=person_of(clerk).pk, programme_id=version.programme_id, service="basvuru"),
                  actor=clerk, now=NOW)  # fmt: skip
    corrected(one, Presence.NOT_HELD, actor=clerk, now=morning)
    entry.refresh_from_db()
    assert (entry.state, entry.offered_slot_id) == ("offered", slot.pk)


def test_who_came_without_an_appointment_missed_none(version, clerk):
    wanted = Booking(programme_id=version.programme_id, service="basvuru", person_id=person_of(clerk).pk)
    one = walk_in(wanted, actor=clerk, now=NOW)
    assert Presence.MISSED not in corrections_of(is_walk_in=True)
    with pytest.raises(Invalid) as refused:
        corrected(one, Presence.MISSED, missed_reason="unknown", actor=clerk)
    assert [two.field for two in refused.value.problems] == ["presence"]
    assert corrected(one, Presence.REPRESENTED, actor=clerk).candidate_present is False


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ({"presence": "present", "reason": "kısa"}, ["reason"]),
        ({"presence": "missed", "missed_reason": "unknown"}, ["presence"]),
        ({"presence": "missed", "missed_reason": "sonra"}, ["missed_reason"]),
        ({"presence": "belki", "reason": ""}, ["presence", "reason"]),
        ({"presence": "present", "reason": "x" * 1001}, ["reason"]),
    ],
)
def test_what_is_wrong_is_said_field_by_field(missed, clerk, said, fields):
    with pytest.raises(Invalid) as refused:
        corrected(missed, said.pop("presence"), actor=clerk, **said)
    assert [one.field for one in refused.value.problems] == fields
    assert not AttendanceCorrection.objects.exists()


def test_nothing_is_corrected_before_it_is_recorded_or_from_an_old_page(missed, version, clerk):
    with pytest.raises(Conflict) as stale:
        corrected(missed, Presence.PRESENT, actor=clerk, version=missed.version - 1)
    assert stale.value.code == "stale_version"
    slot = slots_of(calendar_of(version, name="Masa 2"))[1]
    fresh = booked(version, slot, person_of(clerk).pk)
    with pytest.raises(Conflict) as unrecorded:
        corrected(fresh, Presence.PRESENT, actor=clerk)
    assert unrecorded.value.code == "attendance_not_recorded"
    cancel(fresh.pk, by="person", reason="Vazgeçti", actor=clerk, now=NOW)
    with pytest.raises(Conflict):
        corrected(fresh, Presence.MISSED, missed_reason="unknown", actor=clerk)


def test_nobody_missed_what_has_not_begun(version, clerk):
    one = booked(version, slots_of(calendar_of(version))[-1], person_of(clerk).pk)
    early = at(MONDAY, 8)
    record_attendance(one.pk, state="attended", candidate_present=True, actor=clerk, now=early)
    with pytest.raises(Conflict) as refused:
        corrected(one, Presence.MISSED, missed_reason="unknown", actor=clerk, now=early)
    assert refused.value.code == "too_early"


def test_whoever_may_only_read_corrects_nothing(missed):
    with pytest.raises(NotAllowed):
        corrected(missed, Presence.PRESENT, actor=make_actor("auditor"))


def test_a_correction_that_changes_nothing_is_no_row(missed):
    same = {"state_before": "attended", "state": "attended", "present_before": True, "candidate_present": True}
    row = AttendanceCorrection(appointment=missed, sequence=1, **same, at=NOON, by_id=missed.pk, sealed=b"x")
    with pytest.raises(IntegrityError, match="attendance_correction_changes"), transaction.atomic():
        row.save(force_insert=True)


def test_the_page_says_what_may_be_said_and_what_was_corrected(kayseri, version, clerk, django_assert_max_num_queries):
    wanted = Booking(programme_id=version.programme_id, service="basvuru", person_id=person_of(clerk).pk)
    path = f"/api/v1/appointments/{walk_in(wanted, actor=clerk, now=NOW).pk}/"
    client = signed_in(kayseri, role="intake_clerk")
    shown = client.get(path).json()["correctable"]
    assert (shown["presence"], [one["key"] for one in shown["choices"]], shown["obstacles"]) == (
        "present", ["present", "represented", "not_held"], []
    )  # fmt: skip
    body, seen = {"presence": "represented", "reason": WHY}, client.get(path)["ETag"]
    assert client.post(f"{path}attendance/correction/", body, format="json").status_code == 428
    done = [client.post(f"{path}attendance/correction/", body, format="json", HTTP_IF_MATCH=seen) for _ in range(2)]
    assert [one.status_code for one in done] == [200, 409]
    with django_assert_max_num_queries(24):
        found = client.get(path).json()
    [told] = found["corrections"]
    assert (told["before"], told["after"]) == ("Kişi görüşmedeydi", "Kişi gelmedi, yerine yakını geldi")
    assert (told["reason"], told["by"]["name"]) == (WHY, "Deneme Görevlisi")
