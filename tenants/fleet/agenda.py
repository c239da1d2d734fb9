"""Which municipality is next: several threads take them up, a busy one is put off, a failure may stop the rest."""

import dataclasses
import heapq
import itertools
import queue
import random
import threading
import time
from collections.abc import Iterator, Sequence
from typing import Final

from tenants.fleet.replaying import Room

FIRST_PAUSE: Final = 0.5
LONGEST_PAUSE: Final = 15.0


@dataclasses.dataclass(frozen=True, slots=True)
class Failed:
    """A municipality that stayed behind."""

    slug: str
    migration: str
    cause: str


class Agenda:
    """The rooms that wait, each not before its time. Safe for threads."""

    def __init__(self, rooms: Sequence[Room], *, stop_on_failure: bool) -> None:
        self._stop_on_failure = stop_on_failure
        self._numbers = itertools.count()
        self._waiting = [(0.0, next(self._numbers), 1, room) for room in rooms]
        heapq.heapify(self._waiting)
        self._changed = threading.Condition()
        self._running = 0
        self._stopped = False
        self._ended: queue.SimpleQueue[tuple[Room, int | Failed] | None] = queue.SimpleQueue()

    def take(self) -> tuple[Room, int] | None:
        """Return the next room and the number of the attempt, waiting for one; None when there is nothing left."""
        with self._changed:
            while not self._stopped and (self._waiting or self._running):
                due = self._waiting[0][0] - time.monotonic() if self._waiting else None
                if due is not None and due <= 0:
                    _, _, attempt, room = heapq.heappop(self._waiting)
                    self._running += 1
                    return room, attempt
                self._changed.wait(due)
        return None

    def end(self, room: Room, outcome: int | Failed) -> None:
        """Note what became of a room."""
        if self._stop_on_failure and isinstance(outcome, Failed):
            self.stop()
        self._ended.put((room, outcome))
        self._leave()

    def put_off(self, room: Room, attempt: int) -> None:
        """Take the room up again later."""
        with self._changed:
            heapq.heappush(
                self._waiting, (time.monotonic() + pause(attempt), next(self._numbers), attempt + 1, room)
            )  # fmt: skip
        self._leave()

    def _leave(self) -> None:
        with self._changed:
            self._running -= 1
            self._changed.notify_all()

    def stop(self) -> None:
        """Let what runs end, and take up nothing more."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()

    def leave(self) -> None:
        """Say that a thread has nothing more to do."""
        self._ended.put(None)

    def ended(self, threads: Sequence[threading.Thread]) -> Iterator[tuple[Room, int | Failed]]:
        """Yield the rooms as they end, until every thread has left."""
        left = 0
        while left < len(threads):
            entry = self._ended.get()
            if entry is None:
                left += 1
            else:
                yield entry


def pause(attempt: int) -> float:
    """Return how long to wait before the next attempt, spread so that several do not meet again."""
    longest: float = min(FIRST_PAUSE * 2.0 ** (attempt - 1), LONGEST_PAUSE)
    return longest * random.uniform(0.5, 1.0)  # noqa: S311 - no secret
