"""Migrations can run over a whole fleet while the release before still serves: every new one is looked at."""

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.postgres.operations import AddConstraintNotValid, AddIndexConcurrently
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.db.models.functions import Now

from tenants.fleet.linting import RULES, WHOLE_RULES, Surroundings, imported_models, lint

#: What has been released: it stands as it is. A release adds its migrations here.
RELEASED = {
    ("accounts", "0001_initial"),
    ("directory", "0001_initial"),
    ("documents", "0001_initial"),
    ("indicators", "0001_initial"),
    ("kernel", "0001_initial"),
    ("kernel", "0002_append_only"),
    ("people", "0001_initial"),
    ("people", "0002_import_attempts"),
    ("privacy", "0001_initial"),
    ("privacy", "0002_append_only"),
    ("programmes", "0001_initial"),
    ("tenants", "0001_initial"),
    ("tenants", "0002_walls_and_head"),
}
OWN = ("apps.", "omuz.", "tenants")
AROUND = Surroundings(released={("shop", "0002_gone")}, municipal_apps={"shop"}, large_tables={"shop_line"})


def _surroundings():
    configs = {config.name: config.label for config in apps.get_app_configs()}
    return Surroundings(
        released=RELEASED,
        municipal_apps={label for name, label in configs.items() if name in settings.TENANT_APPS},
        large_tables={m._meta.db_table for m in apps.get_models() if getattr(m, "append_only", False)},
    )


def test_every_new_migration_is_safe_for_a_fleet_that_serves():
    loader = MigrationLoader(None)
    names = dict.fromkeys(n for leaf in loader.graph.leaf_nodes() for n in loader.graph.forwards_plan(leaf))
    state = ProjectState(real_apps=loader.unmigrated_apps)
    found = []
    for name in names:
        migration = loader.graph.nodes[name]
        if apps.get_app_config(name[0]).name.startswith(OWN) and name not in RELEASED:
            found += lint(migration, state, _surroundings())
        migration.mutate_state(state, preserve=False)
    assert not found, "\n".join(map(str, found))


def test_what_is_listed_as_released_exists():
    assert set(MigrationLoader(None).disk_migrations) >= RELEASED


def before():
    state = ProjectState()
    fields = {
        "id": models.UUIDField(primary_key=True),
        "code": models.CharField(max_length=10, null=True),
        "size": models.IntegerField(),
        "owner": models.IntegerField(null=True),
    }
    for name in ("Item", "Line"):
        migrations.CreateModel(name, [(key, field.clone()) for key, field in fields.items()]).state_forwards(
            "shop", state
        )
    return state


def rules_of(*operations, app="shop", **attributes):
    made = type("Migration", (migrations.Migration,), {"operations": list(operations), **attributes})
    return {finding.rule for finding in lint(made("0003_next", app), before(), AROUND)}


def run_sql(text):
    return migrations.RunSQL(text, migrations.RunSQL.noop)


def nothing(apps, schema_editor):
    """Do nothing, as a step in Python."""


