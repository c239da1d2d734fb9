"""What is replayed in a municipality is what Django's own executor would have made there."""

import psycopg
import pytest
from django.db import connection

from omuz.kernel import clock
from tenants import scope
from tenants.fleet.migrating import migrate_fleet
from tenants.fleet.spares import ensure_spares
from tenants.fleet.status import fleet_status
from tenants.provisioning import get_municipality
from tests.support.database import superuser_url
from tests.support.fleet import FIRST, differences, installed, migrate_for_real, rows, scratch_app

BACKFILL = """
def fill(apps, schema_editor):
    things = apps.get_model("scratch", "Thing").objects.using(schema_editor.connection.alias)
    things.update(name="python")
"""
ADD_NULLABLE = 'migrations.AddField("Thing", "note", models.TextField(null=True))'
ADD_DEFAULT = 'migrations.AddField("Thing", "kind", models.CharField(max_length=9, default="100% d\'or"))'
INSERT = (
    "migrations.RunSQL([\"INSERT INTO scratch_thing (id, name, kind) VALUES (gen_random_uuid(), 'a;b''c %', 'x')\","
    ' ("UPDATE scratch_thing SET size = %s WHERE name LIKE %s", [7, "a;b\'c %"])], migrations.RunSQL.noop)'
)
RELATED = """
    migrations.CreateModel("Other", [
        ("id", models.BigAutoField(primary_key=True)),
        ("thing", models.ForeignKey("scratch.Thing", on_delete=models.CASCADE)),
        ("at", models.DateTimeField(db_index=True)),
    ], options={"constraints": [models.UniqueConstraint(fields=["at"], name="other_at_once")]}),
    migrations.AddIndex("Thing", models.Index(fields=["name"], name="thing_name")),
    migrations.AddConstraint("Thing", models.CheckConstraint(
        condition=models.Q(size__gte=0) | models.Q(size=None), name="thing_size")),
"""
# The name of the foreign key is looked up in the catalogue: it was made by the operation just before.
CHANGED = """
    migrations.AddField("Other", "second", models.ForeignKey(
        "scratch.Thing", null=True, on_delete=models.CASCADE, related_name="+")),
    migrations.AlterField("Other", "second", models.ForeignKey(
        "scratch.Thing", null=True, db_constraint=False, on_delete=models.CASCADE, related_name="+")),
    migrations.AlterField("Thing", "name", models.TextField()),
"""
FUNCTION = """
    migrations.RunSQL('''
        CREATE FUNCTION scratch_f() RETURNS int LANGUAGE plpgsql AS $b$ BEGIN RETURN 1; END $b$;
        CREATE VIEW scratch_v AS SELECT id FROM scratch_thing; -- a comment; with a semicolon
    ''', migrations.RunSQL.noop)
"""


@pytest.fixture
def scratch(tmp_path, municipalities, django_db_blocker):
    with django_db_blocker.unblock(), scratch_app(tmp_path) as app:
        yield app


def test_replayed_schemas_equal_migrated_ones_from_wherever_they_start(scratch):
    scratch.models(
        """
        class Secret(models.Model):
            special_category = True
            id = models.UUIDField(primary_key=True)
        class Line(models.Model):
            append_only = True
            id = models.UUIDField(primary_key=True)
        """
    )
    scratch.migration(FIRST)
    scratch.migration(f"{ADD_NULLABLE}, {ADD_DEFAULT}, {INSERT}")
    with installed():
        # One is two migrations ahead of the other when the release comes.
        report = migrate_fleet(only=["izmir"])
    assert report.migrated == ("izmir",)
    scratch.migration(RELATED)
    scratch.migration(CHANGED)
    scratch.migration(FUNCTION)
    scratch.migration(f"migrations.RunPython(fill, migrations.RunPython.noop), {INSERT}", before=BACKFILL)
    scratch.migration(
        """
        migrations.CreateModel("Secret", [("id", models.UUIDField(primary_key=True))]),
        migrations.CreateModel("Line", [("id", models.UUIDField(primary_key=True))]), append_only("scratch_line")
        """,
        before="from omuz.kernel.append_only import append_only",
    )
    with installed():
        migrate_for_real("kayseri")
        report = migrate_fleet()
        assert report.failed == ()
        assert differences("kayseri", "izmir") == []
        status = fleet_status()
        assert status.counts()["at_head"] == 2
        assert status.counts()["registry_disagrees"] == 0
        values = [
            rows(schema, "SELECT name, size, kind FROM scratch_thing ORDER BY size NULLS FIRST")
            for schema in ("m_kayseri", "m_izmir")
        ]
        assert values[0] == values[1] != []
        # The new tables serve at once, each with its wall and its rights.
        izmir = get_municipality("izmir")
        assert izmir is not None
        with scope.enter(izmir):
            pass


