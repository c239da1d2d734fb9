"""Appointments: the day's list, giving one, and what may happen to it."""

import uuid
from typing import Any, ClassVar

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import IF_MATCH, paged, read_if_match, sent
from api.files import attachment
from api.params import uuid_param
from api.v1.appointments import shapes
from api.v1.appointments.bodies import appointment_bodies
from api.v1.appointments.views.base import IF_SEEN, AppointmentsView, day_param
from apps.accounts.rights import Right
from apps.appointments.operations import attending, booking, changing
from apps.appointments.operations.correcting import correct_attendance
from apps.appointments.operations.reminding import want_messages
from apps.appointments.queries.appointments import ORDER, AppointmentFilter, find_appointment, list_appointments
from apps.appointments.queries.files import MEDIA_TYPE, file_for_citizen, file_for_staff
from apps.appointments.queries.reminding import wish_of
from apps.appointments.rules.details import Details, companions_of
from apps.cases.queries.cases import find_case
from omuz.kernel.errors import DomainError

_MOST_IN_FILE = 500
FILTERS = [
    OpenApiParameter("from", OpenApiTypes.DATE),
    OpenApiParameter("to", OpenApiTypes.DATE),
    *(OpenApiParameter(name, OpenApiTypes.UUID) for name in ("unit", "calendar", "person", "programme", "case")),
    OpenApiParameter("staff", OpenApiTypes.STR, description="A key, or “me”."),
    OpenApiParameter("room", OpenApiTypes.STR),
    OpenApiParameter("state", OpenApiTypes.STR, enum=["booked", "attended", "missed", "cancelled"]),
    OpenApiParameter("unmatched", OpenApiTypes.BOOL, description="Bookings without a record only."),
]
PAGING = [OpenApiParameter("cursor", OpenApiTypes.STR), OpenApiParameter("page_size", OpenApiTypes.INT)]


class _FilteredView(AppointmentsView):
    """Reads the filters of the list."""

    def filter(self, request: Request) -> AppointmentFilter:
        """Return what the address asks for."""
        params = request.query_params
        person_id, programme_id = uuid_param(request, "person"), uuid_param(request, "programme")
        if (case_id := uuid_param(request, "case")) is not None:
            case = find_case(case_id, actor=self.actor)
            person_id, programme_id = case.person_id, case.programme_id
        staff = params.get("staff", "")
        return AppointmentFilter(
            first=day_param(request, "from"), last=day_param(request, "to"), unit_id=uuid_param(request, "unit"),
            staff_id=self.actor.id if staff == "me" else uuid_param(request, "staff"),
            calendar_id=uuid_param(request, "calendar"), person_id=person_id, programme_id=programme_id,
            room=params.get("room", "")[:60], state=params.get("state", ""),
            unmatched=params.get("unmatched") in {"1", "true"},
        )  # fmt: skip


