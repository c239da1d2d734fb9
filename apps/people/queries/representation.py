"""Reading who acts for a person."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Collection

from apps.people.enums import RepresentativeKind
from apps.people.models import Person, Representative
from apps.people.rules.medical import Birth
from apps.people.rules.representation import (
    Authority,
    DueWarning,
    Representation,
    authority_of,
    representation_warnings,
)
from omuz.kernel.actors import Actor


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RepresentativeView:
    """A representative with what they may do on a day. `person` is their own record, where the reader may find it."""

    row: Representative
    person: Person | None
    authority: Authority
    warnings: list[DueWarning]


def representation_of(row: Representative) -> Representation:
    """Return what authority depends on."""
    return Representation(
        kind=RepresentativeKind(row.kind), document_ref=row.document_ref, scope=row.scope,
        document_seen_on=row.verified_on, starts_on=row.starts_on, ends_on=row.ends_on,
    )  # fmt: skip


def list_representatives(person: Person, *, actor: Actor, on: dt.date) -> list[RepresentativeView]:
    """Return everyone who acts or has acted for the person: those with authority first, then by name."""
    rows = list(Representative.objects.filter(person=person).order_by("created_at", "id"))
    keys = [row.representative_id for row in rows if row.representative_id is not None]
    known = {found.id: found for found in Person.objects.visible_to(actor).filter(pk__in=keys)} if keys else {}
    birth = Birth(person.birth_date, person.birth_precision)
    views = [
        RepresentativeView(
            row=row, person=known.get(row.representative_id) if row.representative_id else None,
            authority=authority_of(representation_of(row), birth=birth, on=on),
            warnings=representation_warnings(representation_of(row), birth=birth, on=on),
        )
        for row in rows
    ]  # fmt: skip
    return sorted(views, key=lambda view: not (view.authority.may_sign or view.authority.signs_together))


def representing_people(keys: Collection[uuid.UUID]) -> dict[uuid.UUID | None, uuid.UUID]:
    """Return, of those representatives who have a record of their own, its key; one statement."""
    rows = Representative.objects.filter(pk__in=list(keys), representative__isnull=False)
    return {key: person for key, person in rows.values_list("pk", "representative_id") if person is not None}


def notified_representatives(person: Person, *, actor: Actor, on: dt.date) -> list[RepresentativeView]:
    """Return to whom notices go instead of the person, who gets an accessible copy (readings 12)."""
    views = list_representatives(person, actor=actor, on=on)
    return [view for view in views if view.authority.is_notified and view.row.receives_notices]
