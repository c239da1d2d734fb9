"""Every screen of the built application, in light and dark, wide and narrow: no violation, no loss, no complaint."""

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.desk import ask
from tests.e2e.examples import EXAMPLES, FOUND_BY
from tests.e2e.screens import Complaints, faults, settle

#: Who looks, in this order; the first whose role may open a screen sees it.
LOOKERS = {
    "unit_manager": "kayseri",
    "intake_clerk": "kayseri",
    "tenant_admin": "kayseri",
    "auditor": "kayseri",
    "coordinator": "",
    "platform_operator": "",
}
#: Seen by a test of its own, in the municipality that has what it shows.
ELSEWHERE = {"/ayarlar/yetkiler/$grantId"}
_PARAMETER = re.compile(r"\$(\w+)")
_NO_RIGHT = "Bu sayfa görev alanınızda değil"


def routes(page: Page) -> list[str]:
    """Return the addresses the built application answers, as its own router knows them."""
    found: list[str] = page.evaluate("() => Object.keys(window.__TSR_ROUTER__.routesByPath)")
    assert len(found) > 20
    return sorted(found)


@pytest.mark.timeout(900)
def test_every_signed_in_screen_is_clean(sit_down: Callable[..., Page]) -> None:
    """New screens join by themselves; one whose address nobody can fill in, or nobody may open, fails."""
    pages = {role: sit_down(role, room=room) for role, room in LOOKERS.items()}
    said = {role: Complaints(page) for role, page in pages.items()}
    any_page = pages["unit_manager"]
    any_page.goto("/")
    settle(any_page)
    wrong: list[str] = []
    for route in [one for one in routes(any_page) if not _is_public(one) and one not in ELSEWHERE]:
        parameters = _PARAMETER.findall(route)
        unknown = [name for name in parameters if name not in EXAMPLES]
        if unknown:
            wrong.append(f"{route}: no example of {', '.join(unknown)} in tests/e2e/examples.py")
            continue
        path = _PARAMETER.sub(lambda found: EXAMPLES[found[1]](_finder(pages, found[1])), route)
        role = _open(pages, path)
        if not role:
            wrong.append(f"{route}: none of {', '.join(LOOKERS)} may open it")
            continue
        wrong += [f"{route}: {fault}" for fault in [*faults(pages[role]), *said[role].take()]]
        for others in said.values():
            others.take()
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
    for route in [one for one in routes(page) if _is_public(one)]:
        page.goto(_PARAMETER.sub("olmayan-anahtar", route))
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


def _finder(pages: dict[str, Page], parameter: str) -> Page:
    """Return a page of who may look for the example, standing at the application's own address."""
    page = pages[FOUND_BY.get(parameter, "unit_manager")]
    if not page.url.startswith("http"):
        page.goto("/")
        settle(page)
    return page


def _is_public(route: str) -> bool:
    return route.split("/")[1] in {"giris", "parola", "davet", "randevu"}


def _open(pages: dict[str, Page], path: str) -> str:
    for role, page in pages.items():
        page.goto(path)
        settle(page)
        if page.get_by_text(_NO_RIGHT).count() == 0:
            return role
    return ""


def test_an_example_shows_what_it_is_an_example_of(sit_down: Callable[..., Page]) -> None:
    """The crawl above looks at real records, not at "not found"."""
    page = sit_down("unit_manager")
    page.goto("/")
    for name in ("personId", "providerId"):
        kind = {"personId": "people", "providerId": "providers"}[name]
        assert ask(page, f"/api/v1/{kind}/{EXAMPLES[name](page)}/").status == 200
