"""Journeys of a clerk: sign in, register, be warned, find, import a messy list and mend it."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
from playwright.sync_api import Page, expect

from tests.e2e.desk import account_with_a_code, go, heading, pick, search_box, toast
from tests.e2e.screens import faults, settle

#: As such lists come: Turkish letters of Windows-1254, a date that never was, a number without digits, an empty name.
MESSY = """Adı;Soyadı;Doğum Tarihi;Cep Telefonu;İlçe
İbrahim;Örnekgöl;14.05.1971;0532 123 45 67;Talas
Şule;Örnekçığ;31.02.1990;0533 123 45 68;Melikgazi
Ğülizar;Örneköz;07.07.1985;telefonu yok;Kocasinan
Çağrı;Örnekşen;1.1.1968;;Talas
"""
MENDED = {"31.02.1990": "28.02.1990", "telefonu yok": "0535 123 45 69"}


def test_a_clerk_signs_in_with_a_password_and_a_code(sit_down: Callable[..., Page]) -> None:
    """A wrong password says so and keeps the address; the second step is clean and lets in; one's work is there."""
    page = sit_down()
    page.goto("/giris")
    account = account_with_a_code(page, "social_aid_officer")
    page.get_by_label("E-posta").fill(account["email"])
    page.get_by_label("Parola", exact=True).fill("yanlış-bir-parola")
    page.get_by_role("button", name="Giriş yap").click()
    expect(page.get_by_text("E-posta ya da parola yanlış")).to_be_visible()
    expect(page.get_by_label("E-posta")).to_have_value(account["email"])
    page.get_by_label("Parola", exact=True).fill(account["password"])
    page.get_by_role("button", name="Giriş yap").click()
    expect(heading(page, "İkinci adım")).to_be_visible()
    assert not faults(page)
    page.get_by_label("Uygulamadaki 6 haneli kod").fill(account_with_a_code(page, "social_aid_officer")["totp_code"])
    page.get_by_role("button", name="Doğrula").click()
    expect(heading(page, "Bugün")).to_be_visible()
    expect(page.get_by_text(f"Merhaba {account['name']}")).to_be_visible()


def test_a_person_is_registered_warned_of_and_found_without_turkish_letters(sit_down: Callable[..., Page]) -> None:
    """A name and a channel are enough; the same again is warned of and not prevented; "isik" finds IŞIK."""
    page = sit_down("intake_clerk")
    _register(page, "Gülizar Deniz", "IŞIK")
    expect(heading(page, "Gülizar Deniz IŞIK")).to_be_visible()
    expect(page.get_by_text("Eksik bilgi", exact=False).first).to_be_visible()
    assert "IŞIK" not in page.title(), "a name in the tab is read by everyone who passes"

    go(page, "/kisiler/yeni", "Kişi kaydet")
    _fill(page, "gülizar deniz", "ışık")
    # It stands beside the form, or in it where there is no room beside.
    warning = page.get_by_role("status").filter(has_text="Bu kişi kayıtlı olabilir").filter(visible=True)
    expect(warning.get_by_role("link", name="Gülizar Deniz IŞIK")).to_be_visible()
    assert not faults(page)

    go(page, "/kisiler", "Kişiler")
    search_box(page).fill("gulizar deniz isik")
    expect(page.get_by_role("link", name="Gülizar Deniz IŞIK")).to_be_visible()
    page.keyboard.press("Control+k")
    page.get_by_role("combobox", name="Ad, dosya numarası").fill("isik gulizar")
    page.get_by_role("option", name="Gülizar Deniz IŞIK").click()
    expect(heading(page, "Gülizar Deniz IŞIK")).to_be_visible()


