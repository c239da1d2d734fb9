"""Places that stay the same when entries are moved, and what is different between two definitions."""

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from pydantic import BaseModel

from apps.programmes.definition import base, flow, forms, frame, programme
from apps.programmes.definition.diffing import Change, ChangeKind, diff
from apps.programmes.definition.labels import field_label, label_of
from apps.programmes.definition.paths import ABSENT, dotted, indexed, keyed, value_at, with_value
from tests.programmes.generated import definitions
from tests.programmes.support import made_up

LABEL = ("forms", "basvuru", "sections", "genel", "items", "istek", "label", "tr")


def _changes(before, after) -> list[tuple[str, str, object, object, str]]:
    return [(one.place, one.kind.value, one.before, one.after, one.label) for one in diff(before, after)]


def test_a_place_is_named_by_keys_and_read_back():
    document = made_up()
    assert keyed(document, ("forms", 0, "sections", 0, "items", 0, "label", "tr")) == LABEL
    assert indexed(document, LABEL) == ("forms", 0, "sections", 0, "items", 0, "label", "tr")
    assert value_at(document, LABEL) == "Ne istiyorsunuz?"
    assert value_at(document, ("stages", "giris", "forms", "basvuru", "required")) is True
    assert value_at(document, ("target_groups", "chosen", "poverty")) == "poverty"
    assert value_at(document, ("forms", "none", "title")) is ABSENT


def test_a_value_is_replaced_at_its_place_and_nowhere_else():
    document = made_up()
    kept = copy.deepcopy(document)
    changed = with_value(document, LABEL, "Neye ihtiyacınız var?")
    assert document == kept
    assert [one.path for one in diff(document, changed)] == [LABEL]
    assert with_value(changed, LABEL, "Ne istiyorsunuz?") == document


def test_what_was_not_there_is_begun_and_what_is_absent_is_taken_away():
    document = made_up()
    path = ("stages", "giris", "description", "tr")
    assert value_at(with_value(document, path, "İlk adım."), path) == "İlk adım."
    assert [one["key"] for one in with_value(document, ("stages", "calisma"), ABSENT)["stages"]] == ["giris", "son"]
    assert with_value(document, ("target_groups", "chosen", "poverty"), ABSENT)["target_groups"]["chosen"] == [
        "disabled"
    ]


@pytest.mark.parametrize("path", [("forms", "none", "title", "tr"), ("nothing",), (), ("code", "x")])
def test_a_place_that_no_document_has_is_refused(path):
    with pytest.raises(KeyError):
        with_value(made_up(), path, "x")


def test_a_place_in_a_list_without_keys_ends_at_the_list():
    document = made_up(sources=[{"title": "Meclis kararı"}])
    assert keyed(document, ("sources", 0, "title")) == ("sources",)


def test_a_changed_word_is_named_as_a_manager_calls_it():
    document = made_up()
    assert _changes(document, with_value(document, LABEL, "Neye ihtiyacınız var?")) == [
        (
            dotted(LABEL),
            "changed",
            "Ne istiyorsunuz?",
            "Neye ihtiyacınız var?",
            "Formlar › Başvuru › Genel › Ne istiyorsunuz? › Etiket".replace(
                "Ne istiyorsunuz?", "Neye ihtiyacınız var?"
            ),
        )
    ]


def test_what_is_added_removed_and_moved_is_told_apart():
    before = made_up()
    after = copy.deepcopy(before)
    after["stages"] = [after["stages"][2], after["stages"][0], {"key": "bekleme", "label": {"tr": "Bekleme"}}]
    assert [(kind, label) for _place, kind, _before, _after, label in _changes(before, after)] == [
        ("moved", "Aşamalar › Kapandı"),
        ("added", "Aşamalar › Bekleme"),
        ("removed", "Aşamalar › Çalışma"),
    ]


def test_members_of_a_set_are_named_by_what_they_refer_to():
    before = made_up()
    after = copy.deepcopy(before)
    after["target_groups"]["chosen"] = ["disabled", "ex_offender"]
    after["transitions"][1]["sources"] = ["calisma"]
    assert [(kind, label) for _place, kind, _before, _after, label in _changes(before, after)] == [
        ("added", "Hedef gruplar › Seçilen gruplar › Eski hükümlü"),
        ("removed", "Hedef gruplar › Seçilen gruplar › Yoksul ve yoksulluk riski taşıyan kişi"),
        ("removed", "Aşama geçişleri › Kapat › Çıkış aşamaları › Giriş"),
    ]


def test_a_moved_entry_is_one_move_and_not_all_the_others():
    before = made_up()
    after = copy.deepcopy(before)
    after["target_groups"]["offered"] = ["ex_offender", "poverty", "disabled", "working_children_family"]
    assert [(one.kind, one.before, one.after) for one in diff(before, after)] == [(ChangeKind.MOVED, 4, 1)]


def test_a_condition_is_one_value():
    before = made_up(rules=[_rule("person.age", 18)])
    after = made_up(rules=[_rule("person.age", 21)])
    (change,) = diff(before, after)
    assert change.path == ("rules", "uygunluk", "clauses", "yas", "condition")
    assert change.label == "Kurallar › Uygunluk › Yaş › Koşul"


def _rule(field: str, value: int) -> dict[str, Any]:
    clause = {
        "key": "yas",
        "condition": {"combinator": "and", "rules": [{"field": field, "operator": ">=", "value": value}]},
        "effect": {"kind": "require"},
        "message": {"tr": "Yaş"},
    }
    return {"key": "uygunluk", "point": "eligibility", "label": {"tr": "Uygunluk"}, "clauses": [clause]}


@settings(max_examples=100, deadline=None)
@given(definitions(), definitions())
def test_there_is_no_difference_exactly_where_nothing_differs(one, other):
    assert diff(one, one) == ()
    assert bool(diff(one, other)) == (one.document() != other.document() and one != other)


@settings(max_examples=60, deadline=None)
@given(definitions(), definitions())
def test_differences_are_the_same_seen_from_the_other_side(one, other):
    swapped = {ChangeKind.ADDED: ChangeKind.REMOVED, ChangeKind.REMOVED: ChangeKind.ADDED}
    forth = {(c.path, c.kind) for c in diff(one, other) if c.kind is not ChangeKind.MOVED}
    back = {(c.path, swapped.get(c.kind, c.kind)) for c in diff(other, one) if c.kind is not ChangeKind.MOVED}
    assert forth == back


@settings(max_examples=60, deadline=None)
@given(definitions(), definitions())
def test_what_is_said_of_a_place_is_what_stands_there(one, other):
    for change in diff(one, other):
        if change.kind is not ChangeKind.MOVED:
            _assert_stands(one.document(), change, change.before)
            _assert_stands(other.document(), change, change.after)
        assert change.label


def _assert_stands(document: dict[str, Any], change: Change, value: object) -> None:
    found = value_at(document, change.path)
    assert (None if found is ABSENT else found) == value


def test_every_field_of_every_model_is_called_something_in_turkish():
    models = [
        model
        for module in (base, flow, forms, frame, programme)
        for model in vars(module).values()
        if isinstance(model, type) and issubclass(model, BaseModel)
    ]
    fields = {(model.__name__, name) for model in models for name in model.model_fields}
    assert {f"{model}.{name}" for model, name in fields if field_label(model, name) == name} == set()


def test_a_capability_is_called_by_its_name():
    document = made_up()
    assert label_of(document, ("capabilities", "held", "case_management")) == (
        "Modüller › Kullanılan modüller › Dosya takibi"
    )
