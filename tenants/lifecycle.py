"""A municipality's life after its making: suspended, resumed, renamed. Commands and the operators' screens call these.

Each change is one transaction in the platform's room with its event in the history; the web follows within the age of
its map of hosts (five seconds). Schema, role, files and keys are named by the immutable key and never touched.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db import IntegrityError, transaction

from omuz.kernel import audit, context
from omuz.kernel.actors import Actor
from tenants import scope
from tenants.domains import domain_map
from tenants.enums import MunicipalityState
from tenants.flow import pointers
from tenants.models import Domain, Municipality
from tenants.registering import ProvisioningError, check_slug, host_of

_LIVING: Final = (MunicipalityState.ACTIVE, MunicipalityState.SUSPENDED)


def suspend(slug: str, *, reason: str, actor: Actor, now: dt.datetime) -> context.Municipality:
    """Take an active municipality out of service and return it: nobody signs in or works there, nothing is lost.

    Requests are answered 503 `municipality_not_active`; its background work waits and is done after `resume`.

    Raises:
        ProvisioningError: no such municipality, or it is not active; no reason.
    """
    with _changing(slug) as row:
        _require_state(row, MunicipalityState.ACTIVE)
        row.state = MunicipalityState.SUSPENDED
        row.save(update_fields=["state"])
        _record(row, "municipality.suspended", reason=_stated(reason), actor=actor, now=now)
    return _known(row)


def resume(slug: str, *, reason: str = "", actor: Actor, now: dt.datetime) -> context.Municipality:
    """Put a suspended municipality back into service and return it; what waited there is due at once.

    Raises:
        ProvisioningError: no such municipality, or it is not suspended.
    """
    with _changing(slug) as row:
        _require_state(row, MunicipalityState.SUSPENDED)
        row.state = MunicipalityState.ACTIVE
        row.save(update_fields=["state"])
        pointers.wake(row.key)
        _record(row, "municipality.resumed", reason=reason.strip(), actor=actor, now=now)
    return _known(row)


def rename(
    slug: str,
    new_slug: str,
    *,
    name: str = "",
    drop_old: bool = False,
    reason: str = "",
    actor: Actor,
    now: dt.datetime,
) -> context.Municipality:
    """Give a municipality another address (and name) and return it; with the same slug its name alone is changed.

    The old address stays a second way in until `drop_address`: bookmarks go on working, and no other municipality can
    take it and be handed this one's passwords. With `drop_old` it answers 404 at once. A second factor that is bound to
    the old host (passkeys) opens there only; codes and recovery codes work on both.

    Raises:
        ProvisioningError: no such municipality; an address that is malformed, reserved or taken; nothing to change.
    """
    name = name.strip()
    with _changing(slug) as row:
        _require_state(row, *_LIVING)
        before = {"slug": row.slug, "name": row.name}
        after = {"slug": new_slug, "name": name or row.name}
        if before == after:
            raise ProvisioningError("Nothing would change: give another address or another name.")
        if new_slug != slug:
            if not row.domains.filter(domain=host_of(new_slug)).exists():
                check_slug(new_slug)
            _move(row, new_slug, drop_old=drop_old)
        row.slug, row.name = new_slug, after["name"]
        row.save(update_fields=["slug", "name"])
        _record(row, "municipality.renamed", reason=reason.strip(), actor=actor, now=now, before=before, after=after)
    return _known(row)


def list_addresses(municipality: context.Municipality) -> list[tuple[str, bool]]:
    """Return the host names under which a municipality is reached, the primary one first, each with whether it is."""
    with scope.enter(None):
        rows = Domain.objects.filter(tenant_id=municipality.id).order_by("-is_primary", "domain")
        return [(row.domain, row.is_primary) for row in rows]


def drop_address(slug: str, host: str, *, actor: Actor, now: dt.datetime) -> context.Municipality:
    """Let a second address, kept by a renaming, answer 404 from now on.

    Raises:
        ProvisioningError: it is not one of the municipality's, or it is the primary one.
    """
    with _changing(slug) as row:
        gone, _ = row.domains.filter(domain=host.lower(), is_primary=False).delete()
        if not gone:
            raise ProvisioningError(f"{host!r} is not a second address of {slug!r}.")
        _record(row, "municipality.address_dropped", actor=actor, now=now, before={"host": host.lower()})
    return _known(row)


@contextmanager
def _changing(slug: str) -> Iterator[Municipality]:
    """Give the locked row inside a transaction of the platform's room; a constraint that is hit names the address."""
    try:
        with scope.enter(None), transaction.atomic():
            row = Municipality.objects.select_for_update().filter(slug=slug).first()
            if row is None:
                raise ProvisioningError(f"There is no municipality {slug!r}.")
            transaction.on_commit(domain_map.clear, robust=True)
            yield row
    except IntegrityError as error:
        raise ProvisioningError("The address is taken by another municipality.") from error


def _require_state(row: Municipality, *wanted: MunicipalityState) -> None:
    if row.state not in wanted:
        raise ProvisioningError(f"{row.slug!r} is {row.state}; this needs it to be {' or '.join(wanted)}.")


def _stated(reason: str) -> str:
    if not reason.strip():
        raise ProvisioningError("Say why: the reason stands in the history.")
    return reason.strip()


def _move(row: Municipality, new_slug: str, *, drop_old: bool) -> None:
    old = row.domains.filter(is_primary=True)
    if drop_old:
        old.delete()
    else:
        old.update(is_primary=False)
    # Its own former address may become the first one again; anybody else's is taken.
    if not row.domains.filter(domain=host_of(new_slug)).update(is_primary=True):
        Domain(domain=host_of(new_slug), tenant=row, is_primary=True).save(force_insert=True)


def _record(
    row: Municipality,
    action: str,
    *,
    actor: Actor,
    now: dt.datetime,
    reason: str = "",
    before: dict[str, str] | None = None,
    after: dict[str, str] | None = None,
) -> None:
    audit.record(actor=actor, action=action, subject=row, reason=reason, before=before, after=after, now=now)


def _known(row: Municipality) -> context.Municipality:
    known: context.Municipality = row.as_context()
    return known
