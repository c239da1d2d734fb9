"""A room from nothing: its role, its schema by replay, its data keys. Each step can be repeated or leaves nothing."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.db import Error, connections, transaction
from psycopg import errors, sql

from omuz.kernel import context
from omuz.kernel.crypto import ensure_data_keys
from tenants import scope, walls
from tenants.fleet.compiling import CompiledSchema, replay
from tenants.naming import web_login_name
from tenants.registering import ProvisioningError
from tenants.router import OWNER_ALIAS

#: PostgreSQL answers "tuple concurrently updated" to two who change the memberships of one login at once.
ROLES_LOCK: Final = 7_105_003
#: The lock holds within one database; roles are shared by all databases of a server.
_ROLE_ATTEMPTS: Final = 5
_INHERIT_OPTION_SINCE: Final = 160_000
_MEANWHILE: Final = (errors.InternalError_, errors.DuplicateObject, errors.UniqueViolation)
_CREATE_ROLE: Final = "CREATE ROLE {role} NOLOGIN NOINHERIT"
#: Creating takes locks on new objects only; this bounds waiting for the catalogue.
_LOCK_TIMEOUT: Final = "30s"


@contextmanager
def alone_with(what: str) -> Iterator[None]:
    """Hold a lock by name through the owner's connection for the block; it ends with the connection.

    Raises:
        ProvisioningError: somebody else holds it.
    """
    number = int.from_bytes(hashlib.sha256(f"omuz {what}".encode()).digest()[:8]) >> 1
    connection = connections[OWNER_ALIAS]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
        if not cursor.fetchone()[0]:
            raise ProvisioningError(f"{what} is going on already, by somebody else.")
    try:
        yield
    finally:
        if connection.connection is not None and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [number])


def ensure_role(role: str) -> None:
    """Make the NOLOGIN role of a room where it is missing, and let the web's login switch to it without inheriting."""
    for attempt in range(1, _ROLE_ATTEMPTS + 1):
        try:
            _make_role(role)
        except Error as error:
            if not isinstance(error.__cause__, _MEANWHILE) or attempt == _ROLE_ATTEMPTS:
                raise
        else:
            return


def _make_role(role: str) -> None:
    connection: Any = connections[OWNER_ALIAS]
    with transaction.atomic(using=OWNER_ALIAS), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ROLES_LOCK])
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        names = {"role": sql.Identifier(role), "web": sql.Identifier(web_login_name())}
        if cursor.fetchone() is None:
            cursor.execute(sql.SQL(_CREATE_ROLE).format(**names).as_string(None))
        # From 16 on a membership says for itself what the login may do with it; before, the login's NOINHERIT does.
        options = " WITH INHERIT FALSE, SET TRUE" if connection.pg_version >= _INHERIT_OPTION_SINCE else ""
        cursor.execute(sql.SQL("GRANT {role} TO {web}" + options).format(**names).as_string(None))


def make_schema(room: context.Municipality, compiled: CompiledSchema, *, record: Callable[[Any, int], None]) -> None:
    """Make the room's schema at head, its rights and its wall, in one transaction.

    `record` is called in that transaction with a cursor and the number of migrations, to note that it has happened.

    Raises:
        ProvisioningError: a schema of that name stands already.
    """
    connection: Any = connections[OWNER_ALIAS]
    expected = walls.token_hash(walls.token_of(room))
    with transaction.atomic(using=OWNER_ALIAS):
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [_LOCK_TIMEOUT])
            cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [room.schema_name])
            if cursor.fetchone() is not None:
                raise ProvisioningError(f"The schema {room.schema_name} stands already, half made by an older release.")
        rendered = list(compiled.rendered(schema=room.schema_name, role=room.role_name, token_hash=expected))
        replay(connection, rendered, schema=room.schema_name)
        with connection.cursor() as cursor:
            record(cursor, compiled.head)


def make_keys(room: context.Municipality, *, now: dt.datetime) -> None:
    """Give the room its data keys where they are missing, entering it as the web does."""
    with scope.enter(room):
        ensure_data_keys(now=now)


def drop_room(*, schema: str, role: str) -> None:
    """Remove a room that nobody has moved into: schema, then role (which stays while another database uses it)."""
    connection = connections[OWNER_ALIAS]
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(schema)).as_string(None))
    try:
        with transaction.atomic(using=OWNER_ALIAS), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ROLES_LOCK])
            cursor.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(role)).as_string(None))
    except Error as error:
        if not isinstance(error.__cause__, errors.DependentObjectsStillExist):
            raise
