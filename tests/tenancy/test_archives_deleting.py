"""A municipality is deleted by two people, after an archive that holds all of it, and nothing of it is left."""

import datetime as dt
import io

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, connection, connections, transaction

from apps.accounts.models import User
from apps.accounts.operations.proving import NotProved, prove
from apps.accounts.queries import actor_for
from omuz.kernel import clock
from omuz.kernel.models.audit import AuditEvent
from tenants import scope
from tenants.archives import deletion, places
from tenants.archives.comparing import differences
from tenants.archives.deletion import CannotDeleteError
from tenants.archives.models import DeletionRequest
from tenants.archives.reading import verify
from tenants.archives.removing import remove_room
from tenants.archives.restoring import restore_into
from tenants.enums import MunicipalityKind
from tenants.fleet.creation import create
from tenants.migration import owner_schema
from tenants.models import Backup, Municipality
from tenants.provisioning import get_municipality
from tenants.registering import Asked
from tests.people.support import register
from tests.support.staff import NOW, TODAY, make_actor, make_user
from tests.tenancy.archive_support import OPERATOR, furnish, owner_is_not_flushed, request  # noqa: F401

PASSWORD = "dogru-parola-1453"
pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@pytest.fixture
def room(municipalities, settings, tmp_path):
    settings.OMUZ_DATA_DIR = tmp_path / "data"
    asked = Asked(slug="silinecek", name="Silinecek", kind=MunicipalityKind.TOWN, province="Kayseri", is_demo=True)
    made = create(asked, now=NOW)
    try:
        furnish(made)
        yield made
    finally:
        if get_municipality("silinecek") is not None:
            remove_room(made)


def operator(*, mfa=True):
    with scope.enter(None):
        found = actor_for(make_user(role="platform_operator"), on=TODAY, mfa=mfa)
    assert found is not None
    return found


@pytest.fixture
def archived(room, tmp_path):
    return deletion.archive_municipality(
        "silinecek", tmp_path / "son.omuz", actor=operator(), reason="Birleşme", now=NOW
    ).path


def ask(path, **values):
    return deletion.request_deletion(
        "silinecek", path, **({"actor": operator(), "reason": "Kapatıldı", "now": NOW} | values)
    )


def test_an_archived_one_is_out_of_service_and_its_schema_stays(room, archived, client):
    assert get_municipality("silinecek").state == "archived"
    answer = client.get("/", HTTP_HOST="silinecek.localhost")
    assert answer.status_code == 503
    with scope.enter(None):
        assert Backup.objects.get().result == "done"
    with owner_schema("public") as owner, owner.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_namespace WHERE nspname = %s", [room.schema_name])
        assert cursor.fetchone() == (1,)


def test_two_people_delete_it_and_nothing_is_left_but_the_history(room, archived):
    asked = ask(archived)
    second = operator()
    done = deletion.confirm_deletion("silinecek", actor=second, now=NOW + dt.timedelta(days=1))
    assert done.state == "done"
    assert get_municipality("silinecek") is None
    assert not any(folder.exists() for folder in places.room_folders(room.key))
    with owner_schema("public") as owner, owner.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_namespace WHERE nspname = %s", [room.schema_name])
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT count(*) FROM pg_roles WHERE rolname = %s", [room.role_name])
        assert cursor.fetchone() == (0,)
    with scope.enter(None):
        told = AuditEvent.objects.get(action="municipality.deleted").reason
    for part in (room.key, "silinecek", asked.archive_sha256, str(asked.requested_by_id), str(second.id)):
        assert part in told


def test_what_was_deleted_comes_back_from_its_archive(room, archived):
    ask(archived)
    deletion.confirm_deletion("silinecek", actor=operator(), now=NOW)
    back = restore_into(request(archived), slug="silinecek")
    assert back.key == room.key
    assert differences(verify(archived), back) == []


def test_one_person_is_not_two(archived):
    first = operator()
    ask(archived, actor=first)
    with pytest.raises(CannotDeleteError, match="another operator"):
        deletion.confirm_deletion("silinecek", actor=first, now=NOW)
    with owner_schema("public"), pytest.raises(IntegrityError, match="two_people"), transaction.atomic("owner"):
        DeletionRequest.objects.using("owner").update(confirmed_by_id=first.id, confirmed_at=NOW)


def test_the_web_cannot_claim_what_the_owner_writes(archived):
    ask(archived)
    with scope.enter(None), connection.cursor() as cursor:
        for table in ("tenants_deletionrequest", "tenants_backup"):
            cursor.execute(
                "SELECT has_table_privilege(%s, 'UPDATE'), has_table_privilege(%s, 'INSERT')", [table, table]
            )
            assert cursor.fetchone() == (False, False)


