"""Art. 8: under an application number it stays as it is who came to the meeting; everything else may be corrected."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from apps.appointments.models import Appointment
from apps.appointments.operations.correcting import correct_attendance
from apps.appointments.queries.corrections import correctable
from apps.cases.models import Application
from apps.cases.operations.application import record_application
from apps.cases.operations.lifecycle import close_case
from apps.cases.queries.intake_facts import load_meeting_facts
from apps.cases.rules.attendance import standing_attendance
from apps.decisions.operations.proposing import GivenEvidence, withdraw
from apps.programmes.operations.guarding import GuardRefusedError
from omuz.kernel.errors import Conflict, DomainError
from tenants import scope
from tests.articles.support import document_of
from tests.cases.intake_support import candidate_case, filed, izmir_version, met, ready
from tests.decisions.support import case_in, proposed
from tests.support.staff import NOW, TODAY, make_actor

WHY = "Yanlış kişi işaretlendi; aday o gün gelmedi."


def corrected(meeting_id, actor, presence="represented", **values):
    version = Appointment.objects.get(pk=meeting_id).version
    given = {"reason": WHY, "now": NOW, "version": version} | values
    return correct_attendance(meeting_id, presence=presence, actor=actor, **given)


@pytest.mark.parametrize(("carries", "code"), [(False, ""), (True, "application_rests_on_it")])
def test_art_8_who_came_stays_under_a_number(carries, code):
    verdict = standing_attendance(carries_number=carries)
    assert (verdict.allowed, verdict.code) == (not code, code)


def test_art_8_says_before_the_click_what_stands_on_a_meeting_and_refuses_with_the_article(izmir):
    clerk = make_actor("intake_clerk")
    case = ready(izmir_version(), clerk)
    row = record_application(case.pk, actor=clerk, version=case.version, now=NOW)
    meeting = Appointment.objects.get(pk=row.appointment_id)
    [rest] = correctable(meeting, actor=clerk).rests
    assert (rest.verdict.code, rest.link) == ("application_rests_on_it", f"/dosyalar/{case.pk}")
    assert "m. 8" in rest.bound.cited
    assert "bizzat" in rest.bound.text
    with pytest.raises(GuardRefusedError) as refused:
        corrected(meeting.pk, clerk)
    assert (refused.value.guard, refused.value.article) == ("attended_appointment", rest.bound.cited)
    # A closed case keeps its number, and the number its meeting.
    case.refresh_from_db()
    close_case(case.pk, actor=clerk, version=case.version, reason="Yanlış kayıt.", closure="withdrawn", now=NOW)
    with pytest.raises(GuardRefusedError):
        corrected(meeting.pk, clerk, presence="not_held")
    assert not meeting.corrections.exists()


def test_art_8_a_corrected_meeting_carries_no_number_and_one_corrected_back_does(izmir):
    clerk = make_actor("intake_clerk")
    case = candidate_case(izmir_version(), clerk)
    filed(case, clerk)
    meeting = met(case, clerk)
    corrected(meeting.pk, clerk)
    names = frozenset({"case.candidate_present", "case.missed_appointments"})
    definition = case.programme_version.definition
    told = load_meeting_facts([case.pk], on=TODAY, names=names, definition=definition)[case.pk]
    assert told == {"case.candidate_present": False, "case.missed_appointments": 0}
    case.refresh_from_db()
    with pytest.raises(GuardRefusedError) as refused:
        record_application(case.pk, actor=clerk, version=case.version, now=NOW)
    assert refused.value.code == "candidate_absent"
    corrected(meeting.pk, clerk, presence="present")
    assert record_application(case.pk, actor=clerk, version=case.version, now=NOW).appointment_id == meeting.pk


def test_art_8_is_not_cited_where_it_was_not_adopted_and_the_number_still_stands_on_its_meeting(izmir):
    both = {"attended_appointment", "complete_file"}
    clerk = make_actor("intake_clerk")
    articles = [one for one in document_of()["articles"] if not both & set(one.get("guards", ()))]
    case = ready(izmir_version(articles=articles), clerk)
    row = record_application(case.pk, actor=clerk, version=case.version, now=NOW)
    with pytest.raises(Conflict) as refused:
        corrected(row.appointment_id, clerk)
    assert not isinstance(refused.value, GuardRefusedError)
    assert refused.value.article is None


def test_art_8_a_meeting_that_a_decision_names_waits_for_the_decision(izmir):
    clerk = make_actor("intake_clerk")
    case = case_in(izmir_version(), actor=clerk)
    meeting = met(case, clerk, service="guidance")
    named = GivenEvidence(kind="appointment", record_id=meeting.pk)
    decision = proposed(case, evidence=[named])
    [rest] = correctable(Appointment.objects.get(pk=meeting.pk), actor=clerk).rests
    assert (rest.verdict.code, "m. 22" in rest.bound.cited) == ("decision_rests_on_it", True)
    with pytest.raises(GuardRefusedError) as refused:
        corrected(meeting.pk, clerk)
    assert refused.value.guard == "listed_grounds"
    with pytest.raises(Exception, match="names this meeting"), scope.enter(izmir):
        Appointment.objects.filter(pk=meeting.pk).update(candidate_present=False)
    withdraw(decision.pk, reason="Randevu yanlış kaydedilmiş.", actor=make_actor("unit_manager"),
             version=decision.version, now=NOW)  # fmt: skip
    assert corrected(meeting.pk, clerk).candidate_present is False


@pytest.mark.django_db(transaction=True)
def test_art_8_a_number_and_a_correction_at_the_same_moment_leave_one_of_both(municipalities):
    izmir = municipalities["izmir"]
    with scope.enter(izmir):
        version, clerk = izmir_version(), make_actor("intake_clerk")
        rounds = []
        for _ in range(4):
            case = ready(version, clerk)
            rounds.append((case, Appointment.objects.get(person=case.person_id).pk))
    for case, meeting in rounds:
        start = threading.Barrier(2)

        def one(work, start=start):
            try:
                start.wait(timeout=30)
                with scope.enter(izmir):
                    work()
                    return "done"
            except DomainError as error:
                return error.code
            finally:
                connections.close_all()

        works = (
            lambda case=case: record_application(case.pk, actor=clerk, version=case.version, now=NOW),
            lambda meeting=meeting: corrected(meeting, clerk),
        )
        with ThreadPoolExecutor(2) as pool:
            answers = list(pool.map(one, works))
        assert answers.count("done") == 1, answers
        assert set(answers) <= {"done", "application_rests_on_it", "meeting_changed", "candidate_absent"}, answers
        with scope.enter(izmir):
            row = Application.objects.filter(case=case).first()
            assert Appointment.objects.get(pk=meeting).candidate_present is (row is not None)
