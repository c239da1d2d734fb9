"""Reading reports."""

from apps.indicators.queries.explained import ExplainedReport, ExplainedRow, ExplainedTable, explain_report
from apps.indicators.queries.plain import report_as_text, report_as_values
from apps.indicators.queries.reports import LabelledFigure, Report, Table, get_report, list_reports

__all__ = [
    "ExplainedReport",
    "ExplainedRow",
    "ExplainedTable",
    "LabelledFigure",
    "Report",
    "Table",
    "explain_report",
    "get_report",
    "list_reports",
    "report_as_text",
    "report_as_values",
]
