"""To whom a letter goes: the competent representative, else the person (readings 12; 7201 m. 11)."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from typing import Final

from apps.letters.enums import AddresseeKind
from apps.letters.models import Letter
from apps.people.enums import RepresentativeKind
from apps.people.queries.people import shown_name
from apps.people.queries.representation import (
    RepresentativeView,
    notice_parties,
    representing_people,
)
from apps.people.queries.safe_contact import printable_contacts, protected_people
from apps.people.queries.visibility import Person
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date

__all__ = ["Addressee", "Sender", "addressee_of", "capacity_of", "mark_protected", "name_of"]

#: As it stands under a name: whose parent, guardian ... they are stands in the line above.
_CAPACITY: Final[dict[str, str]] = {
    RepresentativeKind.PARENT: "velisi",
    RepresentativeKind.EXTENDED_CUSTODY: "velisi (uzatılmış velayet)",
    RepresentativeKind.GUARDIAN: "vasisi",
    RepresentativeKind.TRUSTEE: "kayyımı",
    RepresentativeKind.ATTORNEY: "vekili",
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """Who is written to. `lines` is the address; empty where none may or can be printed."""

    kind: AddresseeKind
    name: str
    #: "Ayşe Yılmaz velisi"; empty for the person.
    capacity: str = ""
    lines: tuple[str, ...] = ()
    representative_id: uuid.UUID | None = None
    #: By hand only, nothing on the outside (readings 4). Says nothing of why.
    is_protected: bool = False
    #: Nobody may be notified yet: a representative of a protected person waits to be confirmed.
    waits: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Sender:
    """Somebody who wrote and is not registered: name and address as they gave them."""

    name: str
    lines: tuple[str, ...] = ()


def addressee_of(person: Person, *, actor: Actor, now: dt.datetime) -> Addressee:
    """Return to whom a letter about the person goes today; the caller has found the person with `visible_to`.

    Several who are notified (both parents) stand together. The letter of a protected person, or to one, bears no
    address, whatever a safe-contact plan allows otherwise: such notices are served by hand. To a representative of a
    protected person whom nobody has confirmed it does not go at all: it names the person and waits.
    """
    today = local_date(now)
    parties = notice_parties(person, actor=actor, on=today)
    views = parties.notified
    others = {view.row.representative_id for view in views if view.row.representative_id is not None}
    hidden = bool(protected_people({person.pk, *others}, on=today))
    if not views:
        return Addressee(
            kind=AddresseeKind.PERSON, name=shown_name(person), is_protected=hidden, waits=parties.waits,
            lines=() if hidden else _address(person, now=now),
        )  # fmt: skip
    known = next((view.person for view in views if view.person is not None), None)
    return Addressee(
        kind=AddresseeKind.REPRESENTATIVE,
        name=" ve ".join(name_of(view) for view in views),
        capacity=f"{shown_name(person)} {_capacities(views)}",
        # Who lives with a protected person tells of their address as well.
        lines=() if hidden or known is None else _address(known, now=now),
        representative_id=views[0].row.pk,
        is_protected=hidden,
    )


def mark_protected(letters: Collection[Letter], *, on: dt.date) -> None:
    """Mark the letters, as they are held here, that go out by hand only from that day on; one statement, or two.

    A letter lies for days between its draft and its service: what counts is who is protected when it leaves
    (readings 4). The caller stores the mark where it writes. A mark that a draft got stays.
    """
    open_ones = [one for one in letters if not one.is_protected]
    keys = {one.representative_id for one in open_ones if one.representative_id is not None}
    others = representing_people(keys) if keys else {}
    concerned = {one.person_id for one in open_ones if one.person_id is not None} | set(others.values())
    hidden = protected_people(concerned, on=on) if concerned else frozenset()
    for one in open_ones:
        one.is_protected = one.person_id in hidden or others.get(one.representative_id) in hidden


def name_of(view: RepresentativeView) -> str:
    """Return the name of who acts for the person, from their own record where the reader finds it."""
    return shown_name(view.person) if view.person is not None else view.row.full_name


def capacity_of(view: RepresentativeView) -> str:
    """Return as what somebody acts for the person: "velisi"."""
    return _CAPACITY.get(view.row.kind, "temsilcisi")


def _capacities(views: Sequence[RepresentativeView]) -> str:
    return " ve ".join(dict.fromkeys(capacity_of(view) for view in views))


def _address(person: Person, *, now: dt.datetime) -> tuple[str, ...]:
    printable = printable_contacts([person], at=now)[person.pk]
    street = " ".join(part for part in (printable.neighbourhood, printable.line) if part)
    town = " ".join(part for part in (printable.postal_code, "/".join(
        part for part in (printable.district, printable.province) if part)) if part)  # fmt: skip
    return tuple(line for line in (street, town) if line)
