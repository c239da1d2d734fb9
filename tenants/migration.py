"""Bringing one schema to head through the owner's connection, and the grants that go with it.

Issue B replaces the inner loop by compiled statements replayed over the fleet; what a schema is when it is at head,
and the rights on it, stay defined here.
"""

from collections.abc import Callable, Collection, Iterator
from typing import Any

from django.apps import apps
from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor
from psycopg import sql

from omuz.kernel.blocks import block
from tenants import walls
from tenants.naming import EXTENSION_SCHEMA
from tenants.router import OWNER_ALIAS

Progress = Callable[[str], None]
_SET_SESSION = f"SELECT set_config('search_path', %s, false), set_config('{walls.SETTING}', %s, false)"


@block
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


def migrate_schema(schema: str, *, role: str = "", wall_token: str = "", progress: Progress | None = None) -> int:
    """Apply what is pending in `schema`, then set the rights of `role` and the walls. Returns the number applied.

    Each migration is its own transaction, so a kill leaves the schema at a recorded point and a rerun goes on. Without
    a role nobody but the owner gets any right (the template that compiled creation reads).
    """
    with owner_schema(schema, wall_token=wall_token) as connection:
        executor = MigrationExecutor(connection, _callback(progress))
        targets = executor.loader.graph.leaf_nodes()
        plan = executor.migration_plan(targets)
        if plan:
            executor.migrate(targets, plan=plan)
        if role:
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


def owner_only_tables() -> list[str]:
    """Return the tables whose models are declared `owner_only`: what the owner acts on, out of the web's reach."""
    return sorted(m._meta.db_table for m in apps.get_models() if getattr(m, "owner_only", False))


def rights_statements(*, schema: str, role: str, tables: Collection[str]) -> list[str]:
    """Return what gives `role` its rights on `tables` of `schema`: no DDL, no TRUNCATE, append-only rows stay."""
    names = {"schema": sql.Identifier(schema), "role": sql.Identifier(role)}
    given = [
        "GRANT USAGE ON SCHEMA {schema} TO {role}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {role}",
    ]
    statements = [sql.SQL(text).format(**names).as_string(None) for text in given]
    return [*statements, *_revocations(schema=schema, role=role, tables=tables)]


def rights_on_new(*, schema: str, role: str, tables: Collection[str], sequences: Collection[str]) -> list[str]:
    """Return what gives `role` its rights on what a migration has made; rights on what stood before are not touched."""
    given = {"SELECT, INSERT, UPDATE, DELETE": tables, "USAGE, SELECT": sequences}
    statements = []
    for rights, names in given.items():
        if names:
            statement = sql.SQL("GRANT {rights} ON {names} TO {role}").format(
                rights=sql.SQL(rights),
                names=sql.SQL(", ").join(sql.Identifier(schema, name) for name in sorted(names)),
                role=sql.Identifier(role),
            )
            statements.append(statement.as_string(None))
    return [*statements, *_revocations(schema=schema, role=role, tables=tables)]


def _revocations(*, schema: str, role: str, tables: Collection[str]) -> list[str]:
    taken = dict.fromkeys(append_only_tables(), "UPDATE, DELETE")
    taken["django_migrations"] = "INSERT, UPDATE, DELETE"
    taken |= dict.fromkeys(owner_written_tables(), "INSERT, UPDATE, DELETE")
    taken |= dict.fromkeys(owner_only_tables(), "SELECT, INSERT, UPDATE, DELETE")
    revoke = sql.SQL("REVOKE {rights} ON {table} FROM {role}")
    return [
        revoke.format(rights=sql.SQL(rights), table=sql.Identifier(schema, table), role=sql.Identifier(role)).as_string(
            None
        )
        for table, rights in sorted(taken.items())
        if table in tables
    ]


def owner_written_tables() -> list[str]:
    """Return the tables whose models are declared `owner_written`: other logins read them and no more."""
    return sorted(m._meta.db_table for m in apps.get_models() if getattr(m, "owner_written", False))


def grant_rights(connection: Any, *, schema: str, role: str) -> None:
    """Give `role` its rights on the tables of `schema`, at once: no moment shows it more than it is to have."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema])
        tables = {row[0] for row in cursor.fetchall()}
        for statement in rights_statements(schema=schema, role=role, tables=tables):
            cursor.execute(statement)


def _callback(progress: Progress | None) -> Callable[..., None] | None:
    if progress is None:
        return None

    def report(action: str, migration: Any = None, fake: bool = False) -> None:
        if action == "apply_start" and migration is not None:
            progress(f"{migration.app_label}.{migration.name}")

    return report
