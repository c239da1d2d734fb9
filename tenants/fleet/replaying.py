"""One municipality brought to head over one connection of the owner's.

A transaction takes the municipality's gate alone, reads what is recorded, runs the next batch, gives rights, raises
walls and writes the registry's count; nothing is noted outside of it, so a kill at any moment leaves the municipality
before or after a batch. While the transaction waits at the gate or works, requests are told of maintenance at once:
PostgreSQL refuses a shared lock as soon as somebody waits for it alone.
"""

import dataclasses
import hashlib
import re
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.db import connections, transaction
from psycopg import sql

from tenants import walls
from tenants.fleet.causes import database_error, is_busy, is_connection_lost
from tenants.fleet.plans import Batch, Call, Name, Planner, Step, recording_statement
from tenants.fleet.touching import foreign_lock_query, refuse_rows
from tenants.head import gate_number
from tenants.migration import rights_on_new
from tenants.naming import EXTENSION_SCHEMA
from tenants.router import OWNER_ALIAS

#: A running request ends within its own limits; whoever waits longer lets others in and comes back.
GATE_WAIT: Final = "3s"
TABLE_WAIT: Final = "5s"
#: Building an index without stopping writers waits for every older transaction of the database.
LOOSE_WAIT: Final = "120s"
#: A migrator whose machine is gone gives the gate back.
IDLE_LIMIT: Final = "5min"

_ENTER: Final = (
    "SELECT set_config('search_path', %s, true), set_config('omuz.wall2', %s, true),"
    " set_config('lock_timeout', %s, true), set_config('idle_in_transaction_session_timeout', %s, true),"
    " set_config('statement_timeout', '0', true)"
)
_GATE: Final = "SELECT pg_advisory_xact_lock(%s)"
_AFTER_GATE: Final = "SELECT set_config('lock_timeout', %s, true)"
_RECORDS: Final = "SELECT app, name FROM django_migrations"
_COUNT: Final = (
    "UPDATE public.tenants_municipality SET migrations_applied = (SELECT count(*) FROM django_migrations),"
    " sealed_wall_token = %s WHERE key = %s"
)
_FORGET_FAILURE: Final = "DELETE FROM public.tenants_migrationfailure WHERE municipality_id = %s"
_INDEX: Final = re.compile(r'\s*CREATE\s+(?:UNIQUE\s+)?INDEX\s+CONCURRENTLY\s+"?(?P<name>[\w$]+)"?\s', re.IGNORECASE)


@dataclasses.dataclass(frozen=True, slots=True)
class Room:
    """The municipality as the migration knows it. `token` opens its second wall."""

    id: uuid.UUID
    key: str
    slug: str
    schema: str
    role: str
    sealed_token: str = dataclasses.field(repr=False)
    token: str = dataclasses.field(repr=False)
    #: Special-category tables that stand without their wall.
    unwalled: tuple[str, ...] = ()


class StoppedError(RuntimeError):
    """A migration failed in the municipality and was rolled back; `migration` names it, the cause is the error's."""

    def __init__(self, migration: str) -> None:
        super().__init__(migration)
        self.migration = migration


class _UnplannedError(Exception):
    """The schema stands elsewhere than the status said: plan again, outside of the gate."""

    def __init__(self, applied: frozenset[Name]) -> None:
        super().__init__()
        self.applied = applied


def bring_to_head(room: Room, planner: Planner) -> int:
    """Apply what is pending in `room`, over this thread's own connection. Returns how many were applied.

    Raises:
        StoppedError: a migration failed; the ones before it stay. `__cause__` is the reason.
        django.db.Error, psycopg.Error: a lock could not be had in time, or the connection ended (see `causes`).
    """
    replay = _Replay(room, planner)
    while not replay.is_done:
        try:
            replay.next()
        except _UnplannedError as elsewhere:
            planner.plan(elsewhere.applied)
    return replay.applied