ITEM = "item"
STATE_ONLY = migrations.SeparateDatabaseAndState
NOT_NEGATIVE = models.CheckConstraint(condition=models.Q(size__gte=0), name="item_size")
BAD_AND_GOOD = [
    (
        "rewrites-table",
        [migrations.AlterField(ITEM, "size", models.CharField(max_length=9))],
        [migrations.AlterField(ITEM, "code", models.CharField(max_length=40, null=True))],
    ),
    (
        "rewrites-table",
        [migrations.AlterField(ITEM, "code", models.CharField(max_length=5, null=True))],
        [migrations.AlterField(ITEM, "code", models.TextField(null=True))],
    ),
    (
        "old-code-inserts",
        [migrations.AddField(ITEM, "kind", models.CharField(max_length=9, default="x"))],
        [migrations.AddField(ITEM, "kind", models.CharField(max_length=9, default="x", db_default="x"))],
    ),
    (
        "volatile-default",
        [migrations.AddField(ITEM, "kind", models.JSONField(default=dict))],
        [migrations.AddField(ITEM, "kind", models.JSONField(default=dict, null=True))],
    ),
    (
        "volatile-default",
        [migrations.AddField(ITEM, "at", models.FloatField(db_default=models.functions.Random()))],
        [migrations.AddField(ITEM, "at", models.DateTimeField(db_default=Now()))],
    ),
    (
        "validates-under-lock",
        [migrations.AlterField(ITEM, "code", models.CharField(max_length=10))],
        [migrations.AlterField(ITEM, "code", models.CharField(max_length=10, null=True, blank=True))],
    ),
    (
        "validates-under-lock",
        [migrations.AddConstraint(ITEM, NOT_NEGATIVE)],
        [AddConstraintNotValid(ITEM, NOT_NEGATIVE)],
    ),
    (
        "unique-on-existing",
        [migrations.AddConstraint(ITEM, models.UniqueConstraint(fields=["code"], name="u"))],
        [
            migrations.CreateModel("New", [("id", models.UUIDField(primary_key=True)), ("code", models.TextField())]),
            migrations.AddConstraint("new", models.UniqueConstraint(fields=["code"], name="u")),
        ],
    ),
    (
        "index-on-large-table",
        [migrations.AddIndex("line", models.Index(fields=["code"], name="i"))],
        [migrations.AddIndex(ITEM, models.Index(fields=["code"], name="i"))],
    ),
    (
        "dropped-too-early",
        [migrations.RemoveField(ITEM, "code")],
        [STATE_ONLY(state_operations=[migrations.RemoveField(ITEM, "code")])],
    ),
    (
        "dropped-too-early",
        [STATE_ONLY(state_operations=[migrations.RemoveField(ITEM, "size")])],
        [
            STATE_ONLY(
                database_operations=[run_sql("ALTER TABLE shop_item ALTER COLUMN size DROP NOT NULL")],
                state_operations=[migrations.RemoveField(ITEM, "size")],
            )
        ],
    ),
    (
        "dropped-too-early",
        [migrations.RenameField(ITEM, "code", "sign")],
        [migrations.AlterModelOptions(ITEM, {"ordering": ["size"]})],
    ),
    (
        "dropped-too-early",
        [migrations.DeleteModel("Item")],
        [STATE_ONLY(state_operations=[migrations.DeleteModel("Item")])],
    ),
    (
        "shared-schema",
        [run_sql("UPDATE public.tenants_domain SET domain = domain")],
        [run_sql("UPDATE shop_item SET code = 'public.x'")],
    ),
    (
        "shared-schema",
        [run_sql("CREATE FUNCTION ext.f() RETURNS int LANGUAGE sql AS 'SELECT 1'")],
        [run_sql("CREATE INDEX i ON shop_item USING gin (ext.tr_fold(code) ext.gin_trgm_ops)")],
    ),
    (
        "shared-schema",
        [migrations.AddField(ITEM, "room", models.ForeignKey("tenants.Municipality", models.CASCADE, null=True))],
        [migrations.AddField(ITEM, "line", models.ForeignKey("shop.Line", models.CASCADE, null=True))],
    ),
    ("shared-schema", [run_sql("CREATE EXTENSION hstore")], [run_sql("CREATE TABLE extension (id int)")]),
    ("transaction-control", [run_sql("COMMIT; SET search_path = public")], [run_sql("SET CONSTRAINTS ALL IMMEDIATE")]),
    (
        "transaction-control",
        [run_sql("CREATE INDEX CONCURRENTLY i ON shop_item (code)")],
        [run_sql("CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $b$ BEGIN RETURN 1; END $b$")],
    ),
    ("no-way-back", [migrations.RunPython(nothing)], [migrations.RunPython(nothing, migrations.RunPython.noop)]),
    ("no-way-back", [migrations.RunSQL("SELECT 1")], [run_sql("SELECT 1")]),
]


@pytest.mark.parametrize(("rule", "bad", "good"), BAD_AND_GOOD)
def test_a_rule_finds_the_bad_migration_and_lets_the_good_one_pass(rule, bad, good):
    assert rule in rules_of(*bad)
    assert rule not in rules_of(*good)


def test_a_drop_needs_a_marker_that_names_a_released_migration():
    drop = run_sql("ALTER TABLE shop_item DROP COLUMN code")
    assert rules_of(drop) == {"drop-without-marker"}
    assert rules_of(drop, drops_after=("shop", "0003_this_release")) == {"drop-without-marker"}
    assert rules_of(drop, drops_after=("shop", "0002_gone")) == set()


def test_a_migration_without_a_transaction_holds_only_what_may_run_twice():
    index = AddIndexConcurrently("line", models.Index(fields=["code"], name="i"))
    add = migrations.AddField(ITEM, "kind", models.TextField(null=True))
    assert rules_of(index, atomic=False) == set()
    assert rules_of(index, add, atomic=False) == {"loose-migration"}


def test_a_step_in_python_uses_no_model_of_today():
    assert list(imported_models("from apps.people.models import Person\nfrom django.db import models")) != []
    assert list(imported_models("from django.db.models import F\nfrom django.contrib.auth.models import User")) == []
    step = migrations.RunPython(nothing, migrations.RunPython.noop)
    made = type("Migration", (migrations.Migration,), {"operations": [step], "__module__": "tests.support.staff"})
    rules = {finding.rule for finding in lint(made("0003_next", "shop"), before(), AROUND)}
    assert rules == {"imports-models"}, "tests.support.staff imports models"


def test_public_may_be_named_by_the_apps_that_stand_there():
    statement = run_sql("UPDATE public.tenants_domain SET domain = domain")
    assert rules_of(statement, app="registry") == set()


def test_an_exemption_says_why_and_ends_when_it_is_not_needed():
    unique = migrations.AddConstraint(ITEM, models.UniqueConstraint(fields=["code"], name="u"))
    reason = "the table is empty until the next release"
    assert rules_of(unique, lint_exempt={"unique-on-existing": reason}) == set()
    assert rules_of(unique, lint_exempt={"unique-on-existing": "why not"}) == {"exemption"}
    assert rules_of(lint_exempt={"unique-on-existing": reason}) == {"exemption"}


def test_each_rule_has_a_migration_that_breaks_it():
    elsewhere = {"drop-without-marker", "imports-models", "loose-migration"}
    assert {rule for rule, _, _ in BAD_AND_GOOD} | elsewhere == {*RULES, *WHOLE_RULES}
