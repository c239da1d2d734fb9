"""Reading programmes."""

import uuid
from collections.abc import Iterable

from apps.programmes.models import Programme
from omuz.kernel.text import tr_key


def active_programmes(programme_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """Return the unit of each of these programmes that is active; the others are left out."""
    wanted = set(programme_ids)
    if not wanted:
        return {}
    return dict(Programme.objects.filter(pk__in=wanted, is_active=True).values_list("pk", "unit_id"))


def programme_names(programme_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Return the name of each of these programmes, ended ones included."""
    wanted = set(programme_ids)
    return dict(Programme.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}


def list_programmes() -> list[Programme]:
    """Return every programme in Turkish order of names, ended ones included."""
    return sorted(Programme.objects.all(), key=lambda one: tr_key(one.name))


def find_programme_id(code: str) -> uuid.UUID | None:
    """Return the programme that a definition's code belongs to, None for one that runs nowhere yet."""
    return Programme.objects.filter(code=code).values_list("pk", flat=True).first()


def unit_of_programme(programme_id: uuid.UUID) -> uuid.UUID | None:
    """Return the unit that runs a programme, None where there is no such programme."""
    return Programme.objects.filter(pk=programme_id).values_list("unit_id", flat=True).first()