def test_a_request_ends_after_seven_days(archived):
    ask(archived)
    with pytest.raises(CannotDeleteError, match="expired"):
        deletion.confirm_deletion("silinecek", actor=operator(), now=NOW + dt.timedelta(days=7))
    assert ask(archived, now=NOW + dt.timedelta(days=8)).state == "asked"


def test_what_was_written_meanwhile_stops_it(room, archived):
    ask(archived)
    with scope.enter(room):
        register(make_actor("intake_clerk"), given_names="Son anda")
    with pytest.raises(CannotDeleteError, match="written after"):
        deletion.confirm_deletion("silinecek", actor=operator(), now=NOW)


def test_an_archive_that_was_touched_stops_it(archived):
    ask(archived)
    content = bytearray(archived.read_bytes())
    content[len(content) // 2] ^= 1
    archived.write_bytes(content)
    with pytest.raises(deletion.ArchiveError):
        deletion.confirm_deletion("silinecek", actor=operator(), now=NOW)
    assert get_municipality("silinecek") is not None


@pytest.mark.parametrize("hindrance", ["in the data folder", "a parent", "no second factor", "in service"])
def test_what_may_not_be_deleted_is_not(hindrance, room, archived, settings):
    said = {
        "in the data folder": "data folder", "a parent": "metropolitan", "no second factor": "second factor",
        "in service": "in service",
    }[hindrance]  # fmt: skip
    actor = operator(mfa=hindrance != "no second factor")
    with scope.enter(None):
        if hindrance == "a parent":
            Municipality.objects.filter(slug="izmir").update(parent_id=room.id)
        if hindrance == "in service":
            Municipality.objects.filter(pk=room.id).update(state="active")
    if hindrance == "in the data folder":
        settings.OMUZ_DATA_DIR = archived.parent
    try:
        with pytest.raises(CannotDeleteError, match=said):
            ask(archived, actor=actor)
    finally:
        with scope.enter(None):
            Municipality.objects.filter(slug="izmir").update(parent_id=None)


def test_a_kill_half_way_is_mended_by_calling_again(room, archived, monkeypatch):
    ask(archived)
    whole = deletion.remove_room

    def half(gone, **_):
        with owner_schema("public"):
            connections["owner"].connection.execute(f'DROP SCHEMA "{gone.schema_name}" CASCADE')
        raise KeyboardInterrupt

    monkeypatch.setattr(deletion, "remove_room", half)
    with pytest.raises(KeyboardInterrupt):
        deletion.confirm_deletion("silinecek", actor=operator(), now=NOW)
    monkeypatch.setattr(deletion, "remove_room", whole)
    assert deletion.confirm_deletion("silinecek", actor=operator(), now=NOW).state == "done"
    assert get_municipality("silinecek") is None


def at_the_terminal(monkeypatch, email, *, password=PASSWORD):
    step = int(clock.now().timestamp()) // 30
    code = totp.format_hotp_value(totp.hotp_value("JBSWY3DPEHPK3PXP", step))
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n{code}\n"))
    return ["--as", email]


def account():
    with scope.enter(None):
        user = make_user(role="platform_operator")
        user.set_password(PASSWORD)
        user.save()
        totp.TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    return user.email


def test_the_command_asks_both_operators_for_password_and_code(room, tmp_path, monkeypatch):
    cache.clear()
    file = str(tmp_path / "son.omuz")
    first, second, third = account(), account(), account()
    out = io.StringIO()
    call_command("tenant", "archive", "silinecek", "--file", file, "--reason", "Birleşme",
                 *at_the_terminal(monkeypatch, third), stdout=out)  # fmt: skip
    with pytest.raises(CommandError, match="wrong"):
        call_command("tenant", "delete", "silinecek", "--file", file, "--reason", "x",
                     *at_the_terminal(monkeypatch, first, password="yanlis"), stdout=out)  # fmt: skip
    call_command("tenant", "delete", "silinecek", "--file", file, "--reason", "Kapatıldı",
                 *at_the_terminal(monkeypatch, first), stdout=out)  # fmt: skip
    call_command("tenant", "delete", "silinecek", "--confirm", *at_the_terminal(monkeypatch, second), stdout=out)
    assert "deleted" in out.getvalue()
    assert get_municipality("silinecek") is None


def test_a_code_counts_once_and_guessing_ends_after_five(monkeypatch):
    cache.clear()
    email = account()
    code = totp.format_hotp_value(totp.hotp_value("JBSWY3DPEHPK3PXP", int(clock.now().timestamp()) // 30))
    with scope.enter(None):
        assert prove(email, password=PASSWORD, code=code, now=clock.now()).mfa
        for _ in range(6):
            with pytest.raises(NotProved):
                prove(email, password=PASSWORD, code=code, now=clock.now())
        assert User.objects.filter(email=email).exists()
