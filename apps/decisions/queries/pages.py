"""What the screens show before the click: grounds with their texts, what the articles say, the letter, who decides."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Mapping, Sequence

from apps.accounts.queries import names_of
from apps.cases.queries.answers import answers_of, closed_in
from apps.cases.queries.cases import find_case, may_write
from apps.cases.queries.visibility import Case
from apps.decisions.enums import DecisionKind, StopState
from apps.decisions.models import Decision, Evidence, InterimStop
from apps.decisions.queries.decisions import find_decision, holds_right, of_case
from apps.decisions.queries.evidence import Record, evidence_choices, known_records
from apps.decisions.queries.hearing import answer_day, clock_for
from apps.decisions.queries.stops import interim_stop_of, list_stops, ran_out_on
from apps.decisions.rules.grounds import steps_of_kind, still_decidable
from apps.decisions.rules.states import may_take, next_state
from apps.decisions.rules.stopping import interim_stop_allowed, last_day_of_stop, risk_ground
from apps.letters.queries.about import LetterView, letters_about
from apps.programmes.definition import Definition
from apps.programmes.definition.flow import Lettered, Transition
from apps.programmes.queries.pinned import pinned_definition
from apps.programmes.registry import ALLOWED, Bound, Verdict, bound
from omuz.kernel.actors import Actor

__all__ = [
    "CaseDecisions",
    "DecisionPage",
    "ProposalForm",
    "StopOffer",
    "decision_page",
    "decisions_of",
    "proposal_form",
]

GUARDS = ("listed_grounds", "reasoned_notice")


@dataclasses.dataclass(frozen=True, slots=True)
class Proposed:
    """A ground that the programme's rules propose, with why. Nobody is bound by it."""

    ground: str
    messages: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class ProposalForm:
    """Everything that proposing a decision needs."""

    case: Case
    definition: Definition
    kind: str
    grounds: tuple[Lettered, ...]
    proposed: tuple[Proposed, ...]
    steps: tuple[tuple[Transition, str], ...]
    closures: tuple[Lettered, ...]
    reserved_closure: str | None
    evidence: Sequence[Record]
    articles: tuple[Bound, ...]
    #: Why it cannot be proposed now.
    obstacle: Verdict
    may_decide: bool


@dataclasses.dataclass(frozen=True, slots=True)
class StopOffer:
    """Whether a service may be stopped at once: on which ground, for how long, and why not."""

    ground: Lettered
    limit_days: int
    last_day: dt.date
    verdict: Verdict
    article: str


@dataclasses.dataclass(frozen=True, slots=True)
class CaseDecisions:
    """What the case's page shows of decisions."""

    case: Case
    definition: Definition
    decisions: Sequence[Decision]
    stops: Sequence[InterimStop]
    letters: Mapping[uuid.UUID, Sequence[LetterView]]
    names: Mapping[uuid.UUID, str]
    #: The kinds that may be decided from the case's stage.
    kinds: tuple[str, ...]
    stop: StopOffer | None
    may_propose: bool
    may_decide: bool


@dataclasses.dataclass(frozen=True, slots=True)
class DecisionPage:
    """A decision with everything that its page shows."""

    decision: Decision
    definition: Definition
    evidence: Sequence[tuple[Evidence, Record | None]]
    letters: Sequence[LetterView]
    names: Mapping[uuid.UUID, str]
    articles: tuple[Bound, ...]
    #: What stands between the reader and taking it.
    taking: Verdict
    may_decide: bool
    may_change: bool
    #: The reader proposed it, was named, or decides there: they ask for statements and keep them.
    may_hear: bool
    #: The last day of the programme's own period, were a statement asked for today; None where it cannot be.
    answer_day: dt.date | None


def proposal_form(case_id: uuid.UUID, kind: str, *, actor: Actor, today: dt.date) -> ProposalForm:
    """Return what proposing needs; `obstacle` says why it cannot be, instead of an error after the click.

    Raises:
        NotFound: there is no such case, or none that the actor may find.
    """
    case = find_case(case_id, actor=actor)
    definition = pinned_definition(case.programme_version_id)
    is_adverse = kind != DecisionKind.RESUME
    found = [one for one in GUARDS if bound(definition, one) is not None] if is_adverse else []
    reserved = definition.due_process.termination_closure
    return ProposalForm(
        case=case, definition=definition, kind=kind,
        grounds=definition.grounds if is_adverse else (),
        proposed=_proposed(case, definition, today=today) if is_adverse else (),
        steps=tuple((one, definition.stages_by_key[one.target].label.tr)
                    for one in steps_of_kind(definition, kind, stage=case.stage)),
        closures=definition.closures if kind == DecisionKind.TERMINATE and reserved is None else (),
        reserved_closure=reserved if kind == DecisionKind.TERMINATE else None,
        evidence=evidence_choices(case, actor=actor) if is_adverse else (),
        articles=tuple(one for key in found if (one := bound(definition, key)) is not None),
        obstacle=_obstacle(case, definition, kind, actor=actor),
        may_decide=holds_right(case, actor=actor),
    )  # fmt: skip


