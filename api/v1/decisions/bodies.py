"""From decisions and interim stops to JSON."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from apps.cases.rules.flow import closure_of, label_of_stage
from apps.decisions.enums import DecisionKind, DecisionState, EvidenceKind
from apps.decisions.models import Decision, InterimStop
from apps.decisions.operations.writing import DECISION_LETTER
from apps.decisions.queries import texts
from apps.decisions.queries.evidence import Record
from apps.decisions.queries.pages import CaseDecisions, DecisionPage, ProposalForm, is_in_force
from apps.decisions.rules.grounds import article_of_decision, ground_of
from apps.decisions.rules.notice import Hearing
from apps.decisions.rules.states import next_state
from apps.letters.enums import LetterState
from apps.letters.queries.about import LetterView
from apps.letters.rules.wording import OWN_TEXTS
from apps.people.queries.people import shown_name
from apps.programmes.definition import Definition
from apps.programmes.definition.flow import Lettered
from apps.programmes.registry import Bound, Verdict
from omuz.kernel.clock import local_date


def letter_body(one: LetterView) -> dict[str, Any]:
    """Return what became of a letter."""
    return {
        "id": one.id, "number": one.number, "official_number": one.official_number, "use": one.use, "state": one.state,
        "state_label": LetterState(one.state).label, "served_on": one.served_on, "undeliverable": one.undeliverable,
    }  # fmt: skip


def ground_body(one: Lettered | None, definition: Definition) -> dict[str, Any] | None:
    """Return a ground or a closure as the programme's text lists it."""
    if one is None:
        return None
    return {
        "key": one.key, "letter": one.letter, "label": one.label.tr,
        "text": one.text.tr if one.text is not None else "", "basis": definition.cited(one.basis),
    }  # fmt: skip


def article_body(one: Bound) -> dict[str, Any]:
    """Return an adopted article: what it asks, in its own words."""
    title = one.article.title.tr if one.article.title is not None else ""
    return {"guard": one.guard.key, "cited": one.cited, "title": title, "text": one.text}


def verdict_body(one: Verdict) -> dict[str, Any]:
    """Return whether something may be done, and why not."""
    return {"allowed": one.allowed, "code": one.code, "message": one.message, "remedy": one.remedy}


def row_body(
    decision: Decision, definition: Definition, *, letters: Sequence[LetterView], names: Mapping[uuid.UUID, str],
    today: dt.date,
) -> dict[str, Any]:  # fmt: skip
    """Return a decision of a list."""
    case = decision.case
    hearing = Hearing(answer_until=decision.answer_until, is_answered=decision.answered_on is not None)
    return {
        "id": decision.pk, "version": decision.version, "kind": decision.kind,
        "kind_label": decision.get_kind_display(), "state": decision.state,
        "state_label": decision.get_state_display(), "case": {"id": case.pk, "number": case.number},
        "person": {"id": case.person_id, "name": shown_name(case.person)},
        "programme": {"id": case.programme_id, "name": case.programme.name},
        "unit": {"id": case.unit_id, "name": case.unit.name},
        "ground": ground_body(ground_of(definition, decision.ground), definition),
        "proposed_at": decision.proposed_at, "proposed_by": names.get(decision.proposed_by_id, ""),
        "answer_until": decision.answer_until,
        "is_hearing_over": decision.state == DecisionState.HEARING and not hearing.is_running(on=today),
        "taken_at": decision.taken_at, "taken_by": _name(names, decision.taken_by_id),
        "effective_on": decision.effective_on, "held_up": decision.held_up,
        "letters": [letter_body(one) for one in letters],
    }  # fmt: skip


def page_body(page: DecisionPage, *, version_number: int, today: dt.date) -> dict[str, Any]:
    """Return a decision's page."""
    row, definition, names = page.decision, page.definition, page.names
    step = definition.transitions_by_key.get(row.transition)
    letter = letter_text(definition, row.kind)
    is_written = next_state(row.state, "change", kind=row.kind) is not None
    can_withdraw = next_state(row.state, "withdraw", kind=row.kind) is not None
    is_adverse = row.kind != DecisionKind.RESUME
    return row_body(row, definition, letters=page.letters, names=names, today=today) | {
        "programme_version": version_number,
        "transition": row.transition,
        "transition_label": step.label.tr if step is not None else row.transition,
        "target_label": label_of_stage(definition, step.target) if step is not None else "",
        "closure": ground_body(closure_of(definition, row.closure), definition) if row.closure else None,
        "article": article_of_decision(definition, ground=row.ground, step=step),
        "evidence": [_evidence(one, record, names) for one, record in page.evidence],
        "named_taker": {"id": row.named_taker_id, "name": _name(names, row.named_taker_id)}
        if row.named_taker_id is not None
        else None,
        "asked_on": row.asked_on,
        "answer_given": row.answer_given,
        "answer_day": page.answer_day,
        "answered_on": row.answered_on,
        "statement_form": row.statement_form,
        "statement_form_label": row.get_statement_form_display() if row.statement_form else "",
        "statement_by_label": row.get_statement_by_display() if row.statement_by else "",
        "statement": texts.statement_of(row),
        "waived_because": texts.waived_because(row),
        "reason": texts.reason_of(row),
        "taken_for": _name(names, row.taken_for_id),
        "review_on": row.review_on,
        "in_effect_at": row.in_effect_at,
        "ended_at": row.ended_at,
        "withdrawn_at": row.withdrawn_at,
        "withdrawn_by": _name(names, row.withdrawn_by_id),
        "withdrawn_because": texts.withdrawn_why(row),
        "articles": [article_body(one) for one in page.articles],
        "taking": verdict_body(page.taking),
        "may_decide": page.may_decide,
        "may_change": page.may_change,
        "may_hear": is_written and is_adverse and page.may_hear and row.answered_on is None,
        "may_withdraw": can_withdraw and (page.may_decide or (page.may_hear and is_written)),
        "statement_days": definition.due_process.statement_days,
        "letter_subject": letter[0],
        "letter_body": letter[1],
    }


