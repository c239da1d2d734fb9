"""Journeys of a manager: the figures that Kayseri published, what they mean, and the files to hand on."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pypdf
from playwright.sync_api import Page, expect

from tests.e2e.desk import go, heading
from tests.e2e.screens import faults, settle

REPORT = "Dezavantajlı bireyler (MDİS) raporu"


def test_a_manager_reads_the_published_figures_and_what_they_mean(sit_down: Callable[..., Page]) -> None:
    """526 women, %63,8; the drawer says unit, population, exclusions and condition; where print differs, why."""
    page = sit_down("unit_manager")
    go(page, "/raporlar", "Raporlar")
    page.get_by_role("link", name=REPORT).first.click()
    expect(heading(page, REPORT)).to_be_visible()
    settle(page)
    women = page.get_by_role("row", name="Kadın").first
    expect(women).to_contain_text("526")
    expect(women).to_contain_text("%63,8")
    page.get_by_role("button", name="Nasıl sayıldı? (Cinsiyete göre kayıtlı kişiler)").click()
    drawer = page.get_by_role("dialog")
    for word in ("Birim", "Kapsam", "Payda", "Koşul", "Dışarıda kalanlar"):
        expect(drawer.get_by_text(word, exact=True).first).to_be_visible()
    assert not faults(page)
    page.keyboard.press("Escape")
    expect(drawer).to_have_count(0)


def test_the_day_of_the_report_stands_in_its_address(sit_down: Callable[..., Page]) -> None:
    """Another day is another count, and a colleague who gets the address sees the same."""
    page = sit_down("unit_manager")
    page.goto("/raporlar/mdis?gun=2014-12-31")
    settle(page)
    expect(page.get_by_text("31.12.2014 itibarıyla")).to_be_visible()
    expect(page.get_by_role("row", name="Kadın").first).not_to_contain_text("526")
    page.get_by_role("button", name="Varsayılan güne dön").click()
    expect(page.get_by_role("row", name="Kadın").first).to_contain_text("526")


def test_the_files_say_what_the_screen_says(sit_down: Callable[..., Page], tmp_path: Path) -> None:
    """PDF and Excel hold the same figures."""
    page = sit_down("unit_manager")
    go(page, "/raporlar/mdis", REPORT)
    settle(page)
    for name, suffix in (("PDF indir", "pdf"), ("Excel indir", "xlsx")):
        with page.expect_download() as download:
            page.get_by_role("button", name=name).click()
        download.value.save_as(tmp_path / f"mdis.{suffix}")
    printed = " ".join(sheet.extract_text() for sheet in pypdf.PdfReader(tmp_path / "mdis.pdf").pages)
    assert "526" in printed
    assert "63,8" in printed
    book = openpyxl.load_workbook(tmp_path / "mdis.xlsx", read_only=True)
    cells = {cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    book.close()
    assert 526 in cells
