"""A copy has no right on the first, tells where it comes from, and counts the same; older archives are migrated on."""

import dataclasses
import io
import json
import uuid

import psycopg
import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, connections, transaction
from django.db.migrations.loader import MigrationLoader

from apps.people.models import PersonIdentity, SensitiveFact
from omuz.kernel import audit, crypto
from omuz.kernel.crypto import RoomKeys
from omuz.kernel.sealed_columns import KeyedColumn, Rekeying, SealedColumnError
from tenants import scope, walls
from tenants.archives import building
from tenants.archives.backup import write_archive
from tenants.archives.contents import Facts
from tenants.archives.errors import CannotRestoreError, DamagedArchiveError
from tenants.archives.reading import verify
from tenants.archives.removing import drop_schema, remove_room
from tenants.archives.restoring import restore_as
from tenants.fleet import catalogue
from tenants.head import migration_names
from tenants.migration import owner_schema
from tenants.provisioning import get_municipality
from tests.support import database
from tests.support.staff import NOW
from tests.tenancy.archive_support import furnish, owner_is_not_flushed, request  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@pytest.fixture
def first(municipalities, settings, tmp_path):
    settings.OMUZ_DATA_DIR = tmp_path / "data"
    furnish(municipalities["kayseri"])
    return municipalities["kayseri"]


@pytest.fixture
def archive(first, tmp_path):
    return write_archive(first, tmp_path / "kayseri.omuz", now=NOW).path


@pytest.fixture
def copy(archive):
    made = restore_as(request(archive), slug="kayseri-kopya")
    yield made
    remove_room(made)


def test_neither_has_a_right_on_the_other(first, copy):
    with scope.enter(None), connection.cursor() as cursor:
        for one, other in ((first, copy), (copy, first)):
            cursor.execute("SELECT has_schema_privilege(%s, %s, 'USAGE')", [one.role_name, other.schema_name])
            assert cursor.fetchone() == (False,)
    for room, stranger in ((first, copy), (copy, first)):
        forged = dataclasses.replace(room, sealed_wall_token=stranger.sealed_wall_token)
        with pytest.raises(crypto.CannotOpenError), scope.enter(forged):
            pass
        token = walls.token_of(stranger)
        with owner_schema(room.schema_name, wall_token=token), pytest.raises(DatabaseError, match="second wall"):
            list(SensitiveFact.objects.using("owner"))


def test_values_of_one_do_not_open_in_the_other(first, copy):
    for here, there in ((first, copy), (copy, first)):
        with scope.enter(here):
            row = PersonIdentity.objects.first()
        with scope.enter(there), pytest.raises(crypto.CannotOpenError):
            crypto.open_text(row.sealed, field="people.identity.value", row_id=row.id)


def test_the_copy_counts_the_same(first, copy):
    told = []
    for slug in ("kayseri", "kayseri-kopya"):
        out = io.StringIO()
        call_command("report", slug, "mdis", "--format", "json", stdout=out)
        told.append({name: value for name, value in json.loads(out.getvalue()).items() if name != "municipality"})
    assert told[0] == told[1]
    assert told[0]["tables"]


def _as_superuser(statement, *values):
    with psycopg.connect(database.superuser_url(connection.settings_dict["NAME"]), autocommit=True) as server:
        server.execute("SET session_replication_role = replica")
        server.execute(statement, values)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE {schema}.kernel_auditdetail SET sealed = sealed || '\\x00'",
        "UPDATE {schema}.kernel_auditdetail SET origin_digest = repeat('0', 64)",
        "DELETE FROM {schema}.kernel_auditevent WHERE action = 'history.resealed'",
        "UPDATE {schema}.kernel_auditevent SET reason = replace(reason, 'signed=', 'signed=00')"
        " WHERE action = 'history.resealed'",
    ],
)
def test_whoever_changes_the_history_of_a_copy_is_noticed(change, copy):
    with scope.enter(copy):
        assert audit.verify_chain() is None
    _as_superuser(change.format(schema=copy.schema_name))
    with scope.enter(copy):
        assert audit.verify_chain() is not None


def test_the_first_cannot_pass_for_a_copy(first):
    """Whoever rewrites values and says that they were sealed anew lacks the installation's signature."""
    _as_superuser(f"UPDATE {first.schema_name}.kernel_auditdetail SET origin_digest = encode(sha256(sealed), 'hex')")
    with scope.enter(first):
        assert audit.verify_chain() is not None


def test_a_damaged_archive_makes_nothing(archive):
    content = bytearray(archive.read_bytes())
    content[len(content) // 2] ^= 1
    archive.write_bytes(content)
    with pytest.raises(DamagedArchiveError):
        restore_as(request(archive), slug="kopya")
    assert get_municipality("kopya") is None


def test_a_token_that_is_not_that_of_its_row_is_not_carried_over():
    one = RoomKeys.new("a")
    column = KeyedColumn("token", field="people.identity", plain=lambda *_: "x")
    with pytest.raises(SealedColumnError):
        column.convert({"token": one.token("y", field="people.identity")}, {}, Rekeying(one, RoomKeys.new("b")))


def facts(migrations):
    return Facts(made_at=NOW, municipality={"key": "x"}, migrations=tuple(sorted(migrations)), database={})


def test_a_newer_archive_is_refused():
    with pytest.raises(CannotRestoreError, match="newer release"):
        building.age_of(facts({*migration_names(), ("people", "9999_later")}))


def test_an_older_archive_gets_the_tables_of_its_time_and_is_migrated_on(municipalities):
    # Whatever builds on it came later as well.
    since = MigrationLoader(None).graph.backwards_plan(("kernel", "0004_details_of_copies"))
    older = facts(set(migration_names()) - set(since))
    assert building.age_of(older) is building.Age.OLDER
    room, schema = municipalities["izmir"], f"r_{uuid.uuid4().hex[:12]}"
    token = walls.token_of(room)
    has_column = (
        "SELECT count(*) FROM information_schema.columns"
        " WHERE table_schema = %s AND table_name = 'kernel_auditdetail' AND column_name = 'origin_digest'"
    )
    with owner_schema(schema) as owner, transaction.atomic(using="owner"):
        owner.connection.execute(f'CREATE SCHEMA "{schema}"')
        building.build(owner, schema=schema, role=room.role_name, facts=older, compiled=None)
        assert owner.connection.execute(has_column, [schema]).fetchone() == (0,)
        building.finish(owner, schema=schema, role=room.role_name, wall_token=token, is_head=False)
        assert owner.connection.execute(has_column, [schema]).fetchone() == (1,)
    try:
        described = [
            catalogue.read(connections["owner"], schema=name, role=room.role_name, token_hash=walls.token_hash(token))
            for name in (room.schema_name, schema)
        ]
        assert catalogue.diff(*described) == []
    finally:
        with owner_schema("public") as owner:
            drop_schema(owner, schema)


def test_the_archive_of_one_names_the_other_nowhere(archive, municipalities):
    of = verify(archive).facts.municipality
    assert of["key"] == "kayseri"
    assert municipalities["izmir"].key not in json.dumps(of)
