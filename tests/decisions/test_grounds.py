"""What a decision's letter cites: the nearest article that the programme's author gave, and never nothing."""

from typing import Any

from apps.decisions.rules.grounds import article_of_decision
from apps.programmes.definition import Definition, read
from tests.programmes.support import made_up

CITED = {"source": "karar", "article": "9"}


def _definition(**parts: Any) -> Definition:
    return read(made_up(**parts))


def _ground(**parts: Any) -> list[dict[str, Any]]:
    return [{"key": "tehlike", "label": {"tr": "Ciddi tehlike"}, **parts}]


def test_the_grounds_own_article_comes_first():
    one = _definition(grounds=_ground(basis=CITED), due_process={"basis": {"source": "karar", "article": "12"}})
    assert article_of_decision(one, ground="tehlike", step=None) == "Meclis kararı m. 9"


def test_the_article_of_the_periods_stands_in_for_a_ground_without_one():
    one = _definition(grounds=_ground(), due_process={"basis": {"source": "karar", "article": "12"}})
    assert article_of_decision(one, ground="tehlike", step=None) == "Meclis kararı m. 12"


def test_the_step_is_nearer_than_the_periods():
    steps = [{"key": "bitir", "label": {"tr": "Kapat"}, "sources": ["giris"], "target": "son", "basis": CITED}]
    one = _definition(grounds=_ground(), due_process={"basis": {"source": "karar", "article": "12"}}, transitions=steps)
    assert article_of_decision(one, ground="tehlike", step=one.transitions[0]) == "Meclis kararı m. 9"


def test_without_any_article_the_whole_text_is_cited_so_that_an_urgent_stop_can_be_written():
    assert article_of_decision(_definition(grounds=_ground()), ground="tehlike", step=None) == "Meclis kararı"
    bare = _definition(grounds=_ground()).model_copy(update={"legal_basis": ()})
    assert article_of_decision(bare, ground="tehlike", step=None) == "Deneme programı"
