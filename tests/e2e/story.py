"""What the story of İzmir's regulation is told with: who and where, and how each of its screens is looked at."""

import dataclasses
import datetime as dt
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from omuz.kernel.clock import local_date, now
from tests.e2e.screens import axe, settle

ROOM = "izmir"
MOTHER = "Nermin Örnek"


@dataclasses.dataclass
class Story:
    """What one step leaves for the next."""

    sit_down: Callable[..., Page]
    person: dict[str, Any] = dataclasses.field(default_factory=dict)
    programme: str = ""
    case: str = ""

    def seat(self, role: str) -> Page:
        """Return a page of İzmir at which somebody of the role sits."""
        page = self.sit_down(role, room=ROOM)
        page.goto("/")
        settle(page)
        return page


def clean(page: Page) -> None:
    """Nothing that axe finds, and the landmarks between which a screen reader's user leaps."""
    found = axe(page)
    assert not found, f"{page.url}: {found}"
    assert page.get_by_role("main").count() == page.get_by_role("heading", level=1).count() == 1, page.url


def day(ahead: int) -> str:
    """Return a day as people type it, so many days from today."""
    return f"{local_date(now()) + dt.timedelta(days=ahead):%d.%m.%Y}"
