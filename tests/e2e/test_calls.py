"""Journeys of the telephone: a question in five fields without a name, its way to a registration, an urgent notice."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.desk import go, heading, pick, toast


def test_a_question_needs_no_name_and_can_become_a_registration(sit_down: Callable[..., Page]) -> None:
    """Topic and answer while the caller speaks; later, with a name, it opens a person's file and stays linked to it."""
    page = sit_down("intake_clerk")
    page.goto("/")
    page.get_by_role("link", name="Bilgi talebi Telefon çaldı").click()
    expect(heading(page, "Bilgi talebi kaydet")).to_be_visible()
    pick(page, "Konu", "Engelli kimlik kartı")
    page.get_by_role("textbox", name="Not").fill("Kartın süresi dolmuş, nereye başvuracağını sordu.")
    page.get_by_role("button", name="Kaydet", exact=True).click()
    expect(toast(page, "Bilgi talebi kaydedildi")).to_be_visible()
    expect(heading(page, "Engelli kimlik kartı")).to_be_visible()
    expect(page.get_by_text("İsim verilmedi")).to_be_visible()

    page.get_by_role("link", name="Kişi olarak kaydet").click()
    expect(heading(page, "Kişi kaydet")).to_be_visible()
    expect(page.get_by_text("Bu kayıt bir bilgi talebinden açılıyor.")).to_be_visible()
    page.get_by_role("textbox", name="Ad", exact=True).fill("Nuriye")
    page.get_by_role("textbox", name="Soyad", exact=True).fill("Talepçi")
    page.get_by_role("button", name="Kaydet", exact=True).click()
    expect(heading(page, "Nuriye Talepçi")).to_be_visible()

    go(page, "/bilgi-talepleri", "Bilgi talepleri")
    page.get_by_role("link", name="Engelli kimlik kartı").first.click()
    page.get_by_role("link", name="Kişinin sayfasını aç").click()
    expect(heading(page, "Nuriye Talepçi")).to_be_visible()


def test_an_urgent_notice_asks_for_next_to_nothing(sit_down: Callable[..., Page]) -> None:
    """Whom one told and what happens: two fields, and what was told stays closed in the list."""
    page = sit_down("intake_clerk")
    page.goto("/")
    page.get_by_role("link", name="Acil bildirim 112").click()
    expect(heading(page, "Acil bildirim kaydet")).to_be_visible()
    expect(page.get_by_role("link", name="112 hattını ara")).to_have_attribute("href", "tel:112")
    pick(page, "Bildirilen yer", "ALO 183 Sosyal Destek Hattı")
    page.get_by_role("textbox", name="Ne oluyor?", exact=True).fill("Komşusu bağrışma duyduğunu söyledi.")
    page.get_by_role("button", name="Kaydet", exact=True).click()
    expect(toast(page, "Acil bildirim kaydedildi")).to_be_visible()
    expect(heading(page, "Acil bildirimler")).to_be_visible()
    assert "bağrışma" not in page.content()
    page.get_by_role("link", name="ALO 183 Sosyal Destek Hattı").first.click()
    page.get_by_role("button", name="Bildirilenleri aç").click()
    expect(page.get_by_text("Komşusu bağrışma duyduğunu söyledi.")).to_be_visible()
