"""What is written is inert, comes back unchanged, and can be mended and sent again."""

import csv
import io
import zipfile
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from omuz.tabular.badrows import BadRow, CellProblem, write_bad_rows
from omuz.tabular.errors import Problem
from omuz.tabular.headings import guess_mapping
from omuz.tabular.rows import Row, as_text, neutralise, restore
from omuz.tabular.source import open_source
from omuz.tabular.table import find_table
from omuz.tabular.template import write_template
from omuz.tabular.writing import OutColumn, write_csv, write_xlsx

HOSTILE = ["=1+1", "+90", "-2", "@SUM(A1)", "\tx", "\rx", " =cmd|' /C calc'!A0", "'=1", "＝1", "\n=1"]


@pytest.mark.parametrize("text", HOSTILE)
def test_formulas_in_texts_are_neutralised_and_come_back(text):
    assert neutralise(text).startswith("'")
    assert restore(neutralise(text)) == text


@given(st.text(st.sampled_from("'=+-@ \ta1"), max_size=8) | st.text(max_size=20))
def test_neutralised_text_is_inert_and_comes_back_whatever_it_was(text):
    out = neutralise(text)
    assert not out.lstrip(" \0").startswith(("=", "+", "-", "@", "\t", "\r"))
    assert restore(out) == text


def test_nothing_written_is_a_formula_in_either_format():
    columns = [OutColumn("=Başlık"), OutColumn("Not")]
    rows = [[text, date(1980, 11, 21)] for text in HOSTILE]
    book, plain = io.BytesIO(), io.BytesIO()
    assert write_xlsx(book, sheet="Liste", columns=columns, rows=rows) == len(HOSTILE)
    assert write_csv(plain, columns=columns, rows=rows) == len(HOSTILE)
    with zipfile.ZipFile(book) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")
    text = plain.getvalue().decode("utf-8-sig")
    for record in csv.reader(io.StringIO(text, newline=""), delimiter=";"):
        assert not record[0].lstrip().startswith(("=", "+", "-", "@"))
    assert plain.getvalue().startswith(b"\xef\xbb\xbf")


texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=20).filter(
    str.strip
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(texts, min_size=2, max_size=4), min_size=1, max_size=5), st.booleans())
@example([[",", ","], [",", ","]], True)
def test_every_text_comes_back_from_what_was_written(rows, as_csv):
    target = io.BytesIO()
    columns = [OutColumn(f"s{place}") for place in range(4)]
    if as_csv:
        write_csv(target, columns=columns, rows=rows)
    else:
        write_xlsx(target, sheet="Liste", columns=columns, rows=rows)
    back = [[as_text(value) for value in row.values] for row in open_source(target.getvalue()).rows()][1:]
    assert back == rows


def test_dates_and_numbers_stay_what_they_are_in_a_workbook():
    target = io.BytesIO()
    write_xlsx(target, sheet="x", columns=[OutColumn("a")] * 3, rows=[[date(1980, 11, 21), 5, "01000000168"]])
    assert list(open_source(target.getvalue()).rows())[1].values == (date(1980, 11, 21), 5, "01000000168")


def test_a_template_offers_every_field_and_is_recognised_completely(fields):
    target = io.BytesIO()
    write_template(target, sheet="Kişiler", fields=fields)
    source = open_source(target.getvalue())
    headings = next(iter(source.rows())).values
    guesses = guess_mapping([str(one) for one in headings], [], fields)
    assert {guess.field for guess in guesses} == {field.key for field in fields}
    assert [(sheet.name, sheet.hidden) for sheet in source.sheets][2] == ("Listeler", True)


@pytest.mark.parametrize("as_csv", [True, False])
def test_bad_rows_come_back_with_what_to_mend_and_can_be_sent_again(fields, as_csv):
    headings = ("Adı", "Doğum Tarihi", "Not")
    bad = BadRow(
        Row(14, ("Ayşe", "31.02.1980", "'=1+1")),
        (CellProblem(1, Problem("no_such_day", "“31.02.1980” takvimde olmayan bir gün.", "Günü düzeltin.")),),
    )
    first = io.BytesIO()
    write_bad_rows(first, headings=headings, rows=[bad], csv=as_csv)
    table = find_table(open_source(first.getvalue()), fields)
    assert table.headings == (*headings, "Satır", "Sorunlar")
    row = next(table.rows())
    assert [as_text(value) for value in row.values[:4]] == ["Ayşe", "31.02.1980", "=1+1", "14"]
    assert as_text(row.values[4]).startswith("B sütunu (Doğum Tarihi): “31.02.1980” takvimde olmayan bir gün.")
    guessed = guess_mapping(table.headings, table.samples, fields)
    assert [guess.field for guess in guessed] == ["given_names", "birth_date", None, None, None]

    second = io.BytesIO()
    write_bad_rows(second, headings=table.headings, rows=[BadRow(row, bad.problems)], csv=as_csv)
    again = find_table(open_source(second.getvalue()), fields)
    assert again.headings == table.headings
    assert next(again.rows()).values[:3] == row.values[:3]
