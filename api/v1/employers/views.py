"""Services to employers: the list, one, recording, numbers, and what an article says beforehand."""

import uuid
from typing import Any, ClassVar

from django.db.models import TextChoices
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import IF_MATCH, OmuzView, paged, read_if_match, with_etag
from api.capabilities import pass_gate
from api.params import date_param, uuid_param
from api.v1.employers import shapes
from api.v1.retention.bodies import kept_body
from apps.accounts.queries import names_of
from apps.accounts.rights import Right
from apps.employers.enums import AdviceTopic, CapacityTopic, RequestChannel, ServiceKind, Subject
from apps.employers.models import EmployerService
from apps.employers.operations.services import edit_service, open_employee, record_service
from apps.employers.queries.guarded import CAPACITY_TOPICS, EMPLOYER_REQUEST, refusals
from apps.employers.queries.kept import kept_service
from apps.employers.queries.services import (
    CAPABILITY,
    ProgrammeInForce,
    ServiceFilter,
    find_service,
    list_services,
    may_write_in,
    numbers_of,
    programme_in_force,
    programmes_to_record_in,
    words_of,
)
from apps.employers.rules.service import LETTERS, ServiceDraft, topics_of
from apps.programmes.definition import Definition
from apps.programmes.queries.pinned import pinned_definition, pinned_definitions
from apps.programmes.registry import bound
from apps.programmes.registry.activities import ACTIVITY_CODE
from omuz.kernel import clock

_FILTERS = [
    OpenApiParameter("q", OpenApiTypes.STR, description="Name of an employer."),
    OpenApiParameter("programme", OpenApiTypes.UUID),
    OpenApiParameter("kind", OpenApiTypes.STR, enum=ServiceKind.values),
    OpenApiParameter("staff", OpenApiTypes.STR, description="A key of a colleague, or “me”."),
    OpenApiParameter("since", OpenApiTypes.DATE),
    OpenApiParameter("until", OpenApiTypes.DATE),
]
_PAGING = [OpenApiParameter("cursor", OpenApiTypes.STR), OpenApiParameter("page_size", OpenApiTypes.INT)]
_KEY = OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER)


class EmployersView(OmuzView):
    """A view of services to employers."""

    def where(self, request: Request) -> ServiceFilter:
        """Return what the address narrows the list by."""
        params = request.query_params
        staff = params.get("staff", "")
        return ServiceFilter(
            text=params.get("q", "")[:100],
            programme_id=uuid_param(request, "programme"),
            kind=params.get("kind", "")[:20],
            staff_id=self.actor.id if staff == "me" else uuid_param(request, "staff"),
            since=date_param(request, "since"),
            until=date_param(request, "until"),
        )

    def service(self, service_id: uuid.UUID, *, status: int = 200) -> Response:
        """Return one service with its version."""
        row = find_service(service_id, actor=self.actor)
        said = words_of(row)
        body = row_body(row, pinned_definition(row.programme_version_id)) | {
            "unit": {"id": row.unit_id, "name": row.unit.name},
            "recorded_at": row.recorded_at,
            "recorded_by": names_of([row.recorded_by_id]).get(row.recorded_by_id, ""),
            "requested_by": said.requested_by,
            "note": said.note,
            "names_employee": bool(row.sealed_employee),
            "employee_consent_on": row.employee_consent_on,
            "kept": kept_body(kept_service(row)),
            "may_write": may_write_in(self.actor, unit_id=row.unit_id, programme_id=row.programme_id),
        }
        return with_etag(Response(shapes.EmployerServiceSerializer(body).data, status=status), row.version)


def row_body(row: EmployerService, definition: Definition) -> dict[str, Any]:
    """Return a service of the list."""
    topics: type[TextChoices] = CapacityTopic if row.kind == ServiceKind.CAPACITY else AdviceTopic
    return {
        "id": row.pk,
        "version": row.version,
        "programme": {"id": row.programme_id, "name": row.programme.name},
        "employer": {
            "provider": row.provider_id,
            "name": row.provider.name if row.provider is not None else row.employer_name,
        },
        "kind": {"key": row.kind, "label": row.get_kind_display()},
        "activity": _activity(definition, row.activity),
        "subject": {"key": row.subject, "label": row.get_subject_display()} if row.subject else None,
        "topics": [{"key": one, "label": dict(topics.choices).get(one, one)} for one in row.topics],
        "channel": {"key": row.channel, "label": row.get_channel_display()} if row.channel else None,
        "requested_on": row.requested_on,
        "given_on": row.given_on,
        "minutes": row.minutes,
        "participants": row.participants,
        "staff": {"id": row.staff_id, "name": row.staff.full_name},
    }


