"""What views share: the actor, versions, paging, retries."""

import base64
import binascii
import datetime as dt
import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpResponse
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView

from api.params import refuse_unstorable_address
from api.permissions import Required
from api.retries import request_hash
from omuz.kernel import clock, context, idempotency
from omuz.kernel.actors import Actor
from omuz.kernel.errors import DomainError
from omuz.kernel.once import reading_once

IF_MATCH = OpenApiParameter("If-Match", str, OpenApiParameter.HEADER, required=True, description="Version seen.")
PAGE_SIZE = 50
MAX_PAGE_SIZE = 200
#: Longer than any text that a list is sorted by.
MAX_CURSOR_VALUE = 2_000


class OmuzView(APIView):
    """A view that declares the right each method needs; see `api.permissions`.

    A POST with an `Idempotency-Key` is done once: sent again (a retry, a second click) it gets the first one's answer.
    """

    required_rights: ClassVar[Mapping[str, Required]] = {}
    #: Whether the address exists in the platform's own room too; what a municipality's tables answer does not.
    everywhere: ClassVar[bool] = False
    _retry: tuple[str, str] | None = None

    @property
    def actor(self) -> Actor:
        """Return who acts; the permission check has made sure that there is someone."""
        actor: Actor = self.request.actor  # type: ignore[attr-defined]
        return actor

    @property
    def today(self) -> dt.date:
        """Return today's date in Türkiye."""
        return clock.local_date(clock.now())

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Answer; what only reads reads the same thing once."""
        if request.method not in {"GET", "HEAD"}:
            return super().dispatch(request, *args, **kwargs)
        with reading_once():
            return super().dispatch(request, *args, **kwargs)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Check who asks, then reserve the request's key or put the answer that was given to it before."""
        if not self.everywhere and context.current_municipality() is None:
            raise Http404
        super().initial(request, *args, **kwargs)
        refuse_unstorable_address(request, kwargs.values())
        key = request.headers.get("Idempotency-Key", "")
        actor = getattr(request, "actor", None)
        if request.method != "POST" or not key or actor is None:
            return
        scope = f"{actor.id} {request.path}"[:160]
        given = idempotency.begin(scope=scope, key=key, request_hash=request_hash(request), now=clock.now())
        if given is None:
            self._retry = (scope, key)
            return
        replay = HttpResponse(given.body, status=given.status, headers=given.headers)
        self.post = lambda *_args, **_kwargs: replay

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Keep the answer of a reserved request, or give up the reservation of one that was refused.

        What was refused by an error is rolled back together with its reservation.
        """
        final = super().finalize_response(request, response, *args, **kwargs)
        if self._retry is not None and final.status_code >= 400 and not transaction.get_rollback():
            idempotency.release(scope=self._retry[0], key=self._retry[1])
        if self._retry is not None and final.status_code < 400 and isinstance(final, Response):
            final.add_post_render_callback(partial(_keep_answer, self._retry))
        return final


def _keep_answer(retry: tuple[str, str], response: Any) -> None:
    scope, key = retry
    kept = {name: response[name] for name in ("ETag", "Location", "Content-Type") if name in response}
    idempotency.finish(scope=scope, key=key, status=response.status_code, headers=kept, body=response.content)


def read_if_match(request: Request) -> int:
    """Return the version that the sender has seen, from `If-Match: "<n>"`.

    Raises:
        DomainError: 428 where the header is missing, 400 where it is no version.
    """
    header = request.headers.get("If-Match", "").strip().removeprefix("W/").strip('"')
    if not header:
        raise DomainError(
            "version_required",
            "Kaydın hangi sürümünü değiştirdiğiniz belirtilmemiş.",
            remedy="Sayfayı yenileyin; yazdıklarınız korunur.",
            status=428,
        )
    if not (header.isascii() and header.isdigit() and len(header) < 10):
        raise DomainError("malformed", "Sürüm bilgisi okunamadı.", remedy="Sayfayı yenileyin.", status=400)
    return int(header)


def sent(request: Request, shape: type[BaseSerializer[Any]], *, partial: bool = False) -> dict[str, Any]:
    """Return what was sent, checked by its shape; `partial` asks for no field.

    Raises:
        ValidationError: fields are missing or malformed.
    """
    form = shape(data=request.data, partial=partial)
    form.is_valid(raise_exception=True)
    values: dict[str, Any] = form.validated_data
    return values


def with_etag(response: Response, version: int) -> Response:
    """Return the response with the record's version as ETag."""
    response["ETag"] = f'"{version}"'
    return response


