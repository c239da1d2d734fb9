"""Telephones, addresses and identity numbers of a registered person."""

import dataclasses
import datetime as dt
import uuid

from django.db import IntegrityError, models, transaction

from apps.accounts.rights import Right
from apps.people.models import Person, PersonAddress, PersonIdentity, PersonPhone
from apps.people.operations.building import (
    build_address,
    build_identity,
    build_phone,
)
from apps.people.operations.checking import check_address, check_one_identity, check_phones
from apps.people.operations.checks import locked_person, readable_person, require, require_reason
from apps.people.operations.facts import supersede
from apps.people.operations.registration import refuse_registered
from apps.people.rules.draft import AddressDraft, IdentityDraft, PhoneDraft
from apps.people.rules.identity import IDENTITY_FIELD
from omuz.kernel import audit, crypto
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.context import require_municipality
from omuz.kernel.errors import Conflict, FieldProblem, Invalid, NotFound


def _unnested(problems: list[FieldProblem], prefix: str) -> Invalid:
    return Invalid([FieldProblem(p.field.removeprefix(prefix), p.code, p.message, p.remedy) for p in problems])


@transaction.atomic
def add_phone(person_id: uuid.UUID, phone: PhoneDraft, *, actor: Actor, now: dt.datetime) -> PersonPhone:
    """Add a telephone number and return its row.

    Raises:
        NotAllowed: without `people.write`.
        NotFound: out of the actor's reach.
        Invalid: no telephone number, or the person has it already.
    """
    require(actor, Right.PEOPLE_WRITE)
    person = locked_person(person_id, actor=actor)
    checked, problems = check_phones([phone], is_demo=require_municipality().is_demo)
    if problems:
        raise _unnested(problems, "phones.0.")
    row = build_phone(person, checked[0])
    if PersonPhone.objects.filter(person=person, digits=row.digits, ended_on__isnull=True).exists():
        raise Invalid(
            [FieldProblem("number", "phone_twice", "Bu numara kişide zaten kayıtlı.", "Var olanı düzenleyin.")]
        )
    _prefer_only(row)
    row.save(force_insert=True)
    audit.record(actor=actor, action="person.phone_added", subject=row, person_id=person.id, now=now,
                 after={"number": row.number, "kind": row.kind})  # fmt: skip
    return row


def _prefer_only(row: PersonPhone) -> None:
    if row.is_preferred:
        PersonPhone.objects.filter(person_id=row.person_id, is_preferred=True).exclude(pk=row.pk).update(
            is_preferred=False, version=models.F("version") + 1
        )


@transaction.atomic
def change_phone(
    phone_id: uuid.UUID, phone: PhoneDraft | None, *, actor: Actor, version: int, now: dt.datetime
) -> PersonPhone:
    """Change a telephone number, or end it (`phone` of None), and return its row.

    Raises:
        NotAllowed, NotFound, Conflict: no right, out of reach, stale version.
        Invalid: no telephone number.
    """
    require(actor, Right.PEOPLE_WRITE)
    row = PersonPhone.objects.visible_to(actor).filter(pk=phone_id, ended_on__isnull=True).first()
    if row is None:
        raise NotFound
    person = locked_person(row.person_id, actor=actor)
    row.refresh_from_db()
    if row.version != version:
        raise Conflict.stale_version()
    before = {"number": row.number, "kind": row.kind}
    if phone is None:
        row.ended_on, row.is_preferred = local_date(now), False
    else:
        checked, problems = check_phones([phone], is_demo=require_municipality().is_demo)
        if problems:
            raise _unnested(problems, "phones.0.")
        new = build_phone(person, checked[0])
        for name in ("kind", "number", "digits", "owner_name", "is_preferred", "note"):
            setattr(row, name, getattr(new, name))
        _prefer_only(row)
    row.version += 1
    row.save()
    audit.record(actor=actor, action="person.phone_ended" if phone is None else "person.phone_changed", subject=row,
                 person_id=person.id, now=now, before=before,
                 after={"number": row.number, "kind": row.kind})  # fmt: skip
    return row


