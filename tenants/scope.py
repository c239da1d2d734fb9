"""Entering a municipality: one transaction, one statement that sets both walls and the time limits, all of them LOCAL.

SET LOCAL ends with the transaction, so neither a pooled connection nor PgBouncer in transaction mode can carry a
municipality over to the next request (stock django-tenants read the wrong one in 1,568 of 1,799 reads through such a
pooler). Outside of a scope the login has no rights and no path.

The same statement takes the municipality's gate (an advisory lock, shared), so that a migration, which takes it alone,
never meets running work, and work that comes meanwhile is told at once.
"""

from collections.abc import Iterator
from typing import Any

from django.db import connections, transaction

from omuz.kernel import context
from omuz.kernel.blocks import block
from omuz.kernel.context import CrossMunicipalityError
from tenants import walls
from tenants.head import gate_number, migrations_known
from tenants.naming import EXTENSION_SCHEMA, public_role_name

__all__ = ["CrossMunicipalityError", "MaintenanceError", "enter"]

STATEMENT_TIMEOUT = "30s"
LOCK_TIMEOUT = "10s"
IDLE_TIMEOUT = "60s"

_SET_LOCAL = (
    "SELECT set_config('role', %s, true), set_config('search_path', %s, true), "
    "set_config('statement_timeout', %s, true), set_config('lock_timeout', %s, true), "
    "set_config('idle_in_transaction_session_timeout', %s, true), "
    f"set_config('{walls.SETTING}', %s, true)"
)
_AND_GATE = ", pg_try_advisory_xact_lock_shared(%s)"


#: The kernel's tasks, below, know it too.
MaintenanceError = context.MaintenanceError


@block
def enter(
    municipality: context.Municipality | None, *, using: str = "default", statement_timeout: str = STATEMENT_TIMEOUT
) -> Iterator[None]:
    """Open a transaction in `municipality` (None: the platform's own room) and stay in it for the block.

    An exception rolls everything back. A scope may be entered again inside itself (a savepoint), never another one.

    Raises:
        CrossMunicipalityError: when another municipality is entered already.
        MaintenanceError: while the municipality is being migrated, or when it is behind what this code needs.
        django.db.Error: when role or path cannot be set; nothing has run then.
    """
    connection = connections[using]
    outer: str | None = connection.omuz_scope  # type: ignore[attr-defined]
    target = municipality.key if municipality is not None else context.PUBLIC_KEY
    if outer is not None and outer != target:
        raise CrossMunicipalityError("A municipality is entered already; leave it before entering another one.")
    # Without a transaction this runs after the commit of a scope that is being left: role and path are gone.
    is_inside = outer is not None and connection.in_atomic_block
    with context.bind_municipality(municipality):
        try:
            with transaction.atomic(using=using):
                if not is_inside:
                    _set_local(using, municipality, statement_timeout)
                    connection.omuz_scope = target  # type: ignore[attr-defined]
                yield
        finally:
            if not is_inside:
                connection.omuz_scope = outer  # type: ignore[attr-defined]
                if connection.in_atomic_block and not connection.needs_rollback:
                    # Only where a transaction was open around the scope (tests): SET LOCAL outlives a savepoint.
                    # As the login again: a municipality's role may not call set_config. Past Django, whose count of
                    # statements is that of a request: a request's transaction ends here and needs none of this.
                    connection.connection.execute("SET LOCAL ROLE NONE")
                    _execute(using, _SET_LOCAL, ["none", "pg_catalog", "0", LOCK_TIMEOUT, IDLE_TIMEOUT, ""])
                connection.left_room(target)  # type: ignore[attr-defined]


def _set_local(using: str, municipality: context.Municipality | None, statement_timeout: str) -> None:
    limits = [statement_timeout, LOCK_TIMEOUT, IDLE_TIMEOUT]
    if municipality is None:
        _execute(using, _SET_LOCAL, [public_role_name(), f'"public", {EXTENSION_SCHEMA}', *limits, ""])
        return
    if municipality.migrations_applied < migrations_known():
        raise MaintenanceError(
            f"{municipality.name} ({municipality.slug}) waits for a migration: `./omuz fleet migrate` brings it to "
            "head, `./omuz fleet status` says whether one has failed.",
            is_behind=True,
        )
    path = f'"{municipality.schema_name}", {EXTENSION_SCHEMA}'
    walls_and_limits = [municipality.role_name, path, *limits, walls.token_of(municipality)]
    row = _execute(using, _SET_LOCAL + _AND_GATE, [*walls_and_limits, gate_number(municipality.key)])
    if not row[-1]:
        raise MaintenanceError(
            f"{municipality.name} ({municipality.slug}) is being migrated or restored at this moment; try again soon."
        )


def _execute(using: str, statement: str, parameters: list[Any]) -> tuple[Any, ...]:
    with connections[using].cursor() as cursor:
        cursor.execute(statement, parameters)
        row: tuple[Any, ...] = cursor.fetchone()
    return row
