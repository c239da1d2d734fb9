"""Handing a colleague's people over: offered to `apps.accounts` as a kind of work.

Who interviewed someone is history and is not rewritten: the receiver is named for the person instead, which is what
puts a person into someone's own caseload.
"""

import datetime as dt
import uuid

from django.db.models import Exists, OuterRef, Q

from apps.accounts.rights import Right
from apps.people.models import NamedStaff, Person
from apps.people.models.person import PersonQuerySet
from omuz.kernel import audit
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date


def people_held_by(user_id: uuid.UUID) -> PersonQuerySet:
    """Return the people whom someone is named for, or interviewed without anybody else having been named since."""
    named = NamedStaff.objects.filter(person=OuterRef("pk"), ended_on__isnull=True)
    interviewed_alone = Q(interviewer=user_id) & ~Exists(named.exclude(user=user_id))
    return Person.objects.active().filter(interviewed_alone | Exists(named.filter(user=user_id)))


def count_people(user_id: uuid.UUID, /) -> int:
    """Return how many people someone holds."""
    return people_held_by(user_id).count()


def move_people(*, from_user_id: uuid.UUID, to_user_id: uuid.UUID, actor: Actor, now: dt.datetime) -> int:
    """Name the receiver for the giver's people and return how many; part of an operation.

    Only in the units where the actor may reassign, and a confidential person only by who may name staff for them:
    the others stay where they are and are still counted.
    """
    people = list(_movable(people_held_by(from_user_id), actor).select_for_update(of=("self",)).order_by("pk"))
    today, ids = local_date(now), [person.pk for person in people]
    NamedStaff.objects.filter(user=from_user_id, person__in=ids, ended_on__isnull=True).update(
        ended_on=today, updated_at=now
    )
    rows = [
        NamedStaff(person=person, user_id=to_user_id, named_by_id=actor.id, started_on=today, reason="Devir")
        for person in people
    ]
    NamedStaff.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    entries = [audit.Entry(action="person.handed_over", subject=person, person_id=person.pk) for person in people]
    audit.record_many(entries, actor=actor, now=now)
    return len(people)


def _movable(people: PersonQuerySet, actor: Actor) -> PersonQuerySet:
    if actor.kind == "system":
        return people
    units = actor.units_for(Right.WORK_REASSIGN)
    people = people if units is None else people.filter(unit__in=units)
    naming = actor.units_for(Right.PEOPLE_ADDRESSES_HIDDEN)
    if naming is None:
        return people
    return people.filter(Q(is_confidential=False) | Q(unit__in=naming))
