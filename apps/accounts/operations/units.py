"""Units of the municipality."""

import datetime as dt
import uuid

from django.db import IntegrityError, transaction

from apps.accounts.models import OrgUnit
from apps.accounts.operations.checks import existing_unit, require
from apps.accounts.queries import assignments_on
from apps.accounts.rights import Right
from apps.accounts.rules import closes_circle
from omuz.kernel import audit
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict, DomainError, NotFound


@transaction.atomic
def create_unit(
    *, actor: Actor, name: str, short_name: str = "", parent_id: uuid.UUID | None = None, now: dt.datetime
) -> OrgUnit:
    """Store a unit and return it.

    Raises:
        NotAllowed: without `units.manage`.
        DomainError: another unit has that name; the parent does not exist.
    """
    require(actor, Right.UNITS_MANAGE)
    unit = OrgUnit(name=name.strip(), short_name=short_name.strip(), parent=existing_unit(parent_id, field="parent"))
    _save(unit)
    audit.record(actor=actor, action="unit.created", subject=unit, after=_values(unit), now=now)
    return unit


@transaction.atomic
def update_unit(
    unit_id: uuid.UUID,
    *,
    actor: Actor,
    version: int,
    name: str,
    short_name: str,
    parent_id: uuid.UUID | None,
    is_active: bool,
    now: dt.datetime,
) -> OrgUnit:
    """Change a unit and return it.

    Raises:
        NotAllowed: without `units.manage`.
        NotFound, Conflict: no such unit; stale version; someone still works in a unit that is to be closed.
        DomainError: another unit has that name; a unit cannot stand under itself.
    """
    require(actor, Right.UNITS_MANAGE)
    unit = OrgUnit.objects.select_for_update().filter(pk=unit_id).first()
    if unit is None:
        raise NotFound
    if unit.version != version:
        raise Conflict.stale_version()
    before = _values(unit)
    if closes_circle(unit.pk, parent_id, OrgUnit.objects.values_list("id", "parent_id")):
        raise DomainError(
            "unit_under_itself",
            "Birim kendi altındaki bir birime bağlanamaz.",
            field="parent",
            remedy="Üst birimi düzeltin.",
        )
    if unit.is_active and not is_active:
        _check_can_close(unit, today=local_date(now))
    if parent_id != unit.parent_id:
        unit.parent = existing_unit(parent_id, field="parent")
    unit.name, unit.short_name, unit.is_active = name.strip(), short_name.strip(), is_active
    unit.version += 1
    _save(unit)
    audit.record(actor=actor, action="unit.changed", subject=unit, before=before, after=_values(unit), now=now)
    return unit


def _check_can_close(unit: OrgUnit, *, today: dt.date) -> None:
    if assignments_on(today).filter(unit=unit).exists() or OrgUnit.objects.filter(parent=unit, is_active=True).exists():
        raise Conflict(
            "unit_in_use",
            "Birimde görevli personel ya da bağlı birim var.",
            remedy="Önce görevleri başka birime alın, bağlı birimleri taşıyın.",
        )


def _save(unit: OrgUnit) -> None:
    try:
        with transaction.atomic():
            unit.save()
    except IntegrityError as error:
        raise DomainError(
            "unit_name_taken", "Bu adla bir birim zaten var.", field="name", remedy="Başka bir ad yazın."
        ) from error


def _values(unit: OrgUnit) -> dict[str, object]:
    return {
        "name": unit.name,
        "short_name": unit.short_name,
        "parent": unit.parent_id,
        "is_active": unit.is_active,
    }
