"""Documents that are asked for, and where each of them stands on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from apps.programmes.definition.flow import DocumentKind
from omuz.kernel.months import months_after

#: Kinds that Omuz keeps as a record of its own; a programme that names its document so has it ticked off from there.
MEDICAL_REPORT: Final = "medical_report"
UNDERTAKING: Final = "undertaking"
#: Days before the end at which somebody is told.
NOTICE_DAYS: Final = (30, 90)


class Standing(StrEnum):
    """Where a document that is asked for stands."""

    MISSING = "missing"
    REFUSED = "refused"  # was presented and not accepted: still missing
    EXPIRED = "expired"
    EXPIRING = "expiring"  # holds today, ends within 90 days
    SUBSTITUTE = "substitute"
    PRESENTED = "presented"
    NOT_SIGNED = "not_signed"  # of an undertaking: kept as such, and in nobody's way
    UNDECIDED = "undecided"  # whether it is asked for depends on something not known yet

    @property
    def counts(self) -> bool:
        """Whether the document is there today."""
        return self in {Standing.PRESENTED, Standing.SUBSTITUTE, Standing.EXPIRING}


STANDING_LABELS: Final[dict[Standing, str]] = {
    Standing.MISSING: "Eksik",
    Standing.REFUSED: "Kabul edilmedi",
    Standing.EXPIRED: "Süresi dolmuş",
    Standing.EXPIRING: "Süresi doluyor",
    Standing.SUBSTITUTE: "Yerine geçen belge sunuldu",
    Standing.PRESENTED: "Sunuldu",
    Standing.NOT_SIGNED: "İmzalanmadı; engel değil",
    Standing.UNDECIDED: "İstenip istenmediği belli değil",
}


@dataclass(frozen=True, slots=True)
class Held:
    """What is on file of one kind: the current document, or the last refused one."""

    is_substitute: bool = False
    valid_until: dt.date | None = None
    was_refused: bool = False
    #: It rests on a record of the person that was corrected or withdrawn since.
    is_gone: bool = False


def standing_of(held: Held | None, *, on: dt.date, is_certain: bool = True) -> Standing:
    """Return where a document stands on a day; its last day still counts."""
    if held is None or held.is_gone:
        return Standing.MISSING if is_certain else Standing.UNDECIDED
    if held.was_refused:
        return Standing.REFUSED
    if held.valid_until is not None and held.valid_until < on:
        return Standing.EXPIRED
    if held.valid_until is not None and (held.valid_until - on).days <= NOTICE_DAYS[1]:
        return Standing.EXPIRING
    return Standing.SUBSTITUTE if held.is_substitute else Standing.PRESENTED


def days_left(valid_until: dt.date | None, *, on: dt.date) -> int | None:
    """Return the days until a document ends, negative once it has; None for one that does not end soon."""
    if valid_until is None or (valid_until - on).days > NOTICE_DAYS[1]:
        return None
    return (valid_until - on).days


def warning_of(valid_until: dt.date | None, *, on: dt.date) -> str:
    """Return what falls due with a document, 90 and 30 days before and afterwards; empty where nothing does."""
    left = days_left(valid_until, on=on)
    if left is None or valid_until is None:
        return ""
    day = valid_until.strftime("%d.%m.%Y")
    if left < 0:
        return f"Bu belgenin süresi dolmuş: {day}. Yenisini ya da yenileme başvurusunun alındı belgesini ekleyin."
    if left == 0:
        return "Bu belgenin süresi bugün doluyor. Yenisini isteyin."
    soon = "Yenilenmesi için şimdiden randevu alınması uygun olur." if left > NOTICE_DAYS[0] else "Yenisini isteyin."
    return f"Bu belgenin süresinin dolmasına {left} gün var ({day}). {soon}"


def last_valid_day(kind: DocumentKind, *, issued_on: dt.date | None) -> dt.date | None:
    """Return the last day on which a document of that kind holds; None where it does not end or its day is unknown."""
    if kind.valid_months is None or issued_on is None:
        return None
    return months_after(issued_on, kind.valid_months) - dt.timedelta(days=1)


def is_complete(standings: Iterable[tuple[str, Standing]]) -> bool | None:
    """Return whether every document that is asked for is there; None where what is asked for is not decided yet.

    The undertaking is left out: it is signed after the application, and nobody is kept waiting for it (Art. 24, 25).
    """
    undecided = False
    for document, standing in standings:
        if document == UNDERTAKING:
            continue
        if standing is Standing.UNDECIDED:
            undecided = True
        elif not standing.counts:
            return False
    return None if undecided else True


def count_missing(standings: Iterable[tuple[str, Standing]]) -> int:
    """Return how many documents that are surely asked for are not there; the undertaking is not counted."""
    return sum(
        1
        for document, standing in standings
        if document != UNDERTAKING and standing is not Standing.UNDECIDED and not standing.counts
    )
