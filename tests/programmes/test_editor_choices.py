"""What the editors of a definition offer is what a definition may hold, each in words."""

from api.v1.catalogue.programmes import programme_lists
from apps.programmes.capabilities import CAPABILITIES
from apps.programmes.definition.checking.references import GIVEABLE_RIGHTS, PLACEHOLDERS


def _lists(*, is_english: bool) -> dict[str, dict[str, str]]:
    return {
        entry["key"]: {code["key"]: code["label"] for code in entry["codes"]}
        for entry in programme_lists(is_english=is_english)
    }


def test_every_choice_is_offered_in_words() -> None:
    """A key without a label would stand on the screen as it is."""
    for is_english in (False, True):
        lists = _lists(is_english=is_english)
        assert set(lists["capability"]) == set(CAPABILITIES)
        assert set(lists["programme_right"]) == set(GIVEABLE_RIGHTS)
        assert set(lists["letter_placeholder"]) == set(PLACEHOLDERS)
        assert not [(name, key) for name, entry in lists.items() for key, label in entry.items() if label == key]
    assert _lists(is_english=True)["letter_placeholder"] != _lists(is_english=False)["letter_placeholder"]
