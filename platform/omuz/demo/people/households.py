"""Some people of the demo live together: same surname, same address, one household number."""

import dataclasses
import datetime as dt
import random
from collections.abc import Iterator
from typing import Final

from omuz.demo.people.records import DemoPerson

#: Every so many people, someone old enough heads a household of two or three registered members.
_EVERY: Final = 14
_GENERATION: Final = dt.timedelta(days=round(365.25 * 20))


def grouped(people: list[DemoPerson], rng: random.Random) -> list[DemoPerson]:
    """Return the people in the same order; some of them now share a household, its surname and its address."""
    result = list(people)
    taken: set[int] = set()
    number = 0
    for head in range(0, len(people), _EVERY):
        children = list(_children_for(head, result, taken))
        if result[head].neighbourhood == "" or head in taken or not children:
            continue
        number += 1
        result[head] = dataclasses.replace(result[head], household=number, household_role="head")
        taken.add(head)
        for child in children[: rng.randint(1, 2)]:
            taken.add(child)
            result[child] = _joined(result[child], result[head])
    return result


def _children_for(head: int, people: list[DemoPerson], taken: set[int]) -> Iterator[int]:
    parent = people[head].birth_date
    if parent is None:
        return
    for i in range(head + 1, min(head + 60, len(people))):
        born = people[i].birth_date
        single = any(fact.kind == "marital" and fact.code == "single" for fact in people[i].facts)
        if i % _EVERY and i not in taken and single and born is not None and born - parent > _GENERATION:
            yield i


def _joined(person: DemoPerson, head: DemoPerson) -> DemoPerson:
    return dataclasses.replace(
        person,
        surname=head.surname,
        district=head.district,
        neighbourhood=head.neighbourhood,
        household=head.household,
        household_role="child",
        missing=tuple(entry for entry in person.missing if entry[0] != "address"),
    )
