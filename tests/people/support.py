"""What tests of people share."""

import datetime as dt
import itertools
from typing import Any

from stdnum.tr import tckimlik

from apps.accounts.models import OrgUnit, RoleAssignment
from apps.people import operations
from apps.people.models import Person
from apps.programmes.models import Programme
from omuz.kernel.actors import Actor
from omuz.kernel.ids import new_id
from tests.support.staff import NOW, TODAY, make_user

__all__ = ["NOW", "TODAY", "demo_number", "draft", "in_unit", "programme", "register", "unit"]

_numbers = itertools.count(10_000_001)


def demo_number() -> str:
    """Return an identity number with good check digits and a leading 0, which can belong to nobody (dossier I)."""
    head = f"0{next(_numbers):08d}"
    return head + str(tckimlik.calc_check_digits(head))


def unit(name: str = "") -> OrgUnit:
    """Return a stored unit."""
    return OrgUnit.objects.create(name=name or f"Birim {new_id().hex[-6:]}")


def programme(of_unit: OrgUnit | None = None, **values: Any) -> Programme:
    """Return a stored programme."""
    fields = {"code": new_id().hex[-12:], "name": "Program", "unit": of_unit or unit()}
    return Programme.objects.create(**(fields | values))


def in_unit(role: str, of_unit: OrgUnit, *, of_programme: Programme | None = None) -> Actor:
    """Return the actor of a new member of staff who holds the role in that unit (and programme) only."""
    from apps.accounts.queries import actor_for

    user = make_user(role=None)
    RoleAssignment.objects.create(
        user=user,
        role=role,
        unit=of_unit,
        starts_on=dt.date(2014, 1, 1),
        programme_id=of_programme.id if of_programme else None,
    )
    found = actor_for(user, on=TODAY, mfa=True)
    assert found is not None
    return found


def draft(**values: Any) -> operations.PersonDraft:
    """Return a draft of Ayşe Işık, met in the office, with what the test adds."""
    return operations.PersonDraft(**({"given_names": "Ayşe", "surname": "Işık", "channel": "office"} | values))


def register(actor: Actor, **values: Any) -> Person:
    """Return a registered person; see `draft`."""
    return operations.register_person(draft(**values), actor=actor, now=NOW)
