"""What municipalities have released, for the coordinator in the platform's own room."""

import datetime as dt
from typing import Any, ClassVar

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView, paged
from apps.accounts.rights import Right
from apps.oversight.models import ReleasedCell
from apps.oversight.queries import list_released
from omuz.kernel import context
from omuz.kernel.errors import DomainError
from tenants.provisioning import registry


class ReleasedFigureSerializer(serializers.ModelSerializer[ReleasedCell]):
    """One released figure: rounded to multiples of five, or suppressed."""

    municipality = serializers.SerializerMethodField()
    dimensions = serializers.SerializerMethodField()
    value = serializers.IntegerField(read_only=True, allow_null=True)

    class Meta:
        model = ReleasedCell
        fields = ["id", "municipality", "indicator", "as_of", "dimensions", "value", "suppressed", "released_at"]

    def get_municipality(self, cell: ReleasedCell) -> str:
        """Return the municipality's name; "" for one that is no longer on this platform."""
        names: dict[str, str] = self.context["names"]
        return names.get(cell.municipality_key, "")

    @extend_schema_field({"type": "object", "additionalProperties": {"type": "string"}})
    def get_dimensions(self, cell: ReleasedCell) -> dict[str, str]:
        """Return the code by dimension; empty for the total."""
        found: dict[str, str] = cell.dimensions
        return found


class ReleasedFiguresView(OmuzView):
    """The released figures."""

    everywhere = True
    required_rights: ClassVar = {"GET": Right.OVERSIGHT_READ}

    @extend_schema(
        operation_id="oversight_figures_list",
        parameters=[
            OpenApiParameter(name, str) for name in ("indicator", "municipality", "as_of", "cursor", "page_size")
        ],
        responses=ReleasedFigureSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """Return a page of released figures, the newest first; it exists in the platform's own room only."""
        if context.current_municipality() is not None:
            raise Http404
        asked = request.query_params
        slug, key = asked.get("municipality", "")[:63], ""
        if slug:
            found = registry().filter(slug=slug).first()
            # A municipality that does not exist has released nothing.
            key = found.key if found is not None else "-"
        rows = list_released(
            indicator=asked.get("indicator", "")[:80], municipality_key=key, as_of=_day(asked.get("as_of", ""))
        )

        def present(page: list[Any]) -> Any:
            keys = {cell.municipality_key for cell in page}
            names = dict(registry().filter(key__in=keys).values_list("key", "name"))
            return ReleasedFigureSerializer(page, many=True, context={"names": names}).data

        return paged(request, rows, order=("-released_at", "id"), present=present)


def _day(text: str) -> dt.date | None:
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise DomainError("malformed", "Tarih okunamadı.", field="as_of", status=400) from error
