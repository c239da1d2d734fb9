"""Writing special-category facts (KVKK Art. 6): recorded for one programme, with a legal basis, dated."""

import dataclasses
import datetime as dt
import uuid

from django.db import IntegrityError, transaction

from apps.accounts.rights import Right
from apps.people.enums import Rank, SensitiveKind
from apps.people.models import Person, SensitiveFact
from apps.people.operations.building import build_sensitive
from apps.people.operations.checking import check_sensitive
from apps.people.operations.checks import locked_person, require, require_reason
from apps.people.operations.confidentiality import protect
from apps.people.operations.facts import supersede
from apps.people.operations.registration import check_programmes
from apps.people.rules.draft import PersonDraft, SensitiveDraft
from apps.people.rules.special import confers_confidentiality
from omuz.kernel import audit
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict, FieldProblem, Invalid, NotFound


@transaction.atomic
def record_sensitive(person_id: uuid.UUID, fact: SensitiveDraft, *, actor: Actor, now: dt.datetime) -> SensitiveFact:
    """Record a special-category fact and return its row. A new primary target group ends the one before it.

    Violence makes the record confidential and seals its addresses (readings 4).

    Raises:
        NotAllowed: without `people.special.write`.
        NotFound: out of the actor's reach.
        Invalid: an unknown code, no programme, no legal basis, Roma on another's word, recorded already.
    """
    require(actor, Right.PEOPLE_SPECIAL_WRITE)
    person = locked_person(person_id, actor=actor)
    checked = _checked(fact, person=person, actor=actor, today=local_date(now))
    row = build_sensitive(person, checked, actor=actor, now=now)
    if row.kind == SensitiveKind.TARGET_GROUP and row.rank == Rank.PRIMARY and row.valid_to is None:
        _end_primary(person, row, today=local_date(now), now=now)
    _insert(row, actor=actor, now=now)
    if confers_confidentiality(fact.kind, fact.code):
        protect(person, actor=actor, now=now)
    audit.record(actor=actor, action="person.sensitive_recorded", subject=row, person_id=person.id, now=now,
                 after={"kind": row.kind, "rank": row.rank, "valid_from": row.valid_from})  # fmt: skip
    return row


def _checked(fact: SensitiveDraft, *, person: Person, actor: Actor, today: dt.date) -> SensitiveDraft:
    programmes = None if actor.kind == "system" else actor.programmes_for(Right.PEOPLE_SPECIAL_WRITE)
    default = next(iter(programmes)) if programmes is not None and len(programmes) == 1 else person.programme_id
    good, problems = check_sensitive([fact], programme_id=default, today=today, field="sensitive")
    if not problems:
        problems = check_programmes(PersonDraft(sensitive=good), actor=actor)
    if problems:
        raise Invalid(
            [FieldProblem(p.field.removeprefix("sensitive.0."), p.code, p.message, p.remedy) for p in problems]
        )
    return good[0]


def _end_primary(person: Person, row: SensitiveFact, *, today: dt.date, now: dt.datetime) -> None:
    held = SensitiveFact.objects.known().filter(
        person=person, programme_id=row.programme_id, kind=row.kind, rank=Rank.PRIMARY, valid_to__isnull=True
    )
    before = held.exclude(token=row.token).first()
    if before is None:
        return
    row.valid_from = row.valid_from or today
    if before.valid_from is not None and before.valid_from >= row.valid_from:
        # Put right on the day it was written down, or before: the earlier entry was a mistake, not a time.
        supersede(before, now=now)
        row.is_correction, row.corrects = True, before
        return
    before.valid_to = row.valid_from
    before.version += 1
    before.save(update_fields=["valid_to", "version", "updated_at"])


def _insert(row: SensitiveFact, *, actor: Actor, now: dt.datetime) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        # The refusal tells that the person has this value: trying codes one by one must not pass unseen.
        audit.after_response(
            actor=actor, action="person.sensitive_repeated", subject=("people.person", row.person_id),
            person_id=row.person_id, now=now,
        )  # fmt: skip
        raise Invalid(
            [FieldProblem("code", "recorded_already", "Bu bilgi aynı tarihler için kayıtlı.", "Var olan kaydı açın.")]
        ) from error


def _locked_fact(fact_id: uuid.UUID, *, actor: Actor, version: int) -> SensitiveFact:
    require(actor, Right.PEOPLE_SPECIAL_WRITE)
    row = SensitiveFact.objects.visible_to(actor).filter(pk=fact_id, superseded_at__isnull=True).first()
    programmes = None if actor.kind == "system" else actor.programmes_for(Right.PEOPLE_SPECIAL_WRITE)
    if row is None or (programmes is not None and row.programme_id not in programmes):
        raise NotFound
    locked_person(row.person_id, actor=actor)
    row.refresh_from_db()
    if row.version != version or row.superseded_at is not None:
        raise Conflict.stale_version()
    return row


@transaction.atomic
def end_sensitive(
    fact_id: uuid.UUID, *, actor: Actor, version: int, valid_to: dt.date, now: dt.datetime
) -> SensitiveFact:
    """Say that a special-category fact has ceased to hold on a day, and return it; what held before stays known.

    Raises:
        NotAllowed, NotFound, Conflict: no right, out of reach, stale version.
        Invalid: a day before it began or after today.
    """
    row = _locked_fact(fact_id, actor=actor, version=version)
    if valid_to > local_date(now) or (row.valid_from is not None and valid_to <= row.valid_from):
        raise Invalid(
            [FieldProblem("valid_to", "bad_end", "Bitiş tarihi başlangıçtan sonra, bugün ya da öncesinde olmalı.",
                          "Hiç geçerli olmadıysa “Düzelt”i seçin.")]
        )  # fmt: skip
    row.valid_to = valid_to
    row.version += 1
    row.save(update_fields=["valid_to", "version", "updated_at"])
    audit.record(actor=actor, action="person.sensitive_ended", subject=row, person_id=row.person_id, now=now,
                 after={"kind": row.kind, "valid_to": valid_to})  # fmt: skip
    return row


@transaction.atomic
def correct_sensitive(
    fact_id: uuid.UUID, *, actor: Actor, version: int, fact: SensitiveDraft | None, reason: str, now: dt.datetime
) -> SensitiveFact | None:
    """Replace a special-category fact that was wrong; `fact` of None says that it never held. Returns the right row.

    Raises:
        NotAllowed, NotFound, Conflict: no right, out of reach, stale version.
        Invalid: as `record_sensitive`, or another kind.
    """
    wrong = _locked_fact(fact_id, actor=actor, version=version)
    cleaned = require_reason(reason)
    right = None
    supersede(wrong, now=now)
    if fact is not None:
        kept = dataclasses.replace(fact, kind=wrong.kind, programme_id=fact.programme_id or wrong.programme_id)
        checked = _checked(kept, person=wrong.person, actor=actor, today=local_date(now))
        right = build_sensitive(wrong.person, checked, actor=actor, now=now)
        right.is_correction, right.corrects = True, wrong
        _insert(right, actor=actor, now=now)
        if confers_confidentiality(kept.kind, kept.code):
            protect(wrong.person, actor=actor, now=now)
    audit.record(actor=actor, action="person.sensitive_corrected", subject=right or wrong, person_id=wrong.person_id,
                 reason=cleaned, now=now, after={"kind": wrong.kind, "withdrawn": right is None})  # fmt: skip
    return right
