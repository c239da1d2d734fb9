"""Who may find whom, for the apps whose records hang on a person."""

import uuid

from django.db.models import Exists, OuterRef, Q

from apps.people.models import NamedStaff, Person, visible_people
from apps.people.models.person import PersonQuerySet
from omuz.kernel.actors import Actor

__all__ = ["active_people", "is_served_by", "served_by", "visible_people"]


def active_people(actor: Actor) -> PersonQuerySet:
    """Return the people whom the actor may find; see `visible_people`."""
    return Person.objects.visible_to(actor)


def served_by(actor: Actor, *, prefix: str = "") -> Q:
    """Return the condition that a person is of the actor's own caseload; `prefix` is the path to them ("person__")."""
    named = NamedStaff.objects.filter(person=OuterRef(f"{prefix}pk"), user=actor.id, ended_on__isnull=True)
    return Q(**{f"{prefix}interviewer": actor.id}) | Q(Exists(named))


def is_served_by(actor: Actor, person_id: uuid.UUID) -> bool:
    """Return whether a person is of the actor's own caseload."""
    return Person.objects.filter(served_by(actor), pk=person_id).exists()
