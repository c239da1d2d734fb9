"""Calendars: their hours, exceptional days, and days decreed for the whole municipality."""

import uuid
from typing import Any, ClassVar

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import IF_MATCH, paged, read_if_match, sent, with_etag
from api.v1.appointments import shapes
from api.v1.appointments.bodies import calendar_body, closed_day_body, exception_body, pattern_body
from api.v1.appointments.views.appointments import PAGING
from api.v1.appointments.views.base import CONFIRMED, AppointmentsView, is_confirmed
from apps.accounts.rights import Right
from apps.appointments.models import BookingDesk, Calendar
from apps.appointments.operations import calendars as operations
from apps.appointments.operations.calendar_checks import CalendarDraft, ExceptionDraft, PatternDraft
from apps.appointments.operations.calendars import BookingsAffectedError
from apps.appointments.operations.desk import edit_desk
from apps.appointments.queries.calendars import find_calendar, list_calendars, list_closed_days, may_manage, services_of
from apps.appointments.queries.desk import booking_desk, may_edit_desk
from apps.appointments.queries.services import offered_services

_READING = (Right.APPOINTMENTS_READ, Right.APPOINTMENTS_WRITE, Right.APPOINTMENTS_MANAGE)


class _CalendarsView(AppointmentsView):
    """Shows calendars."""

    def labels(self) -> dict[tuple[uuid.UUID, str], str]:
        """Return what services are called."""
        return {(one.programme_id, one.service.key): one.service.label.tr for one in offered_services(on=self.today)}

    def calendar(self, calendar_id: uuid.UUID, *, status: int = 200) -> Response:
        """Return a calendar with its hours and exceptional days."""
        found = find_calendar(calendar_id, actor=self.actor)
        body = calendar_body(found, labels=self.labels(), may_write=may_manage(found, actor=self.actor))
        body["patterns"] = [
            pattern_body(one) for one in sorted(found.patterns.all(), key=lambda one: (one.weekday, one.starts))
        ]
        coming = (one for one in found.exceptions.all() if one.on >= self.today)
        body["exceptions"] = [exception_body(one) for one in sorted(coming, key=lambda one: one.on)]
        shown = shapes.CalendarRecordSerializer(body).data
        return with_etag(Response(shown, status=status), found.version)


