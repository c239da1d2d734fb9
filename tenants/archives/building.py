"""A fresh schema in the state that an archive's rows were written for, and bringing it to head afterwards."""

import enum
from typing import Any

from django.db.migrations.executor import MigrationExecutor

from tenants.archives.contents import Facts
from tenants.archives.errors import CannotRestoreError
from tenants.fleet.compiling import CompiledSchema, compiled_schema, replay
from tenants.head import migration_names
from tenants.migration import migrate_schema
from tenants.walls import raise_walls

_WALLS = ("ROW LEVEL SECURITY", "CREATE POLICY")


class Age(enum.Enum):
    """How the archive's release stands to this one."""

    SAME = "same"
    OLDER = "older"


def age_of(facts: Facts) -> Age:
    """Return whether the archive's tables are those of this release or older ones.

    Raises:
        CannotRestoreError: the archive comes from a newer release.
    """
    known, applied = set(migration_names()), set(facts.migrations)
    newer = sorted(applied - known)
    if newer:
        app, name = newer[0]
        raise CannotRestoreError(
            f"The archive comes from a newer release (it has had {app}.{name}): install that release first."
        )
    return Age.SAME if applied == known else Age.OLDER


def prepare(age: Age) -> CompiledSchema | None:
    """Return the compiled form where it will be needed; compiling has transactions of its own and comes first."""
    return compiled_schema() if age is Age.SAME else None


def build(connection: Any, *, schema: str, role: str, facts: Facts, compiled: CompiledSchema | None) -> None:
    """Make the tables in the empty schema, as of the archive's release, without walls: COPY does not pass them.

    Runs in the open transaction of `connection`, the owner's, whose path is on `schema`.

    Raises:
        CannotRestoreError: a migration up to the archive's state cannot run in a transaction.
    """
    if compiled is not None:
        statements = compiled.rendered(schema=schema, role=role, token_hash="")
        replay(connection, [text for text in statements if not _raises_wall(text)], schema=schema)
        return
    executor = MigrationExecutor(connection)
    targets = _leaves(executor, set(facts.migrations))
    plan = executor.migration_plan(targets)
    stubborn = [migration for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())
                if not migration.atomic]  # fmt: skip
    if stubborn:
        raise CannotRestoreError(
            f"{stubborn[0]} cannot run inside a transaction: restore with the archive's own release, then migrate."
        )
    executor.migrate(targets, plan=plan)


def finish(connection: Any, *, schema: str, role: str, wall_token: str, is_head: bool) -> None:
    """Apply what the archive's release did not have yet, then rights and walls."""
    if is_head:
        raise_walls(connection, schema=schema, token=wall_token)
        return
    migrate_schema(schema, role=role, wall_token=wall_token)
    connection.schema_name = schema


def _raises_wall(statement: str) -> bool:
    return any(words in statement for words in _WALLS)


def _leaves(executor: MigrationExecutor, applied: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the last of the applied migrations of each app."""
    nodes = executor.loader.graph.node_map
    return sorted(
        name
        for name in applied
        if not any(child.key in applied and child.key[0] == name[0] for child in nodes[name].children)
    )
