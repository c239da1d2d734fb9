"""Proposing a decision: whoever works on a case says what should be decided, on which ground, and what shows it."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Sequence

from django.db import IntegrityError, transaction

from apps.accounts.operations.checks import require
from apps.accounts.queries import is_at_work
from apps.accounts.rights import CASES_WRITING
from apps.cases.operations.recording import locked_case
from apps.cases.operations.steps import closure_problems
from apps.cases.queries.visibility import Case
from apps.decisions.enums import DecisionKind, DecisionState, EvidenceKind
from apps.decisions.models import Decision, Evidence
from apps.decisions.models.decision import EVIDENCE_FIELD, REASON_FIELD, WITHDRAWN_FIELD
from apps.decisions.operations.checks import (
    MOST_TEXT,
    advance,
    happened,
    locked_decision,
    refuse_too_long,
    require_open,
    sealed,
    store,
    worded,
)
from apps.decisions.operations.writing import cancel_letters
from apps.decisions.queries.decisions import holds_right
from apps.decisions.queries.evidence import known_records
from apps.decisions.rules.grounds import listed_grounds, steps_of_kind
from apps.programmes.definition import Definition
from apps.programmes.definition.flow import Act, Transition
from apps.programmes.operations.guarding import hold
from apps.programmes.queries.pinned import pinned_definition
from apps.programmes.registry import bound
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict, FieldProblem, Invalid, NotAllowed

__all__ = ["MOST_EVIDENCE", "GivenEvidence", "Proposal", "change_proposal", "propose", "withdraw"]

MOST_EVIDENCE = 20


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class GivenEvidence:
    """A piece of evidence as it is given: a record of the case, or an observation in words."""

    kind: str
    record_id: uuid.UUID | None = None
    text: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What is proposed. `transition` may be left out where one step of the kind leaves the case's stage."""

    kind: str
    ground: str = ""
    transition: str = ""
    closure: str = ""
    evidence: Sequence[GivenEvidence] = ()
    #: How the reason is drafted; whoever takes the decision answers for its words.
    reason: str = ""
    named_taker_id: uuid.UUID | None = None


@transaction.atomic
def propose(case_id: uuid.UUID, given: Proposal, *, actor: Actor, now: dt.datetime) -> Decision:
    """Propose to suspend or end a service, or to resume it, and return the proposal.

    Raises:
        NotFound, NotAllowed: the case is out of reach, or may only be read.
        Conflict: the case is closed, its stage knows no such step, or such a proposal is open already.
        GuardRefusedError: the ground is not listed, or nothing shows it (İzmir Art. 22).
        Invalid: the evidence, the closure or the named superior is wrong.
    """
    require(actor, *CASES_WRITING)
    case = locked_case(case_id, actor=actor)
    definition = pinned_definition(case.programme_version_id)
    step = chosen_step(definition, case, kind=given.kind, transition=given.transition)
    decision = Decision(
        case=case, programme_version_id=case.programme_version_id, kind=given.kind, ground=given.ground,
        transition=step.key, closure=chosen_closure(definition, given), evidence_count=len(given.evidence),
        proposed_at=now, proposed_by_id=actor.id, named_taker_id=given.named_taker_id,
    )  # fmt: skip
    _check(decision, definition, given, actor=actor, now=now)
    decision.sealed_reason = _drafted(given.reason, decision)
    try:
        with transaction.atomic():
            decision.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(
            "decision_open_already",
            f"Bu dosyada sonuçlanmamış bir {decision.get_kind_display().lower()} önerisi var.",
            remedy="Açık öneriyi sürdürün ya da önce geri alın.",
        ) from error
    _keep_evidence(decision, given.evidence, actor=actor, now=now)
    happened(decision, "proposed", actor=actor, now=now, kind=given.kind, ground=given.ground)
    return decision


