"""The list article -> guard -> tests says what is there."""

import importlib

import pytest

from apps.programmes.packs import list_shipped
from apps.programmes.registry import guards
from tests.articles.listing import GUIDE, articles_tested, render
from tests.articles.support import IZMIR, definition_of

#: Articles that describe, define or order, and those whose module is still to come (14, 26).
WITHOUT_GUARD = {"1", "2", "3", "4", "14", "26", "31"}
#: Without a guard, and yet reached: support goes down and up again with every plan (14); what measures it is to come.
REACHED = {"14"}


def test_the_list_in_the_guide_is_up_to_date():
    assert render() == GUIDE.read_text(), "run: python -m tests.articles.listing"


def test_every_guard_that_a_pack_names_is_there_and_every_guard_has_a_pack():
    named = {key for pack in list_shipped() for article in pack.definition.articles for key in article.guards}
    assert named == set(guards())


@pytest.mark.parametrize("article", [one.basis.article for one in definition_of(IZMIR).articles])
def test_every_article_with_a_guard_has_tests_that_are_named_after_it(article):
    guarded = any(one.guards for one in definition_of(IZMIR).articles if one.basis.article == article)
    assert guarded is (article not in WITHOUT_GUARD)
    assert bool(articles_tested().get(article)) is (guarded or article in REACHED)


def test_the_function_of_every_guard_is_pure_and_says_its_article():
    for guard in guards().values():
        module, _, name = guard.function.rpartition(".")
        function = getattr(importlib.import_module(module), name)
        assert "Art" in (function.__doc__ or "") or "dossier" in (function.__doc__ or ""), guard.function
        # Packages without a model in them: rules, the registry, and what reads a definition.
        assert {"rules", "registry", "definition"} & set(module.split(".")), guard.function
