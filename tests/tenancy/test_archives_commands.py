"""The command line makes, checks, verifies and restores archives, and shows no data while doing so."""

import io
import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from omuz.kernel.models.audit import AuditEvent
from tenants import scope
from tenants.archives import records
from tenants.archives.records import last_backups
from tenants.archives.removing import remove_room
from tenants.models import Backup, Municipality
from tenants.provisioning import get_municipality
from tests.tenancy.archive_support import furnish, merge, owner_is_not_flushed  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@pytest.fixture
def room(municipalities, settings, tmp_path):
    settings.OMUZ_DATA_DIR = tmp_path / "data"
    furnish(municipalities["kayseri"])
    return municipalities["kayseri"]


def run(*words):
    out = io.StringIO()
    call_command("tenant", *map(str, words), stdout=out)
    return out.getvalue()


def test_a_checked_backup_is_restored_compared_and_removed_again(room, tmp_path):
    merge(room)
    values = json.loads(run("backup", "kayseri", tmp_path / "a.omuz", "--check", "--format", "json"))
    assert (values["checked"], values["differences"]) == (True, [])
    with scope.enter(None):
        assert Municipality.objects.count() == 2
        assert Backup.objects.get().sha256 == values["sha256"]
        assert last_backups().keys() == {"kayseri"}


def test_a_check_that_finds_a_difference_fails(room, tmp_path, monkeypatch):
    monkeypatch.setattr(records, "catalogue_differences", lambda *_: ["index x: only in the first"])
    with pytest.raises(CommandError, match="only in the first"):
        run("backup", "kayseri", tmp_path / "a.omuz", "--check")
    with scope.enter(None):
        assert Municipality.objects.count() == 2


def test_verifying_tells_what_is_in_it_and_shows_no_data(room, tmp_path):
    run("backup", "kayseri", tmp_path / "a.omuz")
    said = run("verify", tmp_path / "a.omuz")
    assert "Kayseri Büyükşehir Belediyesi" in said
    assert "people_person" in said
    assert "Ayşe" not in said
    values = json.loads(run("verify", tmp_path / "a.omuz", "--format", "json"))
    assert values["tables"]["people_personidentity"] == 2
    assert values["files"] == 2


def test_a_restored_copy_waits_for_an_operator_and_its_origin_is_recorded(room, tmp_path):
    run("backup", "kayseri", tmp_path / "a.omuz")
    try:
        assert "resume kopya" in run("restore", tmp_path / "a.omuz", "--as", "kopya", "--name", "Kopya")
        copy = get_municipality("kopya")
        assert (copy.state, copy.name) == ("suspended", "Kopya")
        with scope.enter(None):
            told = AuditEvent.objects.get(action="municipality.restored_as").reason
            assert Backup.objects.get().sha256 in told
    finally:
        remove_room(get_municipality("kopya"))


def test_an_archive_is_never_written_over_and_a_failure_is_on_record(room, tmp_path):
    path = tmp_path / "a.omuz"
    path.write_text("önemli")
    with pytest.raises(CommandError, match="there already"):
        run("backup", "kayseri", path)
    assert path.read_text() == "önemli"
    with scope.enter(None):
        assert Backup.objects.get().result == "failed"


def test_what_is_no_archive_is_refused_in_words(tmp_path):
    path = tmp_path / "x.omuz"
    path.write_bytes(b"PK\x03\x04 baska bir dosya")
    with pytest.raises(CommandError, match="not an archive"):
        run("verify", path)
