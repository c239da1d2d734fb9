"""Handing in forms: validated against the version that the case stands on, special answers kept apart."""

import dataclasses
import datetime as dt
import json
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from apps.accounts.operations.checks import require
from apps.accounts.rights import CASES_WRITING, Right
from apps.cases.enums import EventKind
from apps.cases.models import Case, FormDraft, Submission
from apps.cases.models.filling import ANSWERS_FIELD, SPECIAL_FIELD
from apps.cases.operations.feeding import feed
from apps.cases.operations.recording import happened, locked_case, store
from apps.cases.queries.answers import closed_in
from apps.cases.queries.filling import latest_submission, opened_answers
from apps.programmes.definition import Definition
from apps.programmes.definition.forms import Form, FormField, FormGroup
from apps.programmes.forms import (
    compile_form,
    fed_facts,
    items_of,
    relevant,
    split_special,
    validate,
)
from apps.programmes.queries.pinned import pinned_definition
from omuz.kernel import crypto
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict, FieldProblem, Invalid, NotAllowed, NotFound

__all__ = ["Handed", "form_of", "may_write_special", "submit_form"]


@dataclasses.dataclass(frozen=True, slots=True)
class Handed:
    """A form that was handed in. `is_new` is False where the same stood there already and nothing was written."""

    submission: Submission
    case: Case
    is_new: bool


@transaction.atomic
def submit_form(
    case_id: uuid.UUID,
    form_key: str,
    answers: Mapping[str, Any],
    *,
    actor: Actor,
    now: dt.datetime,
    replaces: uuid.UUID | None = None,
    keeps_special: bool = False,
    reason: str = "",
) -> Handed:
    """Hand in a form of the case's version and return it. What the rules read of it is fed at once.

    `replaces` names the submission that is corrected. `keeps_special` says that its special answers were not opened:
    they stay as they are, and whatever was sent for them counts beside. Answers to questions that are not shown do not
    count. The same answers sent again by the same person write nothing.

    Raises:
        NotFound, NotAllowed, Conflict: out of reach, closed, corrected by somebody else meanwhile.
        Invalid: answers that the form does not take, each at its place.
    """
    require(actor, *CASES_WRITING)
    case = locked_case(case_id, actor=actor)
    definition, today = pinned_definition(case.programme_version_id), local_date(now)
    form = form_of(definition, form_key)
    last = latest_submission(case, form_key)
    before = _replaced(last, replaces)
    sent = dict(answers)
    if before is not None and keeps_special:
        sent = _with_kept(form, sent, opened_answers(before, special=True))
    closed = closed_in(case, on=today)
    problems = validate(compile_form(form, definition, closed=closed), sent, on=today)
    if problems:
        raise Invalid(
            [FieldProblem(_place(one.place), one.code, one.message, one.remedy) for one in problems],
            code="answers_invalid",
            message="Bazı yanıtların düzeltilmesi gerekiyor. Yazdıklarınız taslakta duruyor.",
        )
    counted = relevant(form, sent, closed=closed)
    plain, special = split_special(form, counted)
    if special and not _only_kept(special, before, keeps_special=keeps_special):
        _require_special(case, actor, form, special)
    if last is not None and before in {None, last} and _is_repeated(last, plain, special, actor=actor):
        return Handed(last, case, is_new=False)
    submission = _stored(case, form_key, plain, special, replaces=before, actor=actor, now=now)
    feed(case, submission, fed_facts(form, counted, closed=closed), form=form, now=now)
    FormDraft.objects.filter(case=case, form=form_key, user=actor.id).delete()
    store(case)
    kind = EventKind.CORRECTION if before is not None else EventKind.SUBMISSION
    happened(case, kind, actor=actor, now=now, form=form_key, submission_id=submission.pk, text=reason.strip()[:2000])
    return Handed(submission, case, is_new=True)


def form_of(definition: Definition, key: str) -> Form:
    """Return a form of the definition. Raises NotFound."""
    form = definition.forms_by_key.get(key)
    if form is None:
        raise NotFound("form_unknown", "Dosyanın program sürümünde böyle bir form yok.")
    return form


