"""The programmes of a municipality: as choices of a form and the switch at the top."""

import uuid
from typing import ClassVar

from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView
from api.permissions import SIGNED_IN
from api.v1.programmes.serializers import ProgrammeSerializer, StartSerializer
from apps.accounts.rights import Right
from apps.programmes.operations import start_from_pack
from apps.programmes.queries import list_programmes
from apps.programmes.queries.versions import get_programme, versions_in_use
from omuz.kernel import clock


class ProgrammeListView(OmuzView):
    """All programmes: a municipality has a handful, so they come at once."""

    required_rights: ClassVar = {"GET": SIGNED_IN, "POST": Right.PROGRAMMES_MANAGE}

    @extend_schema(
        operation_id="programmes_list",
        responses=inline_serializer("ProgrammeList", {"results": ProgrammeSerializer(many=True)}),
    )
    def get(self, request: Request) -> Response:
        """Return every programme in Turkish order of names, ended ones included."""
        programmes = list_programmes()
        versions = {(one.programme_id, one.state): one for one in versions_in_use(one.pk for one in programmes)}
        rows = list(ProgrammeSerializer(programmes, many=True, context={"versions": versions}).data)
        return Response({"results": rows, "next": None, "previous": None, "count": len(rows)})

    @extend_schema(
        operation_id="programmes_start",
        request=StartSerializer,
        responses={
            201: inline_serializer(
                "StartedProgramme", {"id": serializers.UUIDField(), "version": serializers.UUIDField()}
            )
        },
    )
    def post(self, request: Request) -> Response:
        """Start a programme from a shipped pack; its definition stands in draft 1."""
        form = StartSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        version = start_from_pack(
            form.validated_data["pack"], unit_id=form.validated_data["unit"], actor=self.actor, now=clock.now()
        )
        return Response({"id": version.programme_id, "version": version.pk}, status=201)


class ProgrammeView(OmuzView):
    """One programme."""

    required_rights: ClassVar = {"GET": SIGNED_IN}

    @extend_schema(operation_id="programmes_read", responses=ProgrammeSerializer)
    def get(self, request: Request, programme_id: uuid.UUID) -> Response:
        """Return a programme with its version in force and its draft."""
        programme = get_programme(programme_id)
        versions = {(one.programme_id, one.state): one for one in versions_in_use([programme.pk])}
        return Response(ProgrammeSerializer(programme, context={"versions": versions}).data)
