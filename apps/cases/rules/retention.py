"""How long what a case holds is kept: İzmir's article 20, wherever a programme adopts it (readings 2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from apps.cases.rules.validity import months_after
from apps.programmes.definition import Definition
from apps.programmes.definition.flow import RetentionClass
from apps.programmes.definition.retaining import CAP_MONTHS, retention_cap
from apps.programmes.registry import bound

__all__ = ["CaseDays", "Kept", "kept_until", "retention_cap"]


@dataclass(frozen=True, slots=True)
class CaseDays:
    """The days of a case on which keeping depends. `became_application`: it has a number, or never needed one."""

    opened_on: dt.date
    closed_on: dt.date | None
    became_application: bool
    programme_ended_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """How long a case's records are kept, and why. `until` is the last day; None while nothing has started it.

    `is_archive`: kept without an end. `is_capped`: the article's ceiling shortened what the class says.
    """

    key: str
    label: str
    months: int | None
    starts: str
    started_on: dt.date | None
    until: dt.date | None
    method: str
    is_archive: bool
    is_capped: bool
    statutory_reserved: bool
    article: str
    article_text: str


def kept_until(definition: Definition, days: CaseDays) -> Kept | None:
    """Return how long a case is kept under its version; None where the programme says nothing of it.

    A pre-application that became no application has its own, shorter class where the programme lists one. Where the
    programme's text caps periods, no class keeps longer than the cap from the day on which it starts.
    """
    found = class_for(definition.retention, is_pre_application=not days.became_application)
    if found is None:
        return None
    started = _started(found, days)
    cap = bound(definition, "retention_cap")
    months, capped = found.months, False
    if cap is not None and not retention_cap(months).allowed:
        months, capped = CAP_MONTHS, True
    until = months_after(started, months) if started is not None and months is not None else None
    return Kept(
        key=found.key, label=found.label.tr, months=months, starts=found.starts, started_on=started, until=until,
        method=found.method, is_archive=months is None, is_capped=capped,
        statutory_reserved=found.statutory_periods_reserved,
        article=cap.cited if cap is not None else definition.cited(found.basis),
        article_text=cap.text if cap is not None else "",
    )  # fmt: skip


def class_for(classes: Sequence[RetentionClass], *, is_pre_application: bool) -> RetentionClass | None:
    """Return the first class that is about such a case; a pre-application without one is kept like a file."""
    wanted = ("pre_application", "case_file") if is_pre_application else ("case_file",)
    return next((one for kind in wanted for one in classes if one.applies_to == kind), None)


def _started(found: RetentionClass, days: CaseDays) -> dt.date | None:
    if found.starts == "recorded":
        return days.opened_on
    return days.closed_on if found.starts == "case_closed" else days.programme_ended_on
