"""What a schema still needs: the compiled form of each pending migration, in one order for the whole fleet."""

import dataclasses
import itertools
import threading
from collections.abc import Collection, Iterator
from typing import Any, Final

from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from tenants.fleet.recording import Form, needs_python, source_digest
from tenants.fleet.template import bring_template_to_head, kept_forms

Name = tuple[str, str]

#: Between two migrations in one transaction: what the commit between them would have checked is checked.
BOUNDARY: Final = ("SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL DEFERRED")


class PlanError(RuntimeError):
    """The schema's migrations cannot be continued by this release; the message says why."""


@dataclasses.dataclass(frozen=True, slots=True)
class Step:
    """One pending migration. `rows` are the names to be recorded: a squashed one stands for those it replaces."""

    migration: Migration
    form: Form
    rows: tuple[Name, ...]

    @property
    def name(self) -> str:
        """Return "app.name"."""
        return f"{self.migration.app_label}.{self.migration.name}"


@dataclasses.dataclass(frozen=True, slots=True)
class Batch:
    """Steps of one transaction: several that are SQL throughout, or one that is not."""

    steps: tuple[Step, ...]

    @property
    def is_sql(self) -> bool:
        """Return whether the batch is replayed as statements alone."""
        return all(step.form.is_sql for step in self.steps)

    @property
    def atomic(self) -> bool:
        """Return whether the batch is a transaction."""
        return all(step.form.atomic for step in self.steps)

    def statements(self) -> Iterator[str]:
        """Yield the statements of all steps and the rows that record them, for the schema on the path."""
        for number, step in enumerate(self.steps):
            if number:
                yield from BOUNDARY
            yield from step.form.statements
            yield recording_statement(step.rows)

    def one_by_one(self) -> Iterator["Batch"]:
        """Yield each step as a batch of its own."""
        return (Batch((step,)) for step in self.steps)


@dataclasses.dataclass(frozen=True, slots=True)
class Call:
    """An operation that runs as Python, with the project's states around it."""

    app_label: str
    operation: Operation
    before: ProjectState
    after: ProjectState

    def run(self, editor: Any) -> None:
        """Run the operation on the schema that the editor's connection has on its path."""
        self.operation.database_forwards(self.app_label, editor, self.before, self.after)


#: A piece of a migration that is not SQL throughout.
Act = tuple[str, ...] | Call


def recording_statement(names: Collection[Name]) -> str:
    """Return the INSERT that notes migrations as applied in the schema on the path."""
    values = ", ".join(f"({_literal(app)}, {_literal(name)}, clock_timestamp())" for app, name in names)
    return f"INSERT INTO django_migrations (app, name, applied) VALUES {values}"  # noqa: S608 - quoted above


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


class Planner:
    """Plans for any starting point, made once for the whole fleet. Safe for threads.

    The compiled forms are read when the first plan needs one; where one is missing or its file has changed since, the
    template is made anew.
    """

    def __init__(self) -> None:
        self._loader = MigrationLoader(None)
        self.known: frozenset[Name] = frozenset(self._loader.disk_migrations)
        self._order = _full_order(self._loader)
        self._lock = threading.RLock()
        self._forms: dict[Name, Form] | None = None
        self._plans: dict[frozenset[Name], tuple[Batch, ...]] = {}
        self._acts: dict[Name, tuple[Act, ...]] = {}

    def pending(self, applied: Collection[Name]) -> list[Name]:
        """Return what a schema with `applied` lacks, in the order in which it will get it."""
        return [(step.app_label, step.name) for step in self._order if (step.app_label, step.name) not in applied]

    def plan(self, applied: Collection[Name]) -> tuple[Batch, ...]:
        """Return the batches that bring a schema with `applied` to head.

        Raises:
            PlanError: a squashed migration stands for some that are applied and some that are not.
            django.db.Error: a migration failed on the template, before any municipality was touched.
        """
        start = frozenset(applied)
        with self._lock:
            if start not in self._plans:
                self._plans[start] = tuple(_batches([self._step(name, start) for name in self.pending(start)]))
            return self._plans[start]

    def known_plan(self, applied: Collection[Name]) -> tuple[Batch, ...] | None:
        """Return the plan where it has been made already: making one may take seconds, too long behind a gate."""
        with self._lock:
            return self._plans.get(frozenset(applied))

    def acts(self, migration: Migration) -> tuple[Act, ...]:
        """Return the pieces of a migration with Python steps; the states are made and rendered once for the fleet."""
        name = (migration.app_label, migration.name)
        with self._lock:
            if name not in self._acts:
                self._acts[name] = tuple(_acts(migration, self._state_before(name), self._form(name)))
            return self._acts[name]

    def _step(self, name: Name, applied: Collection[Name]) -> Step:
        migration = self._loader.graph.nodes[name]
        replaced: list[Name] = [(app, old) for app, old in migration.replaces]
        missing = [old for old in replaced if old not in applied]
        if replaced and not missing:
            return Step(migration, Form(), (name,))
        if len(missing) != len(replaced):
            raise PlanError(
                f"{name[0]}.{name[1]} replaces migrations of which only some are applied: finish the release before."
            )
        return Step(migration, self._form(name), (*replaced, name))

    def _form(self, name: Name) -> Form:
        if self._forms is None:
            self._forms = _sound(kept_forms(), self._loader)
        if name not in self._forms:
            bring_template_to_head(rebuild=True)
            self._forms = _sound(kept_forms(), self._loader)
        return self._forms[name]

    def _state_before(self, name: Name) -> ProjectState:
        state = ProjectState(real_apps=self._loader.unmigrated_apps)
        for migration in itertools.takewhile(lambda step: (step.app_label, step.name) != name, self._order):
            migration.mutate_state(state, preserve=False)
        return state


def _full_order(loader: Any) -> list[Migration]:
    names = (name for leaf in loader.graph.leaf_nodes() for name in loader.graph.forwards_plan(leaf))
    return [loader.graph.nodes[name] for name in dict.fromkeys(names)]


def _sound(kept: dict[Name, tuple[str, Form]], loader: Any) -> dict[Name, Form]:
    """Return the forms whose migration is still what was compiled."""
    migrations = loader.disk_migrations
    return {
        name: form
        for name, (digest, form) in kept.items()
        if name in migrations and source_digest(migrations[name]) == digest
    }


def _batches(steps: list[Step]) -> Iterator[Batch]:
    for is_sql, group in itertools.groupby(steps, key=lambda step: step.form.is_sql):
        if is_sql:
            yield Batch(tuple(group))
        else:
            yield from (Batch((step,)) for step in group)


def _acts(migration: Migration, state: ProjectState, form: Form) -> Iterator[Act]:
    """Yield the pieces of `form`, with the project's states around each operation that runs as Python."""
    parts = {part.operation: part for part in form.parts if part.operation is not None}
    around: dict[int, tuple[ProjectState, ProjectState]] = {}
    for number, operation in enumerate(migration.operations):
        before = state.clone()
        operation.state_forwards(migration.app_label, state)
        if number in parts or needs_python(operation):
            around[number] = (_rendered(before), _rendered(state.clone()))
    for part in form.parts:
        if part.operation is None:
            yield part.statements
        else:
            yield Call(migration.app_label, migration.operations[part.operation], *around[part.operation])


def _rendered(state: ProjectState) -> ProjectState:
    """Return `state` with its models made, all of their relations included: nothing is left to be made per schema."""
    state.clear_delayed_apps_cache()
    state.is_delayed = False
    _ = state.apps
    return state
