"""Files come in as they were meant, whatever program wrote them."""

import codecs
import io
import math
from datetime import date, datetime

import pytest
import python_calamine
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from omuz.tabular.rows import CellFault, cell_name, column_index, column_letters
from omuz.tabular.source import open_source
from omuz.tabular.table import find_table
from tests.tabular.conftest import repack, workbook


def values(content: bytes) -> list[tuple[object, ...]]:
    return [row.values for row in open_source(content).rows()]


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-le", b""),
        ("cp1254", b""),
    ],
)
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_text_tables_are_read_in_every_encoding_and_with_every_separator(encoding, mark, delimiter):
    lines = [["Adı", "Soyadı", "İlçe"], ["Işıl", "Çağlayan", "Güzelbahçe"], ["Gökçe", "Şimşek", "Ödemiş"]]
    text = "\r\n".join(delimiter.join(line) for line in lines)
    assert values(mark + text.encode(encoding)) == [tuple(line) for line in lines]


def test_quoted_line_breaks_and_separators_stay_in_their_cell_and_rows_keep_excels_numbers():
    source = open_source('Ad;Not\r\nAyşe;"bir\r\niki; üç"\r\n\r\nAli;"""tırnak"""\r\n'.encode())
    rows = list(source.rows())
    assert [row.number for row in rows] == [1, 2, 4]
    assert rows[1].values == ("Ayşe", "bir\r\niki; üç")
    assert rows[2].values == ("Ali", '"tırnak"')


def test_excels_own_separator_line_is_obeyed_and_not_counted():
    rows = list(open_source(b"sep=|\r\nAd|Soyad\r\nA|B").rows())
    assert [(row.number, row.values) for row in rows] == [(1, ("Ad", "Soyad")), (2, ("A", "B"))]


def test_a_cell_that_swallowed_its_neighbours_is_named():
    body = 'Ad;Soyad;İl\nA;B;C\nD;"E;F\nG;H;I\nJ;K";L\n'
    rows = list(open_source(body.encode()).rows())
    assert isinstance(rows[2].values[1], CellFault)


def test_workbook_values_keep_their_kinds():
    content = workbook([["Ad", "Tarih", "Sayı", "Oran", "Var"], ["Işık", date(1980, 11, 21), 12345678901, 0.4, True]])
    assert values(content)[1] == ("Işık", date(1980, 11, 21), 12345678901, 0.4, True)


def test_the_last_result_of_a_formula_is_taken_and_said():
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["Ad", "Soyad", "Tam"])
        page.write_row(1, 0, ["A", "B"])
        page.write_formula(1, 2, '=A2&" "&B2', None, "A B")
        page.write_row(2, 0, ["C", "D"])
        page.write_formula(2, 2, "=1/0", None, "#DIV/0!")
    rows = list(open_source(target.getvalue()).rows())
    assert rows[1].values == ("A", "B", "A B")
    assert rows[1].formulas == {2}
    assert rows[2].values[2] == CellFault("error_value", "#DIV/0!")


def test_a_formula_never_computed_is_a_fault_not_a_zero():
    book = Workbook()
    book.active.append(["Ad", "=1+1"])
    target = io.BytesIO()
    book.save(target)
    assert values(target.getvalue())[0][1] == CellFault("formula_empty", "")


def test_the_1904_calendar_and_custom_date_formats_are_understood():
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"date_1904": True}) as book:
        page = book.add_worksheet()
        form = book.add_format({"num_format": '[$-41F]d mmmm yyyy" günü"'})
        number = book.add_format({"num_format": '0.00" dm"'})
        page.write_datetime(0, 0, date(1980, 11, 21), form)
        page.write_number(0, 1, 30000, number)
    assert values(target.getvalue())[0] == (date(1980, 11, 21), 30000)


def test_sheets_may_leave_out_cell_names_and_use_prefixes():
    sheet = (
        b'<?xml version="1.0" encoding="UTF-8"?><x:worksheet xmlns:x="http://schemas.openxmlformats.org/'
        b'spreadsheetml/2006/main"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:r><x:t>Ay</x:t></x:r><x:r><x:t>'
        + "şe".encode()
        + b"</x:t></x:r></x:is></x:c><x:c><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    )
    content = repack(workbook([["a"]]), lambda parts: parts.update({"xl/worksheets/sheet1.xml": sheet}))
    assert values(content) == [("Ayşe", 5)]


cells = st.one_of(
    st.none(),
    st.text(st.characters(codec="utf-8", exclude_characters="\r"), min_size=1, max_size=20).filter(str.strip),
    st.integers(-(10**11), 10**11),
    st.floats(-1e9, 1e9).filter(lambda one: not one.is_integer()).map(lambda one: float(f"{one:.6g}")),
    st.dates(date(1901, 1, 1), date(2100, 1, 1)),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(cells, min_size=1, max_size=6), min_size=1, max_size=6))
def test_our_reader_agrees_with_calamine_on_every_generated_workbook(rows):
    content = workbook(rows)
    ours = {}
    for row in open_source(content).rows():
        ours.update({(row.number - 1, place): value for place, value in enumerate(row.values) if value is not None})
    sheet = python_calamine.load_workbook(io.BytesIO(content)).get_sheet_by_index(0)
    theirs = {}
    for line, row in enumerate(sheet.to_python(skip_empty_area=False)):
        for place, value in enumerate(row):
            if value != "":
                theirs[(line, place)] = value
    assert ours.keys() == theirs.keys()
    for place, value in ours.items():
        other = theirs[place]
        if isinstance(value, float | int) and not isinstance(value, bool):
            assert math.isclose(value, float(other)), place
        else:
            assert value == (other.date() if isinstance(other, datetime) else other), place


@given(st.integers(0, 16_383))
def test_column_letters_and_places_are_each_others_inverse(place):
    assert column_index(column_letters(place)) == place


def test_cells_are_named_as_the_spreadsheet_names_them():
    assert cell_name(14, 2) == "C14"
    assert cell_name(1, 27) == "AB1"


def test_headings_are_found_below_a_title_and_on_the_right_sheet(fields):
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        notes = book.add_worksheet("Kapak")
        notes.write_column(0, 0, ["KAYSERİ BÜYÜKŞEHİR BELEDİYESİ", "2016"])
        page = book.add_worksheet("Kayıtlar")
        page.write(0, 0, "DEZAVANTAJLI BİREY LİSTESİ")
        page.write_row(2, 0, ["Sıra", "T.C.\nKimlik No", "Adı Soyadı", "Telefon", "Telefon"])
        page.write_row(3, 0, [1, "", "Ayşe Işık", "x", "y"])
    table = find_table(open_source(target.getvalue()), fields)
    assert (table.sheet, table.header_row) == ("Kayıtlar", 3)
    assert table.headings == ("Sıra", "T.C. Kimlik No", "Adı Soyadı", "Telefon", "Telefon (2)")
    assert [row.number for row in table.rows()] == [4]
