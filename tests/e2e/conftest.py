"""Fixtures of the journeys. They live as long as this folder's tests: Playwright's loop must not outlast them."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from omuz.local.paths import TOOLS
from tests.e2e.browser import PATIENCE_MS, chromium, keep_picture, profile
from tests.e2e.desk import sign_in
from tests.e2e.stack import Stack, running

PICTURES = TOOLS / "e2e"
LONGEST = "test_every_signed_in_screen_is_clean"
_REPORT = pytest.StashKey[pytest.TestReport]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, so that --fast leaves it out; they come last, the longest of them first."""
    mine = [item for item in items if Path(__file__).parent in item.path.parents]
    for item in mine:
        item.add_marker(pytest.mark.e2e)
    items.sort(key=lambda item: (item in mine, item.name != LONGEST))


@pytest.hookimpl(hookwrapper=True, tryfirst=True)
def pytest_runtest_makereport(item: pytest.Item, call: Any) -> Iterator[None]:
    """Take a picture of every open page when a journey fails, while the pages still stand."""
    outcome = yield
    report: pytest.TestReport = outcome.get_result()  # type: ignore[attr-defined]
    if report.when == "call" and report.failed:
        seats = getattr(item, "funcargs", {}).get("sit_down")
        for number, page in enumerate(seats.pages() if seats else [], start=1):
            with contextlib.suppress(Error):
                kept = keep_picture(page, PICTURES, f"{item.name}-{number}".replace("/", "-"))
                report.sections.append((f"page {number}", kept))
        stack = getattr(item, "funcargs", {}).get("stack")
        if stack is not None:
            report.sections.append(("web server", stack.log("web")))


@pytest.fixture(scope="package")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Return the served demo municipalities."""
    with running(tmp_path_factory.mktemp("stack")) as stack:
        yield stack


@pytest.fixture(scope="package")
def browser(stack: Stack) -> Iterator[Browser]:
    """Return the browser."""
    with chromium() as browser:
        expect.set_options(timeout=PATIENCE_MS)
        yield browser


class Seats:
    """People who sit down at a browser, each with a profile of their own.

    Whoever signs in with a role is asked for a code; the cookie of the first of them serves the next ones, because a
    code opens the door only once.
    """

    def __init__(self, browser: Browser, stack: Stack, cookies: dict[tuple[str, str], Any]) -> None:
        self.browser, self.stack, self.cookies = browser, stack, cookies
        self.profiles: list[BrowserContext] = []

    def __call__(self, role: str = "", *, room: str = "kayseri", **wishes: Any) -> Page:
        """Return a page of a new profile, signed in as the demo person of `role` unless that is empty."""
        known = self.cookies.get((room, role))
        context = profile(self.browser, self.stack.address(room), storage_state=known, **wishes)
        self.profiles.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        if role and not known:
            sign_in(page, role)
            self.cookies[room, role] = context.storage_state()
        return page

    def forget(self, role: str, room: str = "kayseri") -> None:
        """Let the next one of this role sign in anew: the kept session has ended."""
        self.cookies.pop((room, role), None)

    def pages(self) -> list[Page]:
        """Return every page that is open."""
        return [page for context in self.profiles for page in context.pages]

    def leave(self) -> None:
        """Close every profile."""
        for context in self.profiles:
            context.close()


@pytest.fixture(scope="package")
def kept_cookies() -> dict[tuple[str, str], Any]:
    """Return the sessions of those who have signed in, by room and role."""
    return {}


@pytest.fixture
def sit_down(browser: Browser, stack: Stack, kept_cookies: dict[tuple[str, str], Any]) -> Iterator[Callable[..., Page]]:
    """Return `sit_down("intake_clerk")`: a page of a new profile, signed in; without a role nobody is signed in."""
    seats = Seats(browser, stack, kept_cookies)
    yield seats
    seats.leave()
