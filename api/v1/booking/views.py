"""Citizens book, look up, change and call off: no session, a code in the body, and limits on who asks how often."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, cast

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import SimpleRateThrottle

from api.base import OmuzView
from api.files import attachment
from api.params import uuid_param
from api.permissions import ANYONE
from api.requests import sender_address
from api.v1.appointments.bodies import choice_bodies
from api.v1.appointments.views.base import day_param
from api.v1.booking import shapes
from api.v1.shapes import results_of
from apps.appointments.enums import AppointmentState, MeetingPlace, Need, Relation
from apps.appointments.models import Appointment
from apps.appointments.operations.public import (
    PublicRequest,
    find_by_code,
    public_cancel,
    public_change,
    request_booking,
)
from apps.appointments.queries.files import MEDIA_TYPE, file_for_citizen
from apps.appointments.queries.public import PublicSlot, free_days, public_desk
from omuz.kernel import clock, context
from omuz.kernel.errors import DomainError, NotFound


class _BookingThrottle(SimpleRateThrottle):
    """Counts by the sender's machine."""

    def get_cache_key(self, request: Request, view: Any) -> str:
        """Return the key of the sender's machine."""
        return f"{self.scope}:{self.get_ident(request)}"


class LookThrottle(_BookingThrottle):
    """Looking at free times is cheap, not free."""

    scope = "booking_look"
    rate = "120/min"


class RequestThrottle(_BookingThrottle):
    """Nobody books by the dozen."""

    scope = "booking_request"
    rate = "20/min"


class CodeThrottle(_BookingThrottle):
    """Nobody tries codes by the hundred."""

    scope = "booking_code"
    rate = "20/min"


class DeskView(OmuzView):
    """What may be booked."""

    required_rights: ClassVar = {"GET": ANYONE}
    throttle_classes = [LookThrottle]

    @extend_schema(operation_id="booking_desk", responses=shapes.PublicDeskSerializer)
    def get(self, request: Request) -> Response:
        """Return services, units and the lists of codes; 404 where no programme has public booking."""
        desk = public_desk(on=clock.local_date(clock.now()))
        body = {
            "municipality": context.require_municipality().name,
            "units": [{"id": one.id, "name": one.name, "address": one.address} for one in desk.offices],
            "services": [
                {"programme": one.programme_id, "key": one.service.key, "label": one.service.label.tr,
                 "description": one.service.description.tr if one.service.description is not None else "",
                 "minutes": one.service.minutes,
                 "places": [{"key": key, "label": MeetingPlace(key).label} for key in one.service.places],
                 "units": desk.units_of.get((one.programme_id, one.service.key), [])}
                for one in desk.services
            ],
            "needs": choice_bodies(Need), "relations": choice_bodies(Relation),
            "privacy_notice": desk.privacy_notice, "phone": desk.said.phone,
            "sign_language_video": desk.said.sign_language_video, "easy_read": desk.said.easy_read,
        }  # fmt: skip
        return Response(shapes.PublicDeskSerializer(body).data)


class DaysView(OmuzView):
    """Free times."""

    required_rights: ClassVar = {"GET": ANYONE}
    throttle_classes = [LookThrottle]

    @extend_schema(
        operation_id="booking_days",
        parameters=[
            OpenApiParameter("programme", OpenApiTypes.UUID, required=True),
            OpenApiParameter("service", OpenApiTypes.STR, required=True),
            OpenApiParameter("unit", OpenApiTypes.UUID),
            OpenApiParameter("from", OpenApiTypes.DATE),
        ],
        responses=results_of("PublicDays", shapes.PublicDaySerializer),
    )
    def get(self, request: Request) -> Response:
        """Return the days of a month that have free times, with the times."""
        programme_id = uuid_param(request, "programme")
        if programme_id is None:
            raise NotFound
        found = free_days(
            programme_id=programme_id, service=request.query_params.get("service", "")[:48],
            unit_id=uuid_param(request, "unit"), first=day_param(request, "from"), now=clock.now(),
        )  # fmt: skip
        return _days(found)


def _days(found: Mapping[dt.date, Sequence[PublicSlot]]) -> Response:
    rows = [
        {"date": day, "slots": [{"id": one.id, "starts_at": one.starts_at} for one in slots]}
        for day, slots in found.items()
    ]
    return Response({"results": shapes.PublicDaySerializer(rows, many=True).data})


