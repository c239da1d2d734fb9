"""The fleet as a whole, and the jobs on it."""

import dataclasses
import uuid
from typing import ClassVar

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import paged
from api.params import uuid_param
from api.v1.fleet.serializers import (
    FleetJobDetailSerializer,
    FleetJobSerializer,
    FleetJobWriteSerializer,
    FleetSummarySerializer,
)
from api.v1.fleet.views.base import PlatformView, present_jobs
from apps.accounts.rights import Right
from apps.operators import operations, queries
from omuz.kernel import clock
from tenants.operating.enums import JobKind


class FleetView(PlatformView):
    """The fleet panel."""

    required_rights: ClassVar = {"GET": Right.MUNICIPALITIES_MANAGE}

    @extend_schema(operation_id="fleet_read", responses=FleetSummarySerializer)
    def get(self, request: Request) -> Response:
        """Return how many are at head, behind or failed, how they are, and whether the fleet worker lives."""
        summary = queries.summarize(now=clock.now())
        return Response(FleetSummarySerializer(dataclasses.asdict(summary)).data)


class FleetJobListView(PlatformView):
    """Jobs, and those for all municipalities."""

    required_rights: ClassVar = {"GET": Right.MUNICIPALITIES_MANAGE, "POST": Right.MUNICIPALITIES_MANAGE}

    @extend_schema(
        operation_id="fleet_jobs_list",
        parameters=[OpenApiParameter(name, str) for name in ("municipality", "state", "kind", "cursor", "page_size")],
        responses=FleetJobSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """Return a page of jobs, the latest first; `state` may be "open"."""
        rows = queries.list_jobs(
            municipality_id=uuid_param(request, "municipality"),
            state=request.query_params.get("state", "")[:10],
            kind=request.query_params.get("kind", "")[:12],
        )
        return paged(request, rows, order=("-asked_at", "-id"), present=present_jobs)

    @extend_schema(
        operation_id="fleet_jobs_create", request=FleetJobWriteSerializer, responses={202: FleetJobDetailSerializer}
    )
    def post(self, request: Request) -> Response:
        """Ask for a job on all municipalities: bring them to head, measure them."""
        form = FleetJobWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        job = operations.order_job(
            JobKind(form.validated_data["kind"]),
            actor=self.actor,
            reason=form.validated_data["reason"],
            now=clock.now(),
        )
        return self.shown_job(job, status=202)


class FleetJobView(PlatformView):
    """One job."""

    required_rights: ClassVar = {"GET": Right.MUNICIPALITIES_MANAGE}

    @extend_schema(operation_id="fleet_jobs_read", responses=FleetJobDetailSerializer)
    def get(self, request: Request, job_id: uuid.UUID) -> Response:
        """Return the job with its steps; the invitation's link for who asked."""
        return self.shown_job(queries.get_job(job_id))
