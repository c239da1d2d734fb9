"""A scratch app with migrations of a test's own, for tests that migrate the fleet; afterwards the database is fresh."""

import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from django.apps import AppConfig, apps
from django.conf import settings
from django.db import connections
from django.test import override_settings

from tenants import head
from tenants.domains import domain_map
from tenants.fleet import catalogue, compiling
from tenants.migration import owner_schema
from tenants.provisioning import list_municipalities, migrate_municipality
from tenants.walls import token_hash, token_of
from tests.support import database

APP = "scratch"
FIRST = """
    migrations.CreateModel("Thing", [
        ("id", models.UUIDField(primary_key=True)),
        ("name", models.CharField(max_length=40)),
        ("size", models.IntegerField(null=True)),
    ])
"""


class Scratch:
    """The app in its folder: write migrations, then migrate."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.package = folder / APP
        (self.package / "migrations").mkdir(parents=True)
        for name in ("__init__.py", "migrations/__init__.py", "models.py"):
            (self.package / name).write_text("")
        text = f"from omuz.settings import *\nINSTALLED_APPS = [*INSTALLED_APPS, '{APP}']\n"
        (folder / "scratch_settings.py").write_text(text + f"TENANT_APPS = [*TENANT_APPS, '{APP}']\n")
        self._count = 0

    def models(self, text: str) -> None:
        """Write models.py; before the app is installed."""
        head_lines = "from django.db import models\n\n"
        (self.package / "models.py").write_text(head_lines + textwrap.dedent(text))

    def migration(self, operations: str, *, before: str = "", attributes: str = "") -> str:
        """Write the next migration with these operations and return its name."""
        self._count += 1
        name = f"{self._count:04d}_step"
        previous = f"('{APP}', '{self._count - 1:04d}_step')" if self._count > 1 else "('kernel', '0002_append_only')"
        text = (
            "from django.db import migrations, models\n\n"
            f"{textwrap.dedent(before)}\n\nclass Migration(migrations.Migration):\n"
            f"    dependencies = [{previous}]\n{textwrap.indent(textwrap.dedent(attributes), '    ')}\n"
            f"    operations = [{textwrap.dedent(operations).strip()}]\n"
        )
        (self.package / "migrations" / f"{name}.py").write_text(text)
        head.migrations_known.cache_clear()
        compiling.shape_digest.cache_clear()
        return name

    def command(self, *arguments: str) -> subprocess.Popen[str]:
        """Start `manage.py` with the app installed, on this test's database."""
        name = connections["default"].settings_dict["NAME"]
        env = os.environ | {
            "DJANGO_SETTINGS_MODULE": "scratch_settings",
            "PYTHONPATH": f"{self.folder}:{database.ROOT}:{database.ROOT / 'platform'}",
        }
        for variable in ("OMUZ_DATABASE_URL", "OMUZ_OWNER_DATABASE_URL"):
            env[variable] = f"{os.environ[variable].rpartition('/')[0]}/{name}"
        return subprocess.Popen(
            [sys.executable, str(database.ROOT / "manage.py"), *arguments],
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )


@contextmanager
def scratch_app(folder: Path) -> Iterator[Scratch]:
    """Give a scratch app, installed in this process; afterwards it is gone, and the database is as before."""
    scratch = Scratch(folder)
    sys.path.insert(0, str(folder))
    try:
        yield scratch
    finally:
        sys.path.remove(str(folder))
        _forget()
        database.prepare(str(connections["default"].settings_dict["NAME"]))


@contextmanager
def installed() -> Iterator[None]:
    """Run with the scratch app among the municipal apps, as a release that has it."""
    # Installing through the settings would call every app's ready() once more.
    config = AppConfig.create(APP)
    config.apps = apps
    apps.app_configs[APP] = config
    try:
        config.import_models()
        apps.clear_cache()
        with override_settings(TENANT_APPS=[*settings.TENANT_APPS, APP]):
            _forget(modules=False)
            yield
    finally:
        del apps.app_configs[APP]
        apps.all_models.pop(APP, None)
        apps.clear_cache()
        _forget()


def _forget(*, modules: bool = True) -> None:
    if modules:
        for name in [name for name in sys.modules if name == APP or name.startswith(f"{APP}.")]:
            del sys.modules[name]
    head.migrations_known.cache_clear()
    compiling.forget()
    compiling.shape_digest.cache_clear()
    domain_map.clear()


def differences(first: str, second: str) -> list[str]:
    """Return how the schemas of two municipalities differ by catalogue."""
    rooms = {m.slug: m for m in list_municipalities()}
    read = []
    for room in (rooms[first], rooms[second]):
        with owner_schema("public") as connection:
            read.append(
                catalogue.read(
                    connection, schema=room.schema_name, role=room.role_name, token_hash=token_hash(token_of(room))
                )
            )
    return catalogue.diff(*read)


def migrate_for_real(slug: str) -> None:
    """Migrate one municipality with Django's own executor."""
    migrate_municipality(next(m for m in list_municipalities() if m.slug == slug))


def rows(schema: str, statement: str, parameters: Sequence[object] = ()) -> list[tuple[object, ...]]:
    """Return what the owner reads in a schema."""
    with owner_schema(schema) as connection, connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        found: list[tuple[object, ...]] = cursor.fetchall() if cursor.description else []
    return found
