"""Article 23 of İzmir's regulation: a reasoned decision, notified in writing; where fit, a chance to explain before."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from apps.decisions.models import Decision
from apps.decisions.operations.hearing import ask_statement, record_statement
from apps.decisions.queries.texts import reason_of, statement_of, waived_because
from apps.decisions.rules.notice import Hearing, reasoned_notice
from apps.letters.enums import ServiceChannel
from apps.letters.models import Letter
from apps.letters.operations.approving import approve_letter
from apps.letters.operations.redirecting import redirect_letter
from apps.letters.operations.serving import ServiceFacts, serve
from apps.letters.operations.signing import record_signature
from apps.letters.queries.about import letters_about
from apps.letters.queries.letters import get_letter
from apps.people.models import Person, Representative
from apps.programmes.operations.guarding import GuardRefusedError
from apps.programmes.registry import bound
from omuz.kernel.errors import Invalid, NotAllowed, NotFound
from tests.articles.support import BEDESTEM, definition_of, programme
from tests.decisions.support import TODAY, case_in, later, proposed, taken
from tests.support.staff import NOW, make_actor

pytestmark = pytest.mark.django_db
WAIVED = Hearing(is_waived=True)


@pytest.fixture
def case(kayseri):
    return case_in(programme())


def _verdict(**parts):
    given = {"kind": "suspend", "reason": "Neden", "effective_on": TODAY, "hearing": WAIVED, "today": TODAY} | parts
    return reasoned_notice(**given)


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"reason": "  \n"}, "reason_missing"),
        ({"effective_on": None}, "effective_day_missing"),
        ({"effective_on": TODAY - dt.timedelta(days=1)}, "effective_before_decision"),
        ({"hearing": Hearing()}, "hearing_undecided"),
        ({"hearing": Hearing(answer_until=TODAY)}, "statement_still_possible"),
    ],
)
def test_art_23_what_is_missing_is_named(parts, code):
    verdict = _verdict(**parts)
    assert (verdict.allowed, verdict.code) == (False, code)
    assert verdict.remedy


@pytest.mark.parametrize(
    "hearing",
    [WAIVED, Hearing(answer_until=TODAY - dt.timedelta(days=1)), Hearing(answer_until=TODAY, is_answered=True)],
)
def test_art_23_heard_or_said_why_not_it_may_be_notified(hearing):
    assert _verdict(hearing=hearing).allowed
    assert _verdict(hearing=hearing, effective_on=TODAY + dt.timedelta(days=30)).allowed


def test_art_23_a_resumption_needs_a_reason_and_no_hearing():
    assert _verdict(kind="resume", hearing=Hearing()).allowed
    assert _verdict(kind="resume", reason="").code == "reason_missing"


@pytest.mark.parametrize("parts", [{"reason": ""}, {"waived_because": ""}, {"effective_on": None}])
def test_art_23_the_operation_asks_the_same_and_cites_it(case, parts):
    decision = proposed(case)
    with pytest.raises(GuardRefusedError) as refused:
        taken(decision, **parts)
    assert refused.value.article.endswith("m. 23")
    assert Decision.objects.get(pk=decision.pk).state == "proposed"


def test_art_23_the_decision_is_notified_in_writing_with_its_reason(case):
    decision = taken(proposed(case), reason="Üç görüşmeye neden bildirilmeden gelinmedi.")
    (letter,) = letters_about("decision", [decision.pk])[decision.pk]
    assert (letter.id, letter.use, letter.state) == (decision.letter_id, "suspension", "draft")
    assert reason_of(decision) == "Üç görüşmeye neden bildirilmeden gelinmedi."
    with pytest.raises(IntegrityError, match="decision_taken_is_whole"), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(sealed_reason=b"")


def test_art_23_a_statement_that_was_asked_for_is_waited_for(case):
    decision = ask_statement(proposed(case).pk, answer_until=None, actor=make_actor("unit_manager"), version=1, now=NOW)
    assert decision.state == "hearing"
    assert decision.answer_until == TODAY + dt.timedelta(days=7)
    (letter,) = letters_about("decision", [decision.pk])[decision.pk]
    assert letter.use == "statement_request"
    with pytest.raises(GuardRefusedError) as refused:
        taken(decision)
    assert refused.value.code == "statement_still_possible"
    assert taken(decision, now=later(8), effective_on=TODAY + dt.timedelta(days=8)).state == "in_effect"


def test_art_23_what_the_representative_says_is_kept_and_frees_the_decision(case):
    manager = make_actor("unit_manager")
    asked = ask_statement(proposed(case).pk, answer_until=None, actor=manager, version=1, now=NOW)
    said = {"form": "oral", "by": "representative", "text": "Hastanedeydi, raporu var."}
    # A mother without a document speaks for nobody, however close (readings 12).
    Representative.objects.create(person_id=case.person_id, kind="relative", full_name="Annesi",
                                  recorded_by_id=manager.id)  # fmt: skip
    with pytest.raises(Invalid) as refused:
        record_statement(asked.pk, **said, actor=manager, version=asked.version, now=later(1))
    assert [one.code for one in refused.value.problems] == ["no_authority"]
    Representative.objects.create(
        person_id=case.person_id, kind="guardian", full_name="Fatma İğde", document_ref="Konak 1. Sulh Hukuk 2026/1",
        receives_notices=True, verified_on=TODAY, recorded_by_id=manager.id,
    )  # fmt: skip
    heard = record_statement(asked.pk, **said, actor=manager, version=asked.version, now=later(1))
    assert (statement_of(heard), heard.statement_by) == ("Hastanedeydi, raporu var.", "representative")
    decided = taken(heard, now=later(1), effective_on=TODAY + dt.timedelta(days=1))
    assert (decided.state, waived_because(decided)) == ("in_effect", "")


def test_art_23_time_to_explain_is_given_and_never_taken_away(case):
    manager = make_actor("unit_manager")
    decision = proposed(case)
    for day in (TODAY, TODAY + dt.timedelta(days=61)):
        with pytest.raises(Invalid):
            ask_statement(decision.pk, answer_until=day, actor=manager, version=1, now=NOW)
    asked = ask_statement(decision.pk, answer_until=TODAY + dt.timedelta(days=5), actor=manager, version=1, now=NOW)
    with pytest.raises(Invalid) as refused:
        ask_statement(
            asked.pk, answer_until=TODAY + dt.timedelta(days=4), actor=manager, version=asked.version, now=NOW
        )
    assert refused.value.problems[0].code == "takes_time_away"
    with pytest.raises(Invalid) as early:
        record_statement(asked.pk, form="none", actor=manager, version=asked.version, now=later(5))
    assert early.value.problems[0].code == "still_time"
    assert record_statement(
        asked.pk, form="none", actor=manager, version=asked.version, now=later(6)
    ).statement_form == "none"  # fmt: skip


def test_art_23_nobody_decides_what_they_proposed(case):
    manager = make_actor("unit_manager")
    decision = proposed(case, actor=manager)
    with pytest.raises(NotAllowed) as refused:
        taken(decision, actor=manager)
    assert refused.value.code == "needs_second_person"
    with pytest.raises(NotAllowed):
        taken(decision, actor=make_actor("assessor"))
    done = taken(decision)
    with pytest.raises(IntegrityError, match="decision_taken_by_second_person"), transaction.atomic():
        Decision.objects.filter(pk=done.pk).update(taken_by_id=manager.id)


def test_art_23_the_effect_follows_the_stated_day_and_not_the_service_of_the_letter(case):
    ahead = taken(proposed(case), effective_on=TODAY + dt.timedelta(days=3))
    assert (ahead.state, ahead.letter_id is not None) == ("taken", True)


def _guardian(case, name, **values):
    return Representative.objects.create(
        person_id=case.person_id, kind="guardian", full_name=name, document_ref="Konak 1. Sulh Hukuk 2026/1",
        receives_notices=True, verified_on=TODAY, recorded_by_id=make_actor("unit_manager").id, **values,
    )  # fmt: skip


def _signed_notice(decision):
    letter = Letter.objects.get(pk=decision.letter_id)
    done = approve_letter(letter.pk, actor=make_actor("unit_manager"), version=letter.version, now=NOW)
    return record_signature(
        done.pk, actor=make_actor("intake_clerk"), version=done.version, signed_on=TODAY, now=NOW
    )  # fmt: skip


def _serve(letter):
    facts = ServiceFacts(served_on=TODAY, receiver="addressee", receiver_name="Fatma İğde")
    return serve(letter.pk, ServiceChannel.HAND, facts=facts, actor=make_actor("intake_clerk"),
                 version=letter.version, now=NOW)  # fmt: skip


def test_art_23_notice_of_a_decision_is_not_served_to_a_guardian_whose_office_ended(case):
    former = _guardian(case, "Fatma İğde")
    decision = taken(proposed(case))
    letter = _signed_notice(decision)
    Representative.objects.filter(pk=former.pk).update(ends_on=TODAY - dt.timedelta(days=1))
    _guardian(case, "Ahmet Çınar", starts_on=TODAY)
    with pytest.raises(GuardRefusedError) as refused:
        _serve(letter)
    assert (refused.value.code, refused.value.guard) == ("representative_changed", "reasoned_notice")
    assert refused.value.article.endswith("m. 23")
    draft = redirect_letter(letter.pk, actor=make_actor("intake_clerk"), version=letter.version, now=NOW)
    # The decision stands, and its notice is the new letter from now on.
    assert Decision.objects.get(pk=decision.pk).letter_id == draft.pk


def test_art_23_nothing_is_served_about_a_protected_child_before_a_parent_is_confirmed(case):
    case.person.birth_date, case.person.birth_precision = dt.date(2015, 3, 1), "day"
    case.person.save()
    parent = Representative.objects.create(
        person_id=case.person_id, kind="parent", full_name="Kemal Örnek", receives_notices=True, verified_on=TODAY,
        recorded_by_id=make_actor("unit_manager").id,
    )  # fmt: skip
    letter = _signed_notice(taken(proposed(case)))
    assert letter.representative_id == parent.pk
    Person.objects.filter(pk=case.person_id).update(is_confidential=True)
    with pytest.raises((GuardRefusedError, NotFound)):
        _serve(letter)
    manager = make_actor("unit_manager")
    standing = get_letter(letter.pk, actor=manager, today=TODAY).standing
    assert (standing.verdict.code, standing.held) == ("notices_unconfirmed", ("Kemal Örnek (velisi)",))
    assert standing.article.endswith("m. 23")


def test_art_23_does_not_fire_in_a_programme_that_has_not_adopted_it():
    assert bound(definition_of(BEDESTEM), "reasoned_notice") is None
