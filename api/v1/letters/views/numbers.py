"""Official numbers in bulk."""

import dataclasses
from typing import Any, ClassVar

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import sent
from api.files import attachment
from api.v1.letters import shapes
from api.v1.letters.views.base import LettersView
from api.v1.shapes import results_of
from apps.accounts.rights import Right
from apps.documents.rules import MAX_BYTES, too_large
from apps.letters.operations.official import (
    NumberRow,
    RowResult,
    import_official_numbers,
    record_official_numbers,
    template,
)
from omuz.kernel import clock
from omuz.kernel.errors import Invalid

_RESULTS = results_of("OfficialNumberResults", shapes.OfficialResultSerializer)
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _answer(rows: list[RowResult]) -> Response:
    bodies: list[dict[str, Any]] = [dataclasses.asdict(one) for one in rows]
    return Response({"results": shapes.OfficialResultSerializer(bodies, many=True).data})


class OfficialNumbersView(LettersView):
    """A pasted table."""

    required_rights: ClassVar = {"POST": Right.LETTERS_WRITE}

    @extend_schema(operation_id="letters_official_numbers", request=shapes.OfficialRowsSerializer, responses=_RESULTS)
    def post(self, request: Request) -> Response:
        """Record the good rows, and say of each bad one what is wrong."""
        values = sent(request, shapes.OfficialRowsSerializer)
        rows = [
            NumberRow(number, one["letter"], one["number"], one["date"])
            for number, one in enumerate(values["rows"], start=1)
        ]
        return _answer(record_official_numbers(rows, actor=self.actor, now=clock.now(), is_preview=values["preview"]))


class OfficialNumbersImportView(LettersView):
    """A file."""

    required_rights: ClassVar = {"GET": Right.LETTERS_WRITE, "POST": Right.LETTERS_WRITE}
    parser_classes = (MultiPartParser,)

    @extend_schema(operation_id="letters_official_template", responses={(200, _XLSX): OpenApiTypes.BINARY})
    def get(self, request: Request) -> HttpResponse:
        """Return an empty list to fill in."""
        return attachment("EBYS sayıları - boş liste.xlsx", _XLSX, template())

    @extend_schema(
        operation_id="letters_official_import", request={"multipart/form-data": shapes.OfficialFileSerializer},
        responses=_RESULTS,
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        """Record the good rows of a CSV or XLSX file, and say of each bad one what is wrong."""
        values = sent(request, shapes.OfficialFileSerializer)
        if values["file"].size > MAX_BYTES:
            raise Invalid([too_large()])
        return _answer(
            import_official_numbers(
                values["file"].read(), actor=self.actor, now=clock.now(), is_preview=values["preview"]
            )
        )
