"""The reports that ship with Omuz, read once."""

from functools import cache
from pathlib import Path

from apps.indicators.definitions.model import ReportDefinition
from apps.indicators.definitions.reading import load_report


@cache
def all_reports() -> dict[str, ReportDefinition]:
    """Return the shipped reports by key.

    Raises:
        DefinitionError: one of their files cannot be used; the app reads them all when the process starts.
    """
    folders = sorted(file.parent for file in Path(__file__).parent.glob("*/report.yaml"))
    reports = [load_report(folder) for folder in folders]
    return {report.key: report for report in reports}


def report_definition(key: str) -> ReportDefinition | None:
    """Return the report of that key, or None."""
    return all_reports().get(key)
