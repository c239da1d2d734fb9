"""Conditions read as official Turkish, and as English."""

from __future__ import annotations

from decimal import Decimal

import pytest

from omuz.conditions import Catalogue, Choice, Fact, FactType, Text, parse_or_raise, render
from omuz.conditions.rendering.suffixes import genitive
from tests.conditions.test_parsing import group, rule

GROUPS = (Choice("d", Text("Engelli birey", "Disabled person")), Choice("p", Text("Yoksul", "Poor")))
CATALOGUE = Catalogue(
    [
        Fact("age", Text("Yaş", "Age"), FactType.INTEGER, phrase=Text("yaşı", "age")),
        Fact("income", Text("Gelir", "Income"), FactType.NUMBER, phrase=Text("geliri", "income")),
        Fact("born", Text("Doğum tarihi", "Birth date"), FactType.DATE),
        Fact("died", Text("Ölüm tarihi", "Date of death"), FactType.DATE),
        Fact("group", Text("Hedef grubu", "Target group"), FactType.CODE, choices=GROUPS),
        Fact("groups", Text("Hedef grupları", "Target groups"), FactType.CODES, choices=GROUPS),
        Fact("job", Text("İŞKUR kaydı", "İŞKUR record"), FactType.TEXT),
        Fact("city", Text("İli", "Province"), FactType.TEXT),
        Fact("works", Text("Çalışıyor", "Works"), FactType.BOOLEAN),
        Fact(
            "reports",
            Text("Raporları", "Reports"),
            FactType.RECORDS,
            fields=(Fact("rate", Text("Oranı", "Rate"), FactType.INTEGER),),
        ),
    ]
)
YEARS_AGO = {"relative": {"unit": "year", "amount": -18}}
TODAY = {"relative": {"unit": "day", "amount": 0}}
SOON = {"relative": {"unit": "month", "amount": 3}}
RATED = group(rule("rate", ">=", 40))


@pytest.mark.parametrize(
    ("source", "turkish", "english"),
    [
        (
            group(rule("age", ">=", 18), rule("group", "in", ["d", "p"])),
            "Yaşı 18 veya üzeri ve (hedef grubu Engelli birey veya Yoksul).",
            "Age is at least 18 and (target group is Disabled person or Poor).",
        ),
        (group(rule("age", "<", 20)), "Yaşı 20’nin altında.", "Age is below 20."),
        (group(rule("income", ">", "12500.5")), "Geliri 12.500,5’in üzerinde.", "Income is above 12,500.5."),
        (
            group(rule("age", "notBetween", [18, 65])),
            "Yaşı 18 ile 65 arasında değil (sınırlar dâhil).",
            "Age is not between 18 and 65 (inclusive).",
        ),
        (
            group(rule("born", "<=", YEARS_AGO)),
            "Doğum tarihi karar gününden 18 yıl önceki günde veya daha önce.",
            "Birth date is on or before 18 years before the day of the decision.",
        ),
        (
            group(rule("born", "<", "2016-11-19")),
            "Doğum tarihi 19.11.2016 tarihinden önce.",
            "Birth date is before 19.11.2016.",
        ),
        (
            group(rule("born", ">", TODAY)),
            "Doğum tarihi karar gününden sonra.",
            "Birth date is after the day of the decision.",
        ),
        (
            group(rule("born", ">=", SOON)),
            "Doğum tarihi karar gününden 3 ay sonraki günde veya daha sonra.",
            "Birth date is on or after 3 months after the day of the decision.",
        ),
        (
            group(rule("born", "<", "died", valueSource="field")),
            "Doğum tarihi, ölüm tarihi gününden önce.",
            "Birth date is before date of death.",
        ),
        (
            group(rule("group", "notIn", ["d", "p"])),
            "Hedef grubu Engelli birey ve Yoksul dışında.",
            "Target group is not Disabled person or Poor.",
        ),
        (
            group(rule("groups", "in", ["d", "p"])),
            "Hedef grupları arasında Engelli birey veya Yoksul var.",
            "Target groups includes Disabled person or Poor.",
        ),
        (
            group(rule("groups", "notIn", ["d", "p"])),
            "Hedef grupları arasında Engelli birey, Yoksul seçeneklerinden hiçbiri yok.",
            "Target groups does not include Disabled person or Poor.",
        ),
        (group(rule("job", "null")), "İŞKUR kaydı bilinmiyor.", "İŞKUR record is unknown."),
        (group(rule("city", "beginsWith", "iz")), "İli “iz” ile başlıyor.", "Province begins with “iz”."),
        (group(rule("works", "!=", True)), "Çalışıyor: hayır.", "Works is not true."),
        (
            group(rule("reports", "=", RATED, match={"mode": "atLeast", "threshold": 2})),
            "Raporları arasında (oranı 40 veya üzeri) koşulunu sağlayan en az 2 kayıt var.",
            "Number of reports with (rate is at least 40): at least 2.",
        ),
        (
            group(rule("reports", "=", RATED, match={"mode": "all"})),
            "Raporları arasındaki her kayıt (oranı 40 veya üzeri) koşulunu sağlıyor.",
            "Every record of reports meets (rate is at least 40).",
        ),
        (
            group(rule("reports", "=", group(), match={"mode": "some"})),
            "Raporları arasında en az bir kayıt var.",
            "Number of reports: at least one.",
        ),
        (
            group(rule("age", "=", 1), rule("age", "=", 2), combinator="or", **{"not": True}),
            "(Yaşı 1 veya yaşı 2) koşulu sağlanmıyor.",
            "Not (age is 1 or age is 2).",
        ),
        (group(), "Koşul aranmaz.", "No condition."),
    ],
)
def test_conditions_read_well(source, turkish, english):
    condition = parse_or_raise(source, CATALOGUE)
    assert render(condition) == turkish
    assert render(condition, "en") == english


@pytest.mark.parametrize(
    ("number", "ending"),
    [
        (0, "ın"),
        (1, "in"),
        (2, "nin"),
        (3, "ün"),
        (4, "ün"),
        (6, "nın"),
        (9, "un"),
        (10, "un"),
        (18, "in"),
        (20, "nin"),
        (40, "ın"),
        (60, "ın"),
        (65, "in"),
        (70, "in"),
        (90, "ın"),
        (100, "ün"),
        (1000, "in"),
        (12_000, "in"),
        (300_000, "in"),
        (1_000_000, "un"),
        (10**9, "ın"),
        (Decimal("0.5"), "in"),
        (Decimal("12.50"), "nin"),
        (-6, "nın"),
    ],
)
def test_numbers_take_the_ending_of_the_word_spoken_last(number, ending):
    assert genitive(number) == ending
