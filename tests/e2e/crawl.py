"""The walk over all screens: browsers side by side, each at the next screen that nobody has looked at yet."""

import dataclasses
import queue
import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from playwright.sync_api import Browser, Error, Page

from tests.e2e.browser import PATIENCE_MS, chromium, profile
from tests.e2e.screens import LOOKS, Complaints, Look, faults, settle

#: Rules of axe are computed in the page: two of them keep two processors busy.
WALKERS = 2
_KEY = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
#: A page of another role, or of a module that none of the reader's programmes holds.
_CLOSED = re.compile("Bu sayfa görev alanınızda değil|Bu adreste bir sayfa yok")


@dataclasses.dataclass(frozen=True, slots=True)
class Looker:
    """Somebody who looks: a demo person's role, and the municipality where they work; "" is the platform's own room."""

    role: str
    room: str = "izmir"


@dataclasses.dataclass(frozen=True, slots=True)
class Stop:
    """A screen at which to look: the first of `lookers` who may open it sees it."""

    name: str
    path: str
    lookers: tuple[Looker, ...]
    #: Words that must stand there: that the record has come so far.
    shows: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Door:
    """Where a looker comes in, with the cookie of who has signed in."""

    address: str
    cookies: Any


def walk(stops: Sequence[Stop], doors: Mapping[Looker, Door]) -> list[str]:
    """Look at every stop; return what is wrong, each line with the stop's name.

    The first stop of a route is looked at in every theme and width; the others, with other records there, in one.
    """
    waiting: queue.SimpleQueue[tuple[Stop, Sequence[Look]]] = queue.SimpleQueue()
    met: set[str] = set()
    for stop in stops:
        route = _KEY.sub("*", stop.path.partition("?")[0])
        waiting.put((stop, LOOKS[:1] if route in met else LOOKS))
        met.add(route)
    with ThreadPoolExecutor(WALKERS) as walkers:
        walks = [walkers.submit(_walk, waiting, doors) for _ in range(WALKERS)]
        return [fault for walked in walks for fault in walked.result()]


def _walk(waiting: queue.SimpleQueue[tuple[Stop, Sequence[Look]]], doors: Mapping[Looker, Door]) -> list[str]:
    wrong: list[str] = []
    with chromium() as browser:
        seats = _Seats(browser, doors)
        while True:
            try:
                stop, looks = waiting.get_nowait()
            except queue.Empty:
                return wrong
            try:
                wrong += [f"{stop.name}: {fault}" for fault in _look(stop, seats, looks)]
            except (Error, AssertionError) as error:
                wrong.append(f"{stop.name} ({stop.path}): {str(error)[:400]}")


class _Seats:
    """The pages of one browser, one for each looker."""

    def __init__(self, browser: Browser, doors: Mapping[Looker, Door]) -> None:
        self._browser, self._doors = browser, doors
        self._taken: dict[Looker, tuple[Page, Complaints]] = {}

    def __getitem__(self, looker: Looker) -> tuple[Page, Complaints]:
        if looker not in self._taken:
            door = self._doors[looker]
            page = profile(self._browser, door.address, storage_state=door.cookies).new_page()
            page.set_default_timeout(PATIENCE_MS)
            self._taken[looker] = (page, Complaints(page))
        return self._taken[looker]


def _look(stop: Stop, seats: _Seats, looks: Sequence[Look]) -> list[str]:
    for looker in stop.lookers:
        page, said = seats[looker]
        page.goto(stop.path)
        settle(page)
        if page.get_by_text(_CLOSED).count():
            said.take()
            continue
        is_there = not stop.shows or page.get_by_text(stop.shows).count()
        missing = [] if is_there else [f"does not show “{stop.shows}”"]
        return [*missing, *faults(page, looks=looks), *said.take()]
    return [f"none of {', '.join(looker.role for looker in stop.lookers)} may open it"]
