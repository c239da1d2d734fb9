"""Documents of a case: presented, seen, taken over from the person's record, refused, withdrawn, opened.

A document of a special kind (a medical report) is recorded by who may write special values of the programme, and opened
for a logged purpose only (KVKK m. 6).
"""

from apps.cases.operations.documents.ending import refuse_document, withdraw_document
from apps.cases.operations.documents.presenting import (
    Presented,
    SentDocument,
    Upload,
    accept_upload,
    present_document,
    take_over_report,
)
from apps.cases.operations.documents.reading import log_special_reading, open_case_document, open_texts

__all__ = [
    "Presented",
    "SentDocument",
    "Upload",
    "accept_upload",
    "log_special_reading",
    "open_case_document",
    "open_texts",
    "present_document",
    "refuse_document",
    "take_over_report",
    "withdraw_document",
]
