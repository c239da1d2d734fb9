"""The second wall: row-level security around tables that hold special-category values.

The first wall (role and path) is undone by injected SQL: one statement can call set_config, a stacked one RESET ROLE.
Therefore each municipality has a random token. The policy on its special-category tables knows the token's SHA-256
only, and `ext.wall2` raises when the running transaction has not set the token itself: never a silent empty list. The
token stands in the registry sealed under the master key, which no SQL can read.

The policy asks twice. `ext.wall2_planning` is declared immutable, so that the planner calls it: a statement without the
token raises before it is planned, on an empty table, in a branch that never runs, for EXPLAIN. Without it an index
would look for the row first, and raising only where there is one would tell who has a disability. `ext.wall2` is asked
again when the statement runs, for a plan that was kept from before.

Behind the wall stand what is special by law or tells of it (`special_category`), and what one signs in with
(`opens_doors`): a stolen session would open the front door to the rest.
"""

import base64
import hashlib
import os
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final

from django.apps import apps
from django.db.models import Model
from psycopg import sql

from omuz.kernel import context, crypto

SETTING: Final = "omuz.wall2"
POLICY: Final = "wall2"
#: What the tokens are sealed for.
USE: Final = "wall2"

#: Libraries' tables that one signs in with; our own say `opens_doors = True`.
_DOORS_OF_LIBRARIES: Final = frozenset(
    {"sessions.Session", "account.EmailAddress", "mfa.Authenticator", "usersessions.UserSession"}
)

#: Made by the owner whenever public is migrated.
FUNCTIONS: Final = (
    f"""
CREATE OR REPLACE FUNCTION ext.wall2(expected text) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog AS $wall$
BEGIN
  IF coalesce(current_setting('{SETTING}', true), '') = '' THEN
    RAISE EXCEPTION 'second wall: no municipality has been entered' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF encode(sha256(convert_to(current_setting('{SETTING}', true), 'UTF8')), 'hex') <> expected THEN
    RAISE EXCEPTION 'second wall: another municipality has been entered' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN true;
END
$wall$
""",
    """
CREATE OR REPLACE FUNCTION ext.wall2_planning(expected text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog AS $wall$
BEGIN
  RETURN ext.wall2(expected);
END
$wall$
""",
)


def new_sealed_token(room: str) -> str:
    """Return a new random token for the room, sealed: for the registry's column."""
    token = base64.urlsafe_b64encode(os.urandom(32)).rstrip(b"=")
    return crypto.seal_room_secret(token, room=room, use=USE)


@lru_cache(maxsize=4096)
def open_token(sealed: str, room: str) -> str:
    """Return the token that `sealed` holds; "" stays "", which opens nothing.

    Raises:
        crypto.CryptoError: the master key is missing, or the token belongs to another room.
    """
    return crypto.open_room_secret(sealed, room=room, use=USE).decode("ascii") if sealed else ""


def token_of(municipality: context.Municipality | None) -> str:
    """Return the token to set on entering; the platform's own room has none, as no table there needs one."""
    return open_token(municipality.sealed_wall_token, municipality.key) if municipality is not None else ""


def token_hash(token: str) -> str:
    """Return what the policies know of a token: its SHA-256 in hexadecimal."""
    return hashlib.sha256(token.encode("ascii")).hexdigest()


def walled_tables() -> list[str]:
    """Return the tables behind the wall, with those that relate their rows to others (many to many)."""
    return sorted(m._meta.db_table for m in apps.get_models(include_auto_created=True) if is_walled(m))


def is_walled(model: type[Model]) -> bool:
    """Return whether the model's table stands behind the wall in a municipality (the platform's room has none)."""
    # A table that merely relates rows is as special as the model that asked for it.
    declared: Any = model._meta.auto_created or model
    return (
        bool(getattr(declared, "special_category", False) or getattr(declared, "opens_doors", False))
        or model._meta.label in _DOORS_OF_LIBRARIES
    )


def wall_statements(schema: str, tables: Iterable[str], *, expected: str) -> list[str]:
    """Return the statements that raise the wall around `tables` of `schema` for the token whose hash is `expected`."""
    # The sub-select is evaluated once a statement, not once a row.
    condition = sql.SQL("(ext.wall2_planning({0}) AND (SELECT ext.wall2({0})))").format(sql.Literal(expected))
    texts = (
        "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        "ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        "DROP POLICY IF EXISTS {policy} ON {table}",
        "CREATE POLICY {policy} ON {table} USING {condition} WITH CHECK {condition}",
    )
    return [
        sql.SQL(text)
        .format(table=sql.Identifier(schema, table), policy=sql.Identifier(POLICY), condition=condition)
        .as_string(None)
        for table in tables
        for text in texts
    ]


def raise_walls(connection: Any, *, schema: str, token: str) -> int:
    """Raise the wall around the tables of `schema` that lack it, as their owner; returns how many there were.

    A wall for another token, or of an older form, counts as lacking: rotation and upgrades are the same step.
    """
    expected = token_hash(token)
    whole = f"%wall2_planning('{expected}'%wall2('{expected}'%"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity AND EXISTS ("
            "  SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = %s"
            "  AND pg_get_expr(p.polqual, p.polrelid) LIKE %s AND pg_get_expr(p.polwithcheck, p.polrelid) LIKE %s)"
            " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname = %s AND c.relname = ANY(%s) AND c.relkind IN ('r', 'p')",
            [POLICY, whole, whole, schema, walled_tables()],
        )
        missing = sorted(name for name, stands in cursor.fetchall() if not stands)
        for statement in wall_statements(schema, missing, expected=expected):
            cursor.execute(statement)
    return len(missing)
