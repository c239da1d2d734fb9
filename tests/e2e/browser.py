"""The browser: the system's Chromium, and a new profile for everyone who sits down at it."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from omuz.local.chromium import find_chromium

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
DESKTOP = {"width": 1440, "height": 900}
PATIENCE_MS = 30_000


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Run Chromium for the block.

    Raises:
        RuntimeError: this machine has none.
    """
    path = find_chromium()
    if not path:
        raise RuntimeError("There is no Chromium: `./omuz test` installs it, or name one in OMUZ_CHROMIUM.")
    with sync_playwright() as playwright:
        browser = _launch(playwright, path)
        try:
            yield browser
        finally:
            browser.close()


def _launch(playwright: Playwright, path: str) -> Browser:
    return playwright.chromium.launch(executable_path=path, headless=True, args=FLAGS)


def profile(browser: Browser, address: str, **wishes: Any) -> BrowserContext:
    """Return a new profile whose pages begin at `address`: Turkish, in the offices' time zone, without motion."""
    settings: dict[str, Any] = {
        "base_url": address,
        "viewport": DESKTOP,
        "locale": "tr-TR",
        "timezone_id": "Europe/Istanbul",
        "color_scheme": "light",
        "reduced_motion": "reduce",
        "accept_downloads": True,
    }
    context = browser.new_context(**(settings | wishes))
    context.set_default_timeout(PATIENCE_MS)
    context.set_default_navigation_timeout(2 * PATIENCE_MS)
    return context


def keep_picture(page: Page, folder: Path, name: str) -> str:
    """Store how a page looks and what it says; return where."""
    folder.mkdir(parents=True, exist_ok=True)
    picture, words = folder / f"{name}.png", folder / f"{name}.txt"
    page.screenshot(path=str(picture), full_page=True, timeout=10_000)
    words.write_text(f"{page.url}\n\n{page.locator('body').inner_text(timeout=5_000)}\n", encoding="utf-8")
    return f"{page.url}\n  picture: {picture}\n  words:   {words}"
