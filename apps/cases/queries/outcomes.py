"""Outcomes of a case: those that were given, those that may be, and what an assessment scored."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from django.db.models import Max, QuerySet

from apps.accounts.queries import names_of
from apps.accounts.rights import CASES_WRITING
from apps.cases.models import Case, CaseOutcome, Submission
from apps.cases.models.outcome import OUTCOME_FIELD, WITHDRAWAL_FIELD
from apps.cases.queries.acts import guard_obstacle
from apps.cases.queries.answers import answers_of, closed_in, roles_for
from apps.cases.queries.cases import find_case, may_write
from apps.cases.queries.facts import keys
from apps.cases.queries.filling import opened_answers
from apps.cases.rules.flow import Obstacle
from apps.cases.rules.outcomes import Choice, choices_of, takes_back
from apps.cases.rules.outcomes import roles_for as roles_of_outcome
from apps.programmes.definition import Definition
from apps.programmes.forms import scores
from apps.programmes.queries.pinned import pinned_definition, pinned_definitions
from apps.programmes.registry import Bound, Countable, CountedFor, Evidence, Facts, Join, Verdict, bound
from omuz.conditions import Choice as FactChoice
from omuz.conditions import Column, Fact, FactType, Marker, Text
from omuz.kernel import crypto
from omuz.kernel.actors import Actor
from omuz.kernel.clock import TURKEY

GUARD: Final = "reasoned_outcomes"
OUTCOMES: Final = "case.outcomes"
#: Far more than any case has; a case does not run for a hundred assessments.
MOST: Final = 200


@dataclasses.dataclass(frozen=True, slots=True)
class SectionScore:
    """What a section of a form scored."""

    title: str
    points: int


@dataclasses.dataclass(frozen=True, slots=True)
class Assessment:
    """A form that was handed in and that an outcome may rest on; `points` of None: nothing in it is scored.

    Answers that are special-category data are not counted: they stay closed.
    """

    id: uuid.UUID
    form: str
    title: str
    submitted_at: dt.datetime
    points: int | None = None
    possible: int = 0
    sections: tuple[SectionScore, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class OutcomeView:
    """An outcome that was given, in words of the version under which it was."""

    id: uuid.UUID
    key: str
    letter: str
    label: str
    cited: str
    given_on: dt.date
    recorded_at: dt.datetime
    by: str
    reason: str
    submission_id: uuid.UUID | None
    withdrawn_at: dt.datetime | None
    withdrawn_by: str
    withdrawal: str
    #: Why the reader, who works on the case, may not withdraw it.
    withdrawing: tuple[Obstacle, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class CaseOutcomes:
    """Everything that the screen of outcomes shows. `bound` is the article that the programme has adopted."""

    case: Case
    definition: Definition
    given: tuple[OutcomeView, ...]
    choices: tuple[Choice, ...]
    mine: frozenset[str]
    assessments: tuple[Assessment, ...]
    bound: Bound | None
    may_write: bool


def outcomes_of(case_id: uuid.UUID, *, actor: Actor, today: dt.date) -> CaseOutcomes:
    """Return the outcomes of a case, and which may be given now, explained.

    Raises:
        NotFound: no such case within reach.
    """
    case = find_case(case_id, actor=actor)
    definition = pinned_definition(case.programme_version_id)
    rows = list(given_outcomes(case)[:MOST])
    article = bound(definition, GUARD)
    choices, mine = choices_now(case, definition, actor=actor, today=today)
    writes = actor.can_any(*CASES_WRITING) and case.state == "open" and may_write(case, actor=actor)
    views = views_of(rows)
    return CaseOutcomes(
        case=case, definition=definition, choices=choices, mine=mine,
        given=_with_obstacles(views, rows, case, actor=actor, today=today) if writes else views,
        assessments=assessments_of(case, definition), bound=article, may_write=writes,
    )  # fmt: skip


def withdrawing_verdict(
    row: CaseOutcome, definition: Definition, *, roles: Collection[str], today: dt.date
) -> tuple[Bound, Verdict] | None:
    """Return what the article says to withdrawing an outcome; None where none binds, or its version lists it not."""
    article = bound(definition, GUARD)
    outcome = next((one for one in definition.outcomes if one.key == row.outcome), None)
    if article is None or outcome is None:
        return None
    return article, takes_back(outcome, given_on=row.given_on, roles=roles, today=today)


def _with_obstacles(
    views: Sequence[OutcomeView], rows: Sequence[CaseOutcome], case: Case, *, actor: Actor, today: dt.date
) -> tuple[OutcomeView, ...]:
    """Return outcomes with what stands in the way of withdrawing those that hold; two statements for the roles."""
    standing = [row for row in rows if row.withdrawn_at is None]
    if not standing:
        return tuple(views)
    definitions = pinned_definitions({row.programme_version_id for row in standing})
    roles = roles_for(case, actor=actor, on=today)
    told = {row.pk: withdrawing_verdict(row, definitions[row.programme_version_id], roles=roles, today=today)
            for row in standing}  # fmt: skip
    refused = {key: guard_obstacle(*found) for key, found in told.items() if found is not None}
    return tuple(
        dataclasses.replace(one, withdrawing=(obstacle,)) if (obstacle := refused.get(one.id)) is not None else one
        for one in views
    )


def choices_now(
    case: Case, definition: Definition, *, actor: Actor, today: dt.date
) -> tuple[tuple[Choice, ...], frozenset[str]]:
    """Return the version's outcomes as the rules see them today, and which of them are the actor's to give."""
    if not definition.outcomes:
        return (), frozenset()
    closed = closed_in(case, on=today)
    answer = answers_of(case, definition, ("allowed_outcomes",), on=today, closed=closed)["allowed_outcomes"]
    choices = choices_of(definition, answer)
    roles = roles_for(case, actor=actor, on=today)
    asks_roles = bound(definition, GUARD) is not None
    mine = frozenset(one.outcome.key for one in choices if not asks_roles or roles_of_outcome(one.outcome) & roles)
    return choices, mine


def given_outcomes(case: Case) -> QuerySet[CaseOutcome]:
    """Return the outcomes of a case, withdrawn ones too, the latest first."""
    return CaseOutcome.objects.filter(case=case).order_by("-recorded_at", "-id")


def standing_outcomes(case: Case) -> QuerySet[CaseOutcome]:
    """Return the outcomes that hold, in the order in which they were given."""
    return CaseOutcome.objects.filter(case=case, withdrawn_at__isnull=True).order_by("given_on", "recorded_at", "id")


def views_of(rows: Sequence[CaseOutcome]) -> tuple[OutcomeView, ...]:
    """Return outcomes in words, their reasons opened; at most three statements however many."""
    definitions = pinned_definitions({row.programme_version_id for row in rows})
    names = names_of(key for row in rows for key in (row.by_id, row.withdrawn_by_id) if key is not None)
    return tuple(_view(row, definitions[row.programme_version_id], names) for row in rows)


def _view(row: CaseOutcome, definition: Definition, names: Mapping[uuid.UUID, str]) -> OutcomeView:
    found = next((one for one in definition.outcomes if one.key == row.outcome), None)
    return OutcomeView(
        id=row.pk, key=row.outcome, letter=found.letter if found is not None else "",
        label=found.label.tr if found is not None else row.outcome,
        cited=definition.cited(found.basis) if found is not None else "", given_on=row.given_on,
        recorded_at=row.recorded_at, by=names.get(row.by_id, ""), reason=reason_of(row),
        submission_id=row.submission_id, withdrawn_at=row.withdrawn_at,
        withdrawn_by=names.get(row.withdrawn_by_id, "") if row.withdrawn_by_id is not None else "",
        withdrawal=withdrawal_of(row),
    )  # fmt: skip


def reason_of(row: CaseOutcome) -> str:
    """Return why an outcome was given; empty where the programme asks for no reason and none was written."""
    return crypto.open_text(row.sealed, field=OUTCOME_FIELD, row_id=row.id) if row.sealed else ""


def withdrawal_of(row: CaseOutcome) -> str:
    """Return why an outcome was withdrawn; empty while it holds."""
    if not row.sealed_withdrawal:
        return ""
    return crypto.open_text(row.sealed_withdrawal, field=WITHDRAWAL_FIELD, row_id=row.id)


def assessments_of(case: Case, definition: Definition) -> tuple[Assessment, ...]:
    """Return the forms handed in that nobody has corrected since, the latest first, scored where they are."""
    rows = Submission.objects.filter(case=case, replaced_by__isnull=True).order_by("-submitted_at", "-id")
    return tuple(_assessment(row, definition) for row in rows[:MOST])


def _assessment(row: Submission, definition: Definition) -> Assessment:
    form = definition.forms_by_key.get(row.form)
    if form is None:
        return Assessment(row.pk, row.form, row.form, row.submitted_at)
    found = scores(form, definition, opened_answers(row, special=False))
    if found is None:
        return Assessment(row.pk, row.form, form.title.tr, row.submitted_at)
    sections = tuple(SectionScore(s.title.tr, found.sections[s.key]) for s in form.sections if s.key in found.sections)
    return Assessment(row.pk, row.form, form.title.tr, row.submitted_at, found.total, found.possible, sections)


def outcome_facts(definition: Definition) -> Sequence[Fact]:
    """Return the fact that rules may ask of outcomes: those of a case that hold."""
    codes = tuple(FactChoice(one.key, Text(one.label.tr, one.label.in_language("en"))) for one in definition.outcomes)
    label = Text("Değerlendirme sonuçları", "Outcomes of the assessment")
    return (Fact(OUTCOMES, label, FactType.CODES, choices=codes, origin="Dosya"),)


def load_outcome_facts(
    ids: Sequence[uuid.UUID], *, on: dt.date, names: frozenset[str], definition: Definition
) -> Mapping[uuid.UUID, Facts]:
    """Return the outcomes that hold on a day, by case; one statement."""
    del definition
    facts: dict[uuid.UUID, dict[str, Any]] = {key: {} for key in ids}
    if OUTCOMES not in names:
        return facts
    held: dict[uuid.UUID, set[str]] = {}
    over = dt.datetime.combine(on + dt.timedelta(days=1), dt.time(), tzinfo=TURKEY)
    rows = CaseOutcome.objects.filter(case__in=keys(ids), given_on__lte=on, recorded_at__lt=over)
    for case_id, outcome, withdrawn_at in rows.values_list("case", "outcome", "withdrawn_at"):
        if withdrawn_at is None or withdrawn_at >= over:
            held.setdefault(case_id, set()).add(outcome)
    for case_id, codes in held.items():
        facts[case_id][OUTCOMES] = tuple(sorted(codes))
    return facts


def counted_outcomes(definition: Definition, counted: CountedFor) -> Mapping[str, Countable]:
    """Return how figures find the outcomes of a case that held on a day."""
    del definition, counted
    over = "((%s::date + 1)::timestamp AT TIME ZONE %s)"
    params = (Marker.DECISION_DAY, TURKEY.key)
    join = Join(
        "LEFT JOIN (SELECT o.case_id, array_agg(DISTINCT o.outcome ORDER BY o.outcome) AS codes"  # noqa: S608
        f" FROM cases_caseoutcome o WHERE o.given_on <= %s::date AND o.recorded_at < {over}"
        f" AND (o.withdrawn_at IS NULL OR o.withdrawn_at >= {over}) GROUP BY o.case_id)"
        " outcomes ON outcomes.case_id = c.id",
        (Marker.DECISION_DAY, *params, *params),
    )
    return {OUTCOMES: Countable(Column("outcomes.codes"), join)}


def evidence(programme_id: uuid.UUID) -> Iterable[Evidence]:
    """Return how many reasoned outcomes stand in a programme, and since when the last one does; one statement."""
    rows = CaseOutcome.objects.filter(case__programme=programme_id, withdrawn_at__isnull=True)
    found = rows.aggregate(latest=Max("recorded_at"))
    return [Evidence(Text("Gerekçeli değerlendirme sonucu", "Reasoned outcomes"), rows.count(), found["latest"])]
