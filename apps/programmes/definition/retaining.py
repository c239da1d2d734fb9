"""How long records are kept: by the classes of a programme, five years at most where its text says so (İzmir Art. 20).

One rule for every kind of record. Which app keeps records of a kind, and which of them have come to their end, is
offered to `apps.programmes.registry.retained`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from apps.programmes.definition.flow import RetentionClass
from apps.programmes.definition.programme import Definition
from apps.programmes.registry.guards import ALLOWED, Verdict, bound, refused
from omuz.kernel.months import months_after

__all__ = [
    "CAP_MONTHS", "Kept", "Period", "RecordDays", "governing", "kept_until", "period_of", "retention_cap",
    "retention_capped", "unused_classes",
]  # fmt: skip

CAP_MONTHS: Final = 60
#: What a kind of record is kept as where the programme lists no class of its own for it. An appointment that no file
#: followed is what came before an application, and nothing became of it.
_KEPT_AS: Final[Mapping[str, tuple[str, ...]]] = {
    "pre_application": ("pre_application", "case_file"),
    "appointment": ("appointment", "pre_application"),
}
_CAP_LABEL: Final = "Programın metnindeki üst sınır"


def retention_cap(months: int | None) -> Verdict:
    """Return whether a period stays within five years (Art. 20: "her hâlükârda en fazla beş yıl").

    None is "for ever", which no cap admits. Statutory periods that are longer are kept apart: they are the law's.
    """
    if months is not None and months <= CAP_MONTHS:
        return ALLOWED
    return refused(
        "beyond_retention_cap",
        f"Programın metnine göre kişisel veriler her hâlükârda en fazla beş yıl ({CAP_MONTHS} ay) saklanır.",
        "Saklama süresini kısaltın. Kanunun öngördüğü daha uzun süreler “yasal süreler saklı” işaretiyle korunur.",
    )


def retention_capped(definition: Definition) -> Verdict:
    """Return whether every retention class of a definition about people stays within the cap (Art. 20)."""
    verdicts = (retention_cap(one.months) for one in definition.retention)
    return next((one for one in verdicts if not one.allowed), ALLOWED)


@dataclass(frozen=True, slots=True)
class Period:
    """What a version says of a kind of record. `months` is None of an archive; `starts` as in `RetentionClass`.

    `is_capped`: the article's ceiling shortened what the class says, or stands in where there is no class.
    """

    key: str
    label: str
    months: int | None
    starts: str
    method: str
    is_capped: bool
    statutory_reserved: bool
    article: str
    article_text: str


@dataclass(frozen=True, slots=True)
class RecordDays:
    """The days of a record on which keeping depends. `ended_on`: closed, answered, over; None while it goes on."""

    recorded_on: dt.date
    ended_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Kept:
    """How long one record is kept, and why. `until` is the last day; None without an end or before it has begun."""

    kind: str
    period: Period
    started_on: dt.date | None
    until: dt.date | None


def governing(definition: Definition, kind: str) -> RetentionClass | None:
    """Return the class by which records of a kind are kept: the first of its own, or of what it is kept as."""
    wanted = _KEPT_AS.get(kind, (kind,))
    return next((one for name in wanted for one in definition.retention if one.applies_to == name), None)


def unused_classes(definition: Definition) -> Iterator[int]:
    """Yield the places of classes that keep nothing: an earlier one is about the same records."""
    seen: set[str] = set()
    for place, one in enumerate(definition.retention):
        if one.applies_to in seen:
            yield place
        seen.add(one.applies_to)


def period_of(definition: Definition, kind: str) -> Period | None:
    """Return what a version says of a kind of record; None where it says nothing.

    Where the programme's text caps periods, no class keeps longer than the cap, and what has no class is kept no longer
    either: Art. 20 is about all personal data of the programme.
    """
    found, cap = governing(definition, kind), bound(definition, "retention_cap")
    if found is None and cap is None:
        return None
    months = found.months if found is not None else None
    is_capped = cap is not None and not retention_cap(months).allowed
    return Period(
        key=found.key if found is not None else "",
        label=found.label.tr if found is not None else _CAP_LABEL,
        months=CAP_MONTHS if is_capped else months,
        starts=found.starts if found is not None else "case_closed",
        # What the cap ends is no archive.
        method="erase" if found is None or (is_capped and found.method == "archive") else found.method,
        is_capped=is_capped,
        statutory_reserved=found is None or found.statutory_periods_reserved,
        article=cap.cited if cap is not None else definition.cited(found.basis if found is not None else None),
        article_text=cap.text if cap is not None else "",
    )


def kept_until(definition: Definition, kind: str, days: RecordDays) -> Kept | None:
    """Return how long a record is kept under its version; None where that says nothing of its kind.

    A pause of the programme's clocks (Art. 27) moves nothing here: it stops its internal deadlines, and this is a
    ceiling on what may be held of a person (readings 2, 7).
    """
    period = period_of(definition, kind)
    if period is None:
        return None
    started, months = _started(definition, period, days), period.months
    until = months_after(started, months) if started is not None and months is not None else None
    return Kept(kind, period, started, until)


def _started(definition: Definition, period: Period, days: RecordDays) -> dt.date | None:
    if period.starts == "programme_ended":
        return definition.effective.ends_on
    return days.recorded_on if period.starts == "recorded" else days.ended_on
