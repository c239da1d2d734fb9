"""Running one migration for real and keeping what it ran: the form in which every other schema gets it.

Django's `collect_sql` only pretends: an operation that looks up the name of a constraint which the one before it would
have made finds nothing. Here each statement is kept at the moment it is executed, with its parameters bound by psycopg,
so what is replayed is what ran.
"""

import dataclasses
import hashlib
import inspect
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import django
from django.db import transaction
from django.db.backends.postgresql.schema import DatabaseSchemaEditor
from django.db.migrations import Migration
from django.db.migrations.operations.base import Operation
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState

from tenants.fleet.splitting import split_statements
from tenants.fleet.touching import refuse_foreign_touch

#: Changed when forms are recorded differently: those of before are then made anew.
_FORM: Final = 1
#: Operations of these packages say truly whether they reduce to SQL; one of anybody else runs as Python.
_KNOWN_OPERATIONS: Final = ("django.db.migrations.operations.", "django.contrib.postgres.operations")

_CREATED: Final = (
    "SELECT c.relname, c.relkind = 'S' FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
    " WHERE n.nspname = %s AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')"
    " AND c.relname NOT IN ('django_migrations', 'django_migrations_id_seq')"
)


@dataclasses.dataclass(frozen=True, slots=True)
class Part:
    """A piece of a migration: statements, or the number of an operation that runs as Python."""

    statements: tuple[str, ...] = ()
    operation: int | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Form:
    """What a municipality gets of one migration. `tables` and `sequences` are new and need rights."""

    parts: tuple[Part, ...] = ()
    tables: tuple[str, ...] = ()
    sequences: tuple[str, ...] = ()
    atomic: bool = True

    @property
    def is_sql(self) -> bool:
        """Return whether all of it can be replayed as statements inside one transaction."""
        return self.atomic and all(part.operation is None for part in self.parts)

    @property
    def statements(self) -> list[str]:
        """Return all statements in order."""
        return [text for part in self.parts for text in part.statements]

    def as_json(self) -> dict[str, Any]:
        """Return what `from_json` reads."""
        return dataclasses.asdict(self)

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Form":
        """Return the form that `as_json` wrote."""
        parts = tuple(Part(tuple(part["statements"]), part["operation"]) for part in value["parts"])
        return cls(parts, tuple(value["tables"]), tuple(value["sequences"]), value["atomic"])


def needs_python(operation: Operation) -> bool:
    """Return whether the operation cannot be replayed as statements."""
    if not operation.reduces_to_sql or not type(operation).__module__.startswith(_KNOWN_OPERATIONS):
        return True
    return any(needs_python(inner) for inner in getattr(operation, "database_operations", ()))


def source_digest(migration: Migration) -> str:
    """Return a digest of the migration's file and of the Django that turns it into SQL."""
    source = inspect.getsource(sys.modules[type(migration).__module__])
    return hashlib.sha256(f"{_FORM}\n{django.VERSION}\n{source}".encode()).hexdigest()


class RecordingEditor(DatabaseSchemaEditor):
    """Django's schema editor, keeping each statement as it runs."""

    def __init__(self, connection: Any, *, atomic: bool) -> None:
        super().__init__(connection, collect_sql=False, atomic=atomic)
        self.recorded: list[str] = []

    def execute(self, sql: Any, params: Any = ()) -> None:
        """Run a statement and keep it with its parameters inlined; one that is several runs and is kept as several."""
        text = str(sql)
        if params is not None:
            text = self.connection.ops.compose_sql(text, params)
        for statement in split_statements(text):
            self.recorded.append(statement)
            super().execute(statement, None)

    def run_deferred(self) -> None:
        """Run what waits for the end, such as foreign keys, now."""
        waiting, self.deferred_sql = self.deferred_sql, []
        for statement in waiting:
            self.execute(statement, None)


def record(migration: Migration, state: ProjectState, connection: Any, *, schema: str) -> Form:
    """Apply `migration` to `schema` (the connection's path is on it), note it there and return its form.

    `state` is the project before the migration and becomes the one after it. An atomic migration is one transaction.

    Raises:
        ForeignTouchError: the migration reached outside of its schema; nothing of it stays.
        django.db.Error: the migration itself failed.
    """
    before = _relations(connection, schema)
    with RecordingEditor(connection, atomic=migration.atomic) as editor:
        parts = list(_apply(migration, state, editor))
        if migration.atomic:
            refuse_foreign_touch(connection, schema=schema, what=f"{migration.app_label}.{migration.name}")
        for app_label, name in [*migration.replaces, (migration.app_label, migration.name)]:
            MigrationRecorder(connection).record_applied(app_label, name)
    created = _relations(connection, schema) - before
    return Form(
        parts=tuple(parts),
        tables=tuple(sorted(name for name, is_sequence in created if not is_sequence)),
        sequences=tuple(sorted(name for name, is_sequence in created if is_sequence)),
        atomic=migration.atomic,
    )


def _apply(migration: Migration, state: ProjectState, editor: RecordingEditor) -> Iterator[Part]:
    """Run the operations as `Migration.apply` does, and yield each with what it ran."""
    for number, operation in enumerate(migration.operations):
        before = state.clone()
        operation.state_forwards(migration.app_label, state)
        begin = len(editor.recorded)
        with _transaction_of(operation, migration, editor):
            operation.database_forwards(migration.app_label, editor, before, state)
        if needs_python(operation):
            yield Part(operation=number)
        elif len(editor.recorded) > begin:
            yield Part(statements=tuple(editor.recorded[begin:]))
    begin = len(editor.recorded)
    editor.run_deferred()
    if len(editor.recorded) > begin:
        yield Part(statements=tuple(editor.recorded[begin:]))


@contextmanager
def _transaction_of(operation: Operation, migration: Migration, editor: RecordingEditor) -> Iterator[None]:
    """Open a transaction where an operation of a migration without one wants its own."""
    if not migration.atomic and operation.atomic:
        with transaction.atomic(using=editor.connection.alias):
            yield
    else:
        yield


def _relations(connection: Any, schema: str) -> set[tuple[str, bool]]:
    with connection.cursor() as cursor:
        cursor.execute(_CREATED, [schema])
        return {(name, is_sequence) for name, is_sequence in cursor.fetchall()}
