"""Noting a message, and reading what was sent."""

import dataclasses
import datetime as dt
import json
import uuid
from collections.abc import Callable, Collection
from typing import Any, Final

from omuz.kernel import crypto, outbox
from omuz.kernel.models.sending import MESSAGE_FIELD, OutgoingMessage

TOPIC: Final = "message.send"
#: Messages whose words were given when they were noted.
PLAIN: Final = "plain"
Channel = OutgoingMessage.Channel
State = OutgoingMessage.State


@dataclasses.dataclass(frozen=True, slots=True)
class Say:
    """What leaves now, to whom, by which way. A text message has no subject."""

    channel: str
    to: str
    text: str
    subject: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Later:
    """Not now: ask again at that moment (quiet hours)."""

    until: dt.datetime


@dataclasses.dataclass(frozen=True, slots=True)
class Never:
    """Not any more, or not at all; `code` says why without saying anything about somebody."""

    code: str


#: Called with the message and the moment, in the room's transaction, right before it leaves.
Composer = Callable[[OutgoingMessage, dt.datetime], Say | Later | Never]


@dataclasses.dataclass(frozen=True, slots=True)
class Said:
    """A message as it is shown beside what it is about."""

    id: uuid.UUID
    key: str
    purpose: str
    channel: str
    state: str
    due_at: dt.datetime
    sent_at: dt.datetime | None
    trouble: str
    attempts: int
    to: str
    text: str


_composers: Final[dict[str, Composer]] = {}


def register_purpose(purpose: str, composer: Composer) -> None:
    """Let `composer` write the messages of a purpose; called once from an app's `ready`."""
    _composers[purpose] = composer


def composed(message: OutgoingMessage, *, now: dt.datetime) -> Say | Later | Never:
    """Return what a message says now, or why it says nothing.

    Raises:
        LookupError: nobody writes messages of its purpose.
    """
    if message.expires_at is not None and message.expires_at <= now:
        return Never("expired")
    if message.purpose == PLAIN:
        return Say(message.channel, **words_of(message))
    return _composers[message.purpose](message, now)


def queue_message(
    *,
    key: str,
    purpose: str,
    about_id: uuid.UUID,
    now: dt.datetime,
    due_at: dt.datetime | None = None,
    expires_at: dt.datetime | None = None,
) -> bool:
    """Note a message that its purpose will write when it leaves; False where the same was noted before.

    Raises:
        LookupError: nobody writes messages of that purpose.
    """
    if purpose not in _composers:
        raise LookupError(f"nobody writes messages of the purpose {purpose}")
    return _note(key=key, purpose=purpose, about_id=about_id, now=now, due_at=due_at, expires_at=expires_at) is not None


def send_email(
    *, key: str, to: str, subject: str, text: str, about_id: uuid.UUID, now: dt.datetime,
    due_at: dt.datetime | None = None, expires_at: dt.datetime | None = None,
) -> bool:  # fmt: skip
    """Note an e-mail with its words; False where the same was noted before. The caller has asked for safe contact."""
    say = Say(Channel.EMAIL, to, text, subject)
    row = _note(key=key, purpose=PLAIN, about_id=about_id, now=now, due_at=due_at, expires_at=expires_at, say=say)
    return row is not None


def send_sms(
    *, key: str, to: str, text: str, about_id: uuid.UUID, now: dt.datetime,
    due_at: dt.datetime | None = None, expires_at: dt.datetime | None = None,
) -> bool:  # fmt: skip
    """Note a text message with its words; False where the same was noted before."""
    say = Say(Channel.SMS, to, text)
    row = _note(key=key, purpose=PLAIN, about_id=about_id, now=now, due_at=due_at, expires_at=expires_at, say=say)
    return row is not None


def withhold(keys: Collection[str], *, code: str) -> int:
    """Take back messages that have not left and return how many; those that are on their way are asked again there."""
    rows = OutgoingMessage.objects.filter(key__in=list(keys), state=State.WAITING)
    return rows.update(state=State.WITHHELD, trouble=code)


def messages_about(about_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, list[Said]]:
    """Return what was said, will be said and could not be said about each of these, the oldest first."""
    rows = OutgoingMessage.objects.filter(about_id__in=list(about_ids)).order_by("created_at", "id")
    found: dict[uuid.UUID, list[Said]] = {}
    for row in rows:
        words = words_of(row)
        found.setdefault(row.about_id, []).append(
            Said(row.id, row.key, row.purpose, row.channel, row.state, row.due_at, row.sent_at, row.trouble,
                 row.attempts, words.get("to", ""), words.get("text", ""))
        )  # fmt: skip
    return found


def words_of(message: OutgoingMessage) -> dict[str, str]:
    """Return {to, subject, text} of a message; empty while nothing has been written."""
    if not message.sealed:
        return {}
    words: dict[str, str] = json.loads(crypto.open_text(message.sealed, field=MESSAGE_FIELD, row_id=message.id))
    return words


def seal_words(say: Say, *, message_id: uuid.UUID) -> bytes:
    """Return the words of a message as they are stored."""
    words = json.dumps({"to": say.to, "subject": say.subject, "text": say.text}, ensure_ascii=False)
    return crypto.seal_text(words, field=MESSAGE_FIELD, row_id=message_id)


def _note(
    *, key: str, now: dt.datetime, due_at: dt.datetime | None, say: Say | None = None, **columns: Any
) -> OutgoingMessage | None:
    due = due_at or now
    row = OutgoingMessage(key=key, due_at=due, created_at=now, asked_at=now if due <= now else None, **columns)
    if say is not None:
        row.channel, row.sealed = say.channel, seal_words(say, message_id=row.id)
    # The unique key decides between two that note the same at once.
    OutgoingMessage.objects.bulk_create([row], ignore_conflicts=True)
    if not OutgoingMessage.objects.filter(pk=row.pk).exists():
        return None
    if due <= now:
        outbox.publish(TOPIC, row.pk, now=now)
    return row
