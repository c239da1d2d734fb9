"""What every screen is measured by: axe, a narrow telephone's width, twice the size, nothing said to the console."""

import dataclasses
import functools
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Page, Response, expect

from tests.e2e.browser import DESKTOP

ROOT = Path(__file__).resolve().parents[2]
_AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: What another theme can change.
_COLOURS = ["color-contrast", "link-in-text-block"]
_RUN = "wanted => axe.run(document, { runOnly: wanted, resultTypes: ['violations'] }).then(found => found.violations)"
#: axe does not scroll: what sticks to the foot of the window would lie on a field that can be scrolled from under it.
_UNCOVERED = """() => {
  document.querySelectorAll("[class*=footSticky]").forEach(one => { one.style.position = "static"; });
  window.scrollTo(0, 0);
}"""
NARROW = {"width": 320, "height": 640}
#: 1440 x 900 at 200 %: as many CSS pixels as this.
ZOOMED = {"width": 720, "height": 450}
_TOO_WIDE = """() => {
  const wide = document.scrollingElement.scrollWidth - window.innerWidth;
  if (wide <= 0) return "";
  const culprits = [...document.querySelectorAll("body *")]
    .filter(one => one.getBoundingClientRect().right > window.innerWidth + 1)
    .map(one => `${one.tagName.toLowerCase()}.${String(one.className).slice(0, 40)}`);
  return `${wide} px too wide: ${culprits.slice(-3).join(", ")}`;
}"""
#: Two frames, for the layout and for what the screen does about a new width.
_LAID_OUT = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
#: While a screen is looked at nothing of it moves: a change of theme would start a transition for every element on it.
_HOLD_STILL = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("*, ::before, ::after { transition: none !important; animation: none !important }");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
_MOVE_AGAIN = "() => { document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1) }"
_THEME = "theme => document.documentElement.setAttribute('data-mantine-color-scheme', theme)"


@dataclasses.dataclass(frozen=True, slots=True)
class Look:
    """One way of looking at a screen."""

    theme: str
    size: dict[str, int]

    @property
    def name(self) -> str:
        """Return "dark at 320"."""
        return f"{self.theme} at {self.size['width']}"


#: Each differs from the one before it in one respect only.
LOOKS = (Look("light", DESKTOP), Look("dark", DESKTOP), Look("dark", NARROW), Look("light", NARROW))


def settle(page: Page) -> None:
    """Wait until a screen has its heading and nothing is loading any more."""
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
    page.wait_for_load_state("networkidle")
    expect(page.locator("[aria-busy=true]")).to_have_count(0)


def axe(page: Page, *, only: list[str] | None = None) -> list[str]:
    """Return what axe finds by all its rules, or by those that are named, each with the first places."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_axe_itself())
    page.evaluate(_UNCOVERED)
    return [_described(violation) for violation in page.evaluate(_RUN, only or _TAGS)]


@functools.cache
def _axe_itself() -> str:
    return _AXE.read_text(encoding="utf-8")


def _described(violation: dict[str, Any]) -> str:
    places = [f"{node['target'][-1]} ({_why(node)})" for node in violation["nodes"][:3]]
    return f"{violation['id']}: {'; '.join(places)}"


def _why(node: dict[str, Any]) -> str:
    return re.sub(r"\s+", " ", str(node.get("failureSummary", "")))[:160]


def faults(page: Page, *, looks: Sequence[Look] = LOOKS) -> list[str]:
    """Return everything that is wrong with the screen, seen light and dark, wide, narrow and at twice the size.

    `looks` are those in which axe looks; the last one is light. Whether it fits is asked in any case.
    """
    found: list[str] = []
    page.evaluate(_HOLD_STILL)
    for look in looks:
        _resize(page, look.size)
        page.evaluate(_THEME, look.theme)
        rules = None if look.theme == "light" else _COLOURS
        found += [f"{look.name}: {violation}" for violation in axe(page, only=rules)]
    for name, size in (("at 320", NARROW), ("at 200 %", ZOOMED)):
        _resize(page, size)
        found += [f"{name}: {wide}" for wide in [page.evaluate(_TOO_WIDE)] if wide]
    _resize(page, DESKTOP)
    page.evaluate(_MOVE_AGAIN)
    if page.get_by_role("heading", level=1).count() != 1:
        found.append(f"{page.get_by_role('heading', level=1).count()} headings of the first level")
    return found


def _resize(page: Page, size: dict[str, int]) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.evaluate(_LAID_OUT)


class Complaints:
    """What a page says to nobody: errors of its scripts, refused policies, answers that failed."""

    def __init__(self, page: Page) -> None:
        self.said: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.said.append(f"script: {error}"))
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        # Failed answers come with their address below.
        if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
            self.said.append(f"console: {message.text[:200]}")

    def _response(self, response: Response) -> None:
        # Who is not signed in yet is told so by 401; that is how the sign-in screen asks.
        if response.status >= 400 and not (response.status == 401 and "/_allauth/" in response.url):
            self.said.append(f"{response.status} {response.request.method} {response.url}")

    def take(self) -> list[str]:
        """Return and forget what was said."""
        said, self.said = self.said, []
        return said
