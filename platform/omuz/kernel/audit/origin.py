"""Where an action came from. The edge (middleware, command, task) sets it; the history reads it."""

import dataclasses
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final, Literal

Channel = Literal["web", "command", "task", ""]


@dataclasses.dataclass(frozen=True, slots=True)
class Origin:
    """A request, command or task, as far as the history needs to know it."""

    channel: Channel = ""
    request_id: str = ""
    ip: str | None = None
    agent: str = ""


_NOWHERE: Final = Origin()
_origin: ContextVar[Origin] = ContextVar("omuz_origin", default=_NOWHERE)

# The order matters: Edge and Opera also call themselves Chrome, and Chrome calls itself Safari.
_BROWSERS: Final = (
    ("Edge", re.compile(r"Edg(?:e|A|iOS)?/(\d+)")),
    ("Opera", re.compile(r"OPR/(\d+)")),
    ("Firefox", re.compile(r"(?:Firefox|FxiOS)/(\d+)")),
    ("Chrome", re.compile(r"(?:Chrome|CriOS)/(\d+)")),
    ("Safari", re.compile(r"Version/(\d+).*Safari/")),
)
_SYSTEMS: Final = (
    ("Android", "Android"),
    ("iPhone", "iOS"),
    ("iPad", "iOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def agent_family(user_agent: str) -> str:
    """Return "Firefox 131, Windows" for a User-Agent header: enough to recognise one's own device, no fingerprint."""
    browser = next((f"{name} {found[1]}" for name, form in _BROWSERS if (found := form.search(user_agent))), "")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    return ", ".join(filter(None, (browser, system)))


def current_origin() -> Origin:
    """Return where the running code was called from; empty values where nobody said."""
    return _origin.get()


@contextmanager
def originating(origin: Origin) -> Iterator[None]:
    """Let everything recorded in the block come from `origin`."""
    token = _origin.set(origin)
    try:
        yield
    finally:
        _origin.reset(token)
