"""Agreeing with a person on how they may be reached (readings 4)."""

import dataclasses
import datetime as dt
import json
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from apps.accounts.rights import Right
from apps.people.models import Person, PersonPhone, SafeContactPlan
from apps.people.models.safe_contact import PLAN_FIELD
from apps.people.operations.checks import locked_person, require
from apps.people.rules.safe_contact import parse_hours, stored_hours
from omuz.kernel import audit, crypto
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict, FieldProblem, Invalid
from omuz.kernel.ids import new_id

_SAID = ("may_call", "may_message", "may_leave_message", "may_email", "may_send_letters", "may_print")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PlanDraft:
    """A plan as agreed with the person."""

    may_call: bool = True
    may_message: bool = False
    may_leave_message: bool = False
    may_email: bool = False
    may_send_letters: bool = False
    may_print: bool = True
    safe_phone_ids: Sequence[uuid.UUID] = ()
    hours: Sequence[Mapping[str, Any]] = ()
    note: str = ""
    code_word: str = ""
    speak_only_with: str = ""
    review_on: dt.date | None = None


@transaction.atomic
def make_safe_contact_plan(
    person_id: uuid.UUID, draft: PlanDraft, *, actor: Actor, version: int, now: dt.datetime
) -> SafeContactPlan:
    """Store a new version of the plan, which supersedes the one before, and return it.

    `version` is that of the plan the sender saw; 0 says that there was none.

    Raises:
        NotAllowed: without `people.safety.write`.
        NotFound: out of the actor's reach.
        Conflict: another plan was made meanwhile.
        Invalid: a telephone that is not the person's, unreadable hours, calls allowed without a safe number.
    """
    require(actor, Right.PEOPLE_SAFETY_WRITE)
    person = locked_person(person_id, actor=actor)
    before = SafeContactPlan.objects.filter(person=person, superseded_at__isnull=True).first()
    if (before.version if before is not None else 0) != version:
        raise Conflict.stale_version()
    phones = {
        row.id: row
        for row in PersonPhone.objects.filter(person=person, ended_on__isnull=True, pk__in=list(draft.safe_phone_ids))
    }
    hours, problems = parse_hours(draft.hours, field="hours")
    problems += _problems(draft, known=set(phones), today=local_date(now))
    if problems:
        raise Invalid(problems)
    if before is not None:
        before.superseded_at = now
        before.save(update_fields=["superseded_at", "updated_at"])
    said = {name: getattr(draft, name) for name in _SAID}
    row = SafeContactPlan(
        id=new_id(), person=person, **said, hours=stored_hours(hours), review_on=draft.review_on, made_at=now,
        made_by_id=actor.id, version=version + 1,
    )  # fmt: skip
    row.sealed = _sealed(row.id, draft, phones)
    row.save(force_insert=True)
    row.safe_phones.set(phones.values())
    _record(person, before, row, actor=actor, now=now)
    return row


def _problems(draft: PlanDraft, *, known: set[uuid.UUID], today: dt.date) -> list[FieldProblem]:
    problems = []
    if set(draft.safe_phone_ids) - known:
        problems.append(
            FieldProblem("safe_phone_ids", "no_such_phone", "Numara kişide kayıtlı değil.", "Önce numarayı ekleyin.")
        )
    rings = draft.may_call or draft.may_message or draft.may_leave_message
    if rings and not draft.safe_phone_ids:
        problems.append(
            FieldProblem(
                "safe_phone_ids", "required", "Aranacak güvenli numara seçilmemiş.",
                "Bir numara seçin ya da arama ve mesajı kapatın.",
            )
        )  # fmt: skip
    if draft.review_on is not None and draft.review_on < today:
        problems.append(FieldProblem("review_on", "in_past", "Gözden geçirme tarihi geçmiş.", "İleri bir gün seçin."))
    return problems


def _sealed(row_id: uuid.UUID, draft: PlanDraft, phones: Mapping[uuid.UUID, PersonPhone]) -> bytes:
    words = {
        "note": draft.note.strip(),
        "code_word": draft.code_word.strip(),
        "speak_only_with": draft.speak_only_with.strip(),
        "numbers": {str(phone_id): phone.digits for phone_id, phone in phones.items()},
    }
    return crypto.seal_text(json.dumps(words, ensure_ascii=False), field=PLAN_FIELD, row_id=row_id)


def _record(
    person: Person, before: SafeContactPlan | None, row: SafeContactPlan, *, actor: Actor, now: dt.datetime
) -> None:
    names = (*_SAID, "hours", "review_on")
    audit.record(
        actor=actor, action="person.safe_contact_planned", subject=row, person_id=person.id, now=now,
        before={name: getattr(before, name) for name in names} if before is not None else None,
        after={name: getattr(row, name) for name in names},
    )  # fmt: skip