class RequestsView(OmuzView):
    """A booking."""

    required_rights: ClassVar = {"POST": ANYONE}
    throttle_classes = [RequestThrottle]

    @extend_schema(
        operation_id="booking_request", request=shapes.BookingRequestSerializer,
        responses={201: shapes.BookedSerializer},
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        """Book a time and return the code that finds it; the same request under the same key books once."""
        public_desk(on=clock.local_date(clock.now()))
        form = shapes.BookingRequestSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        values = form.validated_data
        if values["website"]:
            raise DomainError("not_a_person", "İstek doğrulanamadı; randevu verilmedi.",
                              remedy="Otomatik doldurmayı kapatıp yeniden deneyin ya da birimi arayın.")  # fmt: skip
        wanted = PublicRequest(
            slot_id=values["slot"], programme_id=values["programme"], service=values["service"],
            candidate_name=values["candidate_name"], is_for_other=values["booker"] == "other",
            booker_name=values["booker_name"], relation=values["relation"], phone=values["phone"],
            email=values["email"], needs=tuple(values["needs"]), coming_along=values["coming_along"],
            connection=sender_address(request._request) or "",
            retry_key=request.headers.get("Idempotency-Key", "")[:128],
        )  # fmt: skip
        booked = request_booking(wanted, now=clock.now())
        body = {"code": booked.code, "appointment": _shown(booked.appointment)}
        return Response(shapes.BookedSerializer(body).data, status=201)


def _shown(appointment: Appointment) -> dict[str, Any]:
    calendar, unit = appointment.calendar, appointment.unit
    return {
        "starts_at": appointment.starts_at, "ends_at": appointment.ends_at, "place": appointment.place,
        "place_label": appointment.get_place_display(),
        "unit": {"id": unit.pk, "name": unit.name, "address": calendar.address if calendar is not None else ""},
        "state": appointment.state, "state_label": appointment.get_state_display(),
        "may_change": appointment.state == AppointmentState.BOOKED and appointment.starts_at > clock.now(),
    }  # fmt: skip


class _CodeView(OmuzView):
    """A view that is asked with a code."""

    required_rights: ClassVar = {"POST": ANYONE}
    throttle_classes = [CodeThrottle]

    def code(self, request: Request) -> str:
        """Return the code that was sent; 404 first where there is no public booking at all."""
        public_desk(on=clock.local_date(clock.now()))
        form = shapes.BookingCodeSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        return cast(str, form.validated_data["code"])

    def found(self, appointment: Appointment) -> Response:
        """Return an appointment as its code shows it."""
        return Response(shapes.FoundSerializer({"appointment": _shown(appointment)}).data)


class LookupView(_CodeView):
    """What a code finds."""

    @extend_schema(
        operation_id="booking_lookup", request=shapes.BookingCodeSerializer, responses=shapes.FoundSerializer
    )
    def post(self, request: Request) -> Response:
        """Return time, place, unit and state; nothing of anybody."""
        return self.found(find_by_code(self.code(request)))


class OtherDaysView(_CodeView):
    """Free times into which a booking may be moved."""

    @extend_schema(
        operation_id="booking_other_days", request=shapes.OtherDaysSerializer,
        responses=results_of("OtherDays", shapes.PublicDaySerializer),
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        """Return the free times for the appointment of a code; nobody learns from it what it is for."""
        appointment = find_by_code(self.code(request))
        form = shapes.OtherDaysSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        found = free_days(
            programme_id=appointment.programme_id, service=appointment.service, unit_id=appointment.unit_id,
            first=form.validated_data["first"], now=clock.now(),
        )  # fmt: skip
        return _days(found)


class ChangeView(_CodeView):
    """Another time."""

    @extend_schema(
        operation_id="booking_change", request=shapes.BookingChangeSerializer, responses=shapes.FoundSerializer
    )
    def post(self, request: Request) -> Response:
        """Move the appointment of a code into another free time."""
        code = self.code(request)
        form = shapes.BookingChangeSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        slot_id: uuid.UUID = form.validated_data["slot"]
        return self.found(public_change(code, slot_id, now=clock.now()))


class CancellationView(_CodeView):
    """Calling off."""

    @extend_schema(
        operation_id="booking_cancel", request=shapes.BookingCodeSerializer, responses=shapes.FoundSerializer
    )
    def post(self, request: Request) -> Response:
        """Call the appointment of a code off."""
        return self.found(public_cancel(self.code(request), now=clock.now()))


class FileView(_CodeView):
    """For the own calendar."""

    @extend_schema(
        operation_id="booking_file", request=shapes.BookingCodeSerializer,
        responses={(200, "text/calendar"): OpenApiTypes.BINARY},
    )  # fmt: skip
    def post(self, request: Request) -> HttpResponse:
        """Return the appointment of a code as a calendar file with a neutral title."""
        found = find_by_code(self.code(request))
        return attachment("randevu.ics", MEDIA_TYPE, file_for_citizen(found, now=clock.now()))
