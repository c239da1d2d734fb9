"""Art. 8: the candidate applies in person, or together with family or representative, by appointment."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from apps.appointments.models import Appointment
from apps.appointments.operations.attending import record_attendance
from apps.cases.models import Application
from apps.cases.operations.application import open_exception, record_application
from apps.cases.operations.lifecycle import close_case
from apps.cases.operations.opening import open_case
from apps.cases.operations.steps import take_transition
from apps.cases.queries.answers import closed_in, steps_of
from apps.cases.rules.intake import Meeting, attended_appointment
from apps.privacy.models import AccessLogEntry
from apps.programmes.models import GuardRefusal
from apps.programmes.operations.guarding import GuardRefusedError
from omuz.kernel.errors import Conflict, DomainError, Invalid
from omuz.kernel.models.audit import AuditEvent
from tests.articles.support import document_of
from tests.cases.intake_support import candidate_case, filed, izmir_version, met, ready
from tests.support.staff import NOW, TODAY, make_actor

DAY = dt.date(2026, 11, 20)


@pytest.mark.parametrize(
    ("meetings", "is_excepted", "code"),
    [
        ([], False, "no_attended_appointment"),
        ([Meeting(DAY, candidate_present=False)], False, "candidate_absent"),
        ([Meeting(DAY, candidate_present=False), Meeting(DAY, candidate_present=True)], False, ""),
        ([], True, ""),
    ],
)
def test_art_8_wants_a_meeting_that_the_candidate_attended(meetings, is_excepted, code):
    verdict = attended_appointment(meetings, is_excepted=is_excepted)
    assert (verdict.allowed, verdict.code) == (not code, code)


def test_art_8_gives_no_number_without_an_attended_appointment_and_says_so_before_the_click(izmir):
    clerk = make_actor("intake_clerk")
    case = candidate_case(izmir_version(), clerk)
    filed(case, clerk)
    case.refresh_from_db()
    steps = steps_of(case, case.programme_version.definition, actor=clerk, on=TODAY, closed=closed_in(case, on=TODAY))
    step = next(one for one in steps if one.transition.key == "record_application")
    assert [(one.guard, one.code) for one in step.obstacles] == [("attended_appointment", "no_attended_appointment")]
    assert "m. 8" in step.obstacles[0].article
    assert "bizzat" in step.obstacles[0].text
    with pytest.raises(GuardRefusedError) as refused, transaction.atomic():
        record_application(case.pk, actor=clerk, version=case.version, now=NOW)
    assert (refused.value.guard, refused.value.code) == ("attended_appointment", "no_attended_appointment")
    assert not Application.objects.exists()


def test_art_8_a_companion_alone_does_not_apply_for_the_candidate(izmir):
    clerk = make_actor("intake_clerk")
    case = candidate_case(izmir_version(), clerk)
    filed(case, clerk)
    met(case, clerk, candidate_present=False)
    case.refresh_from_db()
    with pytest.raises(GuardRefusedError) as refused:
        record_application(case.pk, actor=clerk, version=case.version, now=NOW)
    assert refused.value.code == "candidate_absent"


def test_art_8_a_meeting_about_something_else_is_no_application_interview(izmir):
    clerk = make_actor("intake_clerk")
    case = candidate_case(izmir_version(), clerk)
    filed(case, clerk)
    met(case, clerk, service="information")
    case.refresh_from_db()
    with pytest.raises(GuardRefusedError):
        record_application(case.pk, actor=clerk, version=case.version, now=NOW)


def test_art_8_a_walk_in_of_today_is_enough_and_stands_behind_the_number(izmir):
    clerk = make_actor("intake_clerk")
    case = ready(izmir_version(), clerk)
    row = record_application(case.pk, actor=clerk, version=case.version, now=NOW)
    case.refresh_from_db()
    assert (row.number, row.ground, case.stage) == ("B-2026-00001", "appointment", "application")
    assert row.appointment_id is not None
    with pytest.raises(Conflict) as again:
        record_application(case.pk, actor=clerk, version=case.version, now=NOW)
    assert again.value.code == "application_recorded"


def test_art_8_an_exception_replaces_the_appointment_never_the_candidates_will(izmir):
    clerk = make_actor("intake_clerk")
    case = candidate_case(izmir_version(), clerk)
    filed(case, clerk)
    case.refresh_from_db()
    why = "Aday yoğun bakımda; hastanede de görüşülemiyor."
    with pytest.raises(Invalid) as half:
        record_application(case.pk, actor=clerk, version=case.version, now=NOW, exception_reason=why)
    assert [one.field for one in half.value.problems] == ["will"]
    row = record_application(
        case.pk, actor=clerk, version=case.version, now=NOW, exception_reason=why, will="supported"
    )
    assert (row.ground, row.will, row.appointment_id) == ("exception", "supported", None)
    assert why.encode() not in bytes(row.sealed_exception)
    told = AuditEvent.objects.get(action="case.application_recorded")
    assert told.actor_id == clerk.id
    with pytest.raises(DomainError) as asked, transaction.atomic():
        open_exception(case.pk, actor=clerk, now=NOW)
    assert asked.value.status == 428
    assert open_exception(case.pk, actor=clerk, now=NOW, purpose="interview") == why
    assert AccessLogEntry.objects.filter(person_id=case.person_id, fields=["document"]).exists()


def test_art_8_an_exception_does_not_stand_in_for_documents(izmir):
    clerk = make_actor("intake_clerk")
    case = candidate_case(izmir_version(), clerk)
    with pytest.raises(GuardRefusedError) as refused:
        record_application(
            case.pk, actor=clerk, version=case.version, now=NOW, exception_reason="Evden çıkamıyor, uzakta.",
            will="phone",
        )  # fmt: skip
    assert refused.value.guard == "complete_file"


@pytest.mark.parametrize(
    "columns",
    [
        {"ground": "appointment"},
        {"ground": "exception", "will": "phone"},
        {"ground": "exception", "sealed_exception": b"x"},
        {"ground": "not_asked", "will": "phone"},
    ],
)
def test_art_8_the_database_knows_no_number_on_half_a_ground(izmir, columns):
    clerk = make_actor("intake_clerk")
    case = candidate_case(izmir_version(), clerk)
    row = _application(case, clerk, **columns)
    with pytest.raises(IntegrityError, match="application_on_its_ground"), transaction.atomic():
        row.save(force_insert=True)


def test_art_8_who_applies_again_is_met_again(izmir):
    clerk, version = make_actor("intake_clerk"), izmir_version()
    first = ready(version, clerk)
    row = record_application(first.pk, actor=clerk, version=first.version, now=NOW)
    first.refresh_from_db()
    close_case(first.pk, actor=clerk, version=first.version, reason="Vazgeçti.", closure="withdrawn", now=NOW)
    again = open_case(first.person_id, version.programme_id, actor=clerk, now=NOW).case
    filed(again, clerk)
    again.refresh_from_db()
    with pytest.raises(GuardRefusedError) as refused:
        record_application(again.pk, actor=clerk, version=again.version, now=NOW)
    assert refused.value.code == "no_attended_appointment"
    copy = _application(again, clerk, ground="appointment", appointment_id=row.appointment_id)
    with pytest.raises(IntegrityError, match="application_meeting_once"), transaction.atomic():
        copy.save(force_insert=True)


@pytest.mark.parametrize("changed", [{"candidate_present": False}, {"state": "booked", "candidate_present": None}])
def test_art_8_the_database_knows_no_number_on_a_meeting_that_the_candidate_did_not_attend(izmir, changed):
    clerk = make_actor("intake_clerk")
    case = candidate_case(izmir_version(), clerk)
    meeting = met(case, clerk)
    Appointment.objects.filter(pk=meeting.pk).update(**changed)
    row = _application(case, clerk, ground="appointment", appointment_id=meeting.pk)
    with pytest.raises(IntegrityError, match="candidate attended"), transaction.atomic():
        row.save(force_insert=True)


def test_art_8_the_database_knows_no_number_on_somebody_elses_meeting(izmir):
    clerk, version = make_actor("intake_clerk"), izmir_version()
    meeting = met(candidate_case(version, clerk, given_names="Fatma"), clerk)
    row = _application(candidate_case(version, clerk), clerk, ground="appointment", appointment_id=meeting.pk)
    with pytest.raises(IntegrityError, match="candidate attended"), transaction.atomic():
        row.save(force_insert=True)


def test_art_8_a_meeting_on_which_a_number_stands_stays_attended(izmir):
    clerk = make_actor("intake_clerk")
    case = ready(izmir_version(), clerk)
    row = record_application(case.pk, actor=clerk, version=case.version, now=NOW)
    with pytest.raises(Conflict):
        record_attendance(row.appointment_id, state="missed", missed_reason="unknown", actor=clerk, now=NOW)
    meeting = Appointment.objects.filter(pk=row.appointment_id)
    with pytest.raises(IntegrityError, match="stands on this meeting"), transaction.atomic():
        meeting.update(candidate_present=False)
    assert meeting.get().candidate_present


def _application(case, clerk, **columns):
    return Application(case=case, number="B-2026-09999", programme_version_id=case.programme_version_id,
                       recorded_at=NOW, recorded_by_id=clerk.id, **columns)  # fmt: skip


def test_art_8_the_step_is_no_click_past_its_own_operation(izmir):
    clerk = make_actor("intake_clerk")
    case = ready(izmir_version(), clerk)
    with pytest.raises(Conflict) as refused:
        take_transition(case.pk, "record_application", actor=clerk, version=case.version, now=NOW)
    assert refused.value.code == "step_has_its_own_page"


def test_art_8_refusals_are_counted_without_saying_of_whom(izmir, django_capture_on_commit_callbacks):
    clerk = make_actor("intake_clerk")
    case = candidate_case(izmir_version(), clerk)
    fields = {field.name for field in GuardRefusal._meta.get_fields()}
    assert "person" not in fields
    assert "case" not in fields
    with pytest.raises(GuardRefusedError):
        record_application(case.pk, actor=clerk, version=case.version, now=NOW)


def test_art_8_binds_no_programme_that_has_not_adopted_it(izmir):
    clerk = make_actor("intake_clerk")
    both = {"attended_appointment", "complete_file"}
    articles = [one for one in document_of()["articles"] if not both & set(one.get("guards", ()))]
    version = izmir_version(articles=articles)
    case = candidate_case(version, clerk, complete=False)
    filed(case, clerk)
    case.refresh_from_db()
    row = record_application(case.pk, actor=clerk, version=case.version, now=NOW)
    assert (row.ground, row.number) == ("not_asked", "B-2026-00001")
