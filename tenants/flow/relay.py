"""The one relay: from pointers to the rooms in which something waits.

A room is entered in a transaction of its own. What cannot be entered now (suspended, being migrated) waits without
keeping the others; what a kill interrupts is due again when the claim's lease ends. A pointer is removed only after the
transaction that made it needless has been committed.
"""

import datetime as dt
import logging
import time
from collections.abc import Callable
from typing import Final

from omuz.kernel import audit, outbox
from omuz.kernel.context import Municipality
from tenants import scope
from tenants.flow import pointers, troubles
from tenants.flow.pointers import Claimed

logger = logging.getLogger(__name__)

Clock = Callable[[], dt.datetime]
#: Works in one room for the pointers claimed there and returns how much it did.
_Work = Callable[[Claimed, Municipality | None], int]

_MAINTENANCE: Final = dt.timedelta(seconds=15)
_INACTIVE: Final = dt.timedelta(minutes=5)
_FAILED: Final = dt.timedelta(minutes=1)
#: History that a running transaction may still join.
_NOT_YET: Final = dt.timedelta(seconds=45)
RELAY: Final = "relay_messages"
SEAL: Final = "seal_history"


def relay_messages(*, clock: Clock, seconds: float = 25.0) -> int:
    """Hand out what waits in the outboxes of all rooms, for `seconds` at the most; returns how many were sent."""

    def hand_out(claimed: Claimed, room: Municipality | None) -> int:
        sent = 0
        while True:
            with scope.enter(room):
                count = outbox.relay(now=clock())
                turns = outbox.turns((o for o in claimed.objects.values() if o is not None), now=clock())
            sent += count
            if count < outbox.BATCH:
                break
        done = [pointer for pointer, wanted in claimed.objects.items() if wanted not in turns]
        pointers.remove(done)
        for turn in set(turns.values()):
            pointers.put_off([p for p, o in claimed.objects.items() if o in turns and turns[o] == turn], until=turn)
        return sent

    return _follow(hand_out, job=RELAY, history=False, clock=clock, seconds=seconds)


def seal_history(*, clock: Clock, seconds: float = 50.0) -> int:
    """Chain what has been recorded since the last run, in the rooms where something was; returns how many events."""

    def seal(claimed: Claimed, room: Municipality | None) -> int:
        total = 0
        while True:
            with scope.enter(room):
                count = audit.seal_pending(now=clock())
                is_left = count == 0 and audit.has_unsealed()
            total += count
            if count == 0:
                break
        if is_left:
            pointers.put_off(claimed.ids, until=clock() + _NOT_YET)
        else:
            pointers.remove(claimed.ids)
        return total

    return _follow(seal, job=SEAL, history=True, clock=clock, seconds=seconds)


def _follow(work: _Work, *, job: str, history: bool, clock: Clock, seconds: float) -> int:
    total, ends = 0, time.monotonic() + seconds
    while time.monotonic() < ends:
        claims = pointers.claim(history=history)
        if not claims:
            break
        rooms = pointers.find_rooms({claimed.room for claimed in claims})
        worked: list[str] = []
        for number, claimed in enumerate(claims):
            if time.monotonic() >= ends:
                # The next run begins with them; a claim nobody works on would hold them for its whole lease.
                pointers.put_off([i for late in claims[number:] for i in late.ids], until=clock())
                break
            count = _enter_and(work, claimed, rooms.get(claimed.room), job=job, clock=clock)
            if count is not None:
                worked.append(claimed.room)
                total += count
        troubles.forget(job, worked)
    return total


def _enter_and(
    work: _Work, claimed: Claimed, found: tuple[Municipality | None, bool] | None, *, job: str, clock: Clock
) -> int | None:
    """Return how much was done, None where nothing could be."""
    if found is None:
        # A municipality that has been deleted, or one that never was.
        pointers.remove(claimed.ids)
        return None
    room, is_active = found
    if not is_active:
        pointers.put_off(claimed.ids, until=clock() + _INACTIVE)
        return None
    try:
        return work(claimed, room)
    except scope.MaintenanceError:
        pointers.put_off(claimed.ids, until=clock() + _MAINTENANCE)
        return None
    except Exception as error:
        logger.warning("%s failed in %s: %s", job, claimed.room, type(error).__name__)
        pointers.put_off(claimed.ids, until=clock() + _FAILED)
        troubles.note(claimed.room, job, error)
        return None
