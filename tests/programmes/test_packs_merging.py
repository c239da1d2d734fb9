"""Three-way merges: what only one side changed is kept, what both changed is named and decided by a choice."""

import copy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from apps.programmes.definition import Definition, InvalidDefinitionError, read
from apps.programmes.definition.diffing import ChangeKind, diff
from apps.programmes.definition.merging import Choice, merge
from apps.programmes.definition.paths import value_at, with_value
from tests.programmes.generated import definitions
from tests.programmes.support import made_up

LABEL = ("forms", "basvuru", "sections", "genel", "items", "istek", "label", "tr")
QUIET = settings(max_examples=40, deadline=None)


@st.composite
def edited(draw: st.DrawFn, base: dict[str, Any]) -> dict[str, Any]:
    """Return a document in which some parts are another definition's, and some lists stand in another order."""
    document = copy.deepcopy(base)
    other = draw(definitions()).document()
    names = draw(st.lists(st.sampled_from(sorted(base.keys() | other.keys())), max_size=4, unique=True))
    for name in names:
        held = document.get(name)
        if isinstance(held, list) and draw(st.booleans()):
            document[name] = draw(st.permutations(held))[draw(st.integers(0, 1)) :]
        elif name in other:
            document[name] = other[name]
    try:
        return read({**document, "code": base["code"]}).document()
    except InvalidDefinitionError:
        return base


