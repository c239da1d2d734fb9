"""The tests' database: a template kept by the hash of what shapes it, copied for each worker.

Building it runs every migration twice (public and the schema that municipalities are replayed from); copying takes a
fraction of a second. The server is a throw-away one, started by `./omuz test`; the superuser's address is used here
only, as an administrator would use it once.
"""

import hashlib
import os
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from django.conf import settings
from django.db import connections
from psycopg import sql

from tenants import bootstrap, walls
from tenants.domains import domain_map
from tenants.enums import MunicipalityKind
from tenants.provisioning import create_municipality, migrate_public

ROOT = Path(__file__).resolve().parents[2]
SUPERUSER_URL = "OMUZ_TEST_SUPERUSER_URL"
KEPT_TEMPLATES = 3
BUILD_LOCK = 7_105_001


def shape_hash() -> str:
    """Return a hash of everything that shapes the template: migrations, bootstrap, text functions, this file."""
    digest = hashlib.sha256()
    folders = [ROOT / "apps", ROOT / "tenants", ROOT / "platform" / "omuz" / "kernel"]
    files = [p for folder in folders for p in folder.rglob("migrations/*.py")]
    files += [
        ROOT / "tenants" / n for n in ("bootstrap.py", "migration.py", "naming.py", "provisioning.py", "walls.py")
    ]
    files += [ROOT / "tenants" / "flow" / "tables.py", ROOT / "tenants" / "figures.py"]
    # What makes the two municipalities: they are replayed from the compiled form of the real migrations.
    fleet = ("building", "catalogue", "catalogue_queries", "compiling", "creation", "emitting", "recording", "template")
    files += [ROOT / "tenants" / "registering.py", *(ROOT / "tenants" / "fleet" / f"{name}.py" for name in fleet)]
    files += sorted((ROOT / "platform" / "omuz" / "kernel" / "text").glob("*.py"))
    files += [Path(__file__), Path(os.environ["OMUZ_MASTER_KEY_FILE"])]
    digest.update("\0".join(walls.walled_tables()).encode())
    for file in sorted(files):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:12]


def prepare(name: str) -> None:
    """Make the database `name` a fresh copy of the template (building that first where needed)."""
    with psycopg.connect(os.environ[SUPERUSER_URL], autocommit=True) as server:
        template = f"omuz_tpl_{shape_hash()}"
        server.execute("SELECT pg_advisory_lock(%s)", [BUILD_LOCK])
        try:
            if not _exists(server, template):
                _build_template(server, template)
            _drop(server, name)
            plan = _plan(name)
            server.execute(bootstrap.create_database_statement(plan, template=template))
            for statement in bootstrap.login_statements(plan):
                server.execute(statement)
        finally:
            server.execute("SELECT pg_advisory_unlock(%s)", [BUILD_LOCK])
    _point_connections_to(name)


def _plan(database: str) -> bootstrap.Bootstrap:
    return bootstrap.Bootstrap(
        database=database,
        prefix=settings.OMUZ_ROLE_PREFIX,
        web_password=settings.DATABASES["default"]["PASSWORD"],
        owner_password=settings.DATABASES["owner"]["PASSWORD"],
        figures_password=settings.DATABASES["figures"]["PASSWORD"] if "figures" in settings.DATABASES else "figures",
    )


def _build_template(server: psycopg.Connection, template: str) -> None:
    half_made = f"{template}_making"
    _drop(server, half_made)
    plan = _plan(half_made)
    for statement in bootstrap.role_statements(plan):
        server.execute(statement)
    server.execute(bootstrap.create_database_statement(plan))
    parts = urlsplit(os.environ[SUPERUSER_URL])
    with psycopg.connect(parts._replace(path=f"/{half_made}").geturl(), autocommit=True) as inside:
        for statement in bootstrap.database_statements(plan):
            inside.execute(statement)
    _point_connections_to(half_made)
    migrate_public()
    make_municipality("kayseri")
    make_municipality("izmir")
    for connection in connections.all():
        connection.close()
    server.execute(
        sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(half_made), sql.Identifier(template))
    )
    _drop_old_templates(server, keep=template)


def make_municipality(slug: str) -> None:
    """Make one of the demo municipalities that the tests use."""
    names = {
        "kayseri": ("Kayseri Büyükşehir Belediyesi", MunicipalityKind.METROPOLITAN, "Kayseri", ""),
        "izmir": ("İzmir Büyükşehir Belediyesi", MunicipalityKind.METROPOLITAN, "İzmir", ""),
    }
    name, kind, province, district = names[slug]
    create_municipality(
        slug=slug, name=name, kind=kind, province=province, district=district, is_demo=True, key=slug.replace("-", "")
    )


def _point_connections_to(name: str) -> None:
    for connection in connections.all():
        connection.close()
        connection.settings_dict["NAME"] = name
    domain_map.clear()


def _exists(server: psycopg.Connection, name: str) -> bool:
    return server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def _drop(server: psycopg.Connection, name: str) -> None:
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _drop_old_templates(server: psycopg.Connection, *, keep: str) -> None:
    rows = server.execute(
        "SELECT datname FROM pg_database WHERE datname ~ '^omuz_tpl_[0-9a-f]{12}$' ORDER BY oid DESC"
    ).fetchall()
    for (name,) in rows[KEPT_TEMPLATES:]:
        if name != keep:
            _drop(server, name)


def superuser_url(database: str) -> str:
    """Return the address of `database` for the administrator of the throw-away server."""
    return urlsplit(os.environ[SUPERUSER_URL])._replace(path=f"/{database}").geturl()


_EMPTY_EVERY_TABLE = """
DO $$
DECLARE t record; filled boolean;
BEGIN
  FOR t IN SELECT schemaname, tablename FROM pg_tables
    WHERE (schemaname LIKE 'm\\_%' OR schemaname IN ('public', 'relay'))
      AND tablename NOT IN ('django_migrations', 'kernel_datakey', 'tenants_municipality', 'tenants_domain',
                            'tenants_compiledform', 'tenants_compiledmigration')
  LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %I.%I)', t.schemaname, t.tablename) INTO filled;
    IF filled THEN EXECUTE format('TRUNCATE %I.%I CASCADE', t.schemaname, t.tablename); END IF;
  END LOOP;
END $$
"""


def empty_all() -> None:
    """Remove what a test committed, in every room; as superuser, because append-only tables refuse everyone else."""
    with psycopg.connect(superuser_url(connections["default"].settings_dict["NAME"]), autocommit=True) as server:
        server.execute("SET session_replication_role = replica")
        server.execute(_EMPTY_EVERY_TABLE)
