"""Stored and exchanged values of indicators."""

from enum import StrEnum


class Unit(StrEnum):
    """What one is counted: a person in two groups is one person and two memberships."""

    PERSON = "person"
    MEMBERSHIP = "membership"
    PARTICIPATION = "participation"
    EVENT = "event"
    HOUSEHOLD = "household"
    ORGANISATION = "organisation"
    CASE = "case"


class TotalMode(StrEnum):
    """How the percentage of a total row is found."""

    RECOMPUTE = "recompute"
    SUM_OF_ROUNDED = "sum_of_rounded"


class EmptyRows(StrEnum):
    """Whether a row that counts nobody is shown."""

    SHOW = "show"
    HIDE = "hide"


class ReportFormat(StrEnum):
    """What a report can be taken away as."""

    PDF = "pdf"
    XLSX = "xlsx"


#: Key of the row of those whose value is not known, and of those outside of every band or of codes that are no rows;
#: shown only where they count.
UNKNOWN = "unknown"
OUTSIDE = "outside"
TOTAL = "total"
#: Key of the row of those of whom it is known that no code of a list holds.
NONE = "none"
