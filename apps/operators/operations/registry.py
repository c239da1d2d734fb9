"""What changes in the registry alone: name, address, in service or not. No table of a municipality is touched."""

import datetime as dt
import uuid

from django.db import transaction

from apps.operators.operations.checks import locked, require_operator, require_reason
from apps.operators.operations.ordering import check_slug
from omuz.kernel import audit
from omuz.kernel.actors import Actor
from omuz.kernel.errors import Conflict, FieldProblem, Invalid
from tenants.domains import domain_map
from tenants.enums import MunicipalityState
from tenants.flow import pointers
from tenants.models import Domain, Municipality
from tenants.registering import host_of

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
        raise Conflict(
            "not_from_here",
            f"Belediyenin durumu böyle değiştirilemez: {municipality.get_state_display()}.",
            remedy="Arşivden dönüş için geri yükleme gerekir.",
        )
    if municipality.state != state:
        municipality.state = state
        municipality.save(update_fields=["state"])
        if state == MunicipalityState.ACTIVE:
            # What waited there is due at once.
            pointers.wake(municipality.key)
        action = "municipality.suspended" if state == MunicipalityState.SUSPENDED else "municipality.resumed"
        audit.record(actor=actor, action=action, subject=municipality, reason=reason, now=now)
        transaction.on_commit(domain_map.clear, robust=True)
    return municipality


@transaction.atomic
def rename(
    municipality_id: uuid.UUID, *, actor: Actor, version: int, name: str, slug: str, reason: str, now: dt.datetime
) -> Municipality:
    """Change a municipality's name and address and return it. Its old address goes on leading to it.

    Raises:
        NotAllowed, NotFound: no right, no such municipality.
        Invalid: no name, no reason, an address that is malformed or taken.
        Conflict: changed meanwhile.
    """
    require_operator(actor)
    reason = require_reason(reason)
    municipality = locked(municipality_id, version=version)
    name, before = name.strip(), {"name": municipality.name, "slug": municipality.slug}
    if len(name) < 3:
        raise Invalid([FieldProblem("name", "required", "Belediyenin adı yazılmamış.", "Tam adını yazın.")])
    if before == {"name": name, "slug": slug}:
        return municipality
    if slug != municipality.slug:
        _move(municipality, slug)
    municipality.name = name
    municipality.save(update_fields=["name", "slug"])
    after = {"name": name, "slug": slug}
    audit.record(
        actor=actor,
        action="municipality.renamed",
        subject=municipality,
        reason=reason,
        before=before,
        after=after,
        now=now,
    )
    transaction.on_commit(domain_map.clear, robust=True)
    return municipality


def _move(municipality: Municipality, slug: str) -> None:
    host = host_of(slug)
    own = municipality.domains.filter(domain=host).first()
    problem = None if own is not None else check_slug(slug)
    if problem is not None:
        raise Invalid([problem])
    municipality.domains.update(is_primary=False)
    if own is not None:
        municipality.domains.filter(pk=own.pk).update(is_primary=True)
    else:
        Domain.objects.create(domain=host, tenant=municipality, is_primary=True)
    municipality.slug = slug