def _replaced(last: Submission | None, replaces: uuid.UUID | None) -> Submission | None:
    if replaces is None:
        return None
    if last is None or last.pk != replaces:
        raise Conflict(
            "corrected_meanwhile",
            "Bu form siz düzeltirken yeniden kaydedilmiş.",
            remedy="Yazdıklarınız taslakta duruyor: son kaydı açın, karşılaştırın ve yeniden kaydedin.",
        )
    return last


def _with_kept(form: Form, sent: dict[str, Any], kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was sent with the special answers that nobody opened, where none was sent for them."""
    joined = dict(sent)
    for item in items_of(form):
        held = kept.get(item.key)
        if held is None:
            continue
        if isinstance(item, FormField):
            if sent.get(item.key) is None:
                joined[item.key] = held
        else:
            joined[item.key] = _entries_with_kept(item, sent.get(item.key), held)
    return joined


def _entries_with_kept(group: FormGroup, sent: Any, held: list[Any]) -> list[Any]:
    entries = sent if isinstance(sent, list) else []
    if len(entries) != len(held):
        raise Invalid(
            [FieldProblem(_place(group.key), "special_not_opened",
                          "Özel nitelikli yanıtlar açılmadan bu gruba kayıt eklenip çıkarılamaz.",
                          "Önce özel nitelikli yanıtları açın.")]
        )  # fmt: skip
    pairs = zip(entries, held, strict=True)
    return [
        {**(old if isinstance(old, Mapping) else {}), **{k: v for k, v in new.items() if v is not None}}
        if isinstance(new, Mapping)
        else new
        for new, old in pairs
    ]


def _only_kept(special: Mapping[str, Any], before: Submission | None, *, keeps_special: bool) -> bool:
    return keeps_special and before is not None and opened_answers(before, special=True) == special


def may_write_special(case: Case, *, actor: Actor) -> bool:
    """Return whether the actor may record special-category values of the case's programme."""
    if actor.kind == "system":
        return True
    programmes = actor.programmes_for(Right.PEOPLE_SPECIAL_WRITE)
    return actor.can(Right.PEOPLE_SPECIAL_WRITE) and (programmes is None or case.programme_id in programmes)


def _require_special(case: Case, actor: Actor, form: Form, special: Mapping[str, Any]) -> None:
    """Stop somebody who may not write special-category values of the programme (KVKK m. 6)."""
    if may_write_special(case, actor=actor):
        return
    asked = [item.key for item in items_of(form) if item.key in special]
    raise NotAllowed(
        "special_not_yours",
        "Bu formdaki özel nitelikli soruları yanıtlama yetkiniz yok.",
        field=_place(asked[0]) if asked else None,
        article="KVKK m. 6",
        remedy="Formu özel nitelikli veri kaydedebilen bir çalışma arkadaşınız tamamlasın; taslağınız duruyor.",
    )


def _is_repeated(last: Submission, plain: Mapping[str, Any], special: Mapping[str, Any], *, actor: Actor) -> bool:
    return (
        last.submitted_by_id == actor.id
        and opened_answers(last, special=False) == plain
        and opened_answers(last, special=True) == special
    )


def _stored(
    case: Case,
    form: str,
    plain: Mapping[str, Any],
    special: Mapping[str, Any],
    *,
    replaces: Submission | None,
    actor: Actor,
    now: dt.datetime,
) -> Submission:
    row = Submission(
        case=case, programme_version_id=case.programme_version_id, form=form, stage=case.stage, replaces=replaces,
        submitted_at=now, submitted_by_id=actor.id,
    )  # fmt: skip
    row.sealed = crypto.seal_text(json.dumps(plain, ensure_ascii=False), field=ANSWERS_FIELD, row_id=row.id)
    if special:
        text = json.dumps(special, ensure_ascii=False)
        row.sealed_special = crypto.seal_text(text, field=SPECIAL_FIELD, row_id=row.id)
    row.save(force_insert=True)
    return row


def _place(place: str) -> str:
    return f"answers.{place}" if place else "answers"
