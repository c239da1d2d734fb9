"""From cases to JSON."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any, Final

from api.language import reader_language
from apps.cases.badges import Badge
from apps.cases.enums import CaseState
from apps.cases.models import Case, Submission
from apps.cases.queries.answers import Step
from apps.cases.queries.detail import CaseDetail, CaseForm
from apps.cases.rules.flow import closure_of, in_words, label_of_stage
from apps.people.queries.people import age_of, shown_name
from apps.programmes.deciding import Answer
from apps.programmes.definition import Definition
from apps.programmes.definition.flow import Lettered
from apps.programmes.forms import compile_form, items_of
from apps.programmes.forms.privacy import privacy_notes
from omuz.kernel.clock import local_date

#: In place of a special value that a rule has seen: the answer explains itself without disclosing it.
CLOSED_VALUE: Final = "Kapalı (özel nitelikli)"


def answer_body(answer: Answer | None) -> dict[str, Any] | None:
    """Return a decision with its reasons; special values that were seen stay closed (KVKK m. 6)."""
    if answer is None:
        return None
    body = answer.as_json()
    for clause in body["clauses"]:
        clause["trace"] = [_closed(line) for line in clause["trace"]]
    return body


def _closed(line: dict[str, Any]) -> dict[str, Any]:
    if not line["special"]:
        return line
    return line | {"seen": None if line["seen"] is None else CLOSED_VALUE, "records": []}


def row_body(case: Case, definition: Definition, *, today: dt.date) -> dict[str, Any]:
    """Return a case of the work list."""
    return {
        "id": case.pk,
        "number": case.number,
        "person": {"id": case.person_id, "name": shown_name(case.person)},
        "programme": {"id": case.programme_id, "name": case.programme.name},
        "unit": {"id": case.unit_id, "name": case.unit.name},
        "stage": {"key": case.stage, "label": label_of_stage(definition, case.stage)},
        "stage_since": case.stage_since,
        "days_in_stage": (today - local_date(case.stage_since)).days,
        "due_on": case.due_on,
        "is_overdue": case.state == CaseState.OPEN and case.due_on is not None and case.due_on < today,
        "state": case.state,
        "state_label": case.get_state_display(),
        "opened_at": case.opened_at,
        "responsible": _user(case),
    }


def badge_body(badges: Sequence[Badge]) -> dict[str, Any]:
    """Return what the row of a case says beside its stage."""
    return {"badges": [{"key": one.key, "label": one.label, "meaning": one.meaning} for one in badges]}


def _user(case: Case) -> dict[str, Any] | None:
    return {"id": case.responsible_id, "name": case.responsible.full_name} if case.responsible is not None else None


def case_body(detail: CaseDetail, *, today: dt.date) -> dict[str, Any]:
    """Return a case's page."""
    case, definition = detail.case, detail.definition
    stage = definition.stages_by_key.get(case.stage)
    closure = closure_of(definition, case.closure) if case.closure else None
    person = {
        "file_number": case.person.file_number, "age": age_of(case.person, today),
        "is_confidential": case.person.is_confidential,
    }  # fmt: skip
    body = row_body(case, definition, today=today)
    return body | {
        "version": case.version,
        "person": body["person"] | person,
        "stage_description": stage.description.tr if stage is not None and stage.description is not None else "",
        "days_open": (local_date(case.closed_at or case.opened_at) - local_date(case.opened_at)).days
        if case.closed_at
        else (today - local_date(case.opened_at)).days,
        "opened_by": detail.names.get(case.opened_by_id, ""),
        "closed_at": case.closed_at,
        "closure": _closure(closure) if closure is not None else None,
        "programme_version": {"id": case.programme_version_id, "number": detail.version_number},
        "newer_version": {"id": detail.newer[0], "number": detail.newer[1]} if detail.newer is not None else None,
        "person_word": definition.naming.person.tr,
        "may_write": detail.may_write,
        "is_twin": case.is_twin,
        "steps": [step_body(step, definition) for step in detail.steps],
        "closures": [_closure(one) for one in detail.closures],
        "reopening": list(detail.reopening),
        "forms": [_form(form, detail.names) for form in detail.forms],
        "documents": [
            {"key": one.key, "label": one.label, "is_certain": one.is_certain, "substitutes": one.substitutes,
             "why": one.why}
            for one in detail.documents
        ],
        "eligibility": answer_body(detail.eligibility),
    }  # fmt: skip


def step_body(step: Step, definition: Definition) -> dict[str, Any]:
    """Return a step with what stands in its way."""
    transition = step.transition
    return {
        "key": transition.key,
        "label": transition.label.tr,
        "target": {"key": transition.target, "label": step.target_label},
        "ends": step.ends,
        "needs_reason": transition.needs_reason,
        "act": transition.act,
        "basis": in_words(definition, transition.basis),
        "allowed": step.allowed,
        "obstacles": list(step.obstacles),
        "answer": answer_body(step.answer),
    }


def _closure(one: Lettered) -> dict[str, Any]:
    return {"key": one.key, "letter": one.letter, "label": one.label.tr, "needs_reason": one.needs_reason}


def _form(form: CaseForm, names: Mapping[uuid.UUID, str]) -> dict[str, Any]:
    return {
        "key": form.key, "title": form.title, "description": form.description, "in_stage": form.in_stage,
        "is_required": form.is_required, "draft_saved_at": form.draft_saved_at, "is_former": form.is_former,
        "submission": handed_body(form.submission, names) if form.submission is not None else None,
    }  # fmt: skip


def handed_body(row: Submission, names: Mapping[uuid.UUID, str]) -> dict[str, Any]:
    """Return a submission without its answers."""
    return {
        "id": row.pk, "submitted_at": row.submitted_at, "submitted_by": names.get(row.submitted_by_id, ""),
        "is_correction": row.replaces_id is not None,
    }  # fmt: skip


def form_body(definition: Definition, key: str, *, closed: frozenset[str]) -> dict[str, Any]:
    """Return a form's schema, ui schema, why its questions are asked, and which are special."""
    form = definition.forms_by_key[key]
    language = reader_language()
    compiled = compile_form(form, definition, language, closed=closed)
    notes = privacy_notes(form, language, closed=closed)
    return {
        "title": form.title.in_language(language),
        "privacy": {place: dataclasses.asdict(note) for place, note in notes.items()},
        "schema": compiled.schema,
        "ui_schema": compiled.ui_schema,
        "special": special_questions(definition, key),
    }


def special_questions(definition: Definition, key: str) -> list[dict[str, str]]:
    """Return the special-category questions of a form, those inside of groups with the group's name."""
    found: list[dict[str, str]] = []
    for item in items_of(definition.forms_by_key[key]):
        inner: Sequence[Any] = getattr(item, "fields", ())
        if getattr(item, "special", False):
            found.append({"key": item.key, "label": item.label.tr})
        found += [
            {"key": f"{item.key}.{one.key}", "label": f"{item.label.tr} › {one.label.tr}"}
            for one in inner
            if one.special
        ]
    return found
