"""A database wrapper that never touches role or path by itself.

django-tenants' wrapper sets the path before every cursor, adds `public` to it and swallows a failed SET; here the path
and the role are set once per transaction by `tenants.scope` (SET LOCAL), and a connection on which nobody entered a
municipality keeps the login's own path, `pg_catalog`, and no rights: it fails closed.

It also counts the rooms that its server process has seen. That process keeps what it learns of each table until it
ends (3 GB once it has worked in 1,391 schemas with 60 tables; DISCARD ALL frees nothing), so the connection is given up
after OMUZ_CONNECTION_ROOMS of them: the next statement opens a fresh one.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.backends.postgresql import base as django_base
from django_tenants.postgresql_backend.introspection import DatabaseSchemaIntrospection

from tenants.naming import OWNER_ALIAS
from tenants.postgresql.commits import in_its_room
from tenants.postgresql.cursors import OneStatementCursor


class DatabaseWrapper(django_base.DatabaseWrapper):
    """Django's PostgreSQL wrapper plus the schema name that routers and introspection of django-tenants read."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.schema_name = "public"
        #: Key of the room that `tenants.scope` has entered on this connection.
        self.omuz_scope: str | None = None
        super().__init__(*args, **kwargs)
        self.introspection = DatabaseSchemaIntrospection(self)

    def get_connection_params(self) -> dict[str, Any]:
        """Return Django's parameters with a cursor that sends one statement at a time.

        The owner's connection keeps Django's: migrations hold texts of several statements, and no request reaches it.
        """
        parameters: dict[str, Any] = super().get_connection_params()
        if self.alias != OWNER_ALIAS:
            parameters["cursor_factory"] = OneStatementCursor
        return parameters

    def on_commit(self, func: Callable[[], object], robust: bool = False) -> None:
        """Register `func` to run after the commit, bound to the room that is entered; see `commits.in_its_room`."""
        super().on_commit(in_its_room(self, func) if callable(func) else func, robust=robust)

    def left_room(self, key: str) -> None:
        """Note that work in the room with `key` has ended; close a connection that has served its share of rooms.

        Never inside a transaction: whoever holds one goes on in it, and the next room that is left decides again.
        """
        server: Any = self.connection
        if server is None:
            return
        # Noted on the driver's connection, which a pool may hand to another wrapper.
        rooms: set[str] = server.__dict__.setdefault("omuz_rooms", set())
        rooms.add(key)
        if len(rooms) >= settings.OMUZ_CONNECTION_ROOMS and not self.in_atomic_block:
            # First the driver's: giving a pool back an open connection would only change hands.
            server.close()
            self.close()
