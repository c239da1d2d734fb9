"""Taking a report away: a file, and one audit row that says who took which report of which day."""

import dataclasses
import datetime as dt

from django.db import transaction

from apps.indicators.enums import ReportFormat
from apps.indicators.printing import report_pdf, report_xlsx
from apps.indicators.queries import explain_report, get_report
from apps.indicators.queries.explained import Language, file_name
from omuz.kernel import audit
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.context import require_municipality

MEDIA_TYPES = {
    ReportFormat.PDF: "application/pdf",
    ReportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclasses.dataclass(frozen=True, slots=True)
class PrintedReport:
    """A file ready to be sent."""

    content: bytes
    media_type: str
    name: str


@transaction.atomic
def print_report(
    key: str, *, actor: Actor, as_of: dt.date | None, form: ReportFormat, language: Language, now: dt.datetime
) -> PrintedReport:
    """Return the report as a file and record that it was taken away.

    Raises:
        NotAllowed, NotFound, DomainError: as `queries.get_report`.
    """
    municipality, today = require_municipality(), local_date(now)
    report = get_report(key, actor=actor, as_of=as_of, today=today)
    explained = explain_report(report, municipality=municipality.name, language=language)
    write = report_pdf if form is ReportFormat.PDF else report_xlsx
    content = write(explained, printed_on=today)
    audit.record(
        actor=actor,
        action=f"report.printed_{form.value}",
        subject=("tenants.municipality", municipality.id),
        now=now,
        reason=f"{key} {report.as_of.isoformat()}",
    )
    name = file_name(report, municipality=municipality.slug, extension=form.value)
    return PrintedReport(content, MEDIA_TYPES[form], name)
