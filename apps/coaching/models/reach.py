"""Who may find what coaching keeps of a case."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from apps.accounts.rights import COACHING_READING, Right
from apps.people.queries.visibility import served_by, visible_people
from omuz.kernel.actors import Actor
from omuz.kernel.reach import within


def visible_coaching(actor: Actor, *, prefix: str = "case__") -> Q:
    """Return the condition under which the actor may find the coaching of a case; `prefix` is the path to the case.

    - It is found only with its person (readings 4), and within the unit and programme of the right (readings 3).
    - `coaching.read` reaches all of them there, `coaching.read.own` those whom the actor serves or is responsible for;
      who stands in for a colleague (vekâlet) serves that colleague's people between its dates.
    """
    people = visible_people(actor, prefix=f"{prefix}person__")
    if actor.kind == "system":
        return people
    if actor.kind != "staff" or not actor.can_any(*COACHING_READING):
        return Q(**{f"{prefix}pk__in": []})
    every = within(actor, Right.COACHING_READ, prefix=prefix)
    return people & (every | own_coaching(actor, Right.COACHING_READ_OWN, prefix=prefix))


def own_coaching(actor: Actor, right: Right, *, prefix: str = "case__") -> Q:
    """Return the condition that a case is of the actor's own caseload, where they hold the right.

    Of a case under confidentiality nothing is lent: whoever stands in finds it where they are named for the person.
    """
    if actor.kind != "system" and not actor.can(right):
        return Q(**{f"{prefix}pk__in": []})
    own = served_by(actor, prefix=f"{prefix}person__") | Q(**{f"{prefix}responsible": actor.id})
    if actor.covering:
        covered = {f"{prefix}responsible__in": actor.covering, f"{prefix}person__is_confidential": False}
        own |= Q(**covered)
    return own & within(actor, right, prefix=prefix)


class CoachingQuerySet(models.QuerySet[Any]):
    """Filters of rows that hang on a case."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep the rows that the actor may find; see `visible_coaching`."""
        return self.filter(visible_coaching(actor))