class AppointmentListView(_FilteredView):
    """List and give."""

    required_rights: ClassVar = {"GET": Right.APPOINTMENTS_READ, "POST": Right.APPOINTMENTS_WRITE}

    @extend_schema(
        operation_id="appointments_list", parameters=[*FILTERS, *PAGING],
        responses=shapes.AppointmentSerializer(many=True),
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        """Return a page of appointments in the order of time."""
        rows = list_appointments(self.actor, where=self.filter(request))

        def present(page: list[Any]) -> Any:
            return shapes.AppointmentSerializer(appointment_bodies(page, actor=self.actor), many=True).data

        return paged(request, rows, order=ORDER, present=present, count=True)

    @extend_schema(
        operation_id="appointments_create", request=shapes.AppointmentWriteSerializer,
        responses={201: shapes.AppointmentRecordSerializer},
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        """Give an appointment: into a slot, or at a time outside of the slots with a reason."""
        values = sent(request, shapes.AppointmentWriteSerializer)
        wanted = _wanted(values, slot_id=values["slot"], reason=values["reason"])
        made = booking.book(wanted, actor=self.actor, now=self.now)
        return self.record(made.pk, status=201)


def _wanted(values: dict[str, Any], *, slot_id: uuid.UUID | None = None, reason: str = "") -> booking.Booking:
    details = Details(
        contact_name=" ".join(values["contact_name"].split()), phone=values["phone"].strip(),
        email=values["email"].strip(), companions=companions_of(values["companions"]),
        interpreter=values["interpreter"], needs=tuple(dict.fromkeys(values["needs"])), note=values["note"].strip(),
        address=values["address"].strip(), off_slot_reason=reason.strip() if slot_id is None else "",
    )  # fmt: skip
    return booking.Booking(
        programme_id=values["programme"], service=values["service"], person_id=values["person"], slot_id=slot_id,
        starts_at=values["starts_at"], minutes=values["minutes"], staff_id=values["staff"], unit_id=values["unit"],
        place=values["place"], room=values["room"], details=details,
    )  # fmt: skip


class WalkInView(AppointmentsView):
    """Somebody came without an appointment."""

    required_rights: ClassVar = {"POST": Right.APPOINTMENTS_WRITE}

    @extend_schema(
        operation_id="appointments_walk_in", request=shapes.WalkInSerializer,
        responses={201: shapes.AppointmentRecordSerializer},
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        """Give and attend an appointment in one step (readings 9)."""
        values = sent(request, shapes.WalkInSerializer)
        made = booking.walk_in(
            _wanted(values), actor=self.actor, now=self.now, candidate_present=values["candidate_present"]
        )
        return self.record(made.pk, status=201)


class AppointmentView(AppointmentsView):
    """One appointment."""

    required_rights: ClassVar = {"GET": Right.APPOINTMENTS_READ}

    @extend_schema(operation_id="appointments_read", responses=shapes.AppointmentRecordSerializer)
    def get(self, request: Request, appointment_id: uuid.UUID) -> Response:
        """Return an appointment with everything that was said around it."""
        return self.record(appointment_id)


class MessageWishView(AppointmentsView):
    """Whether a person wants messages about appointments."""

    required_rights: ClassVar = {"GET": Right.APPOINTMENTS_READ, "PUT": Right.APPOINTMENTS_WRITE}

    @extend_schema(operation_id="appointment_messages_read", responses=shapes.MessageWishSerializer)
    def get(self, request: Request, person_id: uuid.UUID) -> Response:
        """Return what the person wants; who has said nothing wants them."""
        return Response({"wanted": wish_of(person_id, actor=self.actor)})

    @extend_schema(
        operation_id="appointment_messages_set", request=shapes.MessageWishSerializer,
        responses=shapes.MessageWishSerializer,
    )  # fmt: skip
    def put(self, request: Request, person_id: uuid.UUID) -> Response:
        """Write down what the person wants; said again it changes nothing."""
        values = sent(request, shapes.MessageWishSerializer)
        return Response({"wanted": want_messages(person_id, **values, actor=self.actor, now=self.now)})


class MatchView(AppointmentsView):
    """Whose a booking without a record is."""

    required_rights: ClassVar = {"POST": Right.APPOINTMENTS_WRITE}

    @extend_schema(
        operation_id="appointments_match", request=shapes.MatchSerializer, parameters=[IF_SEEN],
        responses=shapes.AppointmentRecordSerializer,
    )  # fmt: skip
    def post(self, request: Request, appointment_id: uuid.UUID) -> Response:
        """Say whose it is."""
        person_id = sent(request, shapes.MatchSerializer)["person"]
        return self.done(request, appointment_id, changing.match_person, person_id=person_id)


class AttendanceView(AppointmentsView):
    """Who came and who did not."""

    required_rights: ClassVar = {"POST": Right.APPOINTMENTS_WRITE}

    @extend_schema(
        operation_id="appointments_attendance", request=shapes.AttendanceSerializer, parameters=[IF_SEEN],
        responses=shapes.AppointmentRecordSerializer,
    )  # fmt: skip
    def post(self, request: Request, appointment_id: uuid.UUID) -> Response:
        """Write down whether somebody came; what stands there already is corrected by the address beside."""
        values = sent(request, shapes.AttendanceSerializer)
        return self.done(request, appointment_id, attending.record_attendance, **values)


class CorrectionView(AppointmentsView):
    """What is true instead of what was written down."""

    required_rights: ClassVar = {"POST": Right.APPOINTMENTS_WRITE}

    @extend_schema(
        operation_id="appointments_correct_attendance", request=shapes.AttendanceCorrectionWriteSerializer,
        parameters=[IF_MATCH], responses=shapes.AppointmentRecordSerializer,
    )  # fmt: skip
    def post(self, request: Request, appointment_id: uuid.UUID) -> Response:
        """Correct who came, with the reason; what stood there stays in the appointment's history."""
        values = sent(request, shapes.AttendanceCorrectionWriteSerializer)
        version = read_if_match(request)
        correct_attendance(appointment_id, **values, actor=self.actor, now=self.now, version=version)
        return self.record(appointment_id)


class MovingView(AppointmentsView):
    """Another time."""

    required_rights: ClassVar = {"POST": Right.APPOINTMENTS_WRITE}

    @extend_schema(
        operation_id="appointments_move", request=shapes.SlotChoiceSerializer, parameters=[IF_SEEN],
        responses=shapes.AppointmentRecordSerializer,
    )  # fmt: skip
    def post(self, request: Request, appointment_id: uuid.UUID) -> Response:
        """Move the appointment into another slot."""
        slot_id = sent(request, shapes.SlotChoiceSerializer)["slot"]
        return self.done(request, appointment_id, changing.move, slot_id=slot_id)


class CancellationView(AppointmentsView):
    """Calling off."""

    required_rights: ClassVar = {"POST": Right.APPOINTMENTS_WRITE}

    @extend_schema(
        operation_id="appointments_cancel", request=shapes.CancellationSerializer, parameters=[IF_SEEN],
        responses=shapes.AppointmentRecordSerializer,
    )  # fmt: skip
    def post(self, request: Request, appointment_id: uuid.UUID) -> Response:
        """Call the appointment off, saying who does and why."""
        return self.done(request, appointment_id, changing.cancel, **sent(request, shapes.CancellationSerializer))


class AppointmentFileView(AppointmentsView):
    """One appointment for who comes."""

    required_rights: ClassVar = {"GET": Right.APPOINTMENTS_READ}

    @extend_schema(operation_id="appointments_file", responses={(200, "text/calendar"): OpenApiTypes.BINARY})
    def get(self, request: Request, appointment_id: uuid.UUID) -> HttpResponse:
        """Return a calendar file with time and place and no name."""
        found = find_appointment(appointment_id, actor=self.actor)
        return attachment("randevu.ics", MEDIA_TYPE, file_for_citizen(found, now=self.now))


class OwnFileView(_FilteredView):
    """One's own day or week."""

    required_rights: ClassVar = {"GET": Right.APPOINTMENTS_READ}

    @extend_schema(
        operation_id="appointments_own_file", parameters=FILTERS[:2],
        responses={(200, "text/calendar"): OpenApiTypes.BINARY},
    )  # fmt: skip
    def get(self, request: Request) -> HttpResponse:
        """Return the reader's own appointments as a calendar file, without names."""
        first, last = day_param(request, "from") or self.today, day_param(request, "to")
        if last is not None and last < first:
            raise DomainError("malformed", "Son gün, ilk günden önce olamaz.", field="to", status=400)
        where = AppointmentFilter(first=first, last=last, staff_id=self.actor.id)
        rows = list_appointments(self.actor, where=where).order_by(*ORDER)[:_MOST_IN_FILE]
        return attachment("randevularim.ics", MEDIA_TYPE, file_for_staff(rows, now=self.now))
