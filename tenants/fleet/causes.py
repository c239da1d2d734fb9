"""Why a migration stopped, in words that hold no row's values: they are kept in public and shown to operators."""

import traceback
from typing import Final

import psycopg
from psycopg import errors

from tenants.fleet.plans import PlanError
from tenants.fleet.touching import ForeignTouchError

#: The other side held a lock for too long, or both did; trying again helps.
BUSY: Final = (errors.LockNotAvailable, errors.DeadlockDetected, errors.SerializationFailure)
#: Classes of SQLSTATE that mean the connection or the server went away: 08, and 57P01 to 57P03.
_GONE: Final = ("08", "57P")
LENGTH: Final = 400


def database_error(error: BaseException) -> psycopg.Error | None:
    """Return the driver's error behind `error`, which may be Django's wrapper."""
    seen: BaseException | None = error
    while seen is not None and not isinstance(seen, psycopg.Error):
        seen = seen.__cause__
    return seen


def is_busy(error: BaseException) -> bool:
    """Return whether a lock could not be had in time."""
    return isinstance(database_error(error), BUSY)


def is_connection_lost(error: BaseException) -> bool:
    """Return whether the connection ended under the migration: its transaction is rolled back by the server."""
    cause = database_error(error)
    if cause is None:
        return False
    state = cause.sqlstate
    return state.startswith(_GONE) if state else isinstance(cause, psycopg.OperationalError)


def cause_of(error: BaseException) -> str:
    """Return what to tell an operator of `error`: PostgreSQL's message and what it names, never its detail."""
    cause = database_error(error)
    if cause is not None:
        return _of_database(cause)[:LENGTH]
    if isinstance(error, PlanError | ForeignTouchError):
        return str(error)[:LENGTH]
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place} (its message may hold a row's values and stands in the log only)"[:LENGTH]


def _of_database(error: psycopg.Error) -> str:
    diagnosis = error.diag
    message = diagnosis.message_primary or str(error).partition("\n")[0]
    state = error.sqlstate or ""
    if state.startswith("22"):
        # "invalid input syntax for type integer: ..." goes on with the value.
        message = message.partition(":")[0]
    named = {
        "table": diagnosis.table_name, "column": diagnosis.column_name, "constraint": diagnosis.constraint_name,
    }  # fmt: skip
    about = ", ".join(f"{kind} {name}" for kind, name in named.items() if name and name not in message)
    return f"{message}{f' ({about})' if about else ''}{f' [{state}]' if state else ''}"
