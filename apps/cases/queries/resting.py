"""What of a case rests on an attendance: the application whose number was given on that meeting (Art. 8)."""

from collections.abc import Iterator

from apps.appointments.resting import Asked, Rest
from apps.cases.models import Application, Case
from apps.cases.queries.intake import APPOINTMENT
from apps.cases.rules.attendance import standing_attendance
from apps.programmes.queries.pinned import pinned_definition
from apps.programmes.registry import bound

__all__ = ["applications_on"]


def applications_on(asked: Asked) -> Iterator[Rest]:
    """Yield the application that stands on a meeting; it cites the article where its version has adopted one."""
    row = Application.objects.filter(appointment_id=asked.appointment_id).first()
    if row is None:
        return
    reached = Case.objects.visible_to(asked.actor).filter(pk=row.case_id).exists()
    yield Rest(
        standing_attendance(carries_number=True),
        bound(pinned_definition(row.programme_version_id), APPOINTMENT),
        f"/dosyalar/{row.case_id}" if reached else "",
    )
