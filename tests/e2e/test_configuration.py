"""A programme of a municipality's own, by configuration alone: from a shipped pack to a clerk's new question."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.desk import ask, go, heading, pick, toast
from tests.e2e.screens import faults, settle

ROOM = "torbali"
LIST = "/ayarlar/programlar"
NAME = "İSKEP: İstihdam İçin Koordinasyon ve Eğitim Projesi (2014-2016)"
ASKED = "Eve yakın kurs ister"
THEN = "Hangi semtte"
RULE = "En az 16 yaşında olmalı."


@pytest.mark.timeout(900)
def test_an_administrator_configures_iskep_and_a_clerk_meets_the_new_question(sit_down: Callable[..., Page]) -> None:
    """Three groups and no other choice, a question with a condition, a rule, the what-if, two people, two cases."""
    admin = sit_down("tenant_admin", room=ROOM)
    manager, clerk = sit_down("unit_manager", room=ROOM), sit_down("intake_clerk", room=ROOM)
    first = _start_from_the_pack(admin)
    _enter_the_day(admin, first)
    _choose_groups(admin, first)
    _submit(admin, first, "İSKEP ilk sürüm")
    _approve(manager, first)
    yesterdays = _open_a_case(clerk, first, skip=0)
    expect(_question(clerk, yesterdays, ASKED)).to_have_count(0)

    second = _next_draft(admin, first)
    _add_the_question(admin, second)
    _add_the_rule(admin, second)
    admin.goto(f"{second}/etki")
    settle(admin)
    expect(
        admin.get_by_text("Uygun hâle gelir").or_(admin.get_by_text("Bu taslak kimseyi etkilemiyor")).first
    ).to_be_visible()
    _submit(admin, second, "Eve yakın kurs sorusu ve yaş kuralı")
    _approve(manager, second)

    todays = _open_a_case(clerk, second, skip=1)
    question = _question(clerk, todays, ASKED)
    expect(question).to_be_visible()
    expect(clerk.get_by_label(THEN)).to_have_count(0)
    question.get_by_role("radio", name="Evet").check()
    expect(clerk.get_by_label(THEN)).to_be_visible()
    assert not faults(clerk)
    # Yesterday's case stays on the version that it was opened under.
    expect(_question(clerk, yesterdays, ASKED)).to_have_count(0)
    expect(clerk.get_by_role("button", name="Kaydet", exact=True)).to_be_visible()


def _start_from_the_pack(page: Page) -> str:
    """Start the programme from its pack; return the address of draft 1."""
    go(page, "/ayarlar/paketler", "Paketler")
    page.get_by_role("link", name=NAME).click()
    expect(heading(page, NAME)).to_be_visible()
    start = page.get_by_role("region", name="Bu paketten program başlat")
    start.get_by_role("combobox", name="Programı yürütecek birim").click()
    page.get_by_role("option").first.click()
    start.get_by_role("button", name="Taslağı başlat").click()
    page.wait_for_url(f"**{LIST}/*")
    settle(page)
    address = _open_version(page)
    page.goto(address)
    settle(page)
    expect(page.get_by_text("Yürürlük tarihi girilmemiş").first).to_be_visible()
    expect(page.get_by_text("Hedef gruplar seçilmemiş").first).to_be_visible()
    return address


def _open_version(page: Page) -> str:
    """Return the address of the draft of the programme whose page is open."""
    programme = page.url.rsplit("/", 1)[1]
    version = ask(page, f"/api/v1/programmes/{programme}/").body["open"]["id"]
    return f"{LIST}/{programme}/surumler/{version}"


def _enter_the_day(page: Page, version: str) -> None:
    page.goto(f"{version}/tanim/yururluk")
    settle(page)
    page.get_by_label("Yürürlüğe giriş").fill("19.08.2014")
    page.get_by_role("button", name="Bölümü kaydet").click()
    expect(toast(page, "Bölüm kaydedildi")).to_be_visible()


def _choose_groups(page: Page, version: str) -> None:
    """Two groups, or three without the disabled, are refused with the reason; what was ticked stays ticked."""
    page.goto(f"{version}/tanim/hedef-gruplar")
    settle(page)
    groups = page.get_by_role("group", name="Seçilen gruplar")
    save = page.get_by_role("button", name="Bölümü kaydet")
    for name in ("Roman", "Eski hükümlü"):
        groups.get_by_role("checkbox", name=name).check()
    save.click()
    expect(page.get_by_role("alert").filter(has_text="3")).to_be_visible()
    groups.get_by_role("checkbox", name="Madde bağımlısı").check()
    save.click()
    expect(page.get_by_role("alert").filter(has_text="Engelli birey")).to_be_visible()
    expect(groups.get_by_role("checkbox", name="Roman")).to_be_checked()
    groups.get_by_role("checkbox", name="Madde bağımlısı").uncheck()
    groups.get_by_role("checkbox", name="Engelli birey").check()
    save.click()
    expect(toast(page, "Bölüm kaydedildi")).to_be_visible()


def _submit(page: Page, version: str, summary: str) -> None:
    page.goto(f"{version}/sun")
    expect(heading(page, "Onaya sun")).to_be_visible()
    page.get_by_label("Değişikliğin özeti").fill(summary)
    page.get_by_role("button", name="Onaya sun").click()
    expect(page.get_by_text("Onay bekliyor").first).to_be_visible()


def _approve(page: Page, version: str) -> None:
    page.goto(version)
    settle(page)
    page.get_by_role("link", name="İncele ve karar ver").click()
    page.get_by_label("Değişiklikleri okudum").check()
    page.get_by_role("button", name="Onayla ve yayımla").click()
    page.get_by_role("dialog").get_by_role("button", name="Onayla ve yayımla").click()
    expect(toast(page, "Sürüm yayımlandı")).to_be_visible()


def _next_draft(page: Page, version: str) -> str:
    programme = re.sub(r"/surumler/.*", "", version)
    page.goto(programme)
    settle(page)
    page.get_by_role("button", name="Yeni taslak başlat").click()
    page.get_by_role("dialog").get_by_label("Neden yeni bir sürüm?").fill("Eve yakın kurs sorusu")
    page.get_by_role("dialog").get_by_role("button", name="Yeni taslak başlat").click()
    page.wait_for_url("**/surumler/*")
    return page.url.split("?")[0]


def _add_the_question(page: Page, version: str) -> None:
    """Two questions in the builder, the second one shown only where the first is answered with yes."""
    page.goto(f"{version}/formlar")
    settle(page)
    page.get_by_role("table", name="Formlar").get_by_role("link", name="Yüz yüze kayıt görüşmesi", exact=True).click()
    outline = page.get_by_role("navigation", name="Formun bölümleri ve soruları")
    expect(outline).to_be_visible()
    _ask(page, outline, ASKED, "Evet / hayır")
    page.get_by_label("Neden soruluyor (Türkçe)").fill("Kursun planlanması")
    _ask(page, outline, THEN, "Kısa metin")
    page.get_by_label("Neden soruluyor (Türkçe)").fill("Kursun planlanması")
    page.get_by_role("radio", name="Koşula bağlı").check()
    condition = page.get_by_role("group", name="Gösterilme koşulu")
    fact = condition.get_by_role("combobox", name="1. koşul: bilgi")
    fact.fill(ASKED)
    page.get_by_role("option", name=ASKED, exact=True).click()
    pick(page, "1. koşul: değer", "Evet")
    page.get_by_role("button", name="Kaydet", exact=True).click()
    expect(toast(page, "Form kaydedildi")).to_be_visible()
    assert not faults(page)


def _ask(page: Page, outline: Locator, question: str, kind: str) -> None:
    outline.get_by_role("button", name=re.compile("^Soru ekle: ")).last.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="Soru").fill(question)
    dialog.get_by_role("combobox", name="Tür").click()
    page.get_by_role("option", name=kind, exact=True).click()
    dialog.get_by_role("button", name="Ekle").click()
    expect(outline.get_by_role("button", name=question, exact=True)).to_be_visible()


def _add_the_rule(page: Page, version: str) -> None:
    page.goto(f"{version}/kurallar")
    settle(page)
    page.get_by_role("link", name="Projeden yararlanma: düzenle").click()
    page.get_by_role("button", name="Madde ekle").click()
    clause = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="3. madde", exact=True)).first
    clause.get_by_role("button", name="Koşul ekle").click()
    clause.get_by_role("combobox", name="1. koşul: bilgi").fill("yaş")
    page.get_by_role("option", name="Yaş", exact=True).click()
    pick(page, "1. koşul: karşılaştırma", "büyük veya eşittir")
    clause.get_by_role("textbox", name="1. koşul: değer").fill("16")
    clause.get_by_label("Kişiye gösterilecek açıklama").fill(RULE)
    page.get_by_role("button", name="Kaydet", exact=True).click()
    expect(toast(page, "Kurallar kaydedildi")).to_be_visible()


def _open_a_case(page: Page, version: str, *, skip: int) -> str:
    """Open a case of that programme for somebody who has none, on the screen; return its address."""
    programme = re.sub(r".*/programlar/([^/]+)/.*", r"\1", version)
    page.goto("/")
    settle(page)
    person = _eligible(page, programme, skip)
    go(page, f"/kisiler/{person['id']}", person["name"])
    page.get_by_role("region", name="Dosyaları").get_by_role("link", name="Dosya aç").click()
    page.get_by_role("radio", name=NAME).check()
    page.get_by_role("region", name="Uygunluk").get_by_role("button", name="Dosya aç").click()
    expect(heading(page, re.compile(r"D-\d{4}-\d{5}"))).to_be_visible()
    return page.url


def _eligible(page: Page, programme: str, skip: int) -> dict[str, Any]:
    found = []
    for person in ask(page, "/api/v1/people/").body["results"]:
        path = f"/api/v1/cases/opening/?person={person['id']}&programme={programme}"
        if ask(page, path).body.get("can_open"):
            found.append(person)
        if len(found) > skip:
            return dict(found[skip])
    raise AssertionError("The demo has nobody for whom a case can be opened.")


def _question(page: Page, case: str, question: str) -> Locator:
    """Open the case's registration form and return the question as one meets it there."""
    page.goto(f"{case}/formlar/registration")
    settle(page)
    return page.get_by_role("radiogroup", name=question)
