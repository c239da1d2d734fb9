"""What views of letters share."""

import datetime as dt
import uuid
from typing import Any

from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from api.base import OmuzView, with_etag
from api.v1.letters.bodies import letter_body
from api.v1.letters.shapes import LetterSerializer
from apps.letters.operations.reading import log_letter_reading
from apps.letters.queries.letters import get_letter
from omuz.kernel import clock

IF_MATCH = OpenApiParameter("If-Match", str, OpenApiParameter.HEADER, required=True, description="Version seen.")


class LettersView(OmuzView):
    """A view of letters."""

    @property
    def today(self) -> dt.date:
        """Return today's date in Türkiye."""
        return clock.local_date(clock.now())

    def letter(self, letter_id: uuid.UUID, *, status: int = 200, is_opened: bool = False) -> Response:
        """Return the letter's page with its version; `is_opened`: to a reader, which the access log keeps."""
        detail = get_letter(letter_id, actor=self.actor, today=self.today)
        if is_opened:
            log_letter_reading(detail.letter, actor=self.actor, now=clock.now())
        return with_etag(Response(LetterSerializer(letter_body(detail)).data, status=status), detail.letter.version)

    def read(self, request: Request, shape: type[Serializer[Any]]) -> dict[str, Any]:
        """Return what was sent, checked by its shape."""
        form = shape(data=request.data)
        form.is_valid(raise_exception=True)
        values: dict[str, Any] = form.validated_data
        return values
