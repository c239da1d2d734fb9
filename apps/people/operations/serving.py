"""Further units that serve a person: who opens a case for somebody brings their unit along."""

import datetime as dt
import uuid

from apps.people.models import Person, PersonUnit

__all__ = ["serve_in_unit"]


def serve_in_unit(person: Person, *, unit_id: uuid.UUID, programme_id: uuid.UUID, today: dt.date) -> None:
    """Let the staff of a unit and programme find the person from that day on; part of an operation.

    A person who is registered in that unit and programme, or served by it already, stays as they are.
    """
    if person.unit_id == unit_id and person.programme_id in {None, programme_id}:
        return
    PersonUnit.objects.get_or_create(
        person=person, unit_id=unit_id, programme_id=programme_id, ended_on=None, defaults={"started_on": today}
    )