@transaction.atomic
def change_proposal(
    decision_id: uuid.UUID, given: Proposal, *, actor: Actor, version: int, now: dt.datetime
) -> Decision:
    """Change a proposal that nobody has decided, and return it; its kind stays, its evidence is replaced.

    Raises: as `propose`.
    """
    require(actor, *CASES_WRITING)
    decision = locked_decision(decision_id, actor=actor, version=version)
    _require_writer(decision, actor=actor)
    require_open(decision.case)
    advance(decision, "change")
    given = dataclasses.replace(given, kind=decision.kind)
    definition = pinned_definition(decision.case.programme_version_id)
    step = chosen_step(definition, decision.case, kind=decision.kind, transition=given.transition)
    decision.programme_version_id = decision.case.programme_version_id
    decision.ground, decision.transition = given.ground, step.key
    decision.closure, decision.evidence_count = chosen_closure(definition, given), len(given.evidence)
    decision.named_taker_id = given.named_taker_id
    _check(decision, definition, given, actor=actor, now=now)
    decision.sealed_reason = _drafted(given.reason, decision)
    Evidence.objects.filter(decision=decision).delete()
    _keep_evidence(decision, given.evidence, actor=actor, now=now)
    store(decision, "programme_version", "ground", "transition", "closure", "evidence_count", "named_taker_id",
          "sealed_reason")  # fmt: skip
    happened(decision, "changed", actor=actor, now=now, ground=given.ground)
    return decision


@transaction.atomic
def withdraw(decision_id: uuid.UUID, *, reason: str, actor: Actor, version: int, now: dt.datetime) -> Decision:
    """Take a proposal back, or a decision whose day has not come, and return it; it stays on record.

    A proposal is taken back by whoever made it or by a manager, a decision by a manager only.

    Raises:
        NotFound, NotAllowed, Conflict: out of reach, changed meanwhile, in effect already.
        Invalid: no reason.
    """
    require(actor, *CASES_WRITING)
    decision = locked_decision(decision_id, actor=actor, version=version)
    if decision.state == DecisionState.TAKEN and not holds_right(decision.case, actor=actor):
        raise NotAllowed
    _require_writer(decision, actor=actor)
    text = worded(reason, field="reason", missing="Neden geri alındığı yazılmamış.", remedy="Kısa bir gerekçe yazın.")
    return withdrawn(decision, text, actor=actor, now=now)


def withdrawn(decision: Decision, text: str, *, actor: Actor, now: dt.datetime) -> Decision:
    """Write down that a locked decision was taken back; its letters that nobody has signed are cancelled with it."""
    advance(decision, "withdraw")
    decision.withdrawn_at, decision.withdrawn_by_id = now, actor.id
    decision.sealed_withdrawn = sealed(text, field=WITHDRAWN_FIELD, row_id=decision.pk)
    store(decision, "state", "withdrawn_at", "withdrawn_by_id", "sealed_withdrawn")
    cancelled = cancel_letters(decision, actor=actor, now=now)
    happened(decision, "withdrawn", actor=actor, now=now, reason=text, letters_cancelled=cancelled or "")
    return decision


def chosen_step(definition: Definition, case: Case, *, kind: str, transition: str) -> Transition:
    """Return the step by which a decision would move a case.

    Raises:
        Conflict: no step of that kind leaves the case's stage, or not that one.
        Invalid: there are several and none was chosen.
    """
    steps = steps_of_kind(definition, kind, stage=case.stage)
    if not steps:
        label = DecisionKind(kind).label
        raise Conflict("no_such_act", f"Dosyanın bulunduğu aşamada {label.lower()} kararı verilemez.",
                       remedy="Dosyanın aşamasına bakın; kapatmak için “Dosyayı kapat” kullanılır.")  # fmt: skip
    if not transition and len(steps) > 1:
        raise Invalid([FieldProblem("transition", "required", "Dosyanın hangi aşamaya geçeceği seçilmemiş.",
                                    "Listeden seçin.")])  # fmt: skip
    found = next((one for one in steps if transition in {"", one.key}), None)
    if found is None:
        raise Conflict("no_such_step", "Bu aşamadan böyle bir adım atılamaz.", remedy="Sayfayı yenileyin.")
    return found


def chosen_closure(definition: Definition, given: Proposal) -> str:
    """Return the closure of a termination: the one that the text keeps for it, else the one that was chosen.

    Raises:
        Invalid: none was chosen, or none of the list.
    """
    if given.kind != DecisionKind.TERMINATE:
        return ""
    reserved = definition.due_process.termination_closure
    closure = reserved if reserved is not None else given.closure
    problems = [one for one in closure_problems(definition, closure, "-", act=Act.TERMINATE) if one.field == "closure"]
    if problems:
        raise Invalid(problems)
    return closure


