"""Who may find whom, for the apps whose records hang on a person."""

import uuid

from apps.people.models import Person, visible_people
from apps.people.models.person import PersonQuerySet, served_by
from omuz.kernel.actors import Actor

__all__ = ["Person", "active_people", "is_served_by", "served_by", "visible_people"]


def active_people(actor: Actor) -> PersonQuerySet:
    """Return the people whom the actor may find; see `visible_people`."""
    return Person.objects.visible_to(actor)


def is_served_by(actor: Actor, person_id: uuid.UUID) -> bool:
    """Return whether a person is of the actor's own caseload."""
    return Person.objects.filter(served_by(actor), pk=person_id).exists()
