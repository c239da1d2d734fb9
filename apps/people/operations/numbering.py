"""File numbers: "2026-00001", counted within the municipality and the year. The database decides races."""

import re

from apps.people.models import FileNumberCounter

_OURS = re.compile(r"(\d{4})-(\d{5,9})")


def reserve_file_numbers(year: int, count: int = 1) -> list[str]:
    """Return the next `count` numbers of the year, taken for good when the transaction commits.

    The counter of the year stays locked until then: take the number last, and keep imports in short transactions.
    """
    last = FileNumberCounter.take(year, count)
    return [f"{year}-{number:05d}" for number in range(last - count + 1, last + 1)]


def pass_over(file_number: str) -> None:
    """Make the counter go on after a number that came from outside (an import), so that it is not given again."""
    found = _OURS.fullmatch(file_number)
    if found is not None:
        FileNumberCounter.pass_over(int(found[1]), int(found[2]))
