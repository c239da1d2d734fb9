"""Reading once: what one answer asks again and again is read from the database one time.

A page is put together by functions that know nothing of each other; several of them read the same definition, the same
facts. Inside `with reading_once():` such a reader finds what it has read before. Nothing outlives the block, and where
no block is open everything is read each time, so nobody is ever shown what was true for another request::

    held = notes("programmes.definitions")
    if held is not None and key in held:
        return held[key]

The block is for reading only: every GET has one, and what changes something opens none.
"""

from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any, Final

from omuz.kernel.blocks import block
from omuz.kernel.context import scope_key

__all__ = ["notes", "reading_once"]

_notes: Final[ContextVar[dict[tuple[str, str], dict[Any, Any]] | None]] = ContextVar("omuz_notes", default=None)


@block
def reading_once() -> Iterator[None]:
    """Keep what is noted until the block ends; inside another such block, until that one ends."""
    if _notes.get() is not None:
        yield
        return
    token = _notes.set({})
    try:
        yield
    finally:
        _notes.reset(token)


def notes(subject: str) -> dict[Any, Any] | None:
    """Return what was noted under a subject in the entered room, to be added to; None outside of any block."""
    kept = _notes.get()
    return None if kept is None else kept.setdefault((scope_key(), subject), {})
