"""Leak: a cache, a folder, a command or a half-made schema gives one municipality what is another's."""

import uuid

import pytest
from django.core.cache import cache, caches
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection

from apps.accounts.models import OrgUnit
from apps.documents import operations
from apps.documents.enums import FileKind
from apps.documents.models import StoredFile
from omuz.kernel import crypto
from omuz.kernel.context import NoMunicipalityError
from tenants import scope
from tests.support.intruder import as_superuser
from tests.support.staff import NOW, ApiClient, make_actor, make_user, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


def test_a_cache_key_is_of_its_municipality(municipalities):
    for municipality in municipalities.values():
        with scope.enter(municipality):
            cache.set("who", municipality.slug)
            cache.set_many({"many": municipality.slug})
    for municipality in municipalities.values():
        with scope.enter(municipality):
            assert cache.get("who") == municipality.slug
            assert cache.get_many(["many"]) == {"many": municipality.slug}
            assert cache.get_or_set("who", "another") == municipality.slug
    assert cache.get("who") is None, "the platform's own room has keys of its own"


def test_every_cache_has_a_key_function_of_municipalities(settings):
    for name, options in settings.CACHES.items():
        assert options["KEY_FUNCTION"] == "tenants.cache.municipality_cache_key", name
        assert caches[name].key_func.__module__ == "tenants.cache"


def stored_in(municipality):
    with scope.enter(municipality):
        return operations.store_file(
            b"gizli", name="rapor.pdf", kind=FileKind.OTHER, media_type="application/pdf",
            actor=make_actor("intake_clerk"), now=NOW,
        )  # fmt: skip


def test_a_file_of_another_municipality_is_not_there(municipalities):
    stored = stored_in(municipalities["kayseri"])
    with scope.enter(municipalities["izmir"]), pytest.raises(operations.FileGone):
        operations.read_content(stored, now=NOW)


def test_a_file_copied_into_another_municipalitys_folder_does_not_open(municipalities, settings):
    stored = stored_in(municipalities["kayseri"])
    with scope.enter(municipalities["kayseri"]):
        source = operations._path(stored.pk)
    with scope.enter(municipalities["izmir"]):
        copy = operations._path(stored.pk)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(source.read_bytes())
        try:
            with pytest.raises(crypto.CannotOpenError):
                operations.read_content(stored, now=NOW)
        finally:
            copy.unlink()


@pytest.mark.parametrize("name", ["../../izmir/x", "..\\..\\x", "/etc/passwd", "a/../../b", "x\0y", "%2e%2e%2fx"])
def test_a_files_name_is_no_part_of_its_path(municipalities, name):
    with scope.enter(municipalities["kayseri"]):
        stored = operations.store_file(
            b"x", name=name, kind=FileKind.OTHER, media_type="text/plain", actor=make_actor("intake_clerk"), now=NOW
        )
        path = operations._path(stored.pk)
        assert path.is_file()
        assert path.name == stored.pk.hex
        assert path.parent.parent.name == "kayseri"


@pytest.mark.parametrize("trick", ["..%2f..%2fizmir", "....//", "%00", "7482399c-6974-46d1-988d-0460e45ff017/../x"])
def test_an_address_of_a_file_leads_nowhere_but_to_a_key(municipalities, trick):
    client = ApiClient("kayseri.localhost")
    with scope.enter(municipalities["kayseri"]):
        sign_in(client, make_user(role="unit_manager"), mfa=True)
    assert client.get(f"/api/v1/people/documents/{trick}/content/").status_code == 404


def test_no_path_of_a_file_exists_outside_of_a_municipality(municipalities):
    with pytest.raises(NoMunicipalityError):
        operations._path(uuid.uuid4())
    with scope.enter(None), pytest.raises(NoMunicipalityError):
        operations._path(uuid.uuid4())


def test_code_without_a_municipality_stops(municipalities):
    for work in (StoredFile.objects.count, OrgUnit.objects.count, lambda: OrgUnit.objects.create(name="x")):
        with pytest.raises(DatabaseError, match="does not exist"):
            work()


@pytest.mark.parametrize("command", [("keys", "rotate"), ("history", "verify"), ("keys", "rotate-wall")])
def test_a_command_asks_for_its_municipality(command):
    with pytest.raises((CommandError, TypeError), match=r"required|one of the arguments|missing"):
        call_command(*command)


@pytest.mark.parametrize("room", ["yok", "izmir; drop", "M_IZMIR", "../izmir"])
def test_a_command_for_a_municipality_that_does_not_exist_does_nothing(municipalities, room):
    with pytest.raises(CommandError, match="no municipality"):
        call_command("keys", "rotate", room=room)


def test_a_table_missing_in_a_half_made_schema_is_never_anothers(municipalities):
    """The path has the own schema and `ext`: what is missing is missing, in `public` it is not looked for."""
    schema = municipalities["kayseri"].schema_name
    client = ApiClient("kayseri.localhost", raise_request_exception=False)
    with scope.enter(municipalities["kayseri"]):
        sign_in(client, make_user(role="unit_manager"), mfa=True)
    with scope.enter(None), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM accounts_orgunit")
    as_superuser(f"ALTER TABLE {schema}.accounts_orgunit RENAME TO elsewhere")
    try:
        with pytest.raises(DatabaseError, match='relation "accounts_orgunit" does not exist'):
            with scope.enter(municipalities["kayseri"]):
                OrgUnit.objects.count()
        answer = client.get("/api/v1/units/")
        assert answer.status_code == 500
        assert "accounts_orgunit" not in answer.content.decode()
        with scope.enter(municipalities["izmir"]):
            assert OrgUnit.objects.count() == 0
    finally:
        as_superuser(f"ALTER TABLE {schema}.elsewhere RENAME TO accounts_orgunit")


def test_a_municipality_that_is_behind_gets_the_maintenance_answer(municipalities):
    import dataclasses

    behind = dataclasses.replace(municipalities["kayseri"], migrations_applied=1)
    with pytest.raises(scope.MaintenanceError), scope.enter(behind):
        pytest.fail("entered a schema that lacks what the code needs")


def test_the_path_holds_the_own_schema_and_ext_and_never_public(municipalities):
    for municipality in municipalities.values():
        with scope.enter(municipality), connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('search_path')")
            assert cursor.fetchone() == (f'"{municipality.schema_name}", ext',)
