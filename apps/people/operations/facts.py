"""Facts that change: a change ends one dated row and begins another, a correction replaces a row that was wrong."""

import datetime as dt
import uuid

from django.db import IntegrityError, models, transaction

from apps.accounts.rights import Right
from apps.people.models import PersonFact
from apps.people.models.personal import Dated
from apps.people.operations.building import build_fact
from apps.people.operations.checking import check_facts
from apps.people.operations.checks import locked_person, require, require_reason
from apps.people.rules.draft import FactDraft
from omuz.kernel import audit
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict, FieldProblem, Invalid, NotFound


@transaction.atomic
def change_fact(
    person_id: uuid.UUID, fact: FactDraft, *, actor: Actor, now: dt.datetime, replaces: uuid.UUID | None = None
) -> PersonFact:
    """Record that a fact has changed on a day, and return the new row; what held before stays, up to that day.

    `replaces` is the row that the sender saw as the current one.

    Raises:
        NotAllowed: without `people.write`.
        NotFound: out of the actor's reach.
        Conflict: another row is the current one by now.
        Invalid: no day, an unknown code, no change at all.
    """
    require(actor, Right.PEOPLE_WRITE)
    person = locked_person(person_id, actor=actor)
    problems = check_facts([fact], today=local_date(now), field="facts")
    if problems:
        raise Invalid([FieldProblem(p.field.removeprefix("facts.0."), p.code, p.message, p.remedy) for p in problems])
    known = PersonFact.objects.known().filter(person=person, kind=fact.kind)
    current = known.order_by("-valid_from").first() if fact.valid_from is None else _row_on(known, fact.valid_from)
    if replaces is not None and (current is None or current.id != replaces):
        raise Conflict.stale_version()
    _check_change(fact, current)
    row = build_fact(person, fact, actor=actor, now=now)
    if current is not None:
        row.valid_to = current.valid_to
        current.valid_to = fact.valid_from
        current.version += 1
        current.save(update_fields=["valid_to", "version", "updated_at"])
    _insert(row)
    audit.record(
        actor=actor, action="person.fact_changed", subject=row, person_id=person.id, now=now,
        before={fact.kind: current.code} if current is not None else None,
        after={fact.kind: row.code, "valid_from": row.valid_from},
    )  # fmt: skip
    return row


def _row_on(known: models.QuerySet[PersonFact], day: dt.date) -> PersonFact | None:
    started = models.Q(valid_from__isnull=True) | models.Q(valid_from__lte=day)
    return known.filter(started, models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=day)).first()


def _check_change(fact: FactDraft, current: PersonFact | None) -> None:
    if current is None:
        return
    if fact.valid_from is None:
        raise Invalid(
            [FieldProblem("valid_from", "change_needs_day", "Değişikliğin tarihi yazılmamış.",
                          "Tarihi yazın; eski bilgi yanlışsa “Düzelt”i seçin.")]
        )  # fmt: skip
    if current.valid_from == fact.valid_from:
        raise Invalid(
            [FieldProblem("valid_from", "same_day", "Aynı gün için bir bilgi var.", "Yanlışsa “Düzelt”i seçin.")]
        )
    if current.code == fact.code:
        raise Invalid([FieldProblem("code", "no_change", "Kayıtlı bilgi zaten böyle.", "Başka bir değer seçin.")])


@transaction.atomic
def correct_fact(
    fact_id: uuid.UUID, *, actor: Actor, version: int, code: str, valid_from: dt.date | None,
    valid_to: dt.date | None, reason: str, now: dt.datetime,
) -> PersonFact:  # fmt: skip
    """Replace a row that was wrong and return the right one; the wrong one stays, marked as superseded.

    Raises:
        NotAllowed, NotFound: as `change_fact`.
        Conflict: the row is not at `version` any more.
        Invalid: an unknown code, or days on which another row holds.
    """
    require(actor, Right.PEOPLE_WRITE)
    wrong = PersonFact.objects.visible_to(actor).filter(pk=fact_id, superseded_at__isnull=True).first()
    if wrong is None:
        raise NotFound
    person = locked_person(wrong.person_id, actor=actor)
    wrong.refresh_from_db()
    if wrong.version != version or wrong.superseded_at is not None:
        raise Conflict.stale_version()
    fact = FactDraft(kind=wrong.kind, code=code, source=wrong.source, valid_from=valid_from, valid_to=valid_to)
    problems = check_facts([fact], today=local_date(now), field="facts")
    if problems:
        raise Invalid([FieldProblem(p.field.removeprefix("facts.0."), p.code, p.message, p.remedy) for p in problems])
    cleaned = require_reason(reason)
    supersede(wrong, now=now)
    right = build_fact(person, fact, actor=actor, now=now)
    right.is_correction, right.corrects = True, wrong
    _insert(right)
    audit.record(
        actor=actor, action="person.fact_corrected", subject=right, person_id=person.id, reason=cleaned, now=now,
        before={wrong.kind: wrong.code, "valid_from": wrong.valid_from, "valid_to": wrong.valid_to},
        after={right.kind: right.code, "valid_from": right.valid_from, "valid_to": right.valid_to},
    )  # fmt: skip
    return right


def supersede(row: Dated, *, now: dt.datetime) -> None:
    """Mark a dated row as replaced by a correction."""
    row.superseded_at = now
    row.version += 1
    row.save(update_fields=["superseded_at", "version", "updated_at"])


def _insert(row: PersonFact) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Invalid(
            [FieldProblem("valid_from", "overlap", "Bu tarihlerde başka bir bilgi kayıtlı.",
                          "Geçmişi açıp tarihleri denetleyin.")]
        ) from error  # fmt: skip
