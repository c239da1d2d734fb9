"""Cells become values, or problems that say what to write instead."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.tr import tckimlik

from omuz.tabular import parsing
from omuz.tabular.fields import CodeList, ParseContext
from omuz.tabular.parsing.dates import PartialDate
from omuz.tabular.parsing.identity import IdentityNumber
from omuz.tabular.parsing.names import FullName
from omuz.tabular.rows import CellFault
from tests.tabular.conftest import GROUPS, SEX

NOVEMBER = date(1980, 11, 21)


@pytest.mark.parametrize(
    "written",
    [
        "21.11.1980", "21/11/1980", "21-11-1980", "21 11 1980", "1980-11-21", "1980/11/21", "21 Kasım 1980",
        "21 KASIM 1980", "21.11.1980 00:00", "1980-11-21T00:00:00", "21 Kas 1980", " 21.11.1980 ", "21.11.1980\u200b",
        29546, 29546.0, "29546", 19801121, 21111980, "21.11.80", NOVEMBER, datetime(1980, 11, 21),  # noqa: DTZ001
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(written, context):
    assert parsing.birth_date()(written, context).value == PartialDate(NOVEMBER)


@pytest.mark.parametrize(
    ("written", "value", "precision"),
    [
        (1980, date(1980, 1, 1), "year"), ("1980", date(1980, 1, 1), "year"), ("~1980", date(1980, 1, 1), "year"),
        ("1980 doğumlu", date(1980, 1, 1), "year"), ("00.00.1980", date(1980, 1, 1), "year"),
        ("11.1980", date(1980, 11, 1), "month"), ("Kasım 1980", date(1980, 11, 1), "month"),
        ("00.11.1980", date(1980, 11, 1), "month"), (1980.0, date(1980, 1, 1), "year"),
    ],
)  # fmt: skip
def test_a_year_or_month_alone_is_kept_as_such(written, value, precision, context):
    assert parsing.birth_date()(written, context).value == PartialDate(value, precision)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("11/21/1980", "month_first"), ("30.02.1980", "no_such_day"), ("21.11.15", "two_digit_year"),
        ("21.11.2027", "future_date"), ("21.11.1780", "unlikely_date"), ("dün", "not_a_date"), (True, "not_a_date"),
        (5, "not_a_date"), ("99.99.9999", "no_such_day"), (CellFault("error_value", "#REF!"), "error_value"),
    ],
)  # fmt: skip
def test_what_is_no_date_is_named_with_a_remedy(written, code, context):
    problem = parsing.birth_date()(written, context).problem
    assert problem is not None
    assert problem.code == code
    assert problem.message.endswith(".")
    assert problem.remedy


@pytest.mark.parametrize("written", [None, "", "  ", "-", "?", "Bilinmiyor", "İBRAZ EDİLMEDİ", "yok", "N/A"])
def test_words_for_unknown_are_no_problem(written, context):
    for parser in (parsing.birth_date(), parsing.identity_number(), parsing.phones(), parsing.code_list(SEX)):
        parsed = parser(written, context)
        assert parsed.value is None
        assert parsed.problem is None


@given(st.dates(date(1900, 3, 1), date(2026, 11, 20)))
def test_every_day_comes_back_from_each_way_of_writing(day):
    context = ParseContext(today=date(2026, 11, 21))
    serial = (day - date(1899, 12, 30)).days
    ways = [f"{day:%d.%m.%Y}", f"{day.day}/{day.month}/{day.year}", day.isoformat(), f"{day:%Y%m%d}"]
    if serial > 4000:
        ways.append(serial)
    for written in ways:
        assert parsing.birth_date()(written, context).value == PartialDate(day), written


@given(st.text(max_size=40) | st.integers() | st.floats(allow_nan=False) | st.booleans() | st.datetimes())
def test_no_parser_ever_raises(value):
    context = ParseContext(today=date(2026, 11, 21))
    for parser in (
        parsing.birth_date(), parsing.any_date(), parsing.identity_number(), parsing.phones(), parsing.email(),
        parsing.name(), parsing.full_name(), parsing.code_list(SEX), parsing.code_lists(GROUPS), parsing.yes_no(),
        parsing.rate(), parsing.whole_number(), parsing.text(),
    ):  # fmt: skip
        parsed = parser(value, context)
        assert parsed.problem is None or parsed.value is None


def made_up(nine: str) -> str:
    return nine + tckimlik.calc_check_digits(nine)


@pytest.mark.parametrize("number", ["01000000168", "01234567840", "09000009952"])
def test_made_up_identity_numbers_are_taken_in_demo_municipalities_only(number, context, demo):
    assert parsing.identity_number()(number, demo).value == IdentityNumber("tckn", number)
    assert parsing.identity_number()(int(number), demo).value == IdentityNumber("tckn", number)
    assert parsing.identity_number()(number, context).problem.code == "identity_zero"


@pytest.mark.parametrize("spoil", ["{}", "{}.0", " {} ", "{}.", "{},00"])
def test_identity_numbers_survive_what_spreadsheets_do_to_them(spoil, demo):
    number = made_up("012345678")
    assert parsing.identity_number()(spoil.format(number), demo).value == IdentityNumber("tckn", number)


def test_scientific_notation_is_read_where_no_digit_is_lost_and_refused_where_some_are(context):
    number = made_up("990000000")
    whole = f"{number[0]},{number[1:]}E+10"
    assert parsing.identity_number()(whole, context).value == IdentityNumber("foreigner", number)
    lost = parsing.identity_number()("1,2346E+10", context).problem
    assert lost.code == "digits_lost"
    assert "Metin" in lost.remedy


def test_a_foreigners_number_is_only_warned_about(context):
    good, bad = made_up("991234567"), "99123456700"
    assert not parsing.identity_number()(good, context).notes
    parsed = parsing.identity_number()(bad, context)
    assert parsed.value == IdentityNumber("foreigner", bad)
    assert parsed.notes[0].code == "foreigner_unchecked"


@pytest.mark.parametrize(
    ("written", "code"),
    [("01234567841", "identity_checksum"), ("123", "identity_length"), ("Ahmet", "not_an_identity")],
)
def test_wrong_identity_numbers_are_named_without_repeating_them(written, code, demo):
    problem = parsing.identity_number()(written, demo).problem
    assert problem.code == code
    assert written not in problem.message + problem.remedy


def test_passports_are_told_from_numbers(context):
    assert parsing.identity_number()("u 12345678", context).value == IdentityNumber("passport", "U12345678")


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("0352 222 11 22", ("+903522221122",)),
        (3522221122, ("+903522221122",)),
        ("+90 (352) 222 11 22", ("+903522221122",)),
        ("00903522221122", ("+903522221122",)),
        ("0352 222 11 22 / 0352 222 11 23", ("+903522221122", "+903522221123")),
        ("03522221122 dahili 145", ("+903522221122",)),
        ("+49 30 901820", ("+4930901820",)),
        ("'+903522221122", ("+903522221122",)),
    ],
)
def test_telephones_come_in_one_form(written, numbers, context):
    assert parsing.phones()(written, context).value == numbers


@pytest.mark.parametrize("written", ["+90 000 123 45 67", "0000 123 45 67", "0090 000 1234567", "000 1234567"])
def test_made_up_telephones_are_taken_in_demo_municipalities_only(written, context, demo):
    assert parsing.phones()(written, demo).value == ("+900001234567",)
    assert parsing.phones()(written, context).problem.code == "not_a_phone"


def test_a_local_number_lacks_its_area(context):
    assert parsing.phones()("222 11 22", context).problem.code == "phone_area"
    assert parsing.phones()("5,32E+09", context).problem.code == "digits_lost"


@pytest.mark.parametrize(
    ("written", "code"),
    [("K", "female"), ("KADIN", "female"), ("kadin", "female"), ("Bayan", "female"), ("F", "female"), ("erkek", "male"),
     ("ERKEK", "male"), ("Bay", "male"), ("male", "male")],
)  # fmt: skip
def test_coded_values_are_known_by_any_of_their_names(written, code, context):
    assert parsing.code_list(SEX)(written, context).value == code


def test_an_unknown_code_comes_with_what_was_probably_meant(context):
    problem = parsing.code_list(SEX)("Kadınn", context).problem
    assert problem.code == "unknown_code"
    assert "Kadın" in problem.remedy


def test_several_codes_in_a_cell_are_split_where_no_label_is_cut(context):
    both = CodeList("liste", {"a": "Bir, iki", "b": "Üç"})
    assert parsing.code_lists(both)("Bir, iki; üç", context).value == ("a", "b")
    assert parsing.code_lists(both)("bir, iki", context).value == ("a",)
    assert parsing.code_lists(GROUPS)("ENGELLİ BİREY, Yoksul ve yoksulluk riski taşıyan kişi", context).value == (
        "disabled",
        "poverty",
    )


@pytest.mark.parametrize(
    ("written", "value"),
    [("Evet", True), ("HAYIR", False), ("var", True), ("yok", False), (1, True), (0, False), ("✓", True), ("", None)],
)
def test_yes_and_no(written, value, context):
    assert parsing.yes_no()(written, context).value is value


@pytest.mark.parametrize(("written", "value"), [("%40", 40), ("40 %", 40), (40.0, 40), (0.4, 40), ("40,0", 40)])
def test_rates(written, value, context):
    assert parsing.rate()(written, context).value == value


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Ayşe Nur Yılmaz", FullName("Ayşe Nur", "Yılmaz")),
        ("YILMAZ, Ayşe", FullName("Ayşe", "YILMAZ")),
        ("  Ali   Işık ", FullName("Ali", "Işık")),
        ("Cher", FullName("Cher", "")),
    ],
)
def test_a_whole_name_is_split_at_the_surname(written, name, context):
    assert parsing.full_name()(written, context).value == name


@pytest.mark.parametrize("written", ["=HYPERLINK(1)", "<script>", "123", "Ali2", "a\x00b;c", "@sum"])
def test_what_is_no_name_is_refused(written, context):
    assert parsing.name()(written, context).problem.code == "not_a_name"


@pytest.mark.parametrize("written", ["O'Brien", "Şükrü-Can", "Fatma (Çelik)", "Müller", "M. Kemal", "ابو"])
def test_names_keep_their_letters(written, context):
    assert parsing.name()(written, context).value == written
