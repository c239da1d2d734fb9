"""What answers become: relevant ones, facts, special-category ones apart, scores."""

import datetime as dt
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from apps.programmes.forms import (
    compile_form,
    fed_catalogue,
    fed_facts,
    join_special,
    relevant,
    scores,
    split_special,
    validate,
)
from omuz.conditions import FactType
from tests.programmes.forms.support import definition, field, form, group, only, rule, when

PRIVACY = {"purpose": {"tr": "Gerekli."}, "legal_basis": "social_services"}
YES = {"field": "works", "operator": "=", "value": True}
DOCUMENT = form(
    {"items": [
        field("works", "boolean", feeds="works"),
        field("since", "date", feeds="working_since", shown_when=when(YES)),
        field("wage", "number", feeds="wage", shown_when=when(YES)),
        field("needs", "choices", choices="need", feeds="needs"),
        field("care", "choice", choices="need"),
        field("health", "long_text", special=True, privacy=PRIVACY),
    ]},
    {"key": "family", "items": [
        group("children", field("name"), field("report", "text", special=True, privacy=PRIVACY),
              field("school", "text", shown_when=when(rule("name", "notNull")))),
    ]},
)  # fmt: skip


def test_relevant_answers_are_those_that_are_shown_and_nothing_is_taken_from_the_rest():
    asked, _ = only(DOCUMENT)
    given_answers = {
        "works": False, "since": "2020-01-01", "wage": 5, "needs": [], "unknown": 1,
        "children": [{"school": "x"}, {"name": "Ali", "school": "y", "other": 1}],
    }  # fmt: skip
    before = repr(given_answers)
    assert relevant(asked, given_answers) == {
        "works": False, "needs": [], "children": [{}, {"name": "Ali", "school": "y"}],
    }  # fmt: skip
    assert repr(given_answers) == before


def test_facts_are_typed_and_only_fed_by_shown_answers():
    asked, whole = only(DOCUMENT)
    given_answers = {"works": True, "since": "2020-02-29", "wage": 12.5, "needs": ["device"]}
    facts = fed_facts(asked, given_answers)
    assert facts == {
        "works": True, "working_since": dt.date(2020, 2, 29), "wage": Decimal("12.5"), "needs": ("device",),
    }  # fmt: skip
    assert fed_facts(asked, given_answers | {"works": False}) == {"works": False, "needs": ("device",)}
    catalogue = {fact.name: fact for fact in fed_catalogue(whole)}
    assert catalogue["case.wage"].type is FactType.NUMBER
    assert [choice.code for choice in catalogue["case.needs"].choices] == ["transport", "device", "none", "fax"]


def test_answers_of_special_questions_are_split_off_and_put_together_again():
    asked, _ = only(DOCUMENT)
    given_answers = {
        "works": True, "health": "gizli", "children": [{"name": "Ali", "report": "gizli"}, {"name": "Su"}], "odd": 1,
    }  # fmt: skip
    plain, special = split_special(asked, given_answers)
    assert "gizli" not in repr(plain)
    # Nobody can say what an answer to no question is.
    assert special == {"health": "gizli", "children": [{"report": "gizli"}, {}], "odd": 1}
    assert plain == {"works": True, "children": [{"name": "Ali"}, {"name": "Su"}]}
    assert join_special(plain, special) == given_answers


scalars = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5), st.lists(st.integers(), max_size=2))
entries = st.dictionaries(st.sampled_from(["name", "report", "school", "odd"]), scalars, max_size=4)
anything = st.dictionaries(
    st.sampled_from(["works", "since", "health", "needs", "children", "odd"]),
    st.one_of(scalars, st.lists(st.one_of(entries, scalars), max_size=3)),
    max_size=6,
)


@given(anything)
def test_nothing_is_lost_by_splitting_whatever_was_sent(given_answers):
    asked, _ = only(DOCUMENT)
    assert join_special(*split_special(asked, given_answers)) == given_answers


@given(anything)
def test_validation_answers_whatever_was_sent_and_names_no_value(given_answers):
    asked, whole = only(DOCUMENT)
    for problem in validate(compile_form(asked, whole), given_answers, on=dt.date(2026, 11, 22)):
        assert problem.message
        for value in given_answers.values():
            assert not (isinstance(value, str) and len(value) > 3 and value in problem.message)


def test_a_scored_form_adds_up_what_is_shown():
    asked, whole = only(form(
        {"key": "a", "items": [field("one", "choice", choices="need"), field("many", "choices", choices="need")]},
        {"key": "b", "items": [field("more", "choice", choices="need", shown_when=when(rule("one", "=", "device")))]},
    ))  # fmt: skip
    counted = scores(asked, whole, {"one": "transport", "many": ["device", "fax"], "more": "device"})
    assert counted is not None
    assert (counted.total, counted.possible) == (3 + 5 + 1, 5 + 9)
    assert counted.sections == {"a": 9}
    assert counted.questions == {"one": 3, "many": 6}
    shown = scores(asked, whole, {"one": "device", "more": "transport"})
    assert shown is not None
    assert shown.sections == {"a": 5, "b": 3}
    plain, unscored = only(form({"items": [field("x")]}))
    assert scores(plain, unscored, {}) is None


def test_a_form_in_english_says_what_it_can_in_english():
    asked = {**DOCUMENT, "title": {"tr": "Başvuru", "en": "Application"}}
    whole = definition(asked)
    assert compile_form(whole.forms[0], whole, "en").schema["title"] == "Application"
    problems = validate(compile_form(whole.forms[0], whole, "en"), {"wage": "x", "works": True}, on=dt.date(2026, 1, 1))
    assert [problem.message for problem in problems] == ["The answer must be a number."]
