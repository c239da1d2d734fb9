"""What is not needed any more is forgotten: where public bookings came from, and names of those never matched."""

import datetime as dt

from django.db.models import Q

from apps.appointments.models import Appointment
from apps.appointments.operations.recording import seal_details
from apps.appointments.queries.appointments import details_of
from apps.appointments.rules.details import Details
from apps.appointments.rules.limits import CONNECTION_KEPT, UNMATCHED_KEPT


def forget_old(*, now: dt.datetime, limit: int = 500) -> int:
    """Forget connections after two days, and names and contacts of unmatched bookings after thirty (KVKK m. 4, 7).

    Returns how many rows that changed; done again it changes nothing. Needs stay: they say nothing of anybody now.
    """
    old = Appointment.objects.filter(~Q(connection_token=""), booked_at__lt=now - CONNECTION_KEPT)
    forgotten = old.update(connection_token="")
    unmatched = Appointment.objects.filter(
        person__isnull=True, is_public=True, starts_at__lt=now - UNMATCHED_KEPT
    ).exclude(code_token="")
    rows = list(unmatched.order_by("starts_at").select_for_update(skip_locked=True)[:limit])
    for one in rows:
        needs, interpreter = details_of(one).needs, details_of(one).interpreter
        seal_details(one, Details(needs=needs, interpreter=interpreter))
        one.code_token = one.contact_token = ""
        one.version += 1
        one.save(update_fields=["sealed", "code_token", "contact_token", "version", "updated_at"])
    return forgotten + len(rows)
