"""Bringing one schema to head through the owner's connection, and the grants that go with it.

Issue B replaces the inner loop by compiled statements replayed over the fleet; what a schema is when it is at head,
and the rights on it, stay defined here.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from psycopg import sql

from tenants import walls
from tenants.naming import EXTENSION_SCHEMA
from tenants.router import OWNER_ALIAS

Progress = Callable[[str], None]
_SET_SESSION = f"SELECT set_config('search_path', %s, false), set_config('{walls.SETTING}', %s, false)"


@contextmanager
def owner_schema(schema: str, *, wall_token: str = "") -> Iterator[Any]:
    """Give the owner's connection with its path on `schema`, and put it back afterwards.

    The second wall holds for the owner too: whoever reads or writes special-category rows passes the room's token.
    The settings are those of the session, so the owner's address must not be one of a transaction pooler.
    """
    connection: Any = connections[OWNER_ALIAS]
    connection.ensure_connection()
    connection.schema_name = schema
    with connection.cursor() as cursor:
        cursor.execute(_SET_SESSION, [f'"{schema}", {EXTENSION_SCHEMA}', wall_token])
    try:
        yield connection
    finally:
        connection.schema_name = "public"
        if connection.connection is not None and not connection.in_atomic_block:
            with connection.cursor() as cursor:
                cursor.execute(_SET_SESSION, ["pg_catalog", ""])


def migrate_schema(schema: str, *, role: str, wall_token: str = "", progress: Progress | None = None) -> int:
    """Apply what is pending in `schema`, then set the rights of `role` and the walls. Returns the number applied.

    Each migration is its own transaction, so a kill leaves the schema at a recorded point and a rerun goes on.
    """
    with owner_schema(schema, wall_token=wall_token) as connection:
        executor = MigrationExecutor(connection, _callback(progress))
        targets = executor.loader.graph.leaf_nodes()
        plan = executor.migration_plan(targets)
        if plan:
            executor.migrate(targets, plan=plan)
        grant_rights(connection, schema=schema, role=role)
        if wall_token:
            walls.raise_walls(connection, schema=schema, token=wall_token)
    return len(plan)


def count_applied(connection: Any, *, schema: str) -> int:
    """Return how many migrations the schema has recorded."""
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(schema, "django_migrations")).as_string(None)
        )
        return int(cursor.fetchone()[0])


def append_only_tables() -> list[str]:
    """Return the tables whose models are declared `append_only`: their rows are written once."""
    return sorted(m._meta.db_table for m in apps.get_models() if getattr(m, "append_only", False))


def grant_rights(connection: Any, *, schema: str, role: str) -> None:
    """Give `role` its rights on the tables of `schema`: no DDL, no TRUNCATE, no change of append-only rows."""
    names = {"schema": sql.Identifier(schema), "role": sql.Identifier(role)}
    statements = [
        "GRANT USAGE ON SCHEMA {schema} TO {role}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {role}",
    ]
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(sql.SQL(statement).format(**names).as_string(None))
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema])
        present = {row[0] for row in cursor.fetchall()}
        for table in [*append_only_tables(), "django_migrations"]:
            if table in present:
                revoke = "REVOKE UPDATE, DELETE ON {table} FROM {role}"
                if table == "django_migrations":
                    revoke = "REVOKE INSERT, UPDATE, DELETE ON {table} FROM {role}"
                cursor.execute(
                    sql.SQL(revoke).format(table=sql.Identifier(schema, table), role=names["role"]).as_string(None)
                )


def _callback(progress: Progress | None) -> Callable[..., None] | None:
    if progress is None:
        return None

    def report(action: str, migration: Any = None, fake: bool = False) -> None:
        if action == "apply_start" and migration is not None:
            progress(f"{migration.app_label}.{migration.name}")

    return report
