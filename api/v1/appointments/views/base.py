"""What views of appointments share."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView, read_if_match, with_etag
from api.problems import CONTENT_TYPE, problem
from api.v1.appointments.bodies import appointment_bodies, record_body
from api.v1.appointments.shapes import AppointmentRecordSerializer, AppointmentSerializer
from apps.appointments.models import Appointment
from apps.appointments.operations.calendars import BookingsAffectedError
from apps.appointments.queries.appointments import find_appointment, with_shown
from omuz.kernel import clock
from omuz.kernel.errors import DomainError

IF_SEEN = OpenApiParameter("If-Match", str, OpenApiParameter.HEADER, description="Version seen, where one was.")
CONFIRMED = OpenApiParameter("confirmed", bool, description="The bookings that it hits have been seen.")


def day_param(request: Request, name: str) -> dt.date | None:
    """Return a day from the address, or None where there is none.

    Raises:
        DomainError: 400 for what is no day.
    """
    text = request.query_params.get(name, "")
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise DomainError("malformed", "Tarih okunamadı.", field=name, remedy="Günü yeniden seçin.",
                          status=400) from error  # fmt: skip


def seen_version(request: Request) -> int | None:
    """Return the version that the sender has seen, None where they say none: the row's state decides then."""
    return read_if_match(request) if request.headers.get("If-Match") else None


def is_confirmed(request: Request) -> bool:
    """Return whether the sender has seen the bookings that a deletion hits."""
    return request.query_params.get("confirmed") in {"1", "true"}


class AppointmentsView(OmuzView):
    """A view of appointments."""

    @property
    def now(self) -> dt.datetime:
        """Return the present moment."""
        return clock.now()

    def record(self, appointment_id: uuid.UUID, *, status: int = 200) -> Response:
        """Return one appointment with its version."""
        found = find_appointment(appointment_id, actor=self.actor)
        body = AppointmentRecordSerializer(record_body(found, actor=self.actor, today=self.today)).data
        return with_etag(Response(body, status=status), found.version)

    def done(self, request: Request, appointment_id: uuid.UUID, act: Callable[..., Any], **values: Any) -> Response:
        """Do something to an appointment at the version that its sender saw, where they say one, and return it."""
        act(appointment_id, **values, actor=self.actor, now=self.now, version=seen_version(request))
        return self.record(appointment_id)

    def affected(self, error: BookingsAffectedError) -> Response:
        """Return the problem of a change that hits bookings, with those of them that the actor may find.

        The operation has taken its own writes back before this answer is made.
        """
        visible = Appointment.objects.visible_to(self.actor).filter(pk__in=error.appointment_ids)
        rows = list(with_shown(visible).order_by("starts_at", "id")[:200])
        body: dict[str, Any] = problem(error.status, error.code, title=error.message, detail=error.remedy)
        shown = appointment_bodies(rows, actor=self.actor)
        body["appointments"] = AppointmentSerializer(shown, many=True).data
        body["hidden"] = len(error.appointment_ids) - len(rows)
        return Response(body, status=error.status, content_type=CONTENT_TYPE)
