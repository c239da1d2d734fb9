"""Restoring in place puts back what was there; whatever goes wrong on the way leaves what stands."""

import datetime as dt

import pytest

from apps.documents import operations as documents
from apps.documents.models import StoredFile
from apps.people.models import Person
from omuz.kernel import audit, crypto
from tenants import scope
from tenants.archives.backup import write_archive
from tenants.archives.comparing import differences, is_unchanged_since
from tenants.archives.errors import ArchiveError, CannotRestoreError, DamagedArchiveError, LockedArchiveError
from tenants.archives.reading import verify
from tenants.archives.restoring import restore_as, restore_into
from tenants.enums import MunicipalityState
from tenants.models import Municipality
from tenants.provisioning import get_municipality
from tests.people.support import register
from tests.support.staff import NOW, make_actor
from tests.tenancy.archive_support import FILE, furnish, owner_is_not_flushed, request  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@pytest.fixture
def room(municipalities, settings, tmp_path):
    settings.OMUZ_DATA_DIR = tmp_path / "data"
    furnish(municipalities["kayseri"])
    yield municipalities["kayseri"]
    put(MunicipalityState.ACTIVE)


@pytest.fixture
def archive(room, tmp_path):
    return write_archive(room, tmp_path / "kayseri.omuz", now=NOW)


def put(state):
    with scope.enter(None):
        Municipality.objects.filter(slug="kayseri").update(state=state)


def test_everything_comes_back_and_later_keys_stay_known(room, archive):
    with scope.enter(room):
        register(make_actor("intake_clerk"), given_names="Sonra gelen")
        crypto.rotate(now=NOW)
        later = crypto.seal_text("yeni anahtarla", field="people.identity.value", row_id="1")
        stored = StoredFile.objects.get(media_type="application/pdf")
        documents.remove_file(stored, now=NOW)
    verified = verify(archive.path)
    assert not is_unchanged_since(verified, room)
    put(MunicipalityState.SUSPENDED)
    restore_into(request(archive.path), slug="kayseri")
    # One data key more than the archive has: the one that was made after it.
    assert differences(verified, room) == ["kernel_datakey: 1 rows more than in the archive"]
    with scope.enter(get_municipality("kayseri")):
        assert audit.verify_chain() is None
        assert not Person.objects.filter(given_names="Sonra gelen").exists()
        assert documents.read_content(StoredFile.objects.get(pk=stored.pk), now=NOW) == FILE
        assert crypto.open_text(later, field="people.identity.value", row_id="1") == "yeni anahtarla"


def test_one_in_service_is_left_alone(room, archive):
    with pytest.raises(CannotRestoreError, match="in service"):
        restore_into(request(archive.path), slug="kayseri")


def test_another_municipality_is_not_written_over(room, archive):
    with pytest.raises(CannotRestoreError, match="another municipality"):
        restore_into(request(archive.path), slug="izmir")


def test_a_kill_half_way_leaves_what_stands(room, archive, monkeypatch):
    put(MunicipalityState.SUSPENDED)
    with scope.enter(room):
        register(make_actor("intake_clerk"), given_names="Sonra gelen")

    def die(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("tenants.archives.restoring._swap", die)
    with pytest.raises(KeyboardInterrupt):
        restore_into(request(archive.path), slug="kayseri")
    with scope.enter(room):
        assert Person.objects.filter(given_names="Sonra gelen").exists()
        assert audit.verify_chain() is None


def test_a_failed_copy_leaves_no_trace(room, archive, monkeypatch):
    monkeypatch.setattr("tenants.archives.restoring._vouch", lambda *_: (_ for _ in ()).throw(ArchiveError("stop")))
    with pytest.raises(ArchiveError, match="stop"):
        restore_as(request(archive.path), slug="kopya")
    assert get_municipality("kopya") is None
    with scope.enter(None):
        assert Municipality.objects.count() == 2


def test_it_moves_to_an_installation_with_another_master_key(room, settings, tmp_path):
    passphrase = "uzun bir parola cümlesi"
    archive = write_archive(room, tmp_path / "tasinan.omuz", now=NOW, passphrase=passphrase)
    signer = verify(archive.path).signed_by
    key_file = tmp_path / "other.key"
    mine = settings.OMUZ_MASTER_KEY_FILE
    key_file.write_text(crypto.new_master_key_line("other") + "\n")
    settings.OMUZ_MASTER_KEY_FILE = key_file
    with pytest.raises(LockedArchiveError):
        verify(archive.path)
    with pytest.raises(LockedArchiveError):
        verify(archive.path, passphrase="yanlış parola cümlesi")
    with pytest.raises(DamagedArchiveError, match="another installation"):
        verify(archive.path, passphrase=passphrase)
    # Both lines: the registry of this test's one database is still wrapped with the first.
    key_file.write_text(crypto.new_master_key_line("new") + "\n" + mine.read_text())
    key_file.touch()
    assert verify(archive.path, passphrase=passphrase, trusted=signer).is_movable


def test_what_changed_after_the_archive_is_seen(room, archive):
    verified = verify(archive.path)
    assert is_unchanged_since(verified, room)
    with scope.enter(room):
        Person.objects.update(updated_at=NOW + dt.timedelta(days=1))
    assert not is_unchanged_since(verified, room)
