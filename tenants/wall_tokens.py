"""The second wall's tokens: given anew after an incident, sealed anew under a new master key.

Whoever once ran SQL inside a municipality may have read its token there (`current_setting`), and would still have it
after the hole is closed: `./omuz keys rotate-wall --room SLUG` makes it worthless.
"""

import dataclasses
import time

from django.db import connections, transaction

from omuz.kernel import context
from omuz.kernel.crypto import rewrap_room_secret
from tenants import domains, scope, walls
from tenants.head import gate_number
from tenants.migration import owner_schema
from tenants.models import Municipality
from tenants.router import OWNER_ALIAS

LOCK_TIMEOUT = "30s"


def rotate_token(municipality: context.Municipality, *, pause: float | None = None) -> context.Municipality:
    """Give the municipality a new token and return it with that; the old one opens nothing from then on.

    The gate stays shut for `pause` seconds after the change (by default as long as processes keep the map of hosts):
    requests that still carry the old token get the maintenance answer instead of an error.

    Raises:
        django.db.Error: a table stayed locked for LOCK_TIMEOUT; nothing has changed then.
        crypto.MasterKeyError: the master key file is missing.
    """
    number = gate_number(municipality.key)
    with connections[OWNER_ALIAS].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [number])
        try:
            rotated = replace_token(municipality, sealed=walls.new_sealed_token(municipality.key))
            time.sleep(domains.MAX_AGE + 1 if pause is None else pause)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [number])
    return rotated


def replace_token(municipality: context.Municipality, *, sealed: str) -> context.Municipality:
    """Let the walls of the municipality ask for the token in `sealed`, and keep that in the registry, in one go."""
    replaced = dataclasses.replace(municipality, sealed_wall_token=sealed)
    with owner_schema("public") as connection, transaction.atomic(using=OWNER_ALIAS):
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [LOCK_TIMEOUT])
        Municipality.objects.using(OWNER_ALIAS).filter(key=municipality.key).update(sealed_wall_token=sealed)
        walls.raise_walls(connection, schema=municipality.schema_name, token=walls.token_of(replaced))
    domains.domain_map.clear()
    return replaced


def rewrap_tokens(slug: str | None) -> int:
    """Seal the tokens of one municipality (None: of all) under the current master key; return how many were changed.

    The tokens stay what they are, so nobody is shut out.
    """
    changed = 0
    with scope.enter(None):
        rows = Municipality.objects.exclude(sealed_wall_token="")
        for row in rows.filter(slug=slug) if slug is not None else rows:
            sealed = rewrap_room_secret(row.sealed_wall_token, room=row.key, use=walls.USE)
            if sealed != row.sealed_wall_token:
                changed += Municipality.objects.filter(key=row.key, sealed_wall_token=row.sealed_wall_token).update(
                    sealed_wall_token=sealed
                )
    return changed
