"""Effects on registrants: who becomes eligible, who loses it, who becomes undecided and for want of what."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from apps.programmes.deciding import Decider, Outcome
from apps.programmes.definition import Definition
from apps.programmes.whatif.dimensions import FACTS, Place, place_of
from apps.programmes.whatif.loading import Reader

POINT: Final = "eligibility"
#: Every person is in exactly one of them, in the order in which they are shown.
PERSON_CHANGES: Final = ("gains", "loses", "undecided", "ruled_out", "unchanged")
_CHANGES: Final[Mapping[tuple[Outcome | None, Outcome], str]] = {
    (Outcome.NO, Outcome.YES): "gains",
    (Outcome.UNKNOWN, Outcome.YES): "gains",
    (None, Outcome.YES): "gains",
    (Outcome.YES, Outcome.NO): "loses",
    (Outcome.UNKNOWN, Outcome.NO): "ruled_out",
    (Outcome.YES, Outcome.UNKNOWN): "undecided",
    (Outcome.NO, Outcome.UNKNOWN): "undecided",
    (None, Outcome.UNKNOWN): "undecided",
}


class PersonEffect(NamedTuple):
    """What a draft would change for one person. `missing` names facts of those who become undecided."""

    id: uuid.UUID
    before: Outcome | None
    after: Outcome
    place: Place
    missing: tuple[str, ...]

    @property
    def change(self) -> str:
        """Which of PERSON_CHANGES it is; without an earlier version, somebody who stays out is unchanged."""
        return _CHANGES.get((self.before, self.after), "unchanged")


class PeopleExaminer:
    """Eligibility under an earlier version (or none) and under a draft, for many people."""

    def __init__(
        self, *, before: Definition | None, after: Definition, on: dt.date, closed_before: Collection[str],
        closed_after: Collection[str],
    ) -> None:  # fmt: skip
        self._before = Decider(before, POINT, on=on, closed=closed_before) if before is not None else None
        self._after = Decider(after, POINT, on=on, closed=closed_after)
        self._reader = Reader(
            before=before, names_before=self._before.names if self._before else frozenset(), after=after,
            names_after=self._after.names | FACTS, on=on, closed_before=closed_before, closed_after=closed_after,
        )  # fmt: skip

    @property
    def names(self) -> frozenset[str]:
        """The facts on which being in one list or another rests."""
        return self._after.names | (self._before.names if self._before is not None else frozenset())

    def examine(self, ids: Sequence[uuid.UUID]) -> Iterator[PersonEffect]:
        """Yield the effect on each person, in the order of the keys."""
        facts_before, facts_after = self._reader.people(ids)
        alike = facts_before is facts_after
        for key in ids:
            now = facts_after[key]
            was = now if alike else facts_before[key]
            before = self._before.verdict(was).outcome if self._before is not None else None
            after = self._after.verdict(now).outcome
            becomes_unknown = after is Outcome.UNKNOWN and before is not Outcome.UNKNOWN
            missing = self._after.wanting(now) if becomes_unknown else ()
            yield PersonEffect(key, before, after, place_of(now), missing)
