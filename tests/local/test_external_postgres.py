"""The machine's own PostgreSQL as an external server: bootstrap script, migrations, a municipality, the look at it."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from omuz.local import database
from omuz.local.external import External
from omuz.local.instance import Instance
from omuz.local.keys import master_key_file
from omuz.local.paths import REPOSITORY, Places
from omuz.local.postgres import version_of
from omuz.local.runtime import Runtime
from omuz.local.steps import StepFailed
from tests.local.support import running_cluster

pytestmark = [pytest.mark.slow, pytest.mark.alone]


def _machines_binaries() -> Path | None:
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    folders += [Path(found).resolve().parent for found in [shutil.which("postgres")] if found]
    for folder in folders:
        if (folder / "initdb").exists() and int(version_of(folder).partition(".")[0] or 0) >= 15:
            return folder
    return None


BINARIES = _machines_binaries()


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Return the superuser's address on a throw-away cluster of the machine's PostgreSQL."""
    if BINARIES is None:
        pytest.skip("this machine has no PostgreSQL server of its own (15 or later)")
    with running_cluster(BINARIES) as (cluster, password):
        yield f"postgresql://postgres:{password}@127.0.0.1:{cluster.port}/postgres"


@pytest.fixture
def runtime(server: str, tmp_path: Path) -> Runtime:
    """Return a runtime that uses the server by URL and starts nothing of its own."""
    places = Places(tmp_path)
    instance = Instance.open(places, mode="production")
    host = server.rpartition("@")[2].partition("/")[0]
    outside = External(
        database_url=f"postgresql://outside_web:web@{host}/outside",
        owner_database_url=f"postgresql://outside_owner:owner@{host}/outside",
        broker_url="redis://127.0.0.1:1/0",
    )
    return Runtime(places, instance, outside)


def _manage(runtime: Runtime, *command: str) -> str:
    env = runtime.environment() | {"OMUZ_MASTER_KEY_FILE": str(master_key_file(runtime.places))}
    env = {name: value for name, value in env.items() if name not in {"OMUZ_ROLE_PREFIX", "OMUZ_BASE_DOMAIN"}}
    done = subprocess.run(
        [sys.executable, str(REPOSITORY / "manage.py"), *command], env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _run_script(server: str, script: str) -> None:
    """Run what `database_bootstrap` printed as psql would: statement by statement, following its \\connect."""
    connection = psycopg.connect(server, autocommit=True)
    try:
        for line in script.split(";\n"):
            statement = line.strip().removesuffix(";")
            while statement.startswith("\\connect"):
                name, _, statement = statement.removeprefix("\\connect ").partition("\n")
                connection.close()
                connection = psycopg.connect(server, dbname=name.strip(), autocommit=True)
            if statement:
                connection.execute(statement.encode())
    finally:
        connection.close()


def test_a_server_without_the_bootstrap_is_told_from_a_ready_one_and_then_serves(server: str, runtime: Runtime):
    with pytest.raises(StepFailed, match="cannot be used as web") as caught:
        database.check_external(runtime)
    assert "database-script" in caught.value.remedy

    options = ("--database", "outside", "--web-password", "web", "--owner-password", "owner")
    _run_script(server, _manage(runtime, "database_bootstrap", *options))
    assert int(database.check_external(runtime).partition(".")[0]) >= 15

    assert "public:" in _manage(runtime, "migrate_all")
    _manage(runtime, "tenant", "create", "deneme", "--name", "Deneme", "--kind", "town", "--province", "Kayseri")
    assert '"slug": "deneme"' in _manage(runtime, "tenant", "list", "--format", "json")
    assert "1 were at head, 0 failed" in _manage(runtime, "migrate_all")
    # The web's login has no rights of its own on the municipality's tables.
    with psycopg.connect(server, dbname="outside") as administrator:
        row = administrator.execute("SELECT schema_name FROM tenants_municipality WHERE slug = 'deneme'").fetchone()
        assert row is not None
    with psycopg.connect(runtime.outside.database_url) as web, pytest.raises(psycopg.errors.InsufficientPrivilege):
        web.execute(f"SELECT * FROM {row[0]}.accounts_user")


def test_nothing_embedded_is_started_for_what_is_given_by_url(runtime: Runtime):
    runtime.prepare()
    assert runtime.infrastructure() == []
    assert runtime.instance.home == "", "no place is made for services that are not there"
    assert runtime.database_url("web") == runtime.outside.database_url
    assert "OMUZ_OWNER_DATABASE_URL" not in runtime.environment(serving=True)
