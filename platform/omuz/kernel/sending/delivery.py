"""Letting messages leave: a claim, the way out, what became of it, each in a transaction of its own.

Delivered twice by the broker, the second one finds the claim and goes. Killed between the way out and the note of it,
the claim lapses and the message is sent again under the same id: at least once, and where ids are known, once.
"""

import datetime as dt
import logging
import uuid
from typing import Any, Final

from django.db.models import Q

from omuz.kernel import clock, outbox
from omuz.kernel.context import current_municipality
from omuz.kernel.gateway import GatewayError
from omuz.kernel.models.sending import OutgoingMessage
from omuz.kernel.rounds import every_room
from omuz.kernel.sending import senders
from omuz.kernel.sending.messages import TOPIC, Later, Never, Say, composed, seal_words
from omuz.kernel.tasks import municipality_task

__all__ = ["MAX_ATTEMPTS", "deliver_message", "hand_out_due"]

logger = logging.getLogger(__name__)
State = OutgoingMessage.State

#: 1, 2, 4, 8 ... minutes, an hour at the most: the last attempt some nine hours after the first.
MAX_ATTEMPTS: Final = 14
_FIRST_WAIT: Final = dt.timedelta(minutes=1)
_LONGEST_WAIT: Final = dt.timedelta(hours=1)
#: A claim of somebody who has died, or a place in a queue that was lost.
_LAPSED: Final = dt.timedelta(minutes=10)
_BATCH: Final = 200


@municipality_task(one_transaction=False, bind=True)
def deliver_message(self: Any, *, outgoing_id: str) -> None:
    """Send one message, if it is still to be sent."""
    key = uuid.UUID(outgoing_id)
    with self.step():
        say = claim(key, now=clock.now())
        house = current_municipality()
    if say is None:
        return
    failure = None
    # No transaction is held while the provider is waited for.
    try:
        senders.send(say, message_id=key, house=house.name if house is not None else "Omuz")
    except GatewayError as error:
        failure = error
    with self.step():
        note(key, failure, now=clock.now())


def claim(message_id: uuid.UUID, *, now: dt.datetime) -> Say | None:
    """Return what a message says, and hold it; None where it is not to be sent (now)."""
    row = OutgoingMessage.objects.select_for_update().filter(pk=message_id).first()
    if row is None or not _is_free(row, now):
        return None
    answer = composed(row, now=now)
    if isinstance(answer, Later):
        row.state, row.due_at, row.asked_at = State.WAITING, answer.until, None
    elif isinstance(answer, Never):
        row.state, row.trouble = State.WITHHELD, answer.code
    else:
        row.state, row.claimed_at, row.channel = State.SENDING, now, answer.channel
        row.attempts += 1
        row.sealed = seal_words(answer, message_id=row.pk)
    row.save()
    return answer if isinstance(answer, Say) else None


def note(message_id: uuid.UUID, failure: GatewayError | None, *, now: dt.datetime) -> None:
    """Keep what became of a message."""
    row = OutgoingMessage.objects.select_for_update().get(pk=message_id)
    if row.state == State.SENT:
        return
    if failure is None:
        row.state, row.sent_at, row.trouble = State.SENT, now, ""
    else:
        row.trouble = failure.code
        if failure.is_final or row.attempts >= MAX_ATTEMPTS:
            row.state = State.FAILED
        else:
            wait = min(_FIRST_WAIT * 2 ** (row.attempts - 1), _LONGEST_WAIT)
            row.state, row.due_at, row.asked_at = State.WAITING, now + wait, None
        logger.warning("message %s did not leave: %s (attempt %s)", row.pk, failure.code, row.attempts)
    row.save()


def hand_out_due(*, now: dt.datetime) -> int:
    """Ask the queue for the messages whose time has come, those that got lost on the way among them."""
    lapsed = now - _LAPSED
    waiting = Q(state=State.WAITING, due_at__lte=now) & (Q(asked_at__isnull=True) | Q(asked_at__lte=lapsed))
    held = Q(state=State.SENDING, claimed_at__lte=lapsed) & (Q(asked_at__isnull=True) | Q(asked_at__lte=lapsed))
    rows = OutgoingMessage.objects.filter(waiting | held).order_by("due_at").select_for_update(skip_locked=True)
    found = list(rows[:_BATCH])
    for row in found:
        row.asked_at = now
        row.save(update_fields=["asked_at"])
        outbox.publish(TOPIC, row.pk, now=now)
    return len(found)


@every_room(seconds=60, name="send_messages")
def _hand_out() -> int:
    return hand_out_due(now=clock.now())


def _is_free(row: OutgoingMessage, now: dt.datetime) -> bool:
    if row.state == State.SENDING:
        return row.claimed_at is None or row.claimed_at <= now - _LAPSED
    return row.state == State.WAITING and row.due_at <= now


outbox.handles(TOPIC, lambda message_id: deliver_message.apply_async(kwargs={"outgoing_id": str(message_id)}))
