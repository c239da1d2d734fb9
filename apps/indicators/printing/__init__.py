"""Reports to take away: PDF by typst, sheets by xlsxwriter. Templates are code; what a municipality wrote is data."""

from apps.indicators.printing.pdf import report_pdf
from apps.indicators.printing.sheet import report_xlsx

__all__ = ["report_pdf", "report_xlsx"]