def _activity(definition: Definition, key: str) -> dict[str, str] | None:
    found = next((one for one in definition.activities if one.key == key), None)
    if found is None:
        return {"key": key, "label": key, "letter": ""} if key else None
    return {"key": key, "label": found.label.tr, "letter": found.letter}


def _codes(choices: type[TextChoices]) -> list[dict[str, str]]:
    return [{"key": str(key), "label": str(label)} for key, label in choices.choices]


def draft_of(sent: dict[str, Any]) -> ServiceDraft:
    """Return what was sent as a service to be recorded."""
    rest = {name: value for name, value in sent.items() if name not in {"provider", "staff", "topics"}}
    return ServiceDraft(provider_id=sent["provider"], staff_id=sent["staff"], topics=tuple(sent["topics"]), **rest)


class EmployerServiceListView(EmployersView):
    """List and record."""

    required_rights: ClassVar = {"GET": Right.EMPLOYERS_READ, "POST": Right.EMPLOYERS_WRITE}

    @extend_schema(operation_id="employer_services_list", parameters=[*_FILTERS, *_PAGING],
                   responses=shapes.EmployerServiceRowSerializer(many=True))  # fmt: skip
    def get(self, request: Request) -> Response:
        """Return a page of services, the latest first."""
        rows = list_services(self.actor, where=self.where(request), today=self.today)

        def present(page: list[Any]) -> Any:
            definitions = pinned_definitions({one.programme_version_id for one in page})
            bodies = [row_body(one, definitions[one.programme_version_id]) for one in page]
            return shapes.EmployerServiceRowSerializer(bodies, many=True).data

        return paged(request, rows, order=("-given_on", "-id"), present=present, count=True)

    @extend_schema(operation_id="employer_services_create", request=shapes.EmployerServiceWriteSerializer,
                   responses={201: shapes.EmployerServiceSerializer}, parameters=[_KEY])  # fmt: skip
    def post(self, request: Request) -> Response:
        """Record a service: on the employer's request where the programme's articles ask for one."""
        form = shapes.EmployerServiceWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        sent = dict(form.validated_data)
        programme_id = sent.pop("programme")
        pass_gate(request, programme_id, CAPABILITY)
        row = record_service(programme_id, draft_of(sent), actor=self.actor, now=clock.now())
        response = self.service(row.pk, status=201)
        response["Location"] = f"/api/v1/employer-services/{row.pk}/"
        return response


class EmployerServiceView(EmployersView):
    """One service."""

    required_rights: ClassVar = {"GET": Right.EMPLOYERS_READ, "PATCH": Right.EMPLOYERS_WRITE}

    @extend_schema(operation_id="employer_services_read", responses=shapes.EmployerServiceSerializer)
    def get(self, request: Request, service_id: uuid.UUID) -> Response:
        """Return the service without the name of an employee."""
        return self.service(service_id)

    @extend_schema(operation_id="employer_services_edit", request=shapes.EmployerServiceEditSerializer,
                   responses=shapes.EmployerServiceSerializer, parameters=[IF_MATCH])  # fmt: skip
    def patch(self, request: Request, service_id: uuid.UUID) -> Response:
        """Change the service (If-Match): the whole of it is sent; the log keeps what stood there."""
        form = shapes.EmployerServiceEditSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        sent = dict(form.validated_data)
        keeps = sent.pop("keeps_employee")
        edit_service(service_id, draft_of(sent), keeps_employee=keeps, actor=self.actor,
                     version=read_if_match(request), now=clock.now())  # fmt: skip
        return self.service(service_id)


