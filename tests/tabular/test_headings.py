"""Columns are recognised by what stands above them and, where that is unclear, by what stands in them."""

import pytest

from omuz.tabular.fields import fold_words
from omuz.tabular.headings import guess_mapping


def mapping(headings, fields, samples=()):
    return {guess.heading: guess.field for guess in guess_mapping(headings, samples, fields) if guess.field}


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("T.C. Kimlik No", "identity"), ("TCKN", "identity"), ("T. C. KİMLİK NUMARASI", "identity"),
        ("Kimlik Numarası", "identity"), ("tc no", "identity"), ("Identity number", "identity"),
        ("Adı Soyadı", "full_name"), ("ADI VE SOYADI", "full_name"), ("Ad-Soyad", "full_name"), ("Ad", "given_names"),
        ("ADI", "given_names"), ("Soyadı", "surname"), ("SOYADI ", "surname"), ("Doğum Tarihi", "birth_date"),
        ("DOĞUM TARİHİ", "birth_date"), ("Dogum tarihi:", "birth_date"), ("D.Tarihi", "birth_date"),
        ("Danışanın doğum tarihi", "birth_date"), ("Doğum Tarihi (gg.aa.yyyy)", "birth_date"),
        ("Birth date", "birth_date"), ("Cinsiyeti", "sex"), ("Cep Tel", "phone"), ("CEP TELEFONU", "phone"),
        ("Tel.No", "phone"), ("Hedef Grubu", "groups"),
    ],
)  # fmt: skip
def test_headings_of_real_lists_are_recognised(heading, field, fields):
    assert mapping([heading], fields) == {heading: field}


@pytest.mark.parametrize("heading", ["Sıra No", "Sıra", "Açıklama", "Satır", "Sorunlar", "", "(C sütunu)"])
def test_other_headings_are_left_to_the_person(heading, fields):
    assert mapping([heading], fields) == {}


def test_each_field_is_given_away_once_to_the_surest_column(fields):
    headings = ["Telefon 2", "Telefon", "Ad", "Adı Soyadı"]
    guessed = mapping(headings, fields)
    assert guessed["Telefon"] == "phone"
    assert "Telefon 2" not in guessed
    assert guessed["Ad"] == "given_names"


def test_content_settles_what_headings_leave_open(fields):
    samples = [["01000000168", "0352 222 11 22"], ["01234567840", "0352 222 11 23"]]
    assert mapping(["No", "İletişim"], fields, samples) == {"No": "identity", "İletişim": "phone"}


def test_content_contradicts_a_heading(fields):
    samples = [["Işık"], ["Can"]]
    guess = guess_mapping(["Kimlik No bilgisi"], samples, fields)[0]
    assert guess.field is None
    assert "identity" in guess.others


def test_initials_are_one_word_and_full_stops_separate_words():
    assert fold_words("T.C. Kimlik No") == fold_words("T. C. KİMLİK NO") == "tc kimlik no"
    assert fold_words("Tel.No") == "tel no"
