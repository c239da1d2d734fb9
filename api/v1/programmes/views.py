"""The programmes of a municipality, as choices of a form and of the switch at the top."""

from typing import ClassVar

from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView
from api.permissions import SIGNED_IN
from apps.programmes.models import Programme
from apps.programmes.queries import list_programmes


class ProgrammeSerializer(serializers.ModelSerializer[Programme]):
    """A programme by name. Whom it serves is not in it: that a person is in it could then tell too much."""

    class Meta:
        model = Programme
        fields = ("id", "code", "name", "unit", "is_active")


class ProgrammeListView(OmuzView):
    """All programmes: a municipality has a handful, so they come at once."""

    required_rights: ClassVar = {"GET": SIGNED_IN}

    @extend_schema(
        operation_id="programmes_list",
        responses=inline_serializer("ProgrammeList", {"results": ProgrammeSerializer(many=True)}),
    )
    def get(self, request: Request) -> Response:
        """Return every programme in Turkish order of names, ended ones included."""
        rows = list(ProgrammeSerializer(list_programmes(), many=True).data)
        return Response({"results": rows, "next": None, "previous": None, "count": len(rows)})
