"""The appointments of members of staff on a day: what stands on a coach's list beside the visits."""

import datetime as dt
import uuid
from collections.abc import Collection

from django.utils import timezone

from apps.appointments.enums import AppointmentState
from apps.appointments.models import Appointment, AppointmentQuerySet
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date

__all__ = ["appointment_of", "appointments_of_staff"]


def appointments_of_staff(staff_ids: Collection[uuid.UUID], *, on: dt.date, actor: Actor) -> AppointmentQuerySet:
    """Return the appointments of these colleagues on a day that the actor may find, called-off ones left out."""
    start = timezone.make_aware(dt.datetime.combine(on, dt.time.min))
    rows = Appointment.objects.visible_to(actor).exclude(state=AppointmentState.CANCELLED)
    rows = rows.filter(staff__in=staff_ids, starts_at__gte=start, starts_at__lt=start + dt.timedelta(days=1))
    return rows.select_related("person").order_by("starts_at", "id")


def appointment_of(appointment_id: uuid.UUID, *, actor: Actor) -> tuple[uuid.UUID | None, uuid.UUID, dt.date] | None:
    """Return whose appointment it is, in which programme and on which day; None where the actor finds none."""
    row = Appointment.objects.visible_to(actor).exclude(state=AppointmentState.CANCELLED).filter(pk=appointment_id)
    found = row.values_list("person_id", "programme_id", "starts_at").first()
    return (found[0], found[1], local_date(found[2])) if found is not None else None
