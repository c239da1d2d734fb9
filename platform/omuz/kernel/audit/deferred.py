"""Events that must stay although the request's own work is rolled back: refusals, and readings that were shown.

The view's transaction nests inside the middleware's. What is deferred here is written by the middleware in the outer
one, after the view's has been committed or rolled back.
"""

import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial

from omuz.kernel.actors import Actor
from omuz.kernel.audit.recording import Subject, record

Write = Callable[[], object]

_pending: ContextVar[list[Write] | None] = ContextVar("omuz_audit_deferred", default=None)


@contextmanager
def deferring() -> Iterator[None]:
    """Collect what is deferred in the block instead of writing it at once; for the middleware, around the view.

    What has not been flushed when the block ends belongs to a request that failed as a whole, and is dropped with it.
    """
    token = _pending.set([])
    try:
        yield
    finally:
        _pending.reset(token)


def defer(write: Write) -> None:
    """Call `write` when the view's transaction is over; at once outside of a request."""
    pending = _pending.get()
    if pending is None:
        write()
    else:
        pending.append(write)


def after_response(
    *,
    actor: Actor,
    action: str,
    subject: Subject,
    now: dt.datetime,
    reason: str = "",
    person_id: uuid.UUID | None = None,
) -> None:
    """Record an event that survives the rollback of the view's work; takes no values, only that it happened."""
    defer(partial(record, actor=actor, action=action, subject=subject, now=now, reason=reason, person_id=person_id))


def flush_deferred() -> int:
    """Write what was deferred, in the order in which it happened, and return how many.

    The middleware calls it inside the municipality's transaction, outside the view's. An error here must fail the
    request: what could not be logged must not have been shown.
    """
    pending = _pending.get() or []
    count = 0
    while pending:
        pending.pop(0)()
        count += 1
    return count
