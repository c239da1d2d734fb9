"""The OpenAPI description as this municipality has it."""

from typing import ClassVar

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView
from api.capabilities import board_of
from api.describing import description_for
from api.permissions import SIGNED_IN
from apps.programmes.capabilities import CAPABILITIES


class DescriptionView(OmuzView):
    """What this API offers here."""

    required_rights: ClassVar = {"GET": SIGNED_IN}

    @extend_schema(operation_id="schema_read", responses=OpenApiTypes.OBJECT)
    def get(self, request: Request) -> Response:
        """Return the description without what no programme of this municipality holds."""
        board = board_of(request)
        return Response(description_for({key for key in CAPABILITIES if board.programmes(key)}))
