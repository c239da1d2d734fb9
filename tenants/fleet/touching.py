"""A municipal migration stays in its schema: what its transaction has locked or made elsewhere is found and refused.

Locks stay until the end of a transaction, so one look before it tells of every table that a statement wrote to or
changed, however its name was written. Functions and types take no such lock; their catalogue rows carry the
transaction's number instead.
"""

from collections.abc import Sequence
from typing import Any, Final

#: Whoever reads only takes ACCESS SHARE. System catalogues and TOAST tables are part of any DDL.
_LOCKED: Final = """
SELECT n.nspname || '.' || c.relname FROM pg_locks l
  JOIN pg_class c ON c.oid = l.relation JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE l.pid = pg_backend_pid() AND l.locktype = 'relation' AND l.mode <> 'AccessShareLock'
   AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
   AND n.nspname NOT IN ({schema}, 'pg_catalog', 'pg_toast')
"""
_MADE: Final = """
UNION ALL
SELECT n.nspname || '.' || p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
 WHERE n.nspname IN ('public', 'ext') AND p.xmin = pg_current_xact_id_if_assigned()::xid
UNION ALL
SELECT n.nspname || '.' || t.typname FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
 WHERE n.nspname IN ('public', 'ext') AND t.xmin = pg_current_xact_id_if_assigned()::xid
UNION ALL
SELECT nspname FROM pg_namespace WHERE xmin = pg_current_xact_id_if_assigned()::xid AND nspname <> {schema}
"""


class ForeignTouchError(RuntimeError):
    """A migration of municipalities wrote outside of the municipality's schema."""


def foreign_lock_query(schema: str) -> str:
    """Return the query for the tables outside of `schema` (a name of ours, no input) that the transaction changes.

    It reads the locks alone: cheap enough to be asked in every municipality.
    """
    return _LOCKED.format(schema="'" + schema.replace("'", "''") + "'")


def refuse_foreign_touch(connection: Any, *, schema: str, what: str) -> None:
    """Stop the transaction that has written outside of `schema`: tables, functions, types and schemas are looked at.

    Raises:
        ForeignTouchError: it has; the message names them.
    """
    with connection.cursor() as cursor:
        cursor.execute(foreign_lock_query(schema) + _MADE.format(schema="'" + schema.replace("'", "''") + "'"))
        refuse_rows(cursor.fetchall(), what=what)


def refuse_rows(rows: Sequence[Sequence[Any]], *, what: str) -> None:
    """Refuse what the query has found.

    Raises:
        ForeignTouchError: there is something.
    """
    found = sorted({str(row[0]) for row in rows})
    if found:
        raise ForeignTouchError(
            f"{what} writes outside of the municipality's schema: {', '.join(found[:5])}. Every municipality would do "
            "it again, at the same time; put it into a migration of `tenants`."
        )
