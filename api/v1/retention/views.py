"""Records whose keeping ends: a preview, nothing is disposed of."""

import datetime as dt
from typing import Any, ClassVar

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView, paged
from api.params import date_param
from api.v1.retention import shapes
from api.v1.retention.bodies import kept_body, kind_body
from apps.cases.queries.retention import DUE_READING, ORDER, DueRecords
from apps.programmes.definition.retaining import Kept
from apps.programmes.registry import RetainedItem
from omuz.kernel.errors import FieldProblem, Invalid

#: What the list looks ahead where no day is given.
_A_MONTH = dt.timedelta(days=31)
_PARAMETERS = [
    OpenApiParameter("until", OpenApiTypes.DATE),
    OpenApiParameter("kind", OpenApiTypes.STR, description="A kind of record; without it the first that has rows."),
    OpenApiParameter("cursor", OpenApiTypes.STR),
    OpenApiParameter("page_size", OpenApiTypes.INT),
]


class RetentionDueView(OmuzView):
    """What becomes due."""

    required_rights: ClassVar = {"GET": DUE_READING}

    @extend_schema(operation_id="retention_due", parameters=_PARAMETERS, responses=shapes.DuePageSerializer)
    def get(self, request: Request) -> Response:
        """Return the records of a kind whose period ends by a day (in a month), and how many of each kind do."""
        until = date_param(request, "until") or self.today + _A_MONTH
        due = DueRecords(self.actor, today=self.today, until=until)
        kinds = due.kinds()
        wanted = request.query_params.get("kind", "")
        first = next((one for one in kinds if one.count), kinds[0])
        found = next((one for one in kinds if one.source.key == wanted), None) if wanted else first
        if found is None:
            raise Invalid([FieldProblem("kind", "no_such_kind", "Bu kayıt türü yok.", "Listeden seçin.")])

        def present(rows: list[Any]) -> Any:
            shown = due.shown(found.source, rows)
            return shapes.DueRecordSerializer([_row(*one) for one in shown], many=True).data

        page = paged(request, found.rows, order=ORDER, present=present)
        listed = shapes.DueKindSerializer([kind_body(one) for one in kinds], many=True)
        page.data |= {"kind": found.source.key, "kinds": listed.data}
        return page


def _row(row: Any, item: RetainedItem, kept: Kept) -> dict[str, Any]:
    return {
        "id": row.pk, "title": item.title, "hint": item.hint, "who": item.who, "programme": item.programme,
        "link": item.link, "kept": kept_body(kept),
    }  # fmt: skip
