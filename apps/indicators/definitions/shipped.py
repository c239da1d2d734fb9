"""The reports that ship with Omuz, read once."""

from functools import cache
from pathlib import Path
from typing import Final

from apps.indicators.definitions.model import ReportDefinition
from apps.indicators.definitions.reading import load_report

_added: Final[dict[str, ReportDefinition]] = {}


def register_report(report: ReportDefinition) -> None:
    """Add a module's report; called from its `ready`. Raises ValueError for a key that is taken."""
    if report.key in _shipped() or _added.setdefault(report.key, report) is not report:
        raise ValueError(f"there is a report {report.key} already")


def all_reports() -> dict[str, ReportDefinition]:
    """Return the shipped reports by key, then those that modules added.

    Raises:
        DefinitionError: one of their files cannot be used; the app reads them all when the process starts.
    """
    return {**_shipped(), **_added}


@cache
def _shipped() -> dict[str, ReportDefinition]:
    folders = sorted(file.parent for file in Path(__file__).parent.glob("*/report.yaml"))
    reports = [load_report(folder) for folder in folders]
    return {report.key: report for report in reports}


def report_definition(key: str) -> ReportDefinition | None:
    """Return the report of that key, or None."""
    return all_reports().get(key)
