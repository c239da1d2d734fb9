"""Effects that leave the database: written in the same transaction as what causes them, sent after its commit.

A message is a pointer (topic, id) without payload; the handler reads the row as it is then. Delivery is at least once:
handlers must be safe to run twice.

For now the table stands in each room's own schema and the scheduler looks into each room. With a fleet of 1,393 rooms
that becomes polling: then one insert-only table in a schema of its own takes the pointers of all rooms, and one relay
reads it (docs/keys-and-history.md, "Outbox").
"""

import datetime as dt
import logging
import uuid
from collections.abc import Callable
from typing import Final

from celery import current_app
from django.db import transaction

from omuz.kernel.context import scope_key
from omuz.kernel.models.requests import OutboxMessage
from omuz.kernel.schedule import HEADER, RELAY_JOB

logger = logging.getLogger(__name__)

#: Called with the object's id; typically sends a task.
Handler = Callable[[uuid.UUID], object]

_BATCH: Final = 100
_MAX_ATTEMPTS: Final = 50
_handlers: dict[str, Handler] = {}


def handles(topic: str, handler: Handler) -> None:
    """Let `handler` send the messages of `topic`; apps call this when they are ready.

    Raises:
        ValueError: the topic has a handler already.
    """
    if _handlers.setdefault(topic, handler) is not handler:
        raise ValueError(f"the outbox topic {topic} has a handler already")


def publish(topic: str, object_id: uuid.UUID, *, now: dt.datetime) -> OutboxMessage:
    """Note that something has to happen once this transaction is committed, and return the message.

    A relay is asked for right after the commit; should that fail, the scheduler's next one finds the message.

    Raises:
        LookupError: nobody handles the topic.
    """
    if topic not in _handlers:
        raise LookupError(f"nobody handles the outbox topic {topic}")
    message = OutboxMessage.objects.create(topic=topic, object_id=object_id, created_at=now)
    room = scope_key()
    # No partial here: Django's report of a failed robust callback needs its name.
    transaction.on_commit(lambda: _ask_for_relay(room), robust=True)
    return message


def relay(*, now: dt.datetime, limit: int = _BATCH) -> int:
    """Hand the waiting messages of the entered room to their handlers and return how many were sent.

    Relays may run side by side. One that fails is kept and tried again; the reason is logged by kind only, since its
    text may name a person.
    """
    waiting = OutboxMessage.objects.filter(sent_at__isnull=True, attempts__lt=_MAX_ATTEMPTS)
    sent = 0
    for message in waiting.order_by("attempts", "created_at").select_for_update(skip_locked=True)[:limit]:
        message.attempts += 1
        try:
            with transaction.atomic():
                _handlers[message.topic](message.object_id)
        except Exception as error:
            message.last_error = type(error).__name__[:120]
            logger.warning("outbox message %s of %s failed: %s", message.id, message.topic, message.last_error)
        else:
            message.sent_at, message.last_error = now, ""
            sent += 1
        message.save(update_fields=["attempts", "sent_at", "last_error"])
    return sent


def _ask_for_relay(room: str) -> None:
    current_app.send_task(RELAY_JOB, headers={HEADER: room}, expires=60, retry=False)
