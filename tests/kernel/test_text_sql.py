"""PostgreSQL gives the same answers as Python: search in SQL and matching in Python must never disagree."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from omuz.kernel.text import tr_fold, tr_key, tr_lower
from tests.kernel.letters import LETTERS, TRAPS, turkish_texts

FUNCTIONS = {"tr_lower": tr_lower, "tr_fold": tr_fold, "tr_key": tr_key}


def _in_sql(name, texts):
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT ext.{name}(t) FROM unnest(%s::text[]) WITH ORDINALITY AS given(t, place) ORDER BY place", [texts]
        )
        return [row[0] for row in cursor.fetchall()]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_letter_and_every_pair_of_traps_is_answered_alike(kayseri, name):
    texts = [*LETTERS, *(first + second for first in TRAPS for second in TRAPS)]
    assert _in_sql(name, texts) == [FUNCTIONS[name](text) for text in texts]


@pytest.mark.parametrize("name", FUNCTIONS)
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(turkish_texts(), min_size=40, max_size=80))
def test_any_text_is_answered_alike(kayseri, name, texts):
    assert _in_sql(name, texts) == [FUNCTIONS[name](text) for text in texts]


def test_nothing_folds_to_nothing(kayseri):
    assert _in_sql("tr_fold", [None, ""]) == [None, ""]


def test_generated_columns_may_use_the_functions(kayseri):
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT provolatile, proparallel, proisstrict FROM pg_proc WHERE proname LIKE 'tr\\_%'")
        assert cursor.fetchall() == [("i", "s", True)]
