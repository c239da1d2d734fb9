"""By when a petition is answered, and when it cries. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from apps.programmes.definition import Definition
from apps.programmes.definition.flow import Deadline

#: 3071 m. 7, KVKK m. 13: a ceiling that a programme may shorten and nobody lengthens (readings 7).
CEILING: Final = 30
_BY_LAW: Final = {
    "data_subject": "6698 sayılı Kanun m. 13: en geç 30 gün",
    "": "3071 sayılı Kanun m. 7: en geç 30 gün",
}
#: Days that are left when a petition cries: days 20, 25 and 29 of thirty.
CRIES: Final = (10, 5, 1)


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of an answer, and by which text."""

    on: dt.date
    basis: str


def due_of(
    definition: Definition | None, kind: str, *, received_on: dt.date, counted: Callable[[Deadline, dt.date], dt.date]
) -> Due:
    """Return the last day for the answer: the programme's own deadline where it is earlier, the statute's otherwise.

    `counted` gives the last day of a deadline from its start. Force majeure does not move it: the clock is statutory
    (İzmir Art. 27, readings 7).
    """
    ceiling = received_on + dt.timedelta(days=CEILING)
    by_law = Due(ceiling, _BY_LAW.get(kind, _BY_LAW[""]))
    own = next((one for one in definition.deadlines if kind in one.petitions), None) if definition is not None else None
    if own is None or definition is None:
        return by_law
    on = counted(own, received_on)
    return Due(on, definition.cited(own.basis) or by_law.basis) if on <= ceiling else by_law


def day_of(received_on: dt.date, today: dt.date) -> int:
    """Return which day of the clock today is: the day of receipt is 0."""
    return (today - received_on).days


def cry_of(due_on: dt.date, today: dt.date) -> int:
    """Return the last of the cries that is due: how many days were to be left; 0 while there is none."""
    left = (due_on - today).days
    return min((one for one in CRIES if left <= one), default=0)
