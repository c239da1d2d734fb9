"""What the apps above ask: the letters about a decision, a petition, a receipt ..."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Collection

from apps.letters.enums import LetterState
from apps.letters.models import Letter

__all__ = ["LetterView", "letters_about", "number_of"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LetterView:
    """A letter as the page of what it is about shows it. `number` is Omuz' own ("2026/15"), empty in a draft."""

    id: uuid.UUID
    number: str
    official_number: str
    use: str
    state: str
    approved_at: dt.datetime | None
    served_on: dt.date | None
    undeliverable: bool


def letters_about(kind: str, ids: Collection[uuid.UUID]) -> dict[uuid.UUID, list[LetterView]]:
    """Return the letters about each of these records, the latest first; one statement.

    For callers that have found the records for their reader: whoever sees a decision sees that it was written about.
    Opening the letter itself asks for its own right.
    """
    rows = Letter.objects.filter(about_kind=kind, about_id__in=list(ids)).order_by("-drafted_at", "-id")
    found: dict[uuid.UUID, list[LetterView]] = {key: [] for key in ids}
    for row in rows:
        if row.about_id is not None:
            found[row.about_id].append(view_of(row))
    return found


def view_of(row: Letter) -> LetterView:
    """Return a letter as `LetterView`."""
    return LetterView(
        id=row.pk, number=number_of(row), official_number=row.official_number, use=row.use, state=row.state,
        approved_at=row.approved_at, served_on=row.served_on, undeliverable=row.state == LetterState.UNDELIVERABLE,
    )  # fmt: skip


def number_of(row: Letter) -> str:
    """Return Omuz' own number as it is written: "2026/15"; empty before the approval."""
    return f"{row.year}/{row.number}" if row.number is not None else ""
