"""Journeys with the directory: an organisation is added, found, confirmed and taken off the list."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.desk import go, heading, search_box, toast


def test_an_organisation_is_added_found_confirmed_and_closed(sit_down: Callable[..., Page]) -> None:
    """Found without Turkish letters; its information is confirmed; taken off the list with a reason, and back."""
    page = sit_down("unit_manager")
    go(page, "/kuruluslar/yeni", "Kuruluş ekle")
    page.get_by_role("textbox", name="Ad", exact=True).fill("Işıklı Yarınlar Derneği")
    page.get_by_role("combobox", name="Tür", exact=True).click()
    page.get_by_role("option").first.click()
    page.get_by_role("textbox", name="İlçe").fill("Talas")
    page.get_by_role("button", name="Hizmet ekle").click()
    page.get_by_role("textbox", name="Hizmetin adı").fill("Ücretsiz işaret dili tercümanlığı")
    page.get_by_role("combobox", name="Konu (1)").click()
    page.get_by_role("option").first.click()
    page.get_by_role("button", name="Kaydet", exact=True).click()
    expect(toast(page, "Kuruluş kaydedildi")).to_be_visible()
    expect(heading(page, "Işıklı Yarınlar Derneği")).to_be_visible()

    go(page, "/kuruluslar", "Kuruluşlar")
    search_box(page).fill("isikli yarinlar")
    page.get_by_role("link", name="Işıklı Yarınlar Derneği").click()
    expect(heading(page, "Işıklı Yarınlar Derneği")).to_be_visible()
    confirm = page.get_by_role("button", name="Bilgileri teyit ettim")
    if confirm.count():
        confirm.click()
        expect(toast(page, "teyit edildi")).to_be_visible()

    page.get_by_role("button", name="Listeden kaldır").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Neden kaldırılıyor?").fill("Dernek kapandı")
    dialog.get_by_role("button", name="Listeden kaldır").click()
    expect(page.get_by_text("tarihinde listeden kaldırıldı")).to_be_visible()
    go(page, "/kuruluslar", "Kuruluşlar")
    search_box(page).fill("isikli yarinlar")
    expect(page.get_by_text("eşleşen kayıt yok")).to_be_visible()
