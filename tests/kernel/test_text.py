"""Turkish case, folding and order in Python; test_text_sql.py holds PostgreSQL to the same answers."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omuz.kernel.text import tidy_name, tr_fold, tr_key, tr_lower, tr_title, tr_upper
from tests.kernel.letters import turkish_texts

ORDER = "abcçdefgğhıijklmnoöprsştuüvyz"
SHUFFLE = random.Random(1)  # noqa: S311 - an order, no secret


@pytest.mark.parametrize("written", ["IŞIK", "ışık", "isik", "Işik", "İŞİK", "is\u0327ik", "i\u0307sik"])
def test_every_way_to_write_isik_folds_to_one(written):
    assert tr_fold(written) == "isik"


@pytest.mark.parametrize(
    ("written", "folded"),
    [("Hâkim", "hakim"), ("Strauß", "strauss"), ("Əliyev", "eliyev"), ("Łódź", "lodz"), ("Иван", "иван")],
)
def test_foreign_names_are_found_without_their_accents(written, folded):
    assert tr_fold(written) == folded


def test_case_follows_turkish_rules():
    assert tr_lower("IĞDIR İLİ") == "ığdır ili"
    assert tr_upper("ığdır ili") == "IĞDIR İLİ"
    assert tr_title("kayseri'nin IŞIKLI-ilçe (iç)") == "Kayseri'nin Işıklı-İlçe (İç)"


def test_a_dot_doubled_by_other_software_is_repaired():
    assert tr_lower("i\u0307zmir") == "izmir"
    assert tr_lower("I\u0307zmir") == "izmir"


def test_key_sorts_in_the_order_of_the_alphabet_byte_by_byte():
    words = [first + second for first in ORDER for second in ["", *ORDER]]
    assert sorted(SHUFFLE.sample(words, len(words)), key=lambda word: tr_key(word).encode()) == words


def test_key_places_cities_as_a_turkish_list_does():
    cities = ["Adana", "Âdem", "Cide", "Çorum", "Hakan", "Hâkim", "Iğdır", "İzmir", "Sivas", "Şırnak", "Uşak", "Üsküp"]
    assert sorted(SHUFFLE.sample(cities, len(cities)), key=tr_key) == cities


def test_names_are_tidied_without_being_rewritten():
    assert tidy_name("  ayşe\u00a0 \u200bNUR\t ÖZ ") == "ayşe NUR ÖZ"


@given(turkish_texts())
def test_folding_again_changes_nothing(text):
    assert tr_fold(tr_fold(text)) == tr_fold(text)
    assert tr_lower(tr_lower(text)) == tr_lower(text)


@given(st.text(alphabet="abcçdefgğhıijklmnoöprsştuüvyzABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZ "))
def test_case_never_matters_to_search_or_order(text):
    assert tr_fold(tr_upper(text)) == tr_fold(tr_lower(text)) == tr_fold(text)
    assert tr_key(tr_upper(text)) == tr_key(tr_lower(text)) == tr_key(text)
    assert tr_lower(tr_upper(text)) == tr_lower(text)
