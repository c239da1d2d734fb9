"""The history of the house: who did what, when, to which row, why and from where."""

import datetime as dt
from typing import Any, ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView, paged
from api.params import uuid_param
from api.v1.accounts.serializers import AuditEventSerializer
from apps.accounts import queries
from apps.accounts.rights import Right
from omuz.kernel.clock import TURKEY
from omuz.kernel.errors import DomainError
from omuz.kernel.models.audit import AuditEvent

_FILTERS = ("actor", "action", "subject_type", "subject", "person", "from", "until", "cursor", "page_size")
_LAST_DAY = dt.date.max - dt.timedelta(days=1)


class AuditListView(OmuzView):
    """The audit log; the values beside an event stay closed here."""

    everywhere = True
    required_rights: ClassVar = {"GET": Right.AUDIT_READ}

    @extend_schema(
        operation_id="audit_list",
        parameters=[OpenApiParameter(name, str) for name in _FILTERS],
        responses=AuditEventSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """Return a page of events, the latest first; `action` matches a verb or what it begins with ("role.")."""

        def present(page: list[AuditEvent]) -> Any:
            names = queries.names_of(event.actor_id for event in page)
            return AuditEventSerializer(page, many=True, context={"names": names}).data

        return paged(request, _filtered(request), order=("-at", "-id"), present=present)


def _filtered(request: Request) -> QuerySet[AuditEvent]:
    rows = AuditEvent.objects.all()
    for name, column in (("actor", "actor_id"), ("subject", "subject_id"), ("person", "person_id")):
        key = uuid_param(request, name)
        rows = rows.filter(**{column: key}) if key is not None else rows
    action, subject_type = request.query_params.get("action", "")[:80], request.query_params.get("subject_type", "")
    if action:
        rows = rows.filter(action__startswith=action) if action.endswith(".") else rows.filter(action=action)
    if subject_type:
        rows = rows.filter(subject_type=subject_type[:80])
    first, last = _day(request, "from"), _day(request, "until")
    if first is not None:
        rows = rows.filter(at__gte=_midnight(first))
    if last is not None:
        rows = rows.filter(at__lt=_midnight(min(last, _LAST_DAY) + dt.timedelta(days=1)))
    return rows


def _day(request: Request, name: str) -> dt.date | None:
    text = request.query_params.get(name, "")
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError as error:
        raise DomainError("malformed", "Adresteki gün okunamadı.", field=name, status=400) from error


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), tzinfo=TURKEY)
