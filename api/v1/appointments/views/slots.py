"""Free time, who waits for it, and what the forms choose from."""

import uuid
from typing import Any, ClassVar

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import paged, sent
from api.params import uuid_param
from api.v1.appointments import shapes
from api.v1.appointments.bodies import choice_bodies, service_body, slot_body, waiting_bodies
from api.v1.appointments.views.appointments import PAGING
from api.v1.appointments.views.base import AppointmentsView, day_param
from apps.accounts.queries import list_staff, list_units
from apps.accounts.rights import Right
from apps.appointments.enums import Interpreter, MeetingPlace, MissedReason, Need, Relation, TimeOfDay
from apps.appointments.operations import waiting
from apps.appointments.operations.accepting import accept_offer
from apps.appointments.queries.calendars import list_calendars
from apps.appointments.queries.services import offered_services
from apps.appointments.queries.slots import SlotFilter, list_slots
from apps.appointments.queries.waiting import list_waiting
from omuz.kernel.reach import reaches
from omuz.kernel.text import tr_key

_READING = (Right.APPOINTMENTS_READ, Right.APPOINTMENTS_WRITE, Right.APPOINTMENTS_MANAGE)


class SlotListView(AppointmentsView):
    """Slots."""

    required_rights: ClassVar = {"GET": (Right.APPOINTMENTS_READ, Right.APPOINTMENTS_WRITE)}

    @extend_schema(
        operation_id="slots_list",
        parameters=[
            OpenApiParameter("service", OpenApiTypes.STR),
            *(OpenApiParameter(name, OpenApiTypes.UUID) for name in ("programme", "unit", "calendar")),
            OpenApiParameter("from", OpenApiTypes.DATE),
            OpenApiParameter("to", OpenApiTypes.DATE),
            OpenApiParameter("place", OpenApiTypes.STR),
            *PAGING,
        ],
        responses=shapes.SlotSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """Return a page of coming slots with their free places, full ones too."""
        params = request.query_params
        where = SlotFilter(
            programme_id=uuid_param(request, "programme"), service=params.get("service", "")[:48],
            unit_id=uuid_param(request, "unit"), calendar_id=uuid_param(request, "calendar"),
            place=params.get("place", "")[:12], first=day_param(request, "from"), last=day_param(request, "to"),
        )  # fmt: skip
        rows = list_slots(self.actor, where=where, now=self.now)
        # A word that is no service is not said back.
        if where.service and where.service not in {one.service.key for one in offered_services(on=self.today)}:
            rows = rows.none()

        def present(page: list[Any]) -> Any:
            return shapes.SlotSerializer([slot_body(one, service=where.service) for one in page], many=True).data

        return paged(request, rows, order=("starts_at", "id"), present=present)


class WaitingListView(AppointmentsView):
    """Who waits."""

    required_rights: ClassVar = {"GET": Right.APPOINTMENTS_READ, "POST": Right.APPOINTMENTS_WRITE}

    @extend_schema(
        operation_id="waiting_list",
        parameters=[
            OpenApiParameter("programme", OpenApiTypes.UUID),
            OpenApiParameter("service", OpenApiTypes.STR),
            OpenApiParameter("state", OpenApiTypes.STR),
            *PAGING,
        ],
        responses=shapes.WaitingSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """Return a page of the waiting list, the longest waiting first."""
        params = request.query_params
        rows = list_waiting(
            self.actor, programme_id=uuid_param(request, "programme"), service=params.get("service", "")[:48],
            state=params.get("state", ""),
        )  # fmt: skip

        def present(page: list[Any]) -> Any:
            services = offered_services(on=self.today)
            bodies = waiting_bodies(page, actor=self.actor, services=services)
            return shapes.WaitingSerializer(bodies, many=True).data

        return paged(request, rows, order=("entered_at", "id"), present=present, count=True)

    @extend_schema(
        operation_id="waiting_enter", request=shapes.WaitingWriteSerializer, responses={201: shapes.WaitingSerializer}
    )
    def post(self, request: Request) -> Response:
        """Put somebody on the waiting list."""
        values = sent(request, shapes.WaitingWriteSerializer)
        wish = waiting.Wish(
            person_id=values["person"], programme_id=values["programme"], service=values["service"],
            unit_id=values["unit"], earliest_on=values["earliest_on"], latest_on=values["latest_on"],
            time_of_day=values["time_of_day"], note=values["note"],
        )  # fmt: skip
        return self.entry(waiting.enter(wish, actor=self.actor, now=self.now).pk, status=201)

    def entry(self, entry_id: uuid.UUID, *, status: int = 200) -> Response:
        """Return one entry."""
        return _entry(self, entry_id, status=status)


class WaitingEntryView(AppointmentsView):
    """One entry."""

    required_rights: ClassVar = {"DELETE": Right.APPOINTMENTS_WRITE}

    @extend_schema(operation_id="waiting_withdraw", request=None, responses={204: None})
    def delete(self, request: Request, entry_id: uuid.UUID) -> Response:
        """Take somebody off the waiting list."""
        waiting.withdraw(entry_id, actor=self.actor, now=self.now)
        return Response(status=204)


class OfferView(AppointmentsView):
    """An offer out of turn."""

    required_rights: ClassVar = {"POST": Right.APPOINTMENTS_WRITE}

    @extend_schema(
        operation_id="waiting_offer", request=shapes.SlotChoiceSerializer, responses=shapes.WaitingSerializer
    )
    def post(self, request: Request, entry_id: uuid.UUID) -> Response:
        """Offer somebody a free place; it is held for them until the offer ends."""
        values = sent(request, shapes.SlotChoiceSerializer)
        waiting.offer(entry_id, values["slot"], actor=self.actor, now=self.now)
        return _entry(self, entry_id)


class AcceptanceView(AppointmentsView):
    """A yes to an offer."""

    required_rights: ClassVar = {"POST": Right.APPOINTMENTS_WRITE}

    @extend_schema(operation_id="waiting_accept", request=None, responses={201: shapes.AppointmentRecordSerializer})
    def post(self, request: Request, entry_id: uuid.UUID) -> Response:
        """Give the appointment that was offered; the same again returns the same appointment."""
        return self.record(accept_offer(entry_id, actor=self.actor, now=self.now).pk, status=201)


def _entry(view: AppointmentsView, entry_id: uuid.UUID, *, status: int = 200) -> Response:
    rows = list(list_waiting(view.actor).filter(pk=entry_id))
    body = waiting_bodies(rows, actor=view.actor, services=offered_services(on=view.today))[0]
    return Response(shapes.WaitingSerializer(body).data, status=status)


class ChoicesView(AppointmentsView):
    """What the forms choose from."""

    required_rights: ClassVar = {"GET": _READING}

    @extend_schema(operation_id="appointment_choices", responses=shapes.AppointmentChoicesSerializer)
    def get(self, request: Request) -> Response:
        """Return services of the actor's reach, calendars, units, staff, and the lists of codes."""
        units = {one.pk: one.name for one in list_units() if one.is_active}
        services = [
            service_body(one, unit_name=units.get(one.unit_id, ""))
            for one in offered_services(on=self.today)
            if any(reaches(self.actor, right, unit_id=one.unit_id, programme_id=one.programme_id) for right in _READING)
        ]
        reach = self.actor.units_for(*_READING)
        staff = list_staff(self.actor, today=self.today).filter(is_active=True).prefetch_related(None)
        by_name = sorted(staff, key=lambda one: tr_key(one.full_name))
        body = {
            "services": services,
            "calendars": [
                {"id": one.pk, "name": one.name, "unit": {"id": one.unit_id, "name": one.unit.name},
                 "room": one.room}
                for one in sorted(list_calendars(self.actor), key=lambda one: tr_key(one.name))
            ],
            "units": [{"id": key, "name": name} for key, name in units.items() if reach is None or key in reach],
            "staff": [{"id": one.pk, "name": one.full_name} for one in by_name],
            "places": choice_bodies(MeetingPlace), "relations": choice_bodies(Relation), "needs": choice_bodies(Need),
            "interpreters": choice_bodies(Interpreter), "missed_reasons": choice_bodies(MissedReason),
            "times_of_day": choice_bodies(TimeOfDay),
        }  # fmt: skip
        return Response(shapes.AppointmentChoicesSerializer(body).data)
