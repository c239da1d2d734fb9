"""Nothing of Kayseri is seen from İzmir or from the coordinator's room: by screen, by API, by file, by session."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.desk import ask, go, heading, pick, search_box, toast
from tests.e2e.screens import settle

CANARY = "Kanaryaoğlu"


def _register_canary(page: Page) -> str:
    go(page, "/kisiler/yeni", "Kişi kaydet")
    page.get_by_role("textbox", name="Ad", exact=True).fill("Kimsesiz")
    page.get_by_role("textbox", name="Soyad", exact=True).fill(CANARY)
    pick(page, "Kayıt kanalı", "Birimde yüz yüze")
    page.get_by_role("button", name="Kaydet", exact=True).click()
    expect(toast(page, "kaydedildi")).to_be_visible()
    return page.url.rstrip("/").split("/")[-1]


def test_nothing_of_kayseri_is_seen_from_izmir(sit_down: Callable[..., Page]) -> None:
    """Search, list, the person's address and every part of it answer as if there were nobody."""
    kayseri, izmir = sit_down("intake_clerk"), sit_down("unit_manager", room="izmir")
    person = _register_canary(kayseri)
    go(izmir, "/kisiler", "Kişiler")
    search_box(izmir).fill(CANARY)
    expect(izmir.get_by_text("eşleşen kayıt yok")).to_be_visible()
    izmir.goto(f"/kisiler/{person}")
    expect(izmir.get_by_role("heading", name="Kayıt bulunamadı")).to_be_visible()
    _says_nothing(izmir, person)


def test_nothing_of_kayseri_is_seen_from_the_coordinators_room(sit_down: Callable[..., Page]) -> None:
    """The platform's own room has no people at all: not in the navigation, not at their addresses."""
    kayseri, coordinator = sit_down("intake_clerk"), sit_down("coordinator", room="")
    person = _register_canary(kayseri)
    coordinator.goto("/")
    settle(coordinator)
    assert coordinator.get_by_role("link", name="Kişiler", exact=True).count() == 0
    coordinator.goto(f"/kisiler/{person}")
    settle(coordinator)
    _says_nothing(coordinator, person)


def test_a_session_of_kayseri_opens_nothing_elsewhere(sit_down: Callable[..., Page]) -> None:
    """The cookie, carried over by hand to another municipality's address, is nobody's there."""
    kayseri = sit_down("unit_manager")
    kayseri.goto("/")
    settle(kayseri)
    session = next(one for one in kayseri.context.cookies() if one["name"] == "omuz_session")
    for room in ("izmir", "torbali", ""):
        thief = sit_down("", room=room)
        thief.goto("/giris")
        address = thief.url.split("/giris")[0]
        thief.context.add_cookies([{"name": "omuz_session", "value": session["value"], "url": address}])
        assert ask(thief, "/api/v1/me/").status in {401, 403}
        for path in ("/api/v1/people/", "/api/v1/providers/", "/api/v1/staff/"):
            assert ask(thief, path).status in {401, 403, 404}
        thief.goto("/kisiler")
        expect(heading(thief, "Giriş")).to_be_visible()
    assert ask(kayseri, "/api/v1/me/").status == 200


def _says_nothing(page: Page, person: str) -> None:
    assert CANARY not in page.content()
    parts = ("", "facts/", "sensitive/", "reports/", "phones/", "addresses/", "identity/", "documents/", "history/")
    for path in [f"/api/v1/people/{person}/{part}" for part in parts]:
        answer = ask(page, path)
        # 403 where the role may not ask that of anybody; never a trace of there being somebody.
        assert answer.status in {403, 404}, f"{path}: {answer.status}"
        assert CANARY not in answer.text
    for path in (f"/api/v1/people/search/?q={CANARY}", f"/api/v1/people/?q={CANARY}", "/api/v1/audit/"):
        assert CANARY not in ask(page, path).text
