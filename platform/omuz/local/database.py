"""The embedded server's one-time bootstrap, and a look at an external one, from Python."""

import psycopg

from omuz.local import keys
from omuz.local.external import place_of
from omuz.local.runtime import DATABASE, Runtime
from omuz.local.stamps import digest, is_stamped, stamp
from omuz.local.steps import StepFailed
from tenants import bootstrap

OLDEST_SERVER = 150_000


def bootstrap_plan(runtime: Runtime) -> bootstrap.Bootstrap:
    """Return the names and passwords of the embedded database."""
    passwords = keys.passwords(runtime.places)
    return bootstrap.Bootstrap(
        database=DATABASE,
        web_password=passwords["web"],
        owner_password=passwords["owner"],
        figures_password=passwords["figures"],
    )


def bootstrap_needed(runtime: Runtime) -> bool:
    """Return whether the embedded server lacks roles, database or functions of this release."""
    return not is_stamped(runtime.places.stamps / "bootstrap", _bootstrap_digest(runtime))


def _bootstrap_digest(runtime: Runtime) -> str:
    plan = bootstrap_plan(runtime)
    return digest((), runtime.database_place(), *bootstrap.role_statements(plan), *bootstrap.database_statements(plan))


def run_bootstrap(runtime: Runtime) -> None:
    """Make roles, database, extensions and text functions in the embedded server; safe to run again.

    Raises:
        StepFailed: the server refused.
    """
    plan, url = bootstrap_plan(runtime), runtime.database_url("superuser")
    try:
        with psycopg.connect(url, autocommit=True, connect_timeout=10) as server:
            for statement in bootstrap.role_statements(plan):
                server.execute(statement.encode())
            if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [plan.database]).fetchone():
                server.execute(bootstrap.create_database_statement(plan).encode())
        with psycopg.connect(url, dbname=plan.database, autocommit=True, connect_timeout=10) as database:
            for statement in bootstrap.database_statements(plan):
                database.execute(statement.encode())
    except psycopg.Error as error:
        raise StepFailed(
            f"The embedded PostgreSQL refused: {str(error).strip()}", log=runtime.places.log / "postgres.log"
        ) from error
    stamp(runtime.places.stamps / "bootstrap", _bootstrap_digest(runtime))


def check_external(runtime: Runtime) -> str:
    """Return the version of the external server after a look at what Omuz needs there.

    Raises:
        StepFailed: unreachable, too old, wrong passwords, or the bootstrap script has not been run.
    """
    version = 0
    for login in ("web", "owner"):
        url = runtime.database_url(login)
        try:
            with psycopg.connect(url, connect_timeout=10) as connection:
                version = connection.info.server_version
                ready = connection.execute("SELECT to_regnamespace('ext') IS NOT NULL").fetchone()
        except psycopg.Error as error:
            raise StepFailed(
                f"The database at {place_of(url)} cannot be used as {login}: {str(error).strip()}",
                remedy="Check the address and the password. A new server needs one script, run once by its "
                "administrator: `./omuz database-script` prints it (docs/operations.md).",
            ) from error
        if version < OLDEST_SERVER:
            raise StepFailed(
                f"The server at {place_of(url)} is PostgreSQL {version // 10_000}; Omuz needs 15 or later.",
                remedy="Use a newer server, or unset OMUZ_DATABASE_URL for the embedded one.",
            )
        if not ready or not ready[0]:
            raise StepFailed(
                f"The database at {place_of(url)} has not been prepared: schema `ext` is missing.",
                remedy="Let its administrator run the script that `./omuz database-script` prints.",
            )
    return f"{version // 10_000}.{version % 10_000}"
