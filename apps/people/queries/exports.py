"""Reading export requests."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q, QuerySet

from apps.accounts import queries as accounts
from apps.accounts.rights import Right
from apps.people.enums import ExportState
from apps.people.exporting.columns import DEFAULT_COLUMNS, EXPORT_FIELDS, added_columns
from apps.people.models import ExportRequest
from omuz.kernel.actors import Actor
from omuz.kernel.errors import NotFound


def list_exports(*, actor: Actor, state: str = "") -> QuerySet[ExportRequest]:
    """Return the actor's requests and, for an approver, the others' that wait or that the approver decided."""
    rows = ExportRequest.objects.filter(_visible(actor))
    return rows.filter(state=state) if state else rows


def _visible(actor: Actor) -> Q:
    seen = Q(requested_by_id=actor.id)
    if actor.can(Right.PEOPLE_EXPORT_APPROVE):
        seen |= Q(state=ExportState.PENDING_APPROVAL) | Q(decided_by_id=actor.id)
    return seen


def get_export(request_id: uuid.UUID, *, actor: Actor) -> ExportRequest:
    """Return one of them. Raises NotFound."""
    found = ExportRequest.objects.filter(_visible(actor), pk=request_id).first()
    if found is None:
        raise NotFound
    return found


def names_of(requests: Iterable[ExportRequest]) -> Mapping[uuid.UUID, str]:
    """Return the names of those who asked and decided."""
    wanted = {key for one in requests for key in (one.requested_by_id, one.decided_by_id) if key is not None}
    return accounts.names_of(wanted)


def people_columns(*, actor: Actor, on: dt.date) -> list[dict[str, Any]]:
    """Return the columns that the actor may ask for: {"key", "label", "is_special", "is_default"}."""
    special, numbers = actor.can(Right.PEOPLE_SPECIAL_READ), actor.can(Right.PEOPLE_IDENTITY_READ)
    own = [
        {
            "key": one.key,
            "label": one.label,
            "is_special": one.special,
            "is_default": one.key in DEFAULT_COLUMNS,
        }
        for one in EXPORT_FIELDS
        if (special or not one.special) and (numbers or one.key != "identity")
    ]
    return own + [
        {"key": key, "label": column.label, "is_special": False, "is_default": False}
        for key, (column, _) in added_columns(on).items()
    ]
