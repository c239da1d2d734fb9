"""The public page: is a letter genuine?"""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import SimpleRateThrottle

from api.base import OmuzView
from api.permissions import ANYONE
from api.v1.letters import shapes
from apps.letters.operations.checking import check_code


class CodeThrottle(SimpleRateThrottle):
    """Nobody guesses codes by the hundred."""

    scope = "letter_check"
    rate = "20/min"

    def get_cache_key(self, request: Request, view: Any) -> str:
        """Return the key of the sender's machine."""
        return f"letter-check:{self.get_ident(request)}"


class LetterCheckView(OmuzView):
    """Checking a code; nobody has to sign in."""

    required_rights: ClassVar = {"POST": ANYONE}
    throttle_classes = [CodeThrottle]

    @extend_schema(
        operation_id="letters_check", request=shapes.CodeCheckSerializer, responses=shapes.CodeCheckedSerializer
    )
    def post(self, request: Request) -> Response:
        """Return genuine or not, the day, and the municipality; nothing of whom it is about. 429 beyond 20 a minute."""
        form = shapes.CodeCheckSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        found = check_code(form.validated_data["code"])
        body = {"is_genuine": found.is_genuine, "date": found.dated, "municipality": found.municipality}
        return Response(shapes.CodeCheckedSerializer(body).data)