class EmployeeView(EmployersView):
    """The employee whom a service was about."""

    required_rights: ClassVar = {"POST": Right.EMPLOYERS_READ}

    @extend_schema(operation_id="employer_services_employee", request=None, responses=shapes.EmployeeSerializer)
    def post(self, request: Request, service_id: uuid.UUID) -> Response:
        """Open the name; that it was opened is written down."""
        name = open_employee(service_id, actor=self.actor, now=clock.now())
        return Response(shapes.EmployeeSerializer({"employee": name}).data)


class EmployerPreviewView(EmployersView):
    """The articles, asked before the click."""

    required_rights: ClassVar = {"POST": Right.EMPLOYERS_WRITE}

    @extend_schema(operation_id="employer_services_preview", request=shapes.EmployerServiceWriteSerializer,
                   responses=shapes.EmployerPreviewSerializer)  # fmt: skip
    def post(self, request: Request) -> Response:
        """Return what the programme's articles would say of a service as it stands; nothing is written."""
        form = shapes.EmployerServiceWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        sent = dict(form.validated_data)
        programme = programme_in_force(sent.pop("programme"), on=self.today)
        found = refusals(programme.definition, draft_of(sent))
        body = [
            {"guard": one.guard.key, "field": field, "code": verdict.code, "message": verdict.message,
             "remedy": verdict.remedy, "article": one.cited, "text": one.text}
            for one, verdict, field in found
        ]  # fmt: skip
        return Response(shapes.EmployerPreviewSerializer({"refusals": body}).data)


class EmployerChoicesView(EmployersView):
    """What a service may be, programme by programme."""

    required_rights: ClassVar = {"GET": Right.EMPLOYERS_READ}

    @extend_schema(operation_id="employer_services_choices", responses=shapes.EmployerChoicesSerializer)
    def get(self, request: Request) -> Response:
        """Return the programmes in which the reader records services, with their activities and what is asked."""
        body = {
            "programmes": [_programme(one) for one in programmes_to_record_in(self.actor, on=self.today)],
            "kinds": _codes(ServiceKind), "channels": _codes(RequestChannel), "subjects": _codes(Subject),
        }  # fmt: skip
        return Response(shapes.EmployerChoicesSerializer(body).data)


def _programme(one: ProgrammeInForce) -> dict[str, Any]:
    definition = one.definition
    asks = bound(definition, EMPLOYER_REQUEST) is not None
    letters = {activity.letter: activity.key for activity in reversed(definition.activities) if activity.letter}
    kinds = [
        {
            "key": kind.value, "label": kind.label,
            "needs_request": asks and kind in {ServiceKind.EXISTING_EMPLOYEES, ServiceKind.ISKUR_PROJECT},
            "needs_subject": asks and kind == ServiceKind.EXISTING_EMPLOYEES,
            "topics": [row for row in (_codes(AdviceTopic) if kind == ServiceKind.EXISTING_EMPLOYEES
                                       else _codes(CapacityTopic)) if row["key"] in topics_of(kind)],
            "activity": letters.get(LETTERS[kind], ""),
        }
        for kind in ServiceKind
    ]  # fmt: skip
    held = [found for key in (EMPLOYER_REQUEST, CAPACITY_TOPICS, ACTIVITY_CODE) if (found := bound(definition, key))]
    return {
        "id": one.id, "name": one.name, "kinds": kinds,
        "activities": [{"key": row.key, "label": row.label.tr, "letter": row.letter} for row in definition.activities],
        "articles": [{"guard": row.guard.key, "cited": row.cited, "title": row.article.title.tr, "text": row.text}
                     for row in held],
    }  # fmt: skip


class EmployerNumbersView(EmployersView):
    """Figures."""

    required_rights: ClassVar = {"GET": Right.EMPLOYERS_READ}

    @extend_schema(operation_id="employer_services_numbers", parameters=_FILTERS,
                   responses=shapes.EmployerNumbersSerializer)  # fmt: skip
    def get(self, request: Request) -> Response:
        """Return the figures of the services that the list would show."""
        found = numbers_of(self.actor, where=self.where(request), today=self.today)
        body = {
            "services": found.services, "minutes": found.minutes, "employers": found.employers,
            "participants": found.participants,
            "by_kind": [{"key": key, "label": label, "services": services, "minutes": minutes}
                        for key, label, services, minutes in found.by_kind],
        }  # fmt: skip
        return Response(shapes.EmployerNumbersSerializer(body).data)