def _check(decision: Decision, definition: Definition, given: Proposal, *, actor: Actor, now: dt.datetime) -> None:
    verdict = listed_grounds(definition, kind=decision.kind, ground=decision.ground, evidence=decision.evidence_count)
    field = "ground" if verdict.code == "ground_not_listed" else "evidence"
    hold(bound(definition, "listed_grounds"), verdict, programme_id=decision.case.programme_id, actor=actor, now=now,
         field=field)  # fmt: skip
    known = {one.key for one in definition.grounds}
    problems = []
    if decision.ground and decision.ground not in known:
        problems.append(FieldProblem("ground", "unknown_code", "Bu gerekçe programda yok.", "Listeden seçin."))
    if decision.kind != DecisionKind.RESUME and known and not decision.ground:
        problems.append(FieldProblem("ground", "required", "Gerekçe seçilmemiş.", "Listeden seçin."))
    if decision.kind != DecisionKind.RESUME and not given.evidence:
        problems.append(FieldProblem("evidence", "required", "Gerekçeyi gösteren bir dayanak eklenmemiş.",
                                     "Bir kayıt seçin ya da gördüğünüzü yazın."))  # fmt: skip
    problems += _evidence_problems(decision.case, given.evidence, actor=actor)
    problems += _named_problems(decision, given.named_taker_id, now=now)
    if problems:
        raise Invalid(problems)


def _evidence_problems(case: Case, given: Sequence[GivenEvidence], *, actor: Actor) -> list[FieldProblem]:
    if len(given) > MOST_EVIDENCE:
        return [FieldProblem("evidence", "too_many", f"En çok {MOST_EVIDENCE} dayanak eklenebilir.", "Azaltın.")]
    found = known_records(case, {one.record_id for one in given if one.record_id is not None}, actor=actor)
    problems, seen = [], set()
    for index, one in enumerate(given):
        place = f"evidence.{index}"
        if len(one.text) > MOST_TEXT:
            problems.append(FieldProblem(f"{place}.text", "too_long", f"En çok {MOST_TEXT} karakter.", "Kısaltın."))
        if one.kind == EvidenceKind.OBSERVATION:
            if not one.text.strip() or one.record_id is not None:
                problems.append(FieldProblem(f"{place}.text", "required", "Gözlem yazılmamış.", "Gördüğünüzü yazın."))
        elif (one.kind, one.record_id) not in found:
            problems.append(FieldProblem(f"{place}.record", "unknown_record", "Bu kayıt dosyada bulunamadı.",
                                         "Listeden seçin."))  # fmt: skip
        elif (one.kind, one.record_id) in seen:
            problems.append(FieldProblem(f"{place}.record", "twice", "Bu kayıt iki kez eklenmiş.", "Birini çıkarın."))
        seen.add((one.kind, one.record_id))
    return problems


def _named_problems(decision: Decision, user_id: uuid.UUID | None, *, now: dt.datetime) -> list[FieldProblem]:
    if user_id is None:
        return []
    if user_id == decision.proposed_by_id:
        return [FieldProblem("named_taker", "needs_second_person", "Öneren kişi ikinci kişi olamaz.",
                             "Bir üst amir seçin.")]  # fmt: skip
    if not is_at_work(user_id, on=local_date(now)):
        return [FieldProblem("named_taker", "approver_unknown", "Bu kişi görevde değil.", "Başka birini seçin.")]
    return []


def _drafted(reason: str, decision: Decision) -> bytes:
    refuse_too_long(reason, field="reason")
    return sealed(reason.strip(), field=REASON_FIELD, row_id=decision.pk)


def _keep_evidence(decision: Decision, given: Sequence[GivenEvidence], *, actor: Actor, now: dt.datetime) -> None:
    rows = []
    for one in given:
        row = Evidence(decision=decision, kind=one.kind, record_id=one.record_id, added_at=now, added_by_id=actor.id)
        row.sealed = sealed(one.text.strip(), field=EVIDENCE_FIELD, row_id=row.pk)
        rows.append(row)
    Evidence.objects.bulk_create(rows)


def _require_writer(decision: Decision, *, actor: Actor) -> None:
    """Stop somebody who neither proposed it nor may decide there."""
    if actor.kind == "system" or decision.proposed_by_id == actor.id:
        return
    if not holds_right(decision.case, actor=actor):
        raise NotAllowed
