"""Article 10 of İzmir's regulation: outcomes of an assessment, several at once, each dated and reasoned."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from apps.cases.models import CaseOutcome
from apps.cases.operations.forms import submit_form
from apps.cases.operations.outcomes import Proposed, give_outcomes, withdraw_outcome
from apps.cases.queries.outcomes import GUARD, OUTCOMES, load_outcome_facts, outcomes_of, reason_of
from apps.cases.rules.outcomes import Choice, reasoned_outcomes
from apps.programmes.operations.guarding import GuardRefusedError
from apps.programmes.queries.pinned import pinned_definition
from apps.programmes.registry import bound, evidence_for
from omuz.kernel.errors import Conflict, DomainError, Invalid, NotAllowed
from omuz.kernel.models.audit import AuditEvent
from tests.articles.support import IZMIR, definition_of, document_of, programme
from tests.cases.support import kitchen, opened
from tests.programmes.test_shipped_packs_running import filled
from tests.support.staff import NOW, TODAY, make_actor

pytestmark = pytest.mark.django_db
REASON = "Uzun süre odaklanabiliyor, grup içinde çalışmak istiyor."
LETTERS = {"outcomes": [
    {"key": "yemek", "letter": "a", "label": {"tr": "Yemek verilir"}},
    {"key": "yonlendirme", "letter": "b", "label": {"tr": "Yönlendirilir"}, "needs_reason": False},
]}  # fmt: skip


@pytest.fixture
def version(kayseri):
    """İzmir's programme, open to everybody: who may take part is another article's question."""
    rules = [one for one in document_of()["rules"] if one["point"] != "eligibility"]
    return programme(rules=rules)


@pytest.fixture
def case(version):
    return opened(version)


@pytest.fixture
def assessor(kayseri):
    return make_actor("assessor")


def _assess(case, assessor):
    definition = pinned_definition(case.programme_version_id)
    return submit_form(case.pk, "assessment", filled(definition, "assessment", yes=True), actor=assessor, now=NOW)


def _propose(outcome="is_in", *, on=TODAY, reason=REASON):
    return Proposed(outcome, on, reason)


def _refusal(case, actor, *proposed):
    with pytest.raises(GuardRefusedError) as caught:
        give_outcomes(case.pk, proposed, actor=actor, now=NOW)
    return caught.value


def test_art_10_the_text_lists_five_outcomes():
    definition = definition_of(IZMIR)
    assert [one.letter for one in definition.outcomes] == ["a", "b", "c", "ç", "d"]
    assert bound(definition, GUARD).cited.endswith("m. 10")
    assert "yönlendirilebilir" in bound(definition, GUARD).text


def test_art_10_several_outcomes_stand_at_once_each_dated_and_reasoned(case, assessor):
    form = _assess(case, assessor).submission
    earlier = TODAY - dt.timedelta(days=3)
    given = give_outcomes(
        case.pk, [_propose(), _propose("social", on=earlier, reason="Komşularıyla görüşmek istiyor.")],
        actor=assessor, now=NOW, submission_id=form.pk,
    )  # fmt: skip
    assert [(row.outcome, row.given_on, reason_of(row)) for row in given] == [
        ("is_in", TODAY, REASON), ("social", earlier, "Komşularıyla görüşmek istiyor."),
    ]  # fmt: skip
    assert {row.submission_id for row in given} == {form.pk}
    assert REASON.encode() not in bytes(given[0].sealed)
    audited = AuditEvent.objects.filter(action="case.outcome_given", subject_id=case.pk)
    assert audited.count() == 2
    definition = pinned_definition(case.programme_version_id)
    facts = load_outcome_facts([case.pk], on=TODAY, names=frozenset({OUTCOMES}), definition=definition)
    assert facts[case.pk][OUTCOMES] == ("is_in", "social")
    # The day before it was recorded nobody knew.
    before = load_outcome_facts([case.pk], on=earlier, names=frozenset({OUTCOMES}), definition=definition)
    assert before[case.pk] == {}


def test_art_10_no_outcome_without_an_assessment(case, assessor):
    refused = _refusal(case, assessor, _propose())
    assert (refused.code, refused.guard) == ("outcome_not_allowed", GUARD)
    assert refused.article.endswith("m. 10")
    assert refused.remedy
    assert not CaseOutcome.objects.exists()
    shown = outcomes_of(case.pk, actor=assessor, today=TODAY)
    assert [one.allowed for one in shown.choices] == [False] * 5
    assert shown.bound.text
    _assess(case, assessor)
    assert [one.allowed for one in outcomes_of(case.pk, actor=assessor, today=TODAY).choices] == [True] * 5


@pytest.mark.parametrize(
    ("proposed", "code", "field"),
    [
        (_propose(reason="  "), "outcome_without_reason", "outcomes.0.reason"),
        (_propose(on=TODAY + dt.timedelta(days=1)), "outcome_ahead", "outcomes.0.given_on"),
        (_propose("placement"), "outcome_not_listed", "outcomes.0.outcome"),
    ],
)
def test_art_10_refuses_what_is_unreasoned_ahead_of_time_or_not_in_the_text(case, assessor, proposed, code, field):
    _assess(case, assessor)
    refused = _refusal(case, assessor, proposed)
    assert (refused.code, refused.problems[0].field if refused.problems else refused.field) == (code, field)


def test_art_10_is_given_by_whoever_assesses(case, assessor):
    _assess(case, assessor)
    refused = _refusal(case, make_actor("intake_clerk"), _propose())
    assert refused.code == "outcome_not_yours"
    with pytest.raises(NotAllowed):
        give_outcomes(case.pk, [_propose()], actor=make_actor("tenant_admin"), now=NOW)
    assert give_outcomes(case.pk, [_propose()], actor=make_actor("unit_manager"), now=NOW)


def test_art_10_the_programme_may_name_other_roles(kayseri, assessor):
    outcomes = [one | {"roles": ["intake_clerk"]} for one in document_of()["outcomes"]]
    rules = [one for one in document_of()["rules"] if one["point"] != "eligibility"]
    case = opened(programme(rules=rules, outcomes=outcomes))
    _assess(case, assessor)
    assert _refusal(case, assessor, _propose()).code == "outcome_not_yours"
    assert give_outcomes(case.pk, [_propose()], actor=make_actor("intake_clerk"), now=NOW)


def test_art_10_all_or_none(case, assessor):
    _assess(case, assessor)
    _refusal(case, assessor, _propose(), _propose("skills", reason=""))
    assert not CaseOutcome.objects.exists()


def test_art_10_what_was_given_is_withdrawn_with_a_reason_and_never_changed(case, assessor):
    _assess(case, assessor)
    [row] = give_outcomes(case.pk, [_propose()], actor=assessor, now=NOW)
    with pytest.raises(Conflict) as stands:
        give_outcomes(case.pk, [_propose(reason="Yeniden")], actor=assessor, now=NOW)
    assert stands.value.code == "outcome_stands"
    with pytest.raises(DomainError, match="Gerekçe"):
        withdraw_outcome(case.pk, row.pk, actor=assessor, reason=" ", now=NOW)
    clerk = make_actor("intake_clerk")
    # The line says so before the click, with the article; to whoever assesses it says nothing.
    [told] = outcomes_of(case.pk, actor=clerk, today=TODAY).given[0].withdrawing
    assert outcomes_of(case.pk, actor=assessor, today=TODAY).given[0].withdrawing == ()
    with pytest.raises(GuardRefusedError) as refused:
        withdraw_outcome(case.pk, row.pk, actor=clerk, reason="Vazgeçti.", now=NOW)
    assert (refused.value.code, refused.value.message, refused.value.article) == (told.code, told.message, told.article)
    assert (told.guard, bool(told.text)) == (GUARD, True)
    withdraw_outcome(case.pk, row.pk, actor=assessor, reason="Eğitime başlamak istemedi.", now=NOW)
    with pytest.raises(Conflict):
        withdraw_outcome(case.pk, row.pk, actor=assessor, reason="Yine", now=NOW)
    [again] = give_outcomes(case.pk, [_propose(reason="Altı ay sonra istedi.")], actor=assessor, now=NOW)
    shown = outcomes_of(case.pk, actor=assessor, today=TODAY).given
    assert {one.id: (one.reason, one.withdrawal) for one in shown} == {
        again.pk: ("Altı ay sonra istedi.", ""), row.pk: (REASON, "Eğitime başlamak istemedi."),
    }  # fmt: skip


def test_art_10_the_database_holds_it(case, assessor):
    _assess(case, assessor)
    [row] = give_outcomes(case.pk, [_propose()], actor=assessor, now=NOW)
    twin = CaseOutcome(
        case=case, programme_version_id=case.programme_version_id, outcome="is_in", given_on=TODAY, recorded_at=NOW,
        recorded_on=TODAY, by_id=assessor.id, sealed=b"x",
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="case_outcome_once"), transaction.atomic():
        twin.save(force_insert=True)
    twin.outcome, twin.given_on = "skills", TODAY + dt.timedelta(days=1)
    with pytest.raises(IntegrityError, match="case_outcome_not_ahead"), transaction.atomic():
        twin.save(force_insert=True)
    for change in ({"given_on": TODAY - dt.timedelta(days=9)}, {"outcome": "skills"}, {"sealed": b""}):
        with pytest.raises(DatabaseError, match="stays as it was given"), transaction.atomic():
            CaseOutcome.objects.filter(pk=row.pk).update(**change)
    with (
        pytest.raises(DatabaseError, match="withdrawn, never deleted"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM cases_caseoutcome")


def test_art_10_outcomes_are_evidence(case, assessor):
    assert [one.count for one in evidence_for(GUARD, case.programme_id)] == [0]
    _assess(case, assessor)
    give_outcomes(case.pk, [_propose()], actor=assessor, now=NOW)
    [shown] = evidence_for(GUARD, case.programme_id)
    assert (shown.count, shown.latest) == (1, NOW)


def test_art_10_binds_only_who_adopted_it(kayseri):
    version = kitchen(**LETTERS)
    assert bound(pinned_definition(version.pk), GUARD) is None
    clerk = make_actor("intake_clerk")
    case = opened(version, actor=clerk)
    # The kitchen's own list says of which outcome a reason is asked, and its clerks give them.
    with pytest.raises(Invalid) as wrong:
        give_outcomes(case.pk, [Proposed("yemek", TODAY, "")], actor=clerk, now=NOW)
    assert [one.field for one in wrong.value.problems] == ["outcomes.0.reason"]
    assert give_outcomes(case.pk, [Proposed("yonlendirme", TODAY, "")], actor=clerk, now=NOW)


def test_art_10_an_unknown_says_what_is_missing():
    definition = definition_of(IZMIR)
    choice = Choice(definition.outcomes[0], None, ("Eksik bilgi: Hazır olma.",))
    verdict = reasoned_outcomes(_propose(), choices=[choice], roles={"assessor"}, today=TODAY)
    assert (verdict.allowed, verdict.code, verdict.remedy) == (False, "outcome_undecided", "Eksik bilgi: Hazır olma.")
