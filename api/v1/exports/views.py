"""Exports: asked for with a reason, approved by a second person where it matters, fetched."""

import uuid
from typing import Any, ClassVar

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView, paged
from api.files import attachment
from api.v1.exports import serializers as shapes
from apps.accounts.rights import Right
from apps.people.models import ExportRequest
from apps.people.operations import exports as operations
from apps.people.operations.imports import XLSX
from apps.people.queries import exports as queries
from omuz.kernel import clock

_ASKING = (Right.PEOPLE_EXPORT, Right.DIRECTORY_EXPORT)
_SEEING = (*_ASKING, Right.PEOPLE_EXPORT_APPROVE)


class _ExportView(OmuzView):
    def present(self, rows: list[Any]) -> Any:
        context = {"names": queries.names_of(rows), "actor_id": self.actor.id}
        return shapes.ExportSerializer(rows, many=True, context=context).data

    def whole(self, request: ExportRequest, *, status: int = 200) -> Response:
        return Response(self.present([request])[0], status=status)


class ExportListView(_ExportView):
    """Requests, and a new one."""

    required_rights: ClassVar = {"GET": _SEEING, "POST": _ASKING}

    @extend_schema(
        operation_id="exports_list",
        parameters=[OpenApiParameter(name, str) for name in ("state", "cursor", "page_size")],
        responses=shapes.ExportSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """Return the reader's requests, and those of others that wait for the reader's approval."""
        rows = queries.list_exports(actor=self.actor, state=request.query_params.get("state", "")[:20])
        return paged(request, rows, order=("-requested_at", "-id"), present=self.present, count=True)

    @extend_schema(
        operation_id="exports_create",
        request=shapes.ExportWriteSerializer,
        responses={201: shapes.ExportSerializer},
    )
    def post(self, request: Request) -> Response:
        """Ask for a list."""
        form = shapes.ExportWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        made = operations.request_export(**form.validated_data, actor=self.actor, now=clock.now())
        return self.whole(made, status=201)


class ExportColumnsView(OmuzView):
    """Columns that can be asked for."""

    required_rights: ClassVar = {"GET": _ASKING}

    @extend_schema(operation_id="exports_columns", responses=shapes.ExportColumnsSerializer)
    def get(self, request: Request) -> Response:
        """Return the columns of the people's list that the reader may ask for."""
        on = clock.local_date(clock.now())
        return Response({"results": queries.people_columns(actor=self.actor, on=on)})


class ExportView(_ExportView):
    """One request."""

    required_rights: ClassVar = {"GET": _SEEING}

    @extend_schema(operation_id="exports_read", responses=shapes.ExportSerializer)
    def get(self, request: Request, request_id: uuid.UUID) -> Response:
        """Return the request."""
        return self.whole(queries.get_export(request_id, actor=self.actor))


class ExportDecisionView(_ExportView):
    """The second person's decision."""

    required_rights: ClassVar = {"POST": Right.PEOPLE_EXPORT_APPROVE}

    @extend_schema(
        operation_id="exports_decide",
        request=shapes.ExportDecisionSerializer,
        responses=shapes.ExportSerializer,
    )
    def post(self, request: Request, request_id: uuid.UUID) -> Response:
        """Approve or refuse a colleague's request."""
        form = shapes.ExportDecisionSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        decided = operations.decide_export(request_id, **form.validated_data, actor=self.actor, now=clock.now())
        return self.whole(decided)


class ExportFileView(OmuzView):
    """The prepared file."""

    required_rights: ClassVar = {"GET": _ASKING}

    @extend_schema(operation_id="exports_file", responses={(200, XLSX): OpenApiResponse(OpenApiTypes.BINARY)})
    def get(self, request: Request, request_id: uuid.UUID) -> Any:
        """Return the file to whoever asked for it, until it expires; each fetching is in the history."""
        out = operations.download_export(request_id, actor=self.actor, now=clock.now())
        return attachment(out.name, out.media_type, out.content)