class _Replay:
    """The way of one municipality, batch by batch."""

    def __init__(self, room: Room, planner: Planner) -> None:
        self.room, self.planner = room, planner
        self.applied = 0
        self.is_done = False
        self._single = False
        self._connection: Any = connections[OWNER_ALIAS]

    def next(self) -> None:
        """Run one transaction: the next batch, or the count alone where nothing is pending."""
        batch: Batch | None = None
        try:
            with self._entered() as records:
                batch, rest = self._choose(records)
                if batch is None or batch.atomic:
                    self._run(batch)
                    self._note(last=not rest)
            if batch is not None and not batch.atomic:
                self._run_loosely(batch, last=not rest)
        except (_UnplannedError, StoppedError):
            raise
        except Exception as error:
            self._failed(batch, error)
            return
        self.applied += len(batch.steps) if batch else 0
        self.is_done = not rest

    def _failed(self, batch: Batch | None, error: Exception) -> None:
        """Try the steps of a batch one by one, so that the good ones stay and the bad one is known."""
        if batch is None or is_busy(error) or is_connection_lost(error):
            raise error
        if len(batch.steps) == 1:
            raise StoppedError(batch.steps[0].name) from (database_error(error) or error)
        self._single = True

    def _choose(self, records: frozenset[Name]) -> tuple[Batch | None, bool]:
        """Return the next batch and whether more follow."""
        batches = self.planner.known_plan(records)
        if batches is None:
            raise _UnplannedError(records)
        if self._single:
            batches = tuple(single for batch in batches for single in batch.one_by_one())
        return (batches[0], len(batches) > 1) if batches else (None, False)

    @contextmanager
    def _entered(self) -> Iterator[frozenset[Name]]:
        """Open the transaction behind the gate and yield what the schema has recorded."""
        self._connection.ensure_connection()
        self._connection.schema_name = self.room.schema
        try:
            with transaction.atomic(using=OWNER_ALIAS):
                raw = self._connection.connection
                path = f'"{self.room.schema}", {EXTENSION_SCHEMA}'
                with raw.pipeline():
                    raw.execute(_ENTER, [path, self.room.token, GATE_WAIT, IDLE_LIMIT])
                    raw.execute(_GATE, [gate_number(self.room.key)])
                    raw.execute(_AFTER_GATE, [TABLE_WAIT])
                    rows = raw.execute(_RECORDS).fetchall()
                yield frozenset((app, name) for app, name in rows)
        finally:
            self._connection.schema_name = "public"

    def _run(self, batch: Batch | None) -> None:
        if batch is None:
            return
        if batch.is_sql:
            self._send([*batch.statements(), *self._rights(batch.steps)])
        else:
            for step in batch.steps:
                self._act(step)
                self._send([recording_statement(step.rows), *self._rights([step])])
        self._stay_inside(batch)

    def _act(self, step: Step) -> None:
        """Run a migration with Python steps; models and states are shared by the whole fleet."""
        with self._connection.schema_editor(atomic=False) as editor:
            for act in self.planner.acts(step.migration):
                if isinstance(act, Call):
                    act.run(editor)
                else:
                    self._send(act)

    def _send(self, statements: Iterable[str]) -> None:
        """Send the statements one by one without waiting for each answer."""
        raw = self._connection.connection
        with raw.pipeline():
            for statement in statements:
                raw.execute(statement.encode())

    def _rights(self, steps: Iterable[Step]) -> Iterator[str]:
        """Yield the rights on new tables, and the walls around those that hold special categories."""
        for step in steps:
            yield from rights_on_new(
                schema=self.room.schema, role=self.room.role, tables=step.form.tables, sequences=step.form.sequences
            )
            special = [table for table in walls.walled_tables() if table in step.form.tables]
            expected = walls.token_hash(self.room.token)
            yield from walls.wall_statements(self.room.schema, special, expected=expected)

    def _stay_inside(self, batch: Batch) -> None:
        names = ", ".join(step.name for step in batch.steps)
        rows = self._connection.connection.execute(foreign_lock_query(self.room.schema).encode()).fetchall()
        refuse_rows(rows, what=names)

    def _note(self, *, last: bool) -> None:
        """Write the registry's count in the same transaction; the last batch forgets an earlier failure."""
        expected = walls.token_hash(self.room.token)
        self._send(walls.wall_statements(self.room.schema, self.room.unwalled, expected=expected))
        raw = self._connection.connection
        with raw.pipeline():
            raw.execute(_COUNT, [self.room.sealed_token, self.room.key])
            if last:
                raw.execute(_FORGET_FAILURE, [self.room.id])

    def _run_loosely(self, batch: Batch, *, last: bool) -> None:
        """Run a migration that refuses a transaction: each statement for itself, requests go on meanwhile.

        It is run again from its beginning after a kill, so what it has made already is left alone. Another migrator
        waits at a lock of its own until this one has noted the migration.
        """
        step = batch.steps[0]
        with self._session(), self._alone():
            if set(step.rows) <= self._records_now():
                return
            with self._connection.schema_editor(atomic=False) as editor:
                for act in self.planner.acts(step.migration):
                    if isinstance(act, Call):
                        act.run(editor)
                        continue
                    for statement in act:
                        self._run_again(statement)
            with transaction.atomic(using=OWNER_ALIAS):
                self._connection.connection.execute(_AFTER_GATE, [GATE_WAIT])
                self._connection.connection.execute(_GATE, [gate_number(self.room.key)])
                self._send([recording_statement(step.rows), *self._rights([step])])
                self._note(last=last)

    @contextmanager
    def _session(self) -> Iterator[None]:
        """Put path, token and time limits on the session, and take them off again."""
        names = ("search_path", "omuz.wall2", "lock_timeout")
        values = (f'"{self.room.schema}", {EXTENSION_SCHEMA}', self.room.token, LOOSE_WAIT)
        self._configure(names, values)
        self._connection.schema_name = self.room.schema
        try:
            yield
        finally:
            self._connection.schema_name = "public"
            if not self._connection.connection.closed:
                self._configure(names, ("pg_catalog", "", "0"))

    def _configure(self, names: Iterable[str], values: Iterable[str]) -> None:
        for name, value in zip(names, values, strict=True):
            self._connection.connection.execute("SELECT set_config(%s, %s, false)", [name, value])

    @contextmanager
    def _alone(self) -> Iterator[None]:
        number = int.from_bytes(hashlib.sha256(f"omuz migrator {self.room.key}".encode()).digest()[:8]) >> 1
        raw = self._connection.connection
        raw.execute("SELECT pg_advisory_lock(%s)", [number])
        try:
            yield
        finally:
            if not raw.closed:
                raw.execute("SELECT pg_advisory_unlock(%s)", [number])

    def _records_now(self) -> set[Name]:
        return {(app, name) for app, name in self._connection.connection.execute(_RECORDS).fetchall()}

    def _run_again(self, statement: str) -> None:
        """Run one statement of a migration without a transaction, leaving out an index that stands already."""
        raw = self._connection.connection
        index = _INDEX.match(statement)
        if index is not None:
            found = raw.execute(
                "SELECT i.indisvalid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
                " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = %s AND c.relname = %s",
                [self.room.schema, index["name"]],
            ).fetchone()
            if found is not None and found[0]:
                return
            if found is not None:
                # What a killed run leaves of an index that was being built.
                drop = sql.SQL("DROP INDEX CONCURRENTLY {}").format(sql.Identifier(self.room.schema, index["name"]))
                raw.execute(drop.as_bytes(None))
        raw.execute(statement.encode())
