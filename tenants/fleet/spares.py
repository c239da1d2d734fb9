"""Spare rooms: finished schema, role, wall and data keys under a key of their own, waiting for a municipality.

The owner's login makes them ahead of time (`ensure_spares`); taking one is a row removed here and a row stored in the
registry, with the rights of the platform's room alone. A spare of an older release, or whose wall is sealed under a
master key that has been replaced, is not taken; `ensure_spares` clears it away.
"""

import datetime as dt

from django.db.models import QuerySet

from omuz.kernel import context
from omuz.kernel.actors import Actor
from omuz.kernel.crypto.master import master_keys
from omuz.kernel.ids import new_id
from tenants import scope, walls
from tenants.enums import MunicipalityState
from tenants.fleet.building import alone_with, drop_room, ensure_role, make_keys, make_schema
from tenants.fleet.compiling import compiled_schema
from tenants.head import migrations_known
from tenants.migration import Progress
from tenants.models import Spare
from tenants.naming import role_name, schema_name
from tenants.registering import Asked, new_key, store

_NOTE_HEAD = "UPDATE public.tenants_spare SET migrations_applied = %s WHERE key = %s"


def take_spare(asked: Asked, *, now: dt.datetime, actor: Actor | None = None) -> context.Municipality | None:
    """Return the municipality made from a spare room, or None where there is none to take.

    Needs no owner's login; two who come at once take two different ones. In an open transaction of the platform's room
    it becomes effective with that.

    Raises:
        ProvisioningError: the address is taken, or an unknown parent; the spare stays.
    """
    asked.check()
    with scope.enter(None):
        spare = _usable().select_for_update(skip_locked=True).order_by("created_at").first()
        if spare is None:
            return None
        key, token, head = spare.key, spare.sealed_wall_token, spare.migrations_applied
        spare.delete()
        return store(
            asked,
            key=key,
            sealed_wall_token=token,
            migrations_applied=head,
            state=MunicipalityState.ACTIVE,
            actor=actor,
            now=now,
        )


def count_spares() -> int:
    """Return how many spare rooms can be taken now."""
    with scope.enter(None):
        return _usable().count()


def ensure_spares(count: int, *, now: dt.datetime, progress: Progress | None = None) -> int:
    """Make spare rooms until there are `count`, clearing away what cannot be used any more. Returns how many were made.

    Raises:
        ProvisioningError: somebody else is at it.
    """
    with alone_with("refilling the spare rooms"):
        drop_stale_spares()
        missing = count - count_spares()
        for number in range(1, missing + 1):
            _make_one(now=now)
            if progress is not None:
                progress(f"spare {number} of {missing}")
    return max(missing, 0)


def drop_stale_spares() -> int:
    """Drop the spares that are half made, behind, or sealed under an old master key. Returns how many."""
    with scope.enter(None):
        # Marked first: a release that is being replaced may still find one good enough and take it before that.
        Spare.objects.exclude(pk__in=_usable().values("pk")).update(is_ready=False)
        stale = list(Spare.objects.filter(is_ready=False).values_list("key", flat=True))
    for key in stale:
        drop_room(schema=schema_name(key), role=role_name(key))
        with scope.enter(None):
            Spare.objects.filter(pk=key).delete()
    return len(stale)


def _usable() -> QuerySet[Spare]:
    return Spare.objects.filter(
        is_ready=True,
        migrations_applied__gte=migrations_known(),
        sealed_wall_token__startswith=f"{master_keys().current_id}:",
    )


def _make_one(*, now: dt.datetime) -> None:
    key = new_key()
    token = walls.new_sealed_token(key)
    with scope.enter(None):
        Spare(key=key, sealed_wall_token=token, created_at=now).save(force_insert=True)
    compiled = compiled_schema()
    room = context.Municipality(
        id=new_id(), key=key, slug="", name="", kind="", state="", is_demo=False,
        schema_name=schema_name(key), role_name=role_name(key),
        sealed_wall_token=token, migrations_applied=compiled.head,
    )  # fmt: skip
    ensure_role(room.role_name)
    make_schema(room, compiled, record=lambda cursor, head: cursor.execute(_NOTE_HEAD, [head, key]))
    make_keys(room, now=now)
    with scope.enter(None):
        Spare.objects.filter(pk=key).update(is_ready=True)