@st.composite
def triples(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    base = draw(definitions()).document()
    return base, draw(edited(base)), draw(edited(base))


def _canonical(document: dict[str, Any]) -> dict[str, Any]:
    return read(document).document()


@QUIET
@given(triples())
def test_a_programme_without_local_changes_becomes_the_packs_new_version(triple):
    base, _mine, theirs = triple
    merged = merge(base, base, theirs)
    assert (merged.document, merged.conflicts) == (theirs, ())


@QUIET
@given(triples())
def test_a_pack_without_changes_leaves_the_programme_as_it_is(triple):
    base, mine, _theirs = triple
    merged = merge(base, mine, base)
    assert (merged.document, merged.conflicts) == (mine, ())


@QUIET
@given(triples())
def test_what_both_changed_alike_is_taken_without_a_question(triple):
    base, mine, _theirs = triple
    merged = merge(base, mine, mine)
    assert (merged.document, merged.conflicts) == (mine, ())


@QUIET
@given(triples(), st.sampled_from(["mine", "theirs", None]))
def test_merging_again_changes_nothing(triple, choice):
    base, mine, theirs = triple
    choices = {one.place: choice for one in merge(base, mine, theirs).conflicts} if choice else {}
    once = merge(base, mine, theirs, choices)
    if once.definition is not None:
        assert merge(base, dict(once.document), theirs, choices).document == once.document
        # The next upgrade starts from what was taken now.
        assert merge(theirs, dict(once.document), theirs).document == once.document


@QUIET
@given(triples())
def test_a_merge_can_be_read_or_says_why_not(triple):
    merged = merge(*triple)
    assert (merged.definition is None) == bool(merged.findings)
    if merged.definition is not None:
        assert isinstance(merged.definition, Definition)
        assert _canonical(dict(merged.document)) == merged.document


@QUIET
@given(triples())
def test_local_choices_survive_and_the_rest_is_taken_over(triple):
    base, mine, theirs = triple
    merged = merge(base, mine, theirs)
    if merged.definition is None:
        return
    touched = {one.path[:1] for one in diff(base, mine)}
    for change in diff(theirs, merged.document):
        assert change.path[:1] in touched, "only where something was changed locally does the merge differ from theirs"
    touched = {one.path[:1] for one in diff(base, theirs)}
    for change in diff(mine, merged.document):
        assert change.path[:1] in touched, "only where the pack changed does the merge differ from mine"


@QUIET
@given(triples())
def test_a_local_value_that_the_pack_did_not_touch_stays_to_the_letter(triple):
    base, mine, theirs = triple
    merged = merge(base, mine, theirs)
    upstream = [one.path for one in diff(base, theirs)]
    if merged.definition is None:
        return
    for change in diff(base, mine):
        length = len(change.path)
        apart = all(one[:length] != change.path and change.path[: len(one)] != one for one in upstream)
        if apart and change.kind is not ChangeKind.MOVED:
            assert value_at(merged.document, change.path) == value_at(mine, change.path)


@QUIET
@given(triples())
def test_every_conflict_is_a_place_that_both_changed_and_is_decided_by_its_choice(triple):
    base, mine, theirs = triple
    merged = merge(base, mine, theirs)
    for conflict in merged.conflicts:
        assert conflict.mine != conflict.theirs or type(conflict.mine) is not type(conflict.theirs)
        assert conflict.label
    places = [one.place for one in merged.conflicts]
    assert len(set(places)) == len(places)
    decided = merge(base, mine, theirs, dict.fromkeys(places, "theirs"))
    assert decided.open == ()
    assert [one.place for one in decided.conflicts] == places


def test_a_local_wording_and_an_upstream_wording_of_other_fields_both_stay():
    base = made_up()
    mine = with_value(base, LABEL, "Neye ihtiyacınız var?")
    theirs = with_value(base, ("forms", "basvuru", "title", "tr"), "Başvuru formu")
    merged = merge(base, mine, theirs)
    assert merged.conflicts == ()
    assert with_value(mine, ("forms", "basvuru", "title", "tr"), "Başvuru formu") == merged.document


def test_a_conflict_is_named_with_both_values_and_keeps_the_local_one_until_it_is_decided():
    base = made_up()
    mine, theirs = with_value(base, LABEL, "Yerel soru?"), with_value(base, LABEL, "Yeni soru?")
    merged = merge(base, mine, theirs)
    (conflict,) = merged.conflicts
    assert (conflict.path, conflict.base) == (LABEL, "Ne istiyorsunuz?")
    assert (conflict.mine, conflict.theirs, conflict.chosen) == ("Yerel soru?", "Yeni soru?", None)
    assert conflict.label == "Formlar › Başvuru › Genel › Yerel soru? › Etiket"
    assert merged.document == mine
    decided = merge(base, mine, theirs, {conflict.place: "theirs"})
    assert (decided.document, decided.conflicts[0].chosen) == (theirs, Choice.THEIRS)


def test_what_was_removed_here_and_changed_there_is_a_conflict():
    base = made_up()
    mine = made_up(transitions=base["transitions"][:1])
    theirs = with_value(base, ("transitions", "bitir", "label", "tr"), "Sonlandır")
    (conflict,) = merge(base, mine, theirs).conflicts
    assert conflict.path == ("transitions", "bitir")
    assert conflict.mine is None
    assert conflict.theirs["label"] == {"tr": "Sonlandır"}
    assert conflict.label == "Aşama geçişleri › Sonlandır"
    back = merge(base, mine, theirs, {"transitions.bitir": "theirs"})
    assert [one["key"] for one in back.document["transitions"]] == ["basla", "bitir"]


def test_chosen_groups_survive_a_new_offer():
    base = made_up()
    mine, theirs = copy.deepcopy(base), copy.deepcopy(base)
    mine["target_groups"]["chosen"] = ["disabled", "ex_offender"]
    theirs["target_groups"]["offered"] = [*theirs["target_groups"]["offered"], "roma"]
    merged = merge(base, mine, theirs)
    assert merged.conflicts == ()
    assert merged.document["target_groups"]["chosen"] == ["disabled", "ex_offender"]
    assert merged.document["target_groups"]["offered"][-1] == "roma"


def test_new_questions_of_both_sides_stand_after_the_question_they_follow():
    base = made_up()
    mine, theirs = copy.deepcopy(base), copy.deepcopy(base)
    for side, keys in ((mine, ["yerel"]), (theirs, ["yeni", "son"])):
        items = side["forms"][0]["sections"][0]["items"]
        items += [{"key": key, "kind": "text", "label": {"tr": key}} for key in keys]
    merged = merge(base, mine, theirs)
    keys = [one["key"] for one in merged.document["forms"][0]["sections"][0]["items"]]
    assert keys == ["istek", "yeni", "son", "yerel"]


def test_two_different_orders_are_a_conflict_of_the_order_alone():
    base, mine, theirs = made_up(), made_up(), made_up()
    mine["stages"] = [mine["stages"][index] for index in (1, 0, 2)]
    theirs["stages"] = [theirs["stages"][index] for index in (0, 2, 1)]
    merged = merge(base, mine, theirs)
    (conflict,) = merged.conflicts
    assert (conflict.place, conflict.label) == ("stages.@order", "Aşamalar › Sıra")
    assert conflict.theirs == ["giris", "son", "calisma"]
    assert merge(base, mine, theirs, {"stages.@order": "theirs"}).document == theirs


def test_ten_days_and_two_months_do_not_become_ten_months():
    deadline = {"key": "itiraz", "label": {"tr": "İtiraz"}, "amount": 15, "unit": "days", "starts": "decision_served"}
    base = made_up(deadlines=[deadline])
    mine = made_up(deadlines=[{**deadline, "amount": 10}])
    theirs = made_up(deadlines=[{**deadline, "unit": "working_days"}])
    (conflict,) = merge(base, mine, theirs).conflicts
    assert (conflict.mine, conflict.theirs) == (
        {"amount": 10, "unit": "days"},
        {"amount": 15, "unit": "working_days"},
    )
    decided = merge(base, mine, theirs, {conflict.place: "theirs"})
    assert decided.document["deadlines"][0]["unit"] == "working_days"
    assert decided.document["deadlines"][0]["amount"] == 15


def test_a_programme_keeps_the_code_it_was_started_under():
    base, theirs = made_up(), made_up(name={"tr": "Yeni ad"})
    merged = merge(base, made_up(code="yerel-kod"), theirs)
    assert (merged.document["code"], merged.document["name"], merged.conflicts) == ("yerel-kod", {"tr": "Yeni ad"}, ())
