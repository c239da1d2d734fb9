"""Which column means what: a guess with a score, for a person to confirm."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from omuz.tabular.fields import Field, fold_words
from omuz.tabular.rows import CellValue, is_blank

#: Below this a column is left to the person.
GUESS_FROM: Final = 0.6
#: From this likeness on, a heading may be a mistyped name.
_TYPO: Final = 0.82
#: Columns that the file of rows to mend adds; they are never data.
OWN_COLUMNS: Final = ("Satır", "Sorunlar")
_OWN_FOLDED: Final = frozenset(fold_words(name) for name in OWN_COLUMNS)
#: Words that many headings carry and that say nothing about what they mean.
_FILLERS: Final = frozenset(["bilgi", "bilgiler", "durum", "no", "numara", "nosu", "adi", "ad", "kisinin", "kisi"])


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """A column of the file and the field it most likely means (`field` None: not taken)."""

    column: int
    heading: str
    field: str | None
    score: float
    #: Other fields it might mean, best first.
    others: tuple[str, ...] = ()


def heading_score(heading: str, field: Field) -> float:
    """Return how well a heading names a field, from 0 to 1."""
    folded = fold_words(heading)
    if not folded:
        return 0.0
    names = field.names
    exact = names.get(folded)
    if exact is not None:
        return exact
    ours = _stems(folded)
    return max((_similar(folded, ours, name) * sure for name, sure in names.items()), default=0.0)


def _stem(word: str) -> str:
    """Return a folded word without its possessive ending: telefonu and telefon, numarasi and numara are one."""
    if len(word) > 5 and word.endswith(("si", "su")) and word[-3] in "aeiou":
        return word[:-2]
    return word[:-1] if len(word) > 4 and word[-1] in "iu" else word


@lru_cache(maxsize=4096)
def _stems(folded: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in folded.split())


def _similar(folded: str, ours: frozenset[str], name: str) -> float:
    known = _stems(name)
    if ours == known:
        return 0.95
    if known <= ours and (known - _FILLERS):
        # "Danışanın doğum tarihi" holds "doğum tarihi"; the more else it says, the less sure.
        return 0.9 - 0.08 * min(len(ours - known), 4)
    matcher = SequenceMatcher(None, folded, name)
    if matcher.real_quick_ratio() < _TYPO or matcher.quick_ratio() < _TYPO:
        return 0.0
    ratio = matcher.ratio()
    return ratio - 0.1 if ratio >= _TYPO else 0.0


def _evidence(field: Field, samples: Sequence[CellValue]) -> float:
    """Return the share of sampled cells that look like the field's values."""
    shown = [value for value in samples if not is_blank(value)]
    if field.looks_like is None or not shown:
        return 0.0
    return sum(1 for value in shown if field.looks_like(value)) / len(shown)


def _score(heading: str, field: Field, samples: Sequence[CellValue]) -> float:
    named = heading_score(heading, field)
    evidence = _evidence(field, samples)
    if evidence >= 0.9:
        # The content convinces on its own, and settles between two fields that the heading fits equally.
        return max(named + 0.01, 0.62)
    if field.looks_like is not None and named and evidence < 0.2 and any(not is_blank(value) for value in samples):
        return named - 0.25
    return named


def guess_mapping(
    headings: Sequence[str], samples: Sequence[Sequence[CellValue]], fields: Sequence[Field]
) -> list[ColumnGuess]:
    """Return one guess a column, each field given away at most once, the surest pairs first.

    `samples` are some rows below the headings; their values confirm or contradict what a heading says.
    """
    columns = [[row[place] if place < len(row) else None for row in samples] for place in range(len(headings))]
    scores = {
        (place, field.key): _score(heading, field, columns[place])
        for place, heading in enumerate(headings)
        if fold_words(heading) not in _OWN_FOLDED
        for field in fields
    }
    order = {field.key: place for place, field in enumerate(fields)}
    chosen: dict[int, str] = {}
    taken: set[str] = set()
    for (place, key), score in sorted(scores.items(), key=lambda one: (-one[1], one[0][0], order[one[0][1]])):
        if score >= GUESS_FROM and place not in chosen and key not in taken:
            chosen[place] = key
            taken.add(key)
    return [_guess(place, heading, chosen.get(place), scores, order) for place, heading in enumerate(headings)]


def _guess(
    place: int, heading: str, key: str | None, scores: dict[tuple[int, str], float], order: dict[str, int]
) -> ColumnGuess:
    ranked = sorted(order, key=lambda one: (-scores.get((place, one), 0.0), order[one]))
    others = tuple(one for one in ranked if one != key and scores.get((place, one), 0.0) >= 0.4)[:3]
    return ColumnGuess(place, heading, key, round(min(scores.get((place, key), 0.0), 1.0) if key else 0.0, 2), others)


def recognised(headings: Iterable[str], fields: Sequence[Field]) -> int:
    """Return how many cells of a line read like headings of known fields, typing errors aside."""
    names = {_stems(name) for field in fields for name in field.names}
    return sum(1 for heading in headings if heading and len(heading) < 80 and _stems(fold_words(heading)) in names)
