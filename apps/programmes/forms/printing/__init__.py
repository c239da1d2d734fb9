"""A form on paper: blank, to be filled in by hand, and as it was submitted. The template is code, texts are data."""

from apps.programmes.forms.printing.pdf import FormHead, PrintedFact, blank_pdf, submission_pdf

__all__ = ["FormHead", "PrintedFact", "blank_pdf", "submission_pdf"]
