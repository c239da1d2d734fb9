"""Editing a person's header, and saying why something is missing."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction

from apps.accounts.rights import Right
from apps.people.enums import MissingField, MissingReasonCode
from apps.people.models import MissingReason, Person
from apps.people.operations.checking import check_draft
from apps.people.operations.checks import check_interviewer, locked_person, require, resolve_place
from apps.people.rules.draft import PersonDraft
from omuz.kernel import audit
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.context import require_municipality
from omuz.kernel.errors import FieldProblem, Invalid

#: What `update_person` changes. Phones, addresses, facts and the rest have verbs of their own.
EDITABLE: Final = (
    "given_names", "surname", "other_names", "working_label", "birth_date", "birth_precision", "sex", "email",
    "channel", "notes", "interviewer_id", "unit_id", "programme_id",
)  # fmt: skip


@transaction.atomic
def update_person(
    person_id: uuid.UUID, *, actor: Actor, version: int, changes: Mapping[str, Any], now: dt.datetime
) -> Person:
    """Change the header of a record and return it; what `changes` does not name stays.

    Raises:
        NotAllowed: without `people.write`.
        NotFound: out of the actor's reach.
        Conflict: the record is not at `version` any more; nothing has been written.
        Invalid: every problem by field.
    """
    require(actor, Right.PEOPLE_WRITE)
    person = locked_person(person_id, actor=actor, version=version)
    unknown = changes.keys() - set(EDITABLE)
    if unknown:
        raise Invalid([FieldProblem(name, "not_editable", "Bu alan buradan değişmez.") for name in sorted(unknown)])
    before = {name: getattr(person, name) for name in EDITABLE}
    after = _checked({**before, **changes}, changes=changes, actor=actor, today=local_date(now))
    changed = [name for name in EDITABLE if before[name] != after[name]]
    if not changed:
        return person
    for name in changed:
        setattr(person, name, after[name])
    person.version += 1
    person.save(update_fields=[*changed, "version", "updated_at"])
    audit.record(
        actor=actor, action="person.changed", subject=person, person_id=person.id, now=now,
        before={name: before[name] for name in changed}, after={name: after[name] for name in changed},
    )  # fmt: skip
    return person


def _checked(values: dict[str, Any], *, changes: Mapping[str, Any], actor: Actor, today: dt.date) -> dict[str, Any]:
    if "birth_date" in changes and "birth_precision" not in changes:
        values["birth_precision"] = ""
    checked = check_draft(PersonDraft(**values), today=today, is_demo=require_municipality().is_demo)
    problems = list(checked.problems)
    if "interviewer_id" in changes:
        problems += check_interviewer(values["interviewer_id"])
    if "unit_id" in changes or "programme_id" in changes:
        unit_id, programme_id, place = resolve_place(
            actor, unit_id=values["unit_id"], programme_id=values["programme_id"]
        )
        values |= {"unit_id": unit_id, "programme_id": programme_id}
        problems += place
    if problems:
        raise Invalid(problems)
    tidy = {name: getattr(checked.draft, name) for name in EDITABLE if name not in {"unit_id", "programme_id"}}
    tidy |= {"birth_date": checked.birth_date, "birth_precision": checked.birth_precision}
    return tidy | {"unit_id": values["unit_id"], "programme_id": values["programme_id"]}


@transaction.atomic
def explain_missing(
    person_id: uuid.UUID, *, actor: Actor, field: str, reason: str, now: dt.datetime
) -> MissingReason | None:
    """Record why a fact stays absent (readings 11) and return the row; an empty reason takes it back.

    Raises:
        NotAllowed, NotFound: as `update_person`.
        Invalid: an unknown field or reason.
    """
    require(actor, Right.PEOPLE_WRITE)
    if field not in MissingField.values or (reason and reason not in MissingReasonCode.values):
        raise Invalid([FieldProblem("reason", "unknown_code", "Bu değer listede yok.", "Listeden bir değer seçin.")])
    person = locked_person(person_id, actor=actor)
    row = None
    if reason:
        row, _ = MissingReason.objects.update_or_create(
            person=person, field=field, defaults={"reason": reason, "recorded_by_id": actor.id}
        )
    else:
        MissingReason.objects.filter(person=person, field=field).delete()
    audit.record(
        actor=actor, action="person.missing_explained", subject=person, person_id=person.id, now=now,
        after={"field": field, "reason": reason},
    )  # fmt: skip
    return row
