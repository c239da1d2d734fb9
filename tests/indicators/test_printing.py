"""Files to take away: the same figures, readable by machines and by people who do not see them."""

import datetime as dt
import io

import openpyxl
import pytest
from pypdf import PdfReader

from apps.indicators.enums import ReportFormat
from apps.indicators.operations import print_report
from apps.indicators.printing import report_pdf, report_xlsx
from apps.indicators.queries import explain_report, get_report
from omuz.kernel.models.audit import AuditEvent
from tests.indicators.conftest import NOW

TODAY = dt.date(2026, 11, 21)


@pytest.fixture
def explained(seeded, reader):
    def make(language="tr"):
        report = get_report("mdis", actor=reader, as_of=None, today=TODAY)
        return explain_report(report, municipality=seeded.name, language=language)

    return make


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_the_pdf_shows_figures_and_what_was_published(explained):
    text = text_of(report_pdf(explained(), printed_on=TODAY))
    for shown in (
        "Kayseri",
        "19.11.2016 itibarıyla",
        "%63,8",
        "%27,8",
        "%28",
        "Yoksul ve yoksulluk",
        "Hazırlanma tarihi",
    ):
        assert shown in text, shown


def test_the_pdf_is_tagged_titled_and_in_turkish(explained):
    reader = PdfReader(io.BytesIO(report_pdf(explained(), printed_on=TODAY)))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("tr")
    assert "MDİS" in reader.metadata.title
    assert "pdfuaid:part" in root["/Metadata"].get_data().decode()


def test_the_pdf_is_the_same_for_the_same_figures(explained):
    assert report_pdf(explained(), printed_on=TODAY) == report_pdf(explained(), printed_on=TODAY)


def test_the_pdf_speaks_english_too(explained):
    text = text_of(report_pdf(explained("en"), printed_on=TODAY))
    assert "as of 19.11.2016" in text
    assert "Visual" in text


@pytest.mark.parametrize("name", ["=1+1", "@import", "#set page()", "*bold* _x_ $y$", "<script>", "\\ Ğ \u202e"])
def test_a_municipalitys_text_is_data_in_both_files(explained, name):
    import dataclasses

    hostile = dataclasses.replace(explained(), municipality=name, pinned_reason=name, published_source=name)
    assert text_of(report_pdf(hostile, printed_on=TODAY))
    sheet = openpyxl.load_workbook(io.BytesIO(report_xlsx(hostile, printed_on=TODAY))).worksheets[0]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_the_sheet_holds_numbers(explained):
    book = openpyxl.load_workbook(io.BytesIO(report_xlsx(explained(), printed_on=TODAY)))
    rows = {(row[0], row[1]): row[2:] for row in book.worksheets[0].iter_rows(values_only=True) if row[2] is not None}
    assert rows["Yaş gruplarına göre kişiler", "15-24 yaş"][:3] == (208, 27.8, "28")
    assert rows["Kayıtlı hizmet sağlayıcılar", "Kayıtlı kurum ve kuruluş"][:2] == (110, None)
    assert any("747" in str(cell) for row in book.worksheets[1].iter_rows(values_only=True) for cell in row)


@pytest.mark.parametrize("form", list(ReportFormat))
def test_taking_a_report_away_is_recorded_without_any_figure(seeded, reader, form):
    before = AuditEvent.objects.count()
    printed = print_report("mdis", actor=reader, as_of=None, form=form, language="tr", now=NOW)
    assert printed.name == f"kayseri-mdis-2016-11-19.{form.value}"
    assert AuditEvent.objects.count() == before + 1
    event = AuditEvent.objects.order_by("-at").first()
    assert event is not None


def test_an_empty_municipality_gets_an_honest_report(izmir, reader):
    report = get_report("mdis", actor=reader, as_of=None, today=TODAY)
    empty = explain_report(report, municipality="İzmir", language="tr")
    assert all(row.n == 0 for table in empty.tables for row in table.rows)
    assert {row.percent for table in empty.tables for row in table.rows} == {None}
    assert text_of(report_pdf(empty, printed_on=TODAY))
