"""What is counted, as data: one YAML file a table, read and checked when the process starts."""

from apps.indicators.definitions.model import Band, Cohort, Dimension, Indicator, ReportDefinition, Words
from apps.indicators.definitions.reading import DefinitionError, load_report
from apps.indicators.definitions.shipped import all_reports, register_report, report_definition

__all__ = [
    "Band",
    "Cohort",
    "DefinitionError",
    "Dimension",
    "Indicator",
    "ReportDefinition",
    "Words",
    "all_reports",
    "load_report",
    "register_report",
    "report_definition",
]
