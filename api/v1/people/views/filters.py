"""The list's filters, from the address."""

import datetime as dt
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from api.params import uuid_param
from api.v1.people.views.base import flag
from apps.people.queries.listing import ORDERS, PeopleFilter
from omuz.kernel.errors import DomainError

_TEXTS = {"q": "text", "channel": "channel", "sex": "sex", "province": "province", "district": "district",
          "education": "education", "employment": "employment", "target_group": "target_group",
          "disability_group": "disability_group"}  # fmt: skip
_KEYS = {"unit": "unit_id", "programme": "programme_id", "interviewer": "interviewer_id"}
_DAYS = ("registered_from", "registered_to")
_NUMBERS = ("age_from", "age_to")
_FLAGS = ("missing", "confidential")

FILTER_PARAMETERS = [
    *(OpenApiParameter(name, OpenApiTypes.STR) for name in _TEXTS),
    *(OpenApiParameter(name, OpenApiTypes.UUID) for name in _KEYS),
    *(OpenApiParameter(name, OpenApiTypes.DATE) for name in _DAYS),
    *(OpenApiParameter(name, OpenApiTypes.INT) for name in _NUMBERS),
    *(OpenApiParameter(name, OpenApiTypes.BOOL) for name in _FLAGS),
    OpenApiParameter("sort", OpenApiTypes.STR, enum=list(ORDERS)),
    OpenApiParameter("task", OpenApiTypes.STR, description="Open task, for special-category filters."),
    OpenApiParameter("purpose", OpenApiTypes.STR, description="Purpose, where no task implies one."),
    OpenApiParameter("cursor", OpenApiTypes.STR),
    OpenApiParameter("page_size", OpenApiTypes.INT),
]


def people_filter(request: Request) -> PeopleFilter:
    """Return the filter that the address asks for.

    Raises:
        DomainError: 400, a day, number or key that cannot be read.
    """
    params = request.query_params
    values: dict[str, Any] = {field: params.get(name, "")[:100] for name, field in _TEXTS.items()}
    values |= {field: uuid_param(request, name) for name, field in _KEYS.items()}
    values |= {name: _day(params.get(name, ""), name) for name in _DAYS}
    values |= {name: _number(params.get(name, ""), name) for name in _NUMBERS}
    values |= {name: flag(request, name) for name in _FLAGS}
    return PeopleFilter(**values)


def list_order(request: Request) -> tuple[str, ...]:
    """Return the order asked for; by name where none is known."""
    return ORDERS.get(request.query_params.get("sort", ""), ORDERS["name"])


def _day(text: str, name: str) -> dt.date | None:
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise DomainError(
            "malformed", "Tarih okunamadı.", field=name, remedy="Örnek: 2026-11-21", status=400
        ) from error


def _number(text: str, name: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 3):
        raise DomainError("malformed", "Sayı okunamadı.", field=name, remedy="Yalnızca rakam yazın.", status=400)
    return int(text)
