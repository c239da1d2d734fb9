"""Which cases somebody coaches, what a programme's modules allow there, and for whom they stand in."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from apps.accounts.queries import assignments_on
from apps.accounts.rights import Right
from apps.cases.queries.answers import closed_in
from apps.cases.queries.cases import find_case
from apps.coaching.models import SupportPlan, visible_coaching
from apps.coaching.models.reach import own_coaching
from omuz.kernel.actors import Actor
from omuz.kernel.errors import NotAllowed, NotFound

if TYPE_CHECKING:
    from apps.cases.queries.visibility import Case

__all__ = [
    "COACHING",
    "FOLLOW_UP",
    "REFERRAL",
    "Cover",
    "coached_case",
    "covers_of",
    "is_own",
    "may_write_coaching",
    "writable_among",
    "writable_case",
]

#: The modules of a programme under which each kind of record is kept.
COACHING = "job_coaching"
FOLLOW_UP = "employment_follow_up"
REFERRAL = "information_referral"


def coached_case(case_id: uuid.UUID, *, actor: Actor, capability: str, on: dt.date) -> "Case":
    """Return a case of whose coaching the actor may read, in a programme that has the module.

    Raises:
        NotFound: out of reach, or the programme has no such module (off means absent).
    """
    case = find_case(case_id, actor=actor)
    if not type(case).objects.filter(visible_coaching(actor, prefix=""), pk=case.pk).exists():
        raise NotFound
    if capability in closed_in(case, on=on):
        raise NotFound
    return case


def may_write_coaching(case: "Case", *, actor: Actor) -> bool:
    """Return whether the actor may write coaching of a case that was found."""
    if actor.kind == "system":
        return True
    own = own_coaching(actor, Right.COACHING_WRITE_OWN, prefix="")
    return actor.can(Right.COACHING_WRITE_OWN) and type(case).objects.filter(own, pk=case.pk).exists()


def writable_case(case_id: uuid.UUID, *, actor: Actor, capability: str, on: dt.date) -> "Case":
    """Return a case whose coaching the actor may write.

    Raises:
        NotFound: as `coached_case`.
        NotAllowed: the actor reads only.
    """
    case = coached_case(case_id, actor=actor, capability=capability, on=on)
    if not may_write_coaching(case, actor=actor):
        raise NotAllowed(
            remedy="Kişiyi izleyen ya da dosyadan sorumlu olan görevli yazabilir; birim yöneticiniz görevlendirebilir."
        )
    return case


def is_own(case: "Case", *, actor: Actor) -> bool:
    """Return whether a case is of the reader's own caseload: what others read of it is logged (dossier G †)."""
    if actor.kind == "system":
        return True
    own = own_coaching(actor, Right.COACHING_READ_OWN, prefix="")
    return type(case).objects.filter(own, pk=case.pk).exists()


def writable_among(case_ids: Collection[uuid.UUID], *, actor: Actor) -> frozenset[uuid.UUID]:
    """Return the cases of these whose coaching the actor may write; one statement."""
    if not case_ids or (actor.kind != "system" and not actor.can(Right.COACHING_WRITE_OWN)):
        return frozenset()
    cases: Any = SupportPlan._meta.get_field("case").related_model
    own = own_coaching(actor, Right.COACHING_WRITE_OWN, prefix="")
    return frozenset(cases.objects.filter(own, pk__in=case_ids).values_list("pk", flat=True))


@dataclasses.dataclass(frozen=True, slots=True)
class Cover:
    """For whom somebody stands in, from when to when, both ends included."""

    user_id: uuid.UUID
    name: str
    starts_on: dt.date
    ends_on: dt.date


def covers_of(actor: Actor, *, on: dt.date) -> list[Cover]:
    """Return for whom the actor stands in on a day (vekâlet), once a colleague, by name."""
    rows = assignments_on(on).filter(user=actor.id, acting_for__in=actor.covering).select_related("acting_for")
    found: dict[uuid.UUID, Cover] = {}
    for row in rows:
        if row.acting_for is None or row.ends_on is None:
            continue
        known = found.get(row.acting_for.pk)
        starts, ends = row.starts_on, row.ends_on
        if known is not None:
            starts, ends = min(starts, known.starts_on), max(ends, known.ends_on)
        found[row.acting_for.pk] = Cover(row.acting_for.pk, row.acting_for.full_name, starts, ends)
    return sorted(found.values(), key=lambda one: (one.name, one.user_id))
