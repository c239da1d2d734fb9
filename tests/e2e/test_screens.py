"""Every screen of the built application, in light and dark, wide and narrow: no violation, no loss, no complaint."""

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.crawl import Door, walk
from tests.e2e.desk import ask
from tests.e2e.examples import EXAMPLES
from tests.e2e.screens import Complaints, faults, settle
from tests.e2e.stack import Stack
from tests.e2e.stops import LOOKERS, MANAGER, is_public, stops


def routes(page: Page) -> list[str]:
    """Return the addresses the built application answers, as its own router knows them."""
    found: list[str] = page.evaluate("() => Object.keys(window.__TSR_ROUTER__.routesByPath)")
    assert len(found) > 20
    return sorted(found)


@pytest.mark.timeout(900)
def test_every_signed_in_screen_is_clean(sit_down: Callable[..., Page], stack: Stack) -> None:
    """New screens join by themselves; one whose address nobody can fill in, or nobody may open, fails."""
    desks = {looker: sit_down(looker.role, room=looker.room) for looker in LOOKERS}
    for page in desks.values():
        if not page.url.startswith("http"):
            page.goto("/hesabim")
            settle(page)
    places, wrong = stops(routes(desks[MANAGER]), desks)
    doors = {looker: Door(stack.address(looker.room), page.context.storage_state()) for looker, page in desks.items()}
    for page in desks.values():
        page.context.close()
    wrong += walk(places, doors)
    assert not wrong, "\n".join(wrong)


_REQUEST = """async (programme) => {
  const form = new FormData();
  const days = { dated: "2026-01-05", valid_from: "2026-02-01", valid_to: "2027-02-01" };
  const values = { capability: "job_brokerage", basis: "iskur_service_point", number: "2026/17", ...days };
  for (const [name, value] of Object.entries(values)) form.append(name, value);
  form.append("act", new Blob(["%PDF-1.4\\n%%EOF"], { type: "application/pdf" }), "protokol.pdf");
  const csrf = document.cookie.match(/omuz_csrf=([^;]+)/)[1];
  const address = `/api/v1/programmes/${programme}/capability-grants/`;
  const answer = await fetch(address, { method: "POST", headers: { "X-CSRFToken": csrf }, body: form });
  return [answer.status, await answer.text()];
}"""


def test_a_grant_and_its_programmes_modules_are_clean(sit_down: Callable[..., Page]) -> None:
    """Meslek Fabrikası of İzmir asks for brokerage on a dated basis; the manager of another unit learns nothing."""
    admin, manager = sit_down("tenant_admin", room="izmir"), sit_down("unit_manager", room="izmir")
    admin.goto("/ayarlar/programlar")
    settle(admin)
    programmes = ask(admin, "/api/v1/programmes/").body["results"]
    programme = next(one["id"] for one in programmes if one["pack"] == "meslek-fabrikasi")
    status, text = admin.evaluate(_REQUEST, programme)
    assert status == 201, text
    grant = json.loads(text)["id"]
    wrong = []
    for page, path in (
        (admin, f"/ayarlar/programlar/{programme}/moduller"),
        (admin, f"/ayarlar/yetkiler/{grant}"),
    ):
        page.goto(path)
        settle(page)
        wrong += [f"{path}: {fault}" for fault in faults(page)]
    assert not wrong, "\n".join(wrong)
    manager.goto(f"/ayarlar/yetkiler/{grant}")
    expect(manager.get_by_text("Kayıt bulunamadı")).to_be_visible()


def test_every_public_screen_is_clean(sit_down: Callable[..., Page]) -> None:
    """Sign-in, password and invitation, with a key that nobody has."""
    page = sit_down()
    said = Complaints(page)
    page.goto("/giris")
    settle(page)
    wrong = []
    for route in [one for one in routes(page) if is_public(one)]:
        page.goto(re.sub(r"\$\w+", "olmayan-anahtar", route))
        settle(page)
        # A key that nobody has is answered with 404 or 400, and the screen says so; so it is where nobody books online.
        told = (
            "olmayan-anahtar",
            "auth/password/reset",
            "404 GET " + page.url.split("/randevu")[0] + "/api/v1/booking/",
        )
        complaints = [one for one in said.take() if not any(part in one for part in told)]
        wrong += [f"{route}: {fault}" for fault in [*faults(page), *complaints]]
    assert not wrong, "\n".join(wrong)


def test_an_unknown_address_says_so(sit_down: Callable[..., Page]) -> None:
    """With a way back, and clean as every screen."""
    page = sit_down("intake_clerk")
    page.goto("/boyle-bir-sayfa-yok")
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Bu adreste bir sayfa yok")
    assert not faults(page)


def test_motion_stops_for_those_who_ask(sit_down: Callable[..., Page]) -> None:
    """Under prefers-reduced-motion nothing moves for longer than a blink."""
    page = sit_down("intake_clerk")
    page.goto("/")
    settle(page)
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog")).to_be_visible()
    longest = page.evaluate(
        """() => Math.max(0, ...[...document.querySelectorAll("*")].flatMap(one => {
          const style = getComputedStyle(one);
          return [...style.transitionDuration.split(","), ...style.animationDuration.split(",")].map(parseFloat);
        }))"""
    )
    assert longest <= 0.05, f"{longest} s"


def test_an_example_shows_what_it_is_an_example_of(sit_down: Callable[..., Page]) -> None:
    """The crawl above looks at real records, not at "not found"."""
    page = sit_down("unit_manager")
    page.goto("/")
    for name in ("personId", "providerId"):
        kind = {"personId": "people", "providerId": "providers"}[name]
        assert ask(page, f"/api/v1/{kind}/{EXAMPLES[name](page)}/").status == 200