def stop_body(
    stop: InterimStop, *, letters: Sequence[LetterView], names: Mapping[uuid.UUID, str], reader: uuid.UUID,
    today: dt.date,
) -> dict[str, Any]:  # fmt: skip
    """Return an interim stop."""
    return {
        "id": stop.pk, "version": stop.version, "state": stop.state, "state_label": stop.get_state_display(),
        "is_in_force": is_in_force(stop, today=today), "risk": texts.risk_of(stop), "started_at": stop.started_at,
        "started_by": names.get(stop.started_by_id, ""), "is_own": stop.started_by_id == reader,
        "ends_on": stop.ends_on, "days_left": max(0, (stop.ends_on - today).days), "ended_at": stop.ended_at,
        "ended_by": _name(names, stop.ended_by_id), "lifted_because": texts.lifted_because(stop),
        "decision": stop.decision_id, "letters": [letter_body(one) for one in letters],
    }  # fmt: skip


def case_decisions_body(found: CaseDecisions, definitions: Mapping[uuid.UUID, Definition], *, reader: uuid.UUID,
                        today: dt.date) -> dict[str, Any]:  # fmt: skip
    """Return what a case's page shows of decisions."""
    for decision in found.decisions:
        decision.case = found.case
    offer = found.stop
    return {
        "decisions": [
            row_body(one, definitions[one.programme_version_id], letters=found.letters.get(one.pk, ()),
                     names=found.names, today=today)
            for one in found.decisions
        ],
        "stops": [
            stop_body(one, letters=found.letters.get(one.pk, ()), names=found.names, reader=reader, today=today)
            for one in found.stops
        ],
        "kinds": found.kinds,
        "stop": verdict_body(offer.verdict)
        | {"ground": offer.ground.label.tr, "article": offer.article, "limit_days": offer.limit_days,
           "last_day": offer.last_day}
        if offer is not None
        else None,
        "may_propose": found.may_propose,
        "may_decide": found.may_decide,
    }  # fmt: skip


def form_body(form: ProposalForm) -> dict[str, Any]:
    """Return what proposing a decision needs."""
    case, definition = form.case, form.definition
    closure = closure_of(definition, form.reserved_closure) if form.reserved_closure is not None else None
    letter = letter_text(definition, form.kind)
    return {
        "case": {"id": case.pk, "number": case.number},
        "person": {"id": case.person_id, "name": shown_name(case.person)},
        "programme": {"id": case.programme_id, "name": case.programme.name},
        "kind": form.kind,
        "kind_label": DecisionKind(form.kind).label,
        "stage_label": label_of_stage(definition, case.stage),
        "grounds": [ground_body(one, definition) for one in form.grounds],
        "proposed": [{"ground": one.ground, "messages": one.messages} for one in form.proposed],
        "steps": [{"key": one.key, "label": one.label.tr, "target": target} for one, target in form.steps],
        "closures": [ground_body(one, definition) for one in form.closures],
        "closure_label": closure.label.tr if closure is not None else "",
        "evidence": [record_body(one) for one in form.evidence],
        "articles": [article_body(one) for one in form.articles],
        "statement_days": definition.due_process.statement_days,
        "letter_subject": letter[0],
        "letter_body": letter[1],
        "obstacle": verdict_body(form.obstacle),
        "may_decide": form.may_decide,
    }


def letter_text(definition: Definition, kind: str) -> tuple[str, str]:
    """Return subject and text of the letter of a decision, with their placeholders: the programme's, else Omuz' own."""
    use = DECISION_LETTER[DecisionKind(kind)]
    given, own = definition.letter_for(use), OWN_TEXTS[use.value]
    return (given.subject, given.body) if given is not None else (own.subject, own.body.replace("?", ""))


def record_body(one: Record) -> dict[str, Any]:
    """Return a record that may be named as evidence."""
    return {
        "kind": one.kind, "kind_label": EvidenceKind(one.kind).label, "id": one.id, "label": one.label, "on": one.on,
        "link": one.link,
    }  # fmt: skip


def _evidence(one: Any, record: Record | None, names: Mapping[uuid.UUID, str]) -> dict[str, Any]:
    return {
        "kind": one.kind, "kind_label": one.get_kind_display(), "record": one.record_id,
        "label": record.label if record is not None else "",
        "on": record.on if record is not None else local_date(one.added_at),
        "link": record.link if record is not None else "", "text": texts.evidence_text(one),
        "added_by": names.get(one.added_by_id, ""),
    }  # fmt: skip


def _name(names: Mapping[uuid.UUID, str], key: uuid.UUID | None) -> str:
    return names.get(key, "") if key is not None else ""
