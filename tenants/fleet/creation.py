"""Making a municipality in well under a second: from the spare pool, or by replaying the compiled schema.

A spare is taken in one transaction of the platform's room, without the owner's login: the web can do it. Compiled
creation goes in steps, each recorded in its own transaction, so that calling again after a kill at any point finishes:

    registry row `preparing`, wall token, event  ->  role  ->  schema, rights, wall, head  ->  data keys  ->  `active`
"""

import dataclasses
import datetime as dt
from typing import Any

from django.db import connections

from omuz.kernel import context
from omuz.kernel.actors import Actor
from tenants import scope, walls
from tenants.domains import domain_map
from tenants.enums import MunicipalityState
from tenants.fleet import spares
from tenants.fleet.building import alone_with, ensure_role, make_keys, make_schema
from tenants.fleet.compiling import compiled_schema
from tenants.migration import Progress
from tenants.models import Municipality
from tenants.registering import Asked, ProvisioningError, new_key, store
from tenants.router import OWNER_ALIAS

_NOTE_HEAD = "UPDATE public.tenants_municipality SET migrations_applied = %s WHERE key = %s"


def create(
    asked: Asked,
    *,
    now: dt.datetime,
    actor: Actor | None = None,
    key: str = "",
    use_spare: bool = True,
    progress: Progress | None = None,
) -> context.Municipality:
    """Make the municipality, or finish one whose making was interrupted, and return it active.

    With an actor the making is recorded in the platform's history. `key` is for tests and for restoring: a municipality
    with a key of its own is never made from a spare.

    Raises:
        ProvisioningError: it cannot be made as asked, or is being made by somebody else, or there is no spare and this
            process has no owner's login.
    """
    asked.check()
    begun = _begun(asked)
    if begun is None and use_spare and not key:
        taken = spares.take_spare(asked, actor=actor, now=now)
        if taken is not None:
            domain_map.clear()
            return taken
    if OWNER_ALIAS not in connections:
        raise ProvisioningError("There is no spare room left; the fleet's worker makes new ones.")
    if connections["default"].in_atomic_block:
        raise RuntimeError("A municipality is made in transactions of its own: leave the room before.")
    with alone_with(f"making {asked.slug}"):
        return _build(_begun(asked), asked, now=now, actor=actor, key=key, progress=progress or _silent)


def _silent(_: str) -> None:
    return None


def _begun(asked: Asked) -> context.Municipality | None:
    """Return the municipality whose making was interrupted, None where nothing has been begun.

    Raises:
        ProvisioningError: the address belongs to another municipality, or to one that is finished.
    """
    with scope.enter(None):
        row = Municipality.objects.filter(slug=asked.slug).first()
        if row is None:
            return None
        if row.name != asked.name or row.state != MunicipalityState.PREPARING:
            raise ProvisioningError(f"The address {asked.slug!r} is taken by {row.name} ({row.state}).")
        begun: context.Municipality = row.as_context()
        return begun


def _build(
    begun: context.Municipality | None,
    asked: Asked,
    *,
    now: dt.datetime,
    actor: Actor | None,
    key: str,
    progress: Progress,
) -> context.Municipality:
    compiled = compiled_schema(progress=progress)
    progress("registry")
    room = begun or _store(asked, key=key or new_key(), actor=actor, now=now)
    progress("role")
    ensure_role(room.role_name)
    if not room.migrations_applied:
        progress("schema")
        make_schema(room, compiled, record=lambda cursor, head: cursor.execute(_NOTE_HEAD, [head, room.key]))
        room = dataclasses.replace(room, migrations_applied=compiled.head)
    progress("keys")
    make_keys(room, now=now)
    progress("active")
    return _activate(room)


def _store(asked: Asked, *, key: str, actor: Actor | None, now: dt.datetime) -> context.Municipality:
    token = walls.new_sealed_token(key)
    with scope.enter(None):
        return store(asked, key=key, sealed_wall_token=token, actor=actor, now=now)


def _activate(room: context.Municipality) -> context.Municipality:
    with scope.enter(None):
        Municipality.objects.filter(key=room.key).update(state=MunicipalityState.ACTIVE)
        municipality: Any = Municipality.objects.get(key=room.key)
    domain_map.clear()
    made: context.Municipality = municipality.as_context()
    return made
