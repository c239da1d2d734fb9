"""Rules on the screen: written as sentences, tried on somebody, weighed before they are published."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.e2e.desk import ask, heading, pick, toast
from tests.e2e.screens import Complaints, faults, settle

LIST = "/ayarlar/programlar"


def test_an_administrator_writes_a_rule_tries_it_and_sees_whom_it_affects(sit_down: Callable[..., Page]) -> None:
    """A clause with its sentence, an error at its place, a made-up person, the same rule moved, the what-if."""
    page = sit_down("tenant_admin")
    home = _draft(page)
    said = Complaints(page)
    page.goto(f"{home}/kurallar")
    settle(page)
    page.get_by_role("link", name="Projeden yararlanma: düzenle").click()
    expect(heading(page, "Projeden yararlanma")).to_be_visible()
    page.get_by_role("button", name="Madde ekle").click()
    clause = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="3. madde", exact=True)).first

    _ask_for_an_age(page, clause)
    _try_it(page)
    assert not faults(page)
    _move_by_keyboard(page)
    page.get_by_role("button", name="Kaydet", exact=True).click()
    expect(toast(page, "Kurallar kaydedildi")).to_be_visible()
    assert not said.take()

    page.goto(f"{home}/kurallar")
    settle(page)
    expect(page.get_by_text("En az 18 yaşında olmalı.")).to_be_visible()
    _weigh(page, home)
    assert not said.take()


def test_a_draft_is_walked_on_nobody_and_leaves_nothing(sit_down: Callable[..., Page]) -> None:
    """Eligibility with its reasons, the stage with its steps; the municipality has as many people as before."""
    page = sit_down("tenant_admin")
    home = _draft(page)
    before = ask(page, "/api/v1/people/").body.get("count")
    page.goto(f"{home}/deneme")
    settle(page)
    expect(page.get_by_text("hiçbir şey saklanmaz")).to_be_visible()
    pick(page, "Örnek", "Elif, 24 yaşında, engelli, raporlu")
    expect(page.get_by_text("Uygun", exact=True).first).to_be_visible()
    expect(page.get_by_role("heading", name="Aşama:")).to_be_visible()
    pick(page, "Örnek", "Deniz, 33 yaşında, çalışıyor, hedef grup dışında")
    expect(page.get_by_text("Uygun değil", exact=True).first).to_be_visible()
    assert not faults(page)
    assert ask(page, "/api/v1/people/").body.get("count") == before


def _draft(page: Page) -> str:
    """Return the address of İSKEP's draft, begun where there is none."""
    page.goto(LIST)
    settle(page)
    programmes = ask(page, "/api/v1/programmes/").body["results"]
    programme = next(one for one in programmes if one["code"] == "iskep")
    if programme["open"]:
        version = programme["open"]["id"]
    else:
        address = f"/api/v1/programmes/{programme['id']}/versions/"
        made = ask(page, address, method="POST", body={"note": "Kuralların denenmesi"})
        assert made.status == 201, made.text
        version = made.body["id"]
    return f"{LIST}/{programme['id']}/surumler/{version}"


def _ask_for_an_age(page: Page, clause: Locator) -> None:
    """A range that starts after its end is refused at the value; mended, the clause reads as a sentence."""
    clause.get_by_role("button", name="Koşul ekle").click()
    fact = clause.get_by_role("combobox", name="1. koşul: bilgi")
    expect(fact).to_be_focused()
    fact.fill("yaş")
    page.get_by_role("option", name="Yaş", exact=True).click()
    pick(page, "1. koşul: karşılaştırma", "arasındadır")
    clause.get_by_role("textbox", name="1. koşul: değer, ilk").fill("65")
    last = clause.get_by_role("textbox", name="1. koşul: değer, son")
    last.fill("18")
    first = clause.get_by_role("textbox", name="1. koşul: değer, ilk")
    expect(first).to_have_attribute("aria-invalid", "true")
    expect(clause.get_by_text("Aralığın başı sonundan büyük")).to_be_visible()
    first.fill("18")
    last.fill("65")
    expect(clause.get_by_text("Aralığın başı sonundan büyük")).to_have_count(0)
    expect(clause.get_by_text("18", exact=False).filter(has_text="65").first).to_be_visible()

    page.get_by_role("button", name="Kaydet", exact=True).click()
    expect(page.get_by_role("alert").filter(has_text="Kaydetmeden önce 1 yeri düzeltin")).to_be_visible()
    expect(clause.get_by_text("Bu alan boş bırakılamaz.")).to_be_visible()
    clause.get_by_label("Kişiye gösterilecek açıklama").fill("En az 18 yaşında olmalı.")


def _try_it(page: Page) -> None:
    page.get_by_role("spinbutton", name="Yaş", exact=True).or_(
        page.get_by_role("textbox", name="Yaş", exact=True)
    ).fill("17")
    expect(page.get_by_text("Uygun değil", exact=True)).to_be_visible()
    answer = page.get_by_role("list", name="Maddeler").get_by_role("listitem")
    expect(answer.filter(has_text="En az 18 yaşında olmalı.").first).to_contain_text("Görülen: 17")


def _move_by_keyboard(page: Page) -> None:
    up = page.get_by_role("button", name="3. maddeyi yukarı taşı")
    up.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="2. maddeyi yukarı taşı")).to_be_focused()


def _weigh(page: Page, home: str) -> None:
    page.goto(f"{home}/etki")
    settle(page)
    shown = page.get_by_text("Uygun hâle gelir").or_(page.get_by_text("Bu taslak kimseyi etkilemiyor"))
    expect(shown.first).to_be_visible()
    assert not faults(page)