@transaction.atomic
def change_address(
    person_id: uuid.UUID, address: AddressDraft, *, actor: Actor, now: dt.datetime, corrects_current: bool = False
) -> PersonAddress:
    """Record where a person has moved to (or, with `corrects_current`, where they live in truth); return the row.

    The address before it stays, up to the day of the move. Addresses of confidential records are sealed.

    Raises:
        NotAllowed, NotFound: no right, out of reach.
        Invalid: an unknown place, or a move before the last one.
    """
    require(actor, Right.PEOPLE_WRITE)
    person = locked_person(person_id, actor=actor)
    checked, problems = check_address(address, field="", today=local_date(now))
    if problems:
        raise _unnested(problems, ".")
    if checked is None:
        raise Invalid([FieldProblem("province", "required", "Adres boş.", "En az il ve ilçeyi seçin.")])
    row = build_address(person, dataclasses.replace(checked, is_hidden=checked.is_hidden or person.is_confidential),
                        actor=actor, now=now)  # fmt: skip
    current = PersonAddress.objects.known().filter(person=person, valid_to__isnull=True).first()
    if current is not None:
        _follow(current, row, corrects=corrects_current, today=local_date(now), now=now)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Invalid(
            [FieldProblem("valid_from", "overlap", "Bu tarihte başka bir adres kayıtlı.", "Tarihi denetleyin.")]
        ) from error
    # Where someone lives may be secret: the history says that it changed, never from where to where.
    audit.record(actor=actor, action="person.address_changed", subject=row, person_id=person.id, now=now)
    return row


def _follow(current: PersonAddress, row: PersonAddress, *, corrects: bool, today: dt.date, now: dt.datetime) -> None:
    row.valid_from = row.valid_from or (current.valid_from if corrects else today)
    if corrects or current.valid_from == row.valid_from:
        supersede(current, now=now)
        row.is_correction, row.corrects = True, current
        return
    if current.valid_from is not None and row.valid_from is not None and row.valid_from < current.valid_from:
        raise Invalid(
            [FieldProblem("valid_from", "before_current", "Bu tarih, kayıtlı adresin başlangıcından önce.",
                          "Tarihi düzeltin.")]
        )  # fmt: skip
    current.valid_to = row.valid_from
    current.version += 1
    current.save(update_fields=["valid_to", "version", "updated_at"])


@transaction.atomic
def add_identity(
    person_id: uuid.UUID, identity: IdentityDraft, *, actor: Actor, now: dt.datetime, reason: str = ""
) -> PersonIdentity:
    """Record an identity number, superseding one of the same kind (then with a reason), and return its row.

    Raises:
        NotAllowed, NotFound: no right, out of reach.
        Invalid: not a number of that kind.
        Conflict: registered for someone else; see `register_person`.
    """
    require(actor, Right.PEOPLE_WRITE)
    person = locked_person(person_id, actor=actor)
    checked = check_one_identity(identity, is_demo=require_municipality().is_demo, field="number")
    if isinstance(checked, FieldProblem):
        raise Invalid([checked])
    row = build_identity(person, checked, actor=actor)
    held = PersonIdentity.objects.filter(person=person, superseded_at__isnull=True)
    same = held.filter(blind_index=row.blind_index).first()
    if same is not None:
        return same
    refuse_registered([row], actor=actor, field="number")
    before = held.filter(kind=row.kind, country=row.country).first()
    cleaned = require_reason(reason) if before is not None else reason.strip()
    if before is not None:
        before.superseded_at = now
        before.version += 1
        before.save(update_fields=["superseded_at", "version", "updated_at"])
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        refuse_registered([row], actor=actor, field="number")
        raise Conflict("changed_meanwhile", "Numara bu sırada başka biri tarafından kaydedildi.") from error
    audit.record(actor=actor, action="person.identity_recorded", subject=row, person_id=person.id, reason=cleaned,
                 now=now, after={"kind": row.kind})  # fmt: skip
    return row


@transaction.atomic
def reveal_identities(person_id: uuid.UUID, *, actor: Actor, now: dt.datetime) -> list[tuple[PersonIdentity, str]]:
    """Return the person's identity numbers in full; the opening is recorded in the history.

    Raises:
        NotAllowed: without `people.identity.read`.
        NotFound: out of the actor's reach.
    """
    require(actor, Right.PEOPLE_IDENTITY_READ)
    person: Person = readable_person(person_id, actor=actor)
    rows = list(PersonIdentity.objects.filter(person=person, superseded_at__isnull=True).order_by("created_at"))
    if rows:
        audit.record(actor=actor, action="person.identity_opened", subject=person, person_id=person.id, now=now)
    return [(row, crypto.open_text(row.sealed, field=IDENTITY_FIELD, row_id=row.id)) for row in rows]