def paged(
    request: Request,
    queryset: QuerySet[Any],
    *,
    order: tuple[str, ...],
    present: Callable[[list[Any]], Any],
    count: bool = False,
) -> Response:
    """Return one page of `queryset` by keyset cursor: {"results", "next", "previous", "count"?}.

    `order` names fields, "-" for descending, and must end in a unique one ("id"). `present` turns rows into JSON.
    Keyset paging reads one page however deep, and rows that come or go in between shift nothing.
    """
    size = _page_size(request)
    cursor = _decode(request.query_params.get("cursor", ""))
    backwards = cursor is not None and cursor["d"] == "p"
    effective = tuple(_flip(field) for field in order) if backwards else order
    rows_query = queryset.order_by(*effective)
    if cursor is not None:
        rows_query = rows_query.filter(_after(effective, _read_values(queryset, order, cursor["v"])))
    rows = list(rows_query[: size + 1])
    more = len(rows) > size
    rows = rows[:size]
    if backwards:
        rows.reverse()
    has_next = bool(rows) and (more if not backwards else True)
    has_previous = bool(rows) and (more if backwards else cursor is not None)
    body: dict[str, Any] = {
        "results": present(rows),
        "next": _encode("n", rows[-1], order) if has_next else None,
        "previous": _encode("p", rows[0], order) if has_previous else None,
    }
    if count:
        body["count"] = queryset.count()
    return Response(body)


def _page_size(request: Request) -> int:
    wanted = request.query_params.get("page_size", "")
    return min(max(int(wanted), 1), MAX_PAGE_SIZE) if wanted.isdecimal() and len(wanted) < 6 else PAGE_SIZE


def _flip(field: str) -> str:
    return field[1:] if field.startswith("-") else f"-{field}"


def _value(row: Model, field: str) -> Any:
    value: Any = row
    for part in field.lstrip("-").split("__"):
        value = getattr(value, part)
    return value


def _after(order: tuple[str, ...], values: list[Any]) -> Q:
    """Return "comes after `values` in `order`", with NULL last as PostgreSQL sorts ascending values."""
    condition = Q()
    equal = Q()
    for field, value in zip(order, values, strict=True):
        name, descending = field.lstrip("-"), field.startswith("-")
        if value is None:
            beyond = Q(**{f"{name}__isnull": False}) if descending else Q(pk__in=[])
            same = Q(**{f"{name}__isnull": True})
        else:
            beyond = Q(**{f"{name}__{'lt' if descending else 'gt'}": value})
            if not descending:
                beyond |= Q(**{f"{name}__isnull": True})
            same = Q(**{name: value})
        condition |= equal & beyond
        equal &= same
    return condition


def _read_values(queryset: QuerySet[Any], order: tuple[str, ...], values: list[Any]) -> list[Any]:
    """Return a cursor's values as their fields hold them; it comes from outside like everything else."""
    try:
        return [
            None if value is None else _field(queryset, name.lstrip("-")).to_python(_plain(value))
            for name, value in zip(order, values, strict=True)
        ]
    except (ValidationError, ValueError, OverflowError) as error:
        raise _bad_cursor() from error


def _field(queryset: QuerySet[Any], name: str) -> Any:
    """Return what holds a value that is sorted by: a column, a computed one, or an annotation."""
    column: Any = queryset.query.annotations.get(name) or queryset.model._meta.get_field(name)
    return getattr(column, "output_field", column)


def _plain(value: object) -> str:
    if not isinstance(value, str) or "\0" in value or len(value) > MAX_CURSOR_VALUE:
        raise ValueError("no value of a cursor")
    value.encode()
    return value


def _encode(direction: str, row: Model, order: tuple[str, ...]) -> str:
    values = [None if (v := _value(row, field)) is None else str(v) for field in order]
    return base64.urlsafe_b64encode(json.dumps({"d": direction, "v": values}).encode()).decode().rstrip("=")


def _decode(text: str) -> dict[str, Any] | None:
    if not text:
        return None
    try:
        value = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (binascii.Error, ValueError, RecursionError) as error:
        raise _bad_cursor() from error
    if not isinstance(value, dict) or value.get("d") not in ("n", "p") or not isinstance(value.get("v"), list):
        raise _bad_cursor()
    return value


def _bad_cursor() -> DomainError:
    return DomainError("bad_cursor", "Sayfa işareti geçersiz.", remedy="Listeyi baştan açın.", status=400)
