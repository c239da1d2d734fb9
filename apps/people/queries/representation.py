"""Reading who acts for a person."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Collection

from apps.people.enums import RepresentativeKind
from apps.people.models import Person, Representative
from apps.people.models.representation import NOTICES_FIELD
from apps.people.queries.safe_contact import protected_people
from apps.people.rules.medical import Birth
from apps.people.rules.representation import (
    Authority,
    DueWarning,
    Representation,
    authority_of,
    holds_notices,
    may_be_notified,
    representation_warnings,
)
from omuz.kernel import crypto
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


@dataclasses.dataclass(frozen=True, slots=True)
class NoticeParties:
    """Who is notified in the person's place; `held` are those of a protected person whom nobody has confirmed.

    Where `notified` is empty and `held` is not, nothing goes out yet: not to them, and notice to the person alone is
    none. Where both are empty, notices go to the person.
    """

    notified: tuple[RepresentativeView, ...] = ()
    held: tuple[RepresentativeView, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether notices wait until somebody confirms a representative (readings 4)."""
        return bool(self.held) and not self.notified


def notice_parties(person: Person, *, actor: Actor, on: dt.date) -> NoticeParties:
    """Return to whom notices about the person go on a day (readings 4, 12)."""
    views = [view for view in list_representatives(person, actor=actor, on=on) if view.row.receives_notices]
    if not views:
        return NoticeParties()
    is_protected = person.pk in protected_people([person.pk], on=on)
    said = [(view, _said(view.row, is_protected=is_protected)) for view in views]
    return NoticeParties(
        notified=tuple(view for view, one in said if may_be_notified(view.authority, **one)),
        held=tuple(view for view, one in said if holds_notices(view.row.kind, view.authority, **one)),
    )


def notified_representatives(person: Person, *, actor: Actor, on: dt.date) -> list[RepresentativeView]:
    """Return to whom notices go instead of the person, who gets an accessible copy (readings 12)."""
    return list(notice_parties(person, actor=actor, on=on).notified)


def waiting_for_confirmation(person_ids: Collection[uuid.UUID], *, on: dt.date) -> frozenset[uuid.UUID]:
    """Return the people of whom nothing goes out until a representative is confirmed; two statements at most."""
    protected = protected_people(person_ids, on=on) if person_ids else frozenset()
    if not protected:
        return frozenset()
    rows = Representative.objects.filter(person__in=list(protected), receives_notices=True).select_related("person")
    reached, held = set[uuid.UUID](), set[uuid.UUID]()
    for row in rows:
        birth = Birth(row.person.birth_date, row.person.birth_precision)
        authority, said = authority_of(representation_of(row), birth=birth, on=on), _said(row, is_protected=True)
        if may_be_notified(authority, **said):
            reached.add(row.person_id)
        elif holds_notices(row.kind, authority, **said):
            held.add(row.person_id)
    return frozenset(held - reached)


def _said(row: Representative, *, is_protected: bool) -> dict[str, bool]:
    return {
        "receives_notices": row.receives_notices, "is_protected": is_protected,
        "is_confirmed": row.notices_confirmed_at is not None,
    }  # fmt: skip


def confirmed_because(row: Representative) -> str:
    """Return why a representative of a protected person may receive notices; empty where nobody has said so."""
    if row.sealed_notices is None:
        return ""
    return crypto.open_text(bytes(row.sealed_notices), field=NOTICES_FIELD, row_id=row.pk)