def decisions_of(case_id: uuid.UUID, *, actor: Actor, today: dt.date) -> CaseDecisions:
    """Return what the case's page shows of decisions and interim stops.

    Raises:
        NotFound: there is no such case, or none that the actor may find.
    """
    case = find_case(case_id, actor=actor)
    definition = pinned_definition(case.programme_version_id)
    rows, stops = of_case(case), list_stops(case)
    letters = dict(letters_about("decision", [row.pk for row in rows])) if rows else {}
    letters |= letters_about("interim_stop", [row.pk for row in stops]) if stops else {}
    people = {key for row in rows for key in (row.proposed_by_id, row.taken_by_id) if key is not None}
    people |= {key for row in stops for key in (row.started_by_id, row.ended_by_id) if key is not None}
    is_open = case.state == "open"
    kinds = tuple(kind for kind in DecisionKind.values if steps_of_kind(definition, kind, stage=case.stage))
    return CaseDecisions(
        case=case, definition=definition, decisions=rows, stops=stops, letters=letters,
        names=names_of(people) if people else {}, kinds=kinds if is_open else (),
        stop=_stop_offer(case, definition, kinds, today=today) if is_open else None,
        may_propose=is_open and may_write(case, actor=actor), may_decide=holds_right(case, actor=actor),
    )  # fmt: skip


def decision_page(decision_id: uuid.UUID, *, actor: Actor, today: dt.date) -> DecisionPage:
    """Return a decision's page.

    Raises:
        NotFound: there is none, or none that the actor may find.
    """
    decision = find_decision(decision_id, actor=actor)
    definition = pinned_definition(decision.programme_version_id)
    rows = list(Evidence.objects.filter(decision=decision).order_by("added_at", "id"))
    records = known_records(decision.case, {row.record_id for row in rows if row.record_id is not None}, actor=actor)
    who = {decision.proposed_by_id, decision.taken_by_id, decision.taken_for_id, decision.named_taker_id,
           decision.withdrawn_by_id, *(row.added_by_id for row in rows)}  # fmt: skip
    decides = holds_right(decision.case, actor=actor)
    may = may_take(
        actor_id=actor.id, proposed_by=decision.proposed_by_id, holds_right=decides, named=decision.named_taker_id
    )
    if may.allowed and next_state(decision.state, "take", kind=decision.kind) is not None:
        # The case may have moved on since, in a stage or to a version: what holds today is said before the click.
        may = still_decidable(
            pinned_definition(decision.case.programme_version_id), kind=decision.kind, transition=decision.transition,
            stage=decision.case.stage, is_open=decision.case.state == "open",
        )  # fmt: skip
    changeable = next_state(decision.state, "change", kind=decision.kind) is not None
    writes = may_write(decision.case, actor=actor)
    hears = writes and (decides or actor.id in {decision.proposed_by_id, decision.named_taker_id})
    asks = hears and changeable and decision.kind != DecisionKind.RESUME
    return DecisionPage(
        decision=decision, definition=definition,
        evidence=[(row, records.get((row.kind, row.record_id))) for row in rows],
        letters=letters_about("decision", [decision.pk])[decision.pk],
        names=names_of(one for one in who if one is not None),
        articles=tuple(one for key in GUARDS if (one := bound(definition, key)) is not None)
        if decision.kind != DecisionKind.RESUME
        else (),
        taking=may, may_decide=decides,
        may_hear=hears, answer_day=answer_day(decision, clock=clock_for(decision), today=today) if asks else None,
        may_change=changeable and writes and (decides or decision.proposed_by_id == actor.id),
    )  # fmt: skip


def _proposed(case: Case, definition: Definition, *, today: dt.date) -> tuple[Proposed, ...]:
    """Return what the rules propose; missed appointments propose and never decide (readings, Art. 22, 24)."""
    closed = closed_in(case, on=today)
    answer = answers_of(case, definition, ("suspension_grounds",), on=today, closed=closed)["suspension_grounds"]
    found = []
    for value in answer.values:
        if value.certain:
            why = [one.message for one in answer.clauses if one.value == value.value and one.outcome == "true"]
            found.append(Proposed(value.value, tuple(dict.fromkeys(why))))
    return tuple(found)


def _obstacle(case: Case, definition: Definition, kind: str, *, actor: Actor) -> Verdict:
    if case.state != "open":
        return Verdict(allowed=False, code="case_closed", message="Bu dosya kapalı.",
                       remedy="Gerekiyorsa önce yeniden açın.")  # fmt: skip
    if not steps_of_kind(definition, kind, stage=case.stage):
        label = DecisionKind(kind).label.lower()
        return Verdict(
            allowed=False,
            code="no_such_act",
            message=f"Dosyanın bulunduğu aşamada {label} kararı verilemez.",
            remedy="Kapatmak için dosyanın sayfasındaki “Dosyayı kapat” kullanılır.",
        )
    if not may_write(case, actor=actor):
        return Verdict(allowed=False, code="not_allowed", message="Bu dosyada öneri yapma yetkiniz yok.",
                       remedy="Dosyanın sorumlusundan isteyin.")  # fmt: skip
    if Decision.objects.open().filter(case=case, kind=kind).exists():
        return Verdict(allowed=False, code="decision_open_already", message="Sonuçlanmamış bir öneri var.",
                       remedy="Dosyanın sayfasından o öneriyi açın.")  # fmt: skip
    return ALLOWED


def _stop_offer(case: Case, definition: Definition, kinds: tuple[str, ...], *, today: dt.date) -> StopOffer | None:
    ground = risk_ground(definition)
    if ground is None or DecisionKind.SUSPEND not in kinds or interim_stop_of([case.pk], on=today):
        return None
    limit = definition.due_process.interim_stop_days
    last = last_day_of_stop(today, limit)
    verdict = interim_stop_allowed(definition, started_on=today, ends_on=last, ran_out_on=ran_out_on(case, today=today))
    return StopOffer(ground, limit, last, verdict, definition.cited(ground.basis))


def is_in_force(stop: InterimStop, *, today: dt.date) -> bool:
    """Return whether a stop holds on a day."""
    return stop.state == StopState.RUNNING and stop.ends_on >= today
