"""What is wrong with the forms of a definition, each with its place, a sentence and a remedy."""

import copy

import pytest

from apps.privacy.enums import LegalBasis
from apps.programmes.definition.checking.forms import LEGAL_BASES, findings
from tests.programmes.forms.example import FORM, LISTS
from tests.programmes.forms.support import definition, field, form, group, rule, when

PRIVACY = {"purpose": {"tr": "Gerekli."}, "legal_basis": "social_services"}
ITEM = "forms.0.sections.0.items.0"


def _codes(*forms, **parts):
    return {(one.place, one.code, str(one.weight)) for one in findings(definition(*forms, **parts))}


def _one(item, **parts):
    return {entry for entry in _codes(form({"items": [item]}), **parts) if entry[2] != "advice"}


def test_the_letters_of_the_law_are_those_of_privacy():
    assert frozenset(LegalBasis.values) == LEGAL_BASES


def test_a_good_form_is_told_of_missing_purposes_at_most():
    found = findings(definition(copy.deepcopy(FORM), code_lists=LISTS))
    assert {(one.code, str(one.weight)) for one in found} == {("purpose_missing", "advice")}


@pytest.mark.parametrize(
    ("item", "place", "code", "weight"),
    [
        (field("a", "choice"), "choices", "choices_missing", "blocker"),
        (field("a", "choice", choices="none_such"), "choices", "unknown_reference", "error"),
        (field("a", "choice", choices="national:none_such"), "choices", "unknown_reference", "error"),
        (field("a", "text", choices="need"), "choices", "not_for_kind", "error"),
        (field("a", "text", minimum=1), "minimum", "not_for_kind", "error"),
        (field("a", "integer", max_length=5), "max_length", "not_for_kind", "error"),
        (field("a", "number", bound="past"), "bound", "not_for_kind", "error"),
        (field("a", "integer", minimum=5, maximum=1), "minimum", "reversed_range", "error"),
        (field("a", "integer", minimum=1.5), "minimum", "not_whole", "error"),
        (field("a", "number", maximum=1e300), "maximum", "number_too_large", "error"),
        (field("a", "text", special=True), "privacy.legal_basis", "special_without_basis", "blocker"),
        (field("a", "text", special=True, privacy={"purpose": {"tr": "x"}}), "privacy.legal_basis",
         "special_without_basis", "blocker"),
        (field("a", "text", privacy={**PRIVACY, "legal_basis": "because"}), "privacy.legal_basis",
         "unknown_reference", "error"),
        (field("a", "text", privacy={**PRIVACY, "retention": "forever"}), "privacy.retention",
         "unknown_reference", "error"),
        (field("a", "choice", choices="national:disability_group"), "special", "special_choices", "blocker"),
        (group("a", field("b", "boolean"), min_items=5, max_items=2), "min_items", "reversed_range", "error"),
        (group("a", field("b", "boolean", feeds="x")), "fields.0.feeds", "feeds_in_group", "error"),
        (group("a", field("b", "boolean"), field("b", "boolean")), "fields.1.key", "key_repeated", "error"),
        (group("a", field("b", "boolean", shown_when=when(rule("c", "notNull")))),
         "fields.0.shown_when.rules.0.field", "condition_unknown_field", "blocker"),
    ],
)  # fmt: skip
def test_each_mistake_of_a_question_has_its_place(item, place, code, weight):
    assert _one(item) == {(f"{ITEM}.{place}", code, weight)}


def test_keys_are_unique_in_the_whole_form_and_forms_among_each_other():
    found = _codes(
        form({"items": [field("a", "boolean")]}, {"key": "s0", "items": [field("a", "boolean")]}, key="preview"),
        form({"items": []}, key="preview"),
    )
    assert {entry[:2] for entry in found} == {
        ("forms.0.key", "key_reserved"),
        ("forms.1.key", "key_reserved"),
        ("forms.1.key", "key_repeated"),
        ("forms.0.sections.1.key", "key_repeated"),
        ("forms.0.sections.1.items.0.key", "key_repeated"),
    }


def test_a_fact_is_fed_once_in_a_form_and_everywhere_in_the_same_type():
    twice = form({"items": [field("a", "boolean", feeds="x"), field("b", "boolean", feeds="x")]})
    assert {one[:2] for one in _codes(twice)} == {("forms.0.sections.0.items.1.feeds", "feeds_repeated")}
    first = form({"items": [field("a", "boolean", feeds="x")]}, key="first")
    same = form({"items": [field("b", "boolean", feeds="x")]}, key="second")
    other = form({"items": [field("b", "integer", feeds="x")]}, key="second")
    assert _codes(first, same) == set()
    assert {one[:2] for one in _codes(first, other)} == {("forms.1.sections.0.items.0.feeds", "feeds_type")}


def test_a_costly_condition_is_refused_at_once():
    deep = when(rule("a", "notNull"))
    for _ in range(14):
        deep = when(deep)
    found = _codes(form({"items": [field("a", "boolean"), field("b", "boolean", shown_when=deep)]}))
    assert {entry[1:] for entry in found} == {("condition_too_deep", "error")}


def test_a_list_of_retired_codes_only_cannot_be_asked():
    lists = [{"key": "old", "label": {"tr": "Eski"}, "codes": [{"key": "a", "label": {"tr": "A"}, "retired": True}]}]
    assert _one(field("a", "choice", choices="old"), code_lists=lists) == {
        (f"{ITEM}.choices", "choices_retired", "blocker")
    }