LOOSE = 'AddIndexConcurrently("Thing", models.Index(fields=["size"], name="thing_size"))'
FROM_POSTGRES = "from django.contrib.postgres.operations import AddIndexConcurrently"


def test_an_index_is_built_without_stopping_writers_and_again_after_a_killed_run(scratch):
    scratch.migration(FIRST)
    with installed():
        migrate_fleet()
    scratch.migration(LOOSE, before=FROM_POSTGRES, attributes="atomic = False")
    scratch.migration(ADD_NULLABLE)
    with installed():
        # What a killed run leaves: an index that is not valid in one municipality, a finished one in the other.
        rows("m_izmir", "CREATE INDEX thing_size ON scratch_thing (size)")
        rows("m_kayseri", "CREATE INDEX thing_size ON scratch_thing (size)")
        _invalidate("m_kayseri")
        report = migrate_fleet()
        assert report.failed == ()
        valid = "SELECT indisvalid FROM pg_index WHERE indexrelid = 'thing_size'::regclass"
        assert rows("m_kayseri", valid) == rows("m_izmir", valid) == [(True,)]
        assert differences("kayseri", "izmir") == []
        assert fleet_status().counts()["registry_disagrees"] == 0


def _invalidate(schema):
    with psycopg.connect(superuser_url(connection.settings_dict["NAME"])) as server:
        statement = "UPDATE pg_index SET indisvalid = false WHERE indexrelid = %s::regclass"
        server.execute(statement, [f"{schema}.thing_size"])


def test_a_failing_migration_leaves_the_ones_before_it_in_place(scratch):
    scratch.migration(FIRST)
    scratch.migration(ADD_NULLABLE)
    with installed():
        migrate_fleet(only=["kayseri"])
        rows("m_izmir", "CREATE TABLE scratch_other (id int)")
        scratch.migration(RELATED)
        report = migrate_fleet()
        assert [(failed.slug, failed.migration) for failed in report.failed] == [("izmir", "scratch.0003_step")]
        assert "scratch_other" in report.failed[0].cause
        izmir = next(m for m in fleet_status().municipalities if m.slug == "izmir")
        assert izmir.missing == ("scratch.0003_step",)
        assert not izmir.disagrees


def test_spare_rooms_are_at_head_after_a_migration(scratch):
    scratch.migration(FIRST)
    ensure_spares(1, now=clock.now())
    with installed():
        assert not fleet_status().spares[0].is_at_head
        report = migrate_fleet()
        assert report.spares == 1
        assert [spare.is_at_head for spare in fleet_status().spares] == [True]


def test_a_wall_that_is_missing_is_raised_though_nothing_is_pending(scratch):
    with psycopg.connect(superuser_url(connection.settings_dict["NAME"])) as server:
        table = server.execute("SELECT tablename FROM pg_policies WHERE schemaname = 'm_izmir' LIMIT 1").fetchone()
        assert table is not None
        server.execute(f'DROP POLICY wall2 ON m_izmir."{table[0]}"')
    assert differences("kayseri", "izmir") != []
    assert migrate_fleet().mended == ("izmir",)
    assert differences("kayseri", "izmir") == []
    assert migrate_fleet().mended == ()


def test_with_nothing_left_to_do_neither_public_nor_the_template_is_looked_at(scratch, monkeypatch):
    assert migrate_fleet().is_complete
    for name in ("_migrate_public", "bring_template_to_head", "Planner"):
        monkeypatch.setattr(f"tenants.fleet.migrating.{name}", _never)
    report = migrate_fleet()
    assert report.is_complete
    assert report.at_head_before == len(fleet_status().municipalities)


def _never(*_, **__):
    raise AssertionError("there is nothing to do")
