"""The template: a schema without a municipality that real migrations keep at head, recording what they ran.

Creation reads its catalogue, fleet migration replays what was recorded. Nobody ever enters it and no role but the
owner's has a right on it.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.db import transaction
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState

from omuz.kernel import clock
from omuz.kernel.ids import new_id
from tenants.fleet.recording import Form, record, source_digest
from tenants.migration import Progress, owner_schema
from tenants.router import OWNER_ALIAS

TEMPLATE_SCHEMA: Final = "omuz_template"
#: One at a time changes the template or reads its catalogue.
TEMPLATE_LOCK: Final = 7_105_020

_KEEP: Final = (
    "INSERT INTO public.tenants_compiledmigration (id, app_label, name, digest, form, compiled_at)"
    " VALUES (%s, %s, %s, %s, %s::jsonb, %s) ON CONFLICT (app_label, name) DO UPDATE"
    " SET digest = excluded.digest, form = excluded.form, compiled_at = excluded.compiled_at"
)


@contextmanager
def template_alone() -> Iterator[Any]:
    """Give the owner's connection with its path on the template while nobody else changes or reads it.

    A session's lock: it may be taken again inside itself, and ends with the connection when the process is killed.
    """
    with owner_schema(TEMPLATE_SCHEMA) as connection:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [TEMPLATE_LOCK])
        try:
            yield connection
        finally:
            if connection.connection is not None and not connection.needs_rollback:
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_unlock(%s)", [TEMPLATE_LOCK])


def bring_template_to_head(*, rebuild: bool = False, progress: Progress | None = None) -> int:
    """Apply what is pending in the template, keeping its compiled form. Returns the number of migrations applied.

    Public must be at head already. A template that has what this code does not know (another branch) is made anew, as
    it is with `rebuild`.

    Raises:
        ForeignTouchError: a migration reaches outside of its schema; the template stays before it.
        django.db.Error: a migration failed; the template stays before it.
    """
    with template_alone() as connection:
        executor = _executor(connection, rebuild=rebuild)
        full = [step for step, _ in executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)]
        applied = executor.loader.applied_migrations
        pending = [step for step in full if (step.app_label, step.name) not in applied]
        if pending:
            state = _state_of([step for step in full if (step.app_label, step.name) in applied], executor.loader)
            for migration in pending:
                if progress is not None:
                    progress(f"{migration.app_label}.{migration.name}")
                _compile(migration, state, connection)
    return len(pending)


def kept_forms() -> dict[tuple[str, str], tuple[str, Form]]:
    """Return digest and form of every compiled migration by app and name, read with the owner's connection."""
    with owner_schema("public") as connection, connection.cursor() as cursor:
        cursor.execute("SELECT app_label, name, digest, form::text FROM public.tenants_compiledmigration")
        rows = cursor.fetchall()
    return {(app, name): (digest, Form.from_json(json.loads(form))) for app, name, digest, form in rows}


def _executor(connection: Any, *, rebuild: bool) -> MigrationExecutor:
    """Return the executor for a template that exists and has nothing unknown."""
    with connection.cursor() as cursor:
        if rebuild:
            cursor.execute(f'DROP SCHEMA IF EXISTS "{TEMPLATE_SCHEMA}" CASCADE')
        cursor.execute(f'CREATE SCHEMA IF NOT EXISTS "{TEMPLATE_SCHEMA}"')
    executor = MigrationExecutor(connection)
    unknown = set(executor.loader.applied_migrations) - set(executor.loader.disk_migrations)
    return _executor(connection, rebuild=True) if unknown and not rebuild else executor


def _state_of(applied: list[Migration], loader: Any) -> ProjectState:
    """Return the project after `applied`, rendered once: later operations then change the rendered models only."""
    state = ProjectState(real_apps=loader.unmigrated_apps)
    for migration in applied:
        migration.mutate_state(state, preserve=False)
    _ = state.apps
    return state


def _compile(migration: Migration, state: ProjectState, connection: Any) -> None:
    """Apply one migration to the template and keep its form, in one transaction where the migration allows one."""
    if not migration.atomic:
        _keep(migration, record(migration, state, connection, schema=TEMPLATE_SCHEMA), connection)
        return
    with transaction.atomic(using=OWNER_ALIAS):
        _keep(migration, record(migration, state, connection, schema=TEMPLATE_SCHEMA), connection)


def _keep(migration: Migration, form: Form, connection: Any) -> None:
    values = [new_id(), migration.app_label, migration.name, source_digest(migration)]
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [*values, json.dumps(form.as_json()), clock.now()])
