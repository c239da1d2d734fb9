"""Confidential records: found by named staff only, addresses sealed (readings 4, dossier D 2)."""

import datetime as dt
import json
import uuid
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction

from apps.accounts.rights import Right
from apps.people.models import NamedStaff, Person, PersonAddress, Representative
from apps.people.models.contact_points import ADDRESS_FIELD
from apps.people.operations.checks import locked_person, require, require_reason, touch
from omuz.kernel import audit, crypto
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import FieldProblem, Invalid, NotFound

_PLACE = ("province", "district", "neighbourhood", "line", "postal_code")


def protect(person: Person, *, actor: Actor, now: dt.datetime) -> None:
    """Make the record confidential, seal its addresses, and keep the actor able to find it. Part of an operation.

    What was said before of a representative, that they may receive notices, holds no more: the danger is new.
    """
    confirmed = Representative.objects.filter(person=person, notices_confirmed_at__isnull=False)
    for row in confirmed.select_for_update():
        forget_confirmation(row)
        row.version += 1
        row.save()
        audit.record(actor=actor, action="person.notices_confirmation_ended", subject=row, person_id=person.id, now=now)
    if not person.is_confidential:
        person.is_confidential = True
        person.version += 1
        person.save(update_fields=["is_confidential", "version", "updated_at"])
    for address in PersonAddress.objects.filter(person=person, is_hidden=False):
        hide(address)
    if actor.kind == "staff":
        NamedStaff.objects.get_or_create(
            person=person, user_id=actor.id, ended_on=None,
            defaults={"named_by_id": actor.id, "started_on": local_date(now)},
        )  # fmt: skip


def forget_confirmation(row: Representative) -> None:
    """Take off a representative that somebody confirmed them; the caller stores the row."""
    row.notices_confirmed_at = row.notices_confirmed_by_id = row.sealed_notices = None


def hide(address: PersonAddress) -> None:
    """Seal an address that was readable."""
    for name, value in hidden_values(address).items():
        setattr(address, name, value)
    address.version += 1
    address.save()


def hidden_values(address: PersonAddress) -> dict[str, Any]:
    """Return the columns of the address as they are when it is hidden."""
    values = {name: getattr(address, name) for name in _PLACE}
    sealed = crypto.seal_text(json.dumps(values, ensure_ascii=False), field=ADDRESS_FIELD, row_id=address.id)
    return dict.fromkeys(_PLACE, "") | {"sealed": sealed, "is_hidden": True}


def open_address(address: PersonAddress) -> dict[str, str]:
    """Return the five parts of an address, opening a hidden one. The caller has found it with `visible_to`."""
    if not address.is_hidden or address.sealed is None:
        return {name: getattr(address, name) for name in _PLACE}
    opened: dict[str, str] = json.loads(crypto.open_text(address.sealed, field=ADDRESS_FIELD, row_id=address.id))
    return opened


@transaction.atomic
def set_confidential(
    person_id: uuid.UUID, *, actor: Actor, version: int, confidential: bool, reason: str, now: dt.datetime
) -> Person:
    """Put a record under confidentiality or take it out, and return it. Addresses stay sealed either way.

    Raises:
        NotAllowed: without `people.safety.write` (to protect) or `people.addresses.hidden` (to take it back).
        NotFound, Conflict: out of reach, stale version.
        DomainError: no reason.
    """
    require(actor, *((Right.PEOPLE_SAFETY_WRITE,) if confidential else (Right.PEOPLE_ADDRESSES_HIDDEN,)))
    person = locked_person(person_id, actor=actor, version=version)
    cleaned = require_reason(reason)
    if confidential:
        protect(person, actor=actor, now=now)
    elif person.is_confidential:
        person.is_confidential = False
        touch(person, fields=("is_confidential",))
    action = "person.made_confidential" if confidential else "person.confidentiality_ended"
    audit.record(actor=actor, action=action, subject=person, person_id=person.id, reason=cleaned, now=now)
    return person


@transaction.atomic
def name_staff(person_id: uuid.UUID, *, actor: Actor, user_id: uuid.UUID, reason: str, now: dt.datetime) -> NamedStaff:
    """Name a colleague who may find the confidential record, and see hidden addresses with the right; return the row.

    Raises:
        NotAllowed: without `people.addresses.hidden`.
        NotFound: out of the actor's reach.
        Invalid: nobody of that key works here.
    """
    require(actor, Right.PEOPLE_ADDRESSES_HIDDEN)
    person = locked_person(person_id, actor=actor)
    if not get_user_model().objects.filter(pk=user_id, is_active=True).exists():
        raise Invalid([FieldProblem("user", "no_such_user", "Görevli bulunamadı.", "Listeden bir görevli seçin.")])
    named, _ = NamedStaff.objects.get_or_create(
        person=person, user_id=user_id, ended_on=None,
        defaults={"named_by_id": actor.id, "started_on": local_date(now), "reason": reason.strip()[:200]},
    )  # fmt: skip
    audit.record(actor=actor, action="person.staff_named", subject=named, person_id=person.id, now=now)
    return named


@transaction.atomic
def unname_staff(named_id: uuid.UUID, *, actor: Actor, now: dt.datetime) -> None:
    """End someone's being named, from today on.

    Raises:
        NotAllowed: without `people.addresses.hidden`.
        NotFound: no such row, or out of the actor's reach.
    """
    require(actor, Right.PEOPLE_ADDRESSES_HIDDEN)
    named = NamedStaff.objects.filter(pk=named_id, ended_on__isnull=True).first()
    if named is None:
        raise NotFound
    person = locked_person(named.person_id, actor=actor)
    named.ended_on = local_date(now)
    named.version += 1
    named.save(update_fields=["ended_on", "version", "updated_at"])
    audit.record(actor=actor, action="person.staff_unnamed", subject=named, person_id=person.id, now=now)
