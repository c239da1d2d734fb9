"""Who may find whom, for the apps whose records hang on a person."""

from django.db.models import Exists, OuterRef, Q

from apps.people.models import NamedStaff, visible_people
from omuz.kernel.actors import Actor

__all__ = ["served_by", "visible_people"]


def served_by(actor: Actor, *, prefix: str = "") -> Q:
    """Return the condition that a person is of the actor's own caseload; `prefix` is the path to them ("person__")."""
    named = NamedStaff.objects.filter(person=OuterRef(f"{prefix}pk"), user=actor.id, ended_on__isnull=True)
    return Q(**{f"{prefix}interviewer": actor.id}) | Q(Exists(named))