class CalendarListView(_CalendarsView):
    """List and set up."""

    required_rights: ClassVar = {"GET": _READING, "POST": Right.APPOINTMENTS_MANAGE}

    @extend_schema(
        operation_id="calendars_list", responses=shapes.CalendarSerializer(many=True),
        parameters=[OpenApiParameter("closed", OpenApiTypes.BOOL, description="Closed calendars too."), *PAGING],
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        """Return a page of calendars."""
        rows = list_calendars(self.actor, with_closed=request.query_params.get("closed") in {"1", "true"})
        labels = self.labels()

        def present(page: list[Any]) -> Any:
            bodies = [calendar_body(one, labels=labels, may_write=may_manage(one, actor=self.actor)) for one in page]
            return shapes.CalendarSerializer(bodies, many=True).data

        return paged(request, rows, order=("name", "id"), present=present)

    @extend_schema(
        operation_id="calendars_create", request=shapes.CalendarWriteSerializer,
        responses={201: shapes.CalendarRecordSerializer},
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        """Set up a calendar; its hours come next."""
        values = sent(request, shapes.CalendarWriteSerializer)
        made = operations.create_calendar(_draft(values), actor=self.actor, now=self.now)
        return self.calendar(made.pk, status=201)


def _draft(values: dict[str, Any], *, former: Calendar | None = None) -> CalendarDraft:
    """Return what was sent; on a change what was left out stays as it was."""
    told = {name: value for name, value in values.items() if name not in {"confirmed", "unit", "staff", "services"}}
    kept: dict[str, Any] = {}
    if former is not None:
        names = ("name", "place", "room", "address", "public_share", "public_notice_hours", "public_days_ahead",
                 "weeks_ahead", "is_active")  # fmt: skip
        kept = {name: getattr(former, name) for name in names}
        kept |= {"unit_id": former.unit_id, "staff_id": former.staff_id}
        kept["services"] = tuple((one.programme_id, one.service) for one in services_of(former))
    if "unit" in values:
        told["unit_id"] = values["unit"]
    if "staff" in values:
        told["staff_id"] = values["staff"]
    if "services" in values:
        told["services"] = tuple((one["programme"], one["service"]) for one in values["services"])
    return CalendarDraft(**kept | told)


class CalendarView(_CalendarsView):
    """One calendar."""

    required_rights: ClassVar = {"GET": _READING, "PATCH": Right.APPOINTMENTS_MANAGE}

    @extend_schema(operation_id="calendars_read", responses=shapes.CalendarRecordSerializer)
    def get(self, request: Request, calendar_id: uuid.UUID) -> Response:
        """Return a calendar with its hours and exceptional days."""
        return self.calendar(calendar_id)

    @extend_schema(
        operation_id="calendars_edit", request=shapes.CalendarWriteSerializer, parameters=[IF_MATCH],
        responses=shapes.CalendarRecordSerializer,
    )  # fmt: skip
    def patch(self, request: Request, calendar_id: uuid.UUID) -> Response:
        """Change a calendar; one that would take bookings their hours answers 409 with them until confirmed."""
        values = sent(request, shapes.CalendarWriteSerializer, partial=True)
        draft = _draft(values, former=find_calendar(calendar_id, actor=self.actor))
        try:
            operations.edit_calendar(calendar_id, draft, actor=self.actor, version=read_if_match(request), now=self.now,
                                     confirmed=values.get("confirmed", False))  # fmt: skip
        except BookingsAffectedError as error:
            return self.affected(error)
        return self.calendar(calendar_id)


class PatternListView(_CalendarsView):
    """Weekly hours."""

    required_rights: ClassVar = {"POST": Right.APPOINTMENTS_MANAGE}

    @extend_schema(
        operation_id="calendar_patterns_add", request=shapes.PatternSerializer,
        responses={201: shapes.CalendarRecordSerializer},
    )  # fmt: skip
    def post(self, request: Request, calendar_id: uuid.UUID) -> Response:
        """Add weekly hours and return the calendar; its slots are laid out at once."""
        values = sent(request, shapes.PatternSerializer)
        draft = PatternDraft(**values | {"services": tuple(values["services"])})
        operations.add_pattern(calendar_id, draft, actor=self.actor, now=self.now)
        return self.calendar(calendar_id, status=201)


class PatternView(AppointmentsView):
    """Weekly hours that end."""

    required_rights: ClassVar = {"DELETE": Right.APPOINTMENTS_MANAGE}

    @extend_schema(operation_id="calendar_patterns_remove", request=None, parameters=[CONFIRMED], responses={204: None})
    def delete(self, request: Request, pattern_id: uuid.UUID) -> Response:
        """Take weekly hours away; what is booked stays booked."""
        try:
            operations.remove_pattern(pattern_id, actor=self.actor, now=self.now, confirmed=is_confirmed(request))
        except BookingsAffectedError as error:
            return self.affected(error)
        return Response(status=204)


class ExceptionListView(_CalendarsView):
    """Days that are not as usual."""

    required_rights: ClassVar = {"POST": Right.APPOINTMENTS_MANAGE}

    @extend_schema(
        operation_id="calendar_exceptions_add", request=shapes.ConfirmedExceptionSerializer,
        responses={201: shapes.CalendarRecordSerializer},
    )  # fmt: skip
    def post(self, request: Request, calendar_id: uuid.UUID) -> Response:
        """Close a day or hours of it, or open beyond the hours, and return the calendar."""
        values = sent(request, shapes.ConfirmedExceptionSerializer)
        confirmed = values.pop("confirmed")
        try:
            operations.add_exception(calendar_id, ExceptionDraft(**values), actor=self.actor, now=self.now,
                                     confirmed=confirmed)  # fmt: skip
        except BookingsAffectedError as error:
            return self.affected(error)
        return self.calendar(calendar_id, status=201)


class ExceptionView(AppointmentsView):
    """A day that is as usual again."""

    required_rights: ClassVar = {"DELETE": Right.APPOINTMENTS_MANAGE}

    @extend_schema(
        operation_id="calendar_exceptions_remove", request=None, parameters=[CONFIRMED], responses={204: None}
    )
    def delete(self, request: Request, exception_id: uuid.UUID) -> Response:
        """Take the exception away."""
        try:
            operations.remove_exception(exception_id, actor=self.actor, now=self.now, confirmed=is_confirmed(request))
        except BookingsAffectedError as error:
            return self.affected(error)
        return Response(status=204)


class ClosedDayListView(AppointmentsView):
    """Days decreed closed."""

    required_rights: ClassVar = {"GET": _READING, "POST": Right.APPOINTMENTS_MANAGE}

    @extend_schema(operation_id="closed_days_list", parameters=PAGING, responses=shapes.ClosedDaySerializer(many=True))
    def get(self, request: Request) -> Response:
        """Return a page of decreed days, the latest first."""

        def present(page: list[Any]) -> Any:
            return shapes.ClosedDaySerializer([closed_day_body(one) for one in page], many=True).data

        return paged(request, list_closed_days(), order=("-on", "-id"), present=present)

    @extend_schema(
        operation_id="closed_days_decree", request=shapes.ClosedDayWriteSerializer,
        responses={201: shapes.ClosedDaySerializer},
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        """Decree a day closed for the whole municipality."""
        values = sent(request, shapes.ClosedDayWriteSerializer)
        try:
            day = operations.close_day(**values, actor=self.actor, now=self.now)
        except BookingsAffectedError as error:
            return self.affected(error)
        return Response(shapes.ClosedDaySerializer(closed_day_body(day)).data, status=201)


class ClosedDayView(AppointmentsView):
    """A decreed day that is taken back."""

    required_rights: ClassVar = {"DELETE": Right.APPOINTMENTS_MANAGE}

    @extend_schema(operation_id="closed_days_open", request=None, responses={204: None})
    def delete(self, request: Request, day_id: uuid.UUID) -> Response:
        """Take a decreed day back."""
        operations.open_day(day_id, actor=self.actor, now=self.now)
        return Response(status=204)


class BookingDeskView(AppointmentsView):
    """What stands on the public booking page beside the free times."""

    required_rights: ClassVar = {"GET": Right.APPOINTMENTS_MANAGE, "PUT": Right.APPOINTMENTS_MANAGE}

    @extend_schema(operation_id="booking_desk_settings", responses=shapes.BookingDeskSerializer)
    def get(self, request: Request) -> Response:
        """Return telephone, sign-language video and easy-read text."""
        return self._shown(booking_desk())

    @extend_schema(
        operation_id="booking_desk_edit", request=shapes.BookingDeskWriteSerializer, parameters=[IF_MATCH],
        responses=shapes.BookingDeskSerializer,
    )  # fmt: skip
    def put(self, request: Request) -> Response:
        """Store them; links are https addresses, empty ones stay away from the page."""
        values = sent(request, shapes.BookingDeskWriteSerializer)
        version = read_if_match(request)
        return self._shown(edit_desk(**values, actor=self.actor, version=version, now=self.now))

    def _shown(self, desk: BookingDesk) -> Response:
        body = {
            "phone": desk.phone, "sign_language_video": desk.sign_language_video, "easy_read": desk.easy_read,
            "version": desk.version, "may_write": may_edit_desk(self.actor),
        }  # fmt: skip
        return with_etag(Response(shapes.BookingDeskSerializer(body).data), desk.version)
