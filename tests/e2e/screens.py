"""What every screen is measured by: axe, a narrow telephone's width, twice the size, nothing said to the console."""

import dataclasses
import re
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
#: Two frames for the layout, then whatever moves to its end; a wheel that turns for ever is not waited for.
_SETTLED = """async () => {
  const frame = () => new Promise(done => requestAnimationFrame(done));
  const moves = one => one.playState === "running" && one.effect.getComputedTiming().iterations !== Infinity;
  await frame(); await frame();
  for (let tries = 0; tries < 120 && document.getAnimations().some(moves); tries += 1) await frame();
  await frame();
}"""


@dataclasses.dataclass(frozen=True, slots=True)
class Look:
    """One way of looking at a screen."""

    theme: str
    size: dict[str, int]

    @property
    def name(self) -> str:
        """Return "dark at 320"."""
        return f"{self.theme} at {self.size['width']}"


LOOKS = tuple(Look(theme, size) for size in (DESKTOP, NARROW) for theme in ("light", "dark"))


def settle(page: Page) -> None:
    """Wait until a screen has its heading and nothing is loading any more."""
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
    page.wait_for_load_state("networkidle")
    expect(page.locator("[aria-busy=true]")).to_have_count(0)


def axe(page: Page, *, only: list[str] | None = None) -> list[str]:
    """Return what axe finds by all its rules, or by those that are named, each with the first places."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_AXE.read_text(encoding="utf-8"))
    return [_described(violation) for violation in page.evaluate(_RUN, only or _TAGS)]


def _described(violation: dict[str, Any]) -> str:
    places = [f"{node['target'][-1]} ({_why(node)})" for node in violation["nodes"][:3]]
    return f"{violation['id']}: {'; '.join(places)}"


def _why(node: dict[str, Any]) -> str:
    return re.sub(r"\s+", " ", str(node.get("failureSummary", "")))[:160]


def faults(page: Page) -> list[str]:
    """Return everything that is wrong with the screen, seen light and dark, wide, narrow and at twice the size."""
    found: list[str] = []
    for look in LOOKS:
        page.set_viewport_size(look.size)  # type: ignore[arg-type]
        page.evaluate("theme => document.documentElement.setAttribute('data-mantine-color-scheme', theme)", look.theme)
        page.evaluate(_SETTLED)
        found += [
            f"{look.name}: {violation}" for violation in axe(page, only=None if look.theme == "light" else _COLOURS)
        ]
        if look.size is NARROW:
            found += [f"{look.name}: {wide}" for wide in [page.evaluate(_TOO_WIDE)] if wide]
    page.set_viewport_size(ZOOMED)  # type: ignore[arg-type]
    page.evaluate(_SETTLED)
    found += [f"at 200 %: {wide}" for wide in [page.evaluate(_TOO_WIDE)] if wide]
    page.evaluate("document.documentElement.setAttribute('data-mantine-color-scheme', 'light')")
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    if page.get_by_role("heading", level=1).count() != 1:
        found.append(f"{page.get_by_role('heading', level=1).count()} headings of the first level")
    return found


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
