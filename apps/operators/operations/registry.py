"""What changes in the registry alone: name, address, in service or not. No table of a municipality is touched."""

import datetime as dt
import uuid

from django.db import transaction

from apps.operators.operations.checks import locked, require_operator, require_reason
from apps.operators.operations.ordering import check_slug
from omuz.kernel.actors import Actor
from omuz.kernel.errors import Conflict, FieldProblem, Invalid
from tenants import lifecycle
from tenants.enums import MunicipalityState
from tenants.models import Municipality
from tenants.registering import ProvisioningError, host_of

#: Between these an operator moves a municipality to and fro.
_TO_AND_FRO = frozenset({MunicipalityState.ACTIVE, MunicipalityState.SUSPENDED})


@transaction.atomic
def set_state(
    municipality_id: uuid.UUID, *, actor: Actor, version: int, state: MunicipalityState, reason: str, now: dt.datetime
) -> Municipality:
    """Suspend a municipality or put it into service again; effective within five seconds. Returns it.

    Raises:
        NotAllowed, NotFound, Invalid: no right, no such municipality, no reason.
        Conflict: changed meanwhile; being prepared or archived, where this is not the way.
    """
    require_operator(actor)
    reason = require_reason(reason)
    municipality = locked(municipality_id, version=version)
    if municipality.state not in _TO_AND_FRO or state not in _TO_AND_FRO:
        raise _not_from_here(municipality)
    if municipality.state != state:
        change = lifecycle.suspend if state == MunicipalityState.SUSPENDED else lifecycle.resume
        change(municipality.slug, reason=reason, actor=actor, now=now)
        municipality.refresh_from_db()
    return municipality


@transaction.atomic
def rename(
    municipality_id: uuid.UUID, *, actor: Actor, version: int, name: str, slug: str, reason: str, now: dt.datetime
) -> Municipality:
    """Change a municipality's name and address and return it. Its old address goes on leading to it.

    Raises:
        NotAllowed, NotFound: no right, no such municipality.
        Invalid: no name, no reason, an address that is malformed or taken.
        Conflict: changed meanwhile; neither in service nor suspended.
    """
    require_operator(actor)
    reason = require_reason(reason)
    municipality = locked(municipality_id, version=version)
    name = name.strip()
    if len(name) < 3:
        raise Invalid([FieldProblem("name", "required", "Belediyenin adı yazılmamış.", "Tam adını yazın.")])
    if slug != municipality.slug and not municipality.domains.filter(domain=host_of(slug)).exists():
        problem = check_slug(slug)
        if problem is not None:
            raise Invalid([problem])
    if municipality.state not in _TO_AND_FRO:
        raise _not_from_here(municipality)
    if (name, slug) != (municipality.name, municipality.slug):
        try:
            lifecycle.rename(municipality.slug, slug, name=name, reason=reason, actor=actor, now=now)
        except ProvisioningError as error:
            # Free a moment ago: the constraint has let somebody else have it.
            raise Invalid(
                [FieldProblem("slug", "taken", "Bu adres az önce alındı.", "Başka bir adres yazın.")]
            ) from error
        municipality.refresh_from_db()
    return municipality


def _not_from_here(municipality: Municipality) -> Conflict:
    return Conflict(
        "not_from_here",
        f"Belediyenin durumu buna uygun değil: {municipality.get_state_display()}.",
        remedy="Arşivden dönüş için geri yükleme gerekir.",
    )