def test_a_messy_list_gets_in_and_its_bad_rows_follow_when_mended(
    sit_down: Callable[..., Page], tmp_path: Path
) -> None:
    """Good rows in; each bad cell named; the file of bad rows mended in a spreadsheet and sent again as it is."""
    page = sit_down("unit_manager")
    sent = tmp_path / "eski-liste.csv"
    sent.write_bytes(MESSY.encode("cp1254"))
    _send(page, sent)
    expect(page.get_by_text("windows-1254", exact=False).or_(page.get_by_text("cp1254"))).to_be_visible()
    assert not faults(page)
    page.get_by_role("button", name="Satırları denetle").click()

    bad = page.get_by_role("region", name="Düzeltilecek satırlar").or_(page.locator("body")).first
    expect(page.get_by_text("Satır 3")).to_be_visible()
    expect(bad.get_by_text("31.02.1990")).to_be_visible()
    expect(page.get_by_text("Satır 4")).to_be_visible()
    assert not faults(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Düzeltilecek satırları indir").click()
    bad_rows = tmp_path / "duzeltilecek.xlsx"
    download.value.save_as(bad_rows)
    page.get_by_role("button", name="2 satırı aktar").click()
    expect(page.get_by_text("İyi satırlar aktarıldı")).to_be_visible()

    assert _mend(bad_rows) == 2
    _send(page, bad_rows)
    page.get_by_role("button", name="Satırları denetle").click()
    page.get_by_role("button", name="2 satırı aktar").click()
    expect(page.get_by_text("İçe aktarma tamamlandı")).to_be_visible()
    assert not faults(page)

    for typed, name in (("orneksen", "Çağrı Örnekşen"), ("orneköz", "Ğülizar Örneköz"), ("ORNEKCIG", "Şule Örnekçığ")):
        go(page, "/kisiler", "Kişiler")
        search_box(page).fill(typed)
        expect(page.get_by_role("link", name=name)).to_be_visible()


def test_the_same_list_again_changes_nothing(sit_down: Callable[..., Page], tmp_path: Path) -> None:
    """Sent twice, nobody is registered twice."""
    page = sit_down("unit_manager")
    sent = tmp_path / "liste.csv"
    sent.write_text("Adı;Soyadı;Doğum Tarihi\nSadık;Tekörnek;03.03.1973\n", encoding="utf-8")
    _send(page, sent)
    page.get_by_role("button", name="Satırları denetle").click()
    page.get_by_role("button", name="1 satırı aktar").click()
    expect(page.get_by_text("İçe aktarma tamamlandı")).to_be_visible()
    _send(page, sent)
    expect(page.get_by_text("Bu dosya", exact=False)).to_be_visible()
    page.get_by_role("button", name="Satırları denetle").click()
    expect(page.get_by_text("Aktarılacak satır yok.")).to_be_visible()


def _register(page: Page, given_names: str, surname: str) -> None:
    go(page, "/kisiler/yeni", "Kişi kaydet")
    _fill(page, given_names, surname)
    page.get_by_role("button", name="Kaydet", exact=True).click()
    expect(toast(page, "kaydedildi")).to_be_visible()


def _fill(page: Page, given_names: str, surname: str) -> None:
    page.get_by_role("textbox", name="Ad", exact=True).fill(given_names)
    page.get_by_role("textbox", name="Soyad", exact=True).fill(surname)
    pick(page, "Kayıt kanalı", "Birimde yüz yüze")


def _send(page: Page, file: Path) -> None:
    go(page, "/ice-aktarma/yeni", "Liste gönder")
    with page.expect_file_chooser() as chooser:
        page.get_by_label("Dosya", exact=True).click()
    chooser.value.set_files(file)
    page.get_by_role("button", name="Gönder ve sütunları eşleştir").click()
    expect(heading(page, file.name)).to_be_visible()
    settle(page)


def _mend(file: Path) -> int:
    """Mend the marked cells as a colleague would in a spreadsheet; return how many."""
    book = openpyxl.load_workbook(file)
    mended = 0
    for row in book.active.iter_rows(min_row=2):  # type: ignore[union-attr]
        for cell in row:
            if str(cell.value) in MENDED:
                cell.value = MENDED[str(cell.value)]
                mended += 1
    book.save(file)
    book.close()
    return mended
