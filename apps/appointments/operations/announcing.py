"""What other parts of the house hear of: an appointment was given, moved or called off, a free place was offered.

Each is a message of the outbox with the row's key and nothing else, sent after the commit. Whoever sends reminders
(`listen`) reads the row as it is then, and asks the person's safe-contact plan before anything leaves (readings 4).
"""

import uuid
from collections.abc import Callable
from enum import StrEnum
from typing import Final

from omuz.kernel import outbox


class News(StrEnum):
    """What happened. The row is an appointment, of an offer a waiting entry."""

    BOOKED = "appointments.booked"
    MOVED = "appointments.moved"
    CANCELLED = "appointments.cancelled"
    OFFERED = "appointments.offered"


Listener = Callable[[News, uuid.UUID], object]
_listeners: Final[list[Listener]] = []


def listen(listener: Listener) -> None:
    """Hear every message; called from an app's `ready`. A listener sends a task and is safe to be called twice."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell(news: News, row_id: uuid.UUID) -> None:
    """Pass a message of the outbox to those who listen."""
    for listener in _listeners:
        listener(news, row_id)


def _teller(news: News) -> outbox.Handler:
    return lambda row_id: tell(news, row_id)


def handle_news() -> None:
    """Let the outbox deliver what this app publishes; called once when the app is ready."""
    for news in News:
        outbox.handles(news.value, _teller(news))
