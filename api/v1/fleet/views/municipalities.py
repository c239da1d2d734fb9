"""Municipalities for operators: find them, see how they are, order one, rename, suspend, invite."""

import uuid
from typing import Any, ClassVar

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import paged, read_if_match, with_etag
from api.v1.fleet.serializers import (
    FirstAdministratorSerializer,
    FleetAddressSerializer,
    FleetDeletionWriteSerializer,
    FleetJobDetailSerializer,
    FleetJobWriteSerializer,
    FleetMunicipalityDetailSerializer,
    FleetMunicipalitySerializer,
    FleetStateWriteSerializer,
    MunicipalityRenameSerializer,
    NewMunicipalitySerializer,
)
from api.v1.fleet.views.base import PlatformView
from apps.accounts.rights import Right
from apps.operators import operations, queries
from omuz.kernel import clock
from tenants.enums import MunicipalityState
from tenants.naming import web_address
from tenants.operating.enums import JobKind

_FILTERS = ("q", "state", "province", "kind", "grade", "version", "sort", "cursor", "page_size")


class _OneView(PlatformView):
    def shown(self, municipality_id: uuid.UUID) -> Response:
        """Return one municipality, read anew, with its version."""
        municipality = queries.get_municipality(municipality_id)
        body = FleetMunicipalityDetailSerializer(municipality, context={"reader": self.actor.id}).data
        return with_etag(Response(body), operations.version_of(municipality))


class FleetMunicipalityListView(PlatformView):
    """The registry, with how each municipality is."""

    required_rights: ClassVar = {"GET": Right.MUNICIPALITIES_MANAGE, "POST": Right.MUNICIPALITIES_MANAGE}

    @extend_schema(
        operation_id="fleet_municipalities_list",
        parameters=[OpenApiParameter(name, str) for name in _FILTERS],
        responses=FleetMunicipalitySerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """Return a page; `sort` is name, size, backup, queue or created, with "-" for descending."""
        asked = {name: request.query_params.get(name, "")[:100] for name in _FILTERS}
        where = queries.MunicipalityFilter(
            text=asked["q"],
            state=asked["state"],
            province=asked["province"],
            kind=asked["kind"],
            grade=asked["grade"],
            version=asked["version"],
        )
        column = queries.SORTS.get(asked["sort"].removeprefix("-"), queries.SORTS["name"])
        order = (f"-{column}" if asked["sort"].startswith("-") else column, "id")

        def present(page: list[Any]) -> Any:
            return FleetMunicipalitySerializer(page, many=True).data

        return paged(request, queries.list_fleet(where), order=order, present=present, count=True)

    @extend_schema(
        operation_id="fleet_municipalities_create",
        request=NewMunicipalitySerializer,
        responses={202: FleetJobDetailSerializer},
    )
    def post(self, request: Request) -> Response:
        """Order a municipality and return the job that makes it; poll the job for its progress."""
        form = NewMunicipalitySerializer(data=request.data)
        form.is_valid(raise_exception=True)
        job = operations.order_municipality(
            operations.NewMunicipality(**form.validated_data), actor=self.actor, now=clock.now()
        )
        return self.shown_job(job, status=202)


class FleetMunicipalityView(_OneView):
    """One municipality."""

    required_rights: ClassVar = {"GET": Right.MUNICIPALITIES_MANAGE, "PUT": Right.MUNICIPALITIES_MANAGE}

    @extend_schema(operation_id="fleet_municipalities_read", responses=FleetMunicipalityDetailSerializer)
    def get(self, request: Request, municipality_id: uuid.UUID) -> Response:
        """Return the municipality as it stands."""
        return self.shown(municipality_id)

    @extend_schema(
        operation_id="fleet_municipalities_rename",
        request=MunicipalityRenameSerializer,
        responses=FleetMunicipalityDetailSerializer,
    )
    def put(self, request: Request, municipality_id: uuid.UUID) -> Response:
        """Change name and address; files, keys and history stay where they are."""
        form = MunicipalityRenameSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        version = read_if_match(request)
        operations.rename(municipality_id, actor=self.actor, version=version, now=clock.now(), **form.validated_data)
        return self.shown(municipality_id)


class FleetStateView(_OneView):
    """In service or out of it."""

    required_rights: ClassVar = {"PUT": Right.MUNICIPALITIES_MANAGE}

    @extend_schema(
        operation_id="fleet_municipalities_set_state",
        request=FleetStateWriteSerializer,
        responses=FleetMunicipalityDetailSerializer,
    )
    def put(self, request: Request, municipality_id: uuid.UUID) -> Response:
        """Suspend the municipality, or put it into service again."""
        form = FleetStateWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        operations.set_state(
            municipality_id,
            actor=self.actor,
            version=read_if_match(request),
            state=MunicipalityState(form.validated_data["state"]),
            reason=form.validated_data["reason"],
            now=clock.now(),
        )
        return self.shown(municipality_id)


class FleetInvitationView(PlatformView):
    """The first administrator."""

    required_rights: ClassVar = {"POST": Right.MUNICIPALITIES_MANAGE}

    @extend_schema(
        operation_id="fleet_municipalities_invite",
        request=FirstAdministratorSerializer,
        responses={202: FleetJobDetailSerializer},
    )
    def post(self, request: Request, municipality_id: uuid.UUID) -> Response:
        """Invite the first administrator; refused by the job where the municipality has one."""
        form = FirstAdministratorSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        job = operations.order_invitation(municipality_id, actor=self.actor, now=clock.now(), **form.validated_data)
        return self.shown_job(job, status=202)


class FleetMunicipalityJobsView(PlatformView):
    """What is done to one municipality."""

    required_rights: ClassVar = {"POST": Right.MUNICIPALITIES_MANAGE}

    @extend_schema(
        operation_id="fleet_municipalities_order_job",
        request=FleetJobWriteSerializer,
        responses={202: FleetJobDetailSerializer},
    )
    def post(self, request: Request, municipality_id: uuid.UUID) -> Response:
        """Ask for a job on the municipality, with the reason."""
        form = FleetJobWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        job = operations.order_job(
            JobKind(form.validated_data["kind"]),
            actor=self.actor,
            municipality_id=municipality_id,
            reason=form.validated_data["reason"],
            now=clock.now(),
        )
        return self.shown_job(job, status=202)


class FleetDeletionView(PlatformView):
    """The end of a municipality: asked for by one operator, confirmed by another."""

    required_rights: ClassVar = {"POST": Right.MUNICIPALITIES_MANAGE}

    @extend_schema(
        operation_id="fleet_municipalities_delete",
        request=FleetDeletionWriteSerializer,
        responses={202: FleetJobDetailSerializer},
    )
    def post(self, request: Request, municipality_id: uuid.UUID) -> Response:
        """Ask for the deletion, confirm another operator's request, or take it back; the job does it."""
        form = FleetDeletionWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        job = operations.order_deletion(municipality_id, actor=self.actor, now=clock.now(), **form.validated_data)
        return self.shown_job(job, status=202)


class FleetAddressView(PlatformView):
    """Whether an address is free."""

    required_rights: ClassVar = {"GET": Right.MUNICIPALITIES_MANAGE}

    @extend_schema(operation_id="fleet_addresses_check", responses=FleetAddressSerializer)
    def get(self, request: Request, slug: str) -> Response:
        """Return the whole address, whether a municipality can have it, and why not."""
        problem = operations.check_slug(slug[:63])
        message = " ".join(filter(None, [problem.message, problem.remedy])) if problem is not None else ""
        return Response({"address": web_address(slug[:63]), "is_free": problem is None, "message": message})
