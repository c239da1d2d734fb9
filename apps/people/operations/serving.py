"""Who serves a person beside those who registered them: further units, and colleagues whose caseload they join."""

import datetime as dt
import uuid

from apps.people.models import NamedStaff, Person, PersonUnit
from omuz.kernel import audit
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date

__all__ = ["put_on_caseload", "serve_in_unit"]


def serve_in_unit(person: Person, *, unit_id: uuid.UUID, programme_id: uuid.UUID, today: dt.date) -> None:
    """Let the staff of a unit and programme find the person from that day on; part of an operation.

    A person who is registered in that unit and programme, or served by it already, stays as they are.
    """
    if person.unit_id == unit_id and person.programme_id in {None, programme_id}:
        return
    PersonUnit.objects.get_or_create(
        person=person, unit_id=unit_id, programme_id=programme_id, ended_on=None, defaults={"started_on": today}
    )


def put_on_caseload(person: Person, *, user_id: uuid.UUID, reason: str, actor: Actor, now: dt.datetime) -> bool:
    """Let a colleague find a person because they are given work with them, and return whether they may now.

    Part of an operation, which has found the person and judged the colleague. A confidential record stays shut: who
    finds it is decided by who may name them, with `name_staff` (readings 4).
    """
    if person.is_confidential:
        return False
    named, is_new = NamedStaff.objects.get_or_create(
        person=person, user_id=user_id, ended_on=None,
        defaults={"named_by_id": actor.id, "started_on": local_date(now), "reason": reason[:200]},
    )  # fmt: skip
    if is_new:
        audit.record(actor=actor, action="person.staff_named", subject=named, person_id=person.id, now=now)
    return True
