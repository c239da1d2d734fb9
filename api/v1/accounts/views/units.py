"""Units."""

import uuid
from typing import ClassVar

from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView, read_if_match, with_etag
from api.permissions import SIGNED_IN
from api.v1.accounts.serializers import UnitSerializer, UnitWriteSerializer
from apps.accounts import operations, queries
from apps.accounts.rights import Right
from omuz.kernel import clock


class UnitListView(OmuzView):
    """All units: a municipality has dozens, so they come at once."""

    everywhere = True
    required_rights: ClassVar = {"GET": SIGNED_IN, "POST": Right.UNITS_MANAGE}

    @extend_schema(
        operation_id="units_list",
        responses=inline_serializer("UnitList", {"results": UnitSerializer(many=True)}),
    )
    def get(self, request: Request) -> Response:
        """Return every unit in Turkish order of names, closed ones included."""
        units = UnitSerializer(queries.list_units(), many=True).data
        return Response({"results": units, "next": None, "previous": None, "count": len(units)})

    @extend_schema(operation_id="units_create", request=UnitWriteSerializer, responses={201: UnitSerializer})
    def post(self, request: Request) -> Response:
        """Store a unit."""
        form = UnitWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        data = form.validated_data
        unit = operations.create_unit(
            actor=self.actor,
            name=data["name"],
            short_name=data["short_name"],
            parent_id=data["parent"],
            now=clock.now(),
        )
        return with_etag(Response(UnitSerializer(unit).data, status=201), unit.version)


class UnitView(OmuzView):
    """One unit."""

    everywhere = True
    required_rights: ClassVar = {"PUT": Right.UNITS_MANAGE}

    @extend_schema(operation_id="units_update", request=UnitWriteSerializer, responses=UnitSerializer)
    def put(self, request: Request, unit_id: uuid.UUID) -> Response:
        """Rename, move or close a unit."""
        form = UnitWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        data = form.validated_data
        unit = operations.update_unit(
            unit_id,
            actor=self.actor,
            version=read_if_match(request),
            name=data["name"],
            short_name=data["short_name"],
            parent_id=data["parent"],
            is_active=data["is_active"],
            now=clock.now(),
        )
        return with_etag(Response(UnitSerializer(unit).data), unit.version)
