"""Effects that leave the database: written in the same transaction as what causes them, sent after its commit.

A message is a pointer (topic, id) without payload; the handler reads the row as it is then. Delivery is at least once:
handlers must be safe to run twice.

The messages stand in each room's own schema. A trigger notes each of them in one table of all rooms
(`tenants.flow.tables`), so that one relay finds what waits without looking into every schema.
"""

import datetime as dt
import logging
import uuid
from collections.abc import Callable, Iterable
from typing import Final

from celery import current_app
from django.db import transaction
from django.db.models import Q, QuerySet
from kombu.exceptions import OperationalError as BrokerError

from omuz.kernel.context import PUBLIC_KEY
from omuz.kernel.models.requests import OutboxMessage
from omuz.kernel.schedule import RELAY_JOB
from omuz.kernel.tasks.messages import marked_headers

logger = logging.getLogger(__name__)

#: Called with the object's id; typically sends a task.
Handler = Callable[[uuid.UUID], object]

BATCH: Final = 100
#: With the growing waits between them the last attempt is made some two and a half hours after the first.
MAX_ATTEMPTS: Final = 12
_FIRST_WAIT: Final = dt.timedelta(seconds=5)
_LONGEST_WAIT: Final = dt.timedelta(hours=1)
#: A message whose turn has come and that was not handed out: a neighbour holds it, or the broker is away.
_SOON: Final = dt.timedelta(seconds=10)
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
    transaction.on_commit(_ask_for_relay, robust=True)
    return message


def relay(*, now: dt.datetime, limit: int = BATCH) -> int:
    """Hand the waiting messages of the entered room to their handlers and return how many were sent.

    Relays may run side by side. One that fails is kept and tried again, later each time; the reason is logged by kind
    only, since its text may name a person. A broker that is away is no failure of a message: all wait for it.
    """
    due = _waiting().filter(Q(next_at__isnull=True) | Q(next_at__lte=now))
    sent = 0
    for message in due.order_by("attempts", "created_at").select_for_update(skip_locked=True)[:limit]:
        try:
            with transaction.atomic():
                _handlers[message.topic](message.object_id)
        except BrokerError:
            logger.warning("the broker is away: messages wait")
            break
        except Exception as error:
            _put_off(message, error, now)
        else:
            message.sent_at, message.next_at, message.last_error = now, None, ""
            sent += 1
        message.attempts += 1
        message.save(update_fields=["attempts", "sent_at", "next_at", "last_error"])
    return sent


def turns(object_ids: Iterable[uuid.UUID], *, now: dt.datetime) -> dict[uuid.UUID, dt.datetime | None]:
    """Return, of these objects, those with an unsent message in the entered room, and when its turn comes.

    None says never: every attempt has failed, and an operator has to look (`revive`).
    """
    found: dict[uuid.UUID, dt.datetime | None] = {}
    unsent = OutboxMessage.objects.filter(sent_at__isnull=True, object_id__in=set(object_ids))
    for object_id, attempts, next_at in unsent.values_list("object_id", "attempts", "next_at"):
        turn = None if attempts >= MAX_ATTEMPTS else max(next_at or now, now + _SOON)
        known = [t for t in (found.get(object_id), turn) if t is not None]
        found[object_id] = min(known, default=None)
    return found


def revive() -> int:
    """Let the entered room's given-up messages be tried again and return how many."""
    dead = OutboxMessage.objects.filter(sent_at__isnull=True, attempts__gte=MAX_ATTEMPTS)
    return dead.update(attempts=0, next_at=None)


def _waiting() -> QuerySet[OutboxMessage]:
    return OutboxMessage.objects.filter(sent_at__isnull=True, attempts__lt=MAX_ATTEMPTS)


def _put_off(message: OutboxMessage, error: Exception, now: dt.datetime) -> None:
    message.last_error = type(error).__name__[:120]
    message.next_at = now + min(_FIRST_WAIT * 2**message.attempts, _LONGEST_WAIT)
    logger.warning("outbox message %s of %s failed: %s", message.id, message.topic, message.last_error)


def _ask_for_relay() -> None:
    message_id = str(uuid.uuid4())
    headers = marked_headers(room=PUBLIC_KEY, task=RELAY_JOB, message_id=message_id, arguments={})
    current_app.send_task(RELAY_JOB, task_id=message_id, headers=headers, expires=60, retry=False)
