"""Refusing on the ground of an article: the error names it, and that it was refused is remembered."""

import datetime as dt
import uuid

from apps.programmes.models import GuardRefusal
from apps.programmes.registry import Bound, Verdict
from omuz.kernel.actors import Actor
from omuz.kernel.audit import defer
from omuz.kernel.errors import DomainError

__all__ = ["GuardRefusedError", "hold"]


class GuardRefusedError(DomainError):
    """An article that the programme has adopted says no. `guard` is its key; `article` cites it."""

    def __init__(self, one: Bound, verdict: Verdict, *, field: str | None = None) -> None:
        super().__init__(verdict.code, verdict.message, field=field, article=one.cited, remedy=verdict.remedy or None)
        self.guard = one.guard.key


def hold(
    one: Bound | None,
    verdict: Verdict,
    *,
    programme_id: uuid.UUID,
    actor: Actor,
    now: dt.datetime,
    field: str | None = None,
) -> None:
    """Let go on what the guard allows, and what no article of the programme asks about; part of an operation.

    A refusal is kept for the page of articles (which guard, when, by whom; of whom it was asked is not kept), also
    though the operation's own work is rolled back.

    Raises:
        GuardRefusedError: the guard binds the programme and says no.
    """
    if one is None or verdict.allowed:
        return
    row = GuardRefusal(programme_id=programme_id, guard=one.guard.key, code=verdict.code, at=now, by_id=actor.id)
    defer(lambda: row.save(force_insert=True))
    raise GuardRefusedError(one, verdict, field=field)
