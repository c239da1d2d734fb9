"""Saved views of lists: whose they are, and who shares them."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db import IntegrityError, transaction

from apps.accounts.rights import PEOPLE_READING
from apps.people.models import SavedView
from apps.people.operations.checks import require
from apps.people.queries.listing import ORDERS
from omuz.kernel import audit
from omuz.kernel.actors import Actor
from omuz.kernel.errors import Conflict, FieldProblem, Invalid, NotAllowed, NotFound

FILTERS: Final = frozenset(
    {"q", "channel", "sex", "unit", "programme", "interviewer", "registered_from", "registered_to", "age_from",
     "age_to", "province", "district", "education", "employment", "missing", "confidential", "target_group",
     "disability_group"}
)  # fmt: skip
COLUMNS: Final = (
    "file_number", "name", "birth_date", "age", "sex", "phone", "district", "channel", "registered_on", "unit",
    "interviewer",
)  # fmt: skip
_MAX_VIEWS: Final = 50


@transaction.atomic
def save_view(
    *,
    actor: Actor,
    name: str,
    filters: Mapping[str, Any],
    columns: Sequence[str],
    sort: str,
    is_shared: bool,
    now: dt.datetime,
    view_id: uuid.UUID | None = None,
    version: int | None = None,
    unit_id: uuid.UUID | None = None,
) -> SavedView:
    """Store a view of the list of people, or change one of the actor's own, and return it.

    A view keeps filters, never results; a special-category filter still asks for its purpose when it is opened.

    Raises:
        NotAllowed: no right to read people, or someone else's view.
        NotFound, Conflict: no such view; stale version; a name that the actor has used already.
        Invalid: no name, an unknown filter, column or order, too many views.
    """
    require(actor, *PEOPLE_READING)
    problems = _problems(name, filters, columns, sort)
    if problems:
        raise Invalid(problems)
    view = _own_view(view_id, actor=actor, version=version) if view_id is not None else _new_view(actor)
    view.name, view.filters, view.columns = name.strip(), dict(filters), list(columns)
    view.sort, view.is_shared, view.unit_id = sort, is_shared, unit_id if is_shared else None
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError as error:
        raise Conflict(
            "view_name_taken", "Bu adda bir görünümünüz var.", field="name", remedy="Başka bir ad verin."
        ) from error
    audit.record(actor=actor, action="list.view_saved", subject=view, now=now)
    return view


def _new_view(actor: Actor) -> SavedView:
    if SavedView.objects.filter(owner_id=actor.id).count() >= _MAX_VIEWS:
        raise Invalid(
            [FieldProblem("name", "too_many_views", f"En çok {_MAX_VIEWS} görünüm saklanır.", "Birini silin.")]
        )
    return SavedView(owner_id=actor.id)


def _own_view(view_id: uuid.UUID, *, actor: Actor, version: int | None) -> SavedView:
    view = SavedView.objects.visible_to(actor).select_for_update().filter(pk=view_id).first()
    if view is None:
        raise NotFound
    if view.owner_id != actor.id:
        raise NotAllowed(
            "not_your_view", "Bu görünümü yalnızca sahibi değiştirebilir.", remedy="Kendi adınıza kaydedin."
        )
    if version is not None and view.version != version:
        raise Conflict.stale_version()
    view.version += 1
    return view


def _problems(name: str, filters: Mapping[str, Any], columns: Sequence[str], sort: str) -> list[FieldProblem]:
    problems = []
    if not name.strip() or len(name) > 80:
        problems.append(FieldProblem("name", "required", "Görünüme bir ad verin.", "En çok 80 harf."))
    if unknown := sorted(set(filters) - FILTERS):
        problems.append(FieldProblem("filters", "unknown_filter", f"Bilinmeyen süzgeç: {unknown[0]}.", "Kaldırın."))
    if any(not isinstance(value, str | int | bool) or len(str(value)) > 100 for value in filters.values()):
        problems.append(FieldProblem("filters", "bad_filter", "Bir süzgecin değeri okunamadı.", "Yeniden seçin."))
    if set(columns) - set(COLUMNS) or len(columns) != len(set(columns)):
        problems.append(FieldProblem("columns", "unknown_column", "Bilinmeyen sütun.", "Listeden seçin."))
    if sort and sort not in ORDERS:
        problems.append(FieldProblem("sort", "unknown_order", "Bilinmeyen sıralama.", "Listeden seçin."))
    return problems


@transaction.atomic
def delete_view(view_id: uuid.UUID, *, actor: Actor, now: dt.datetime) -> None:
    """Delete one of the actor's own views.

    Raises:
        NotFound, NotAllowed: no such view, or someone else's.
    """
    view = _own_view(view_id, actor=actor, version=None)
    audit.record(actor=actor, action="list.view_deleted", subject=view, now=now)
    view.delete()
