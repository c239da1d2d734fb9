"""A municipality can leave: its data in open forms, special values only encrypted, with a purpose, and logged."""

import csv
import io
import json

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import CommandError

from apps.people.models import Person
from apps.privacy.models import AccessLogEntry
from omuz.kernel import clock
from omuz.kernel.models.audit import AuditEvent
from tenants import scope
from tests.people.support import register
from tests.support.staff import make_actor, make_user
from tests.tenancy.archive_support import FILE, furnish, owner_is_not_flushed  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
PASSWORD = "dogru-parola-1453"
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def room(municipalities, settings, tmp_path):
    settings.OMUZ_DATA_DIR = tmp_path / "data"
    cache.clear()
    furnish(municipalities["kayseri"])
    return municipalities["kayseri"]


def reader(room, monkeypatch, role="unit_manager"):
    with scope.enter(room):
        user = make_user(role=role)
        user.set_password(PASSWORD)
        user.save()
        totp.TOTP.activate(user, SECRET)
    code = totp.format_hotp_value(totp.hotp_value(SECRET, int(clock.now().timestamp()) // 30))
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n{code}\n"))
    return ["--as", user.email]


def table(folder, name):
    text = (folder / "tables" / f"{name}.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def everything(folder, *, but="-"):
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(but))
    return b"".join(path.read_bytes() for path in files)


def test_without_special_values_nothing_sealed_leaves_and_the_dictionary_says_so(room, tmp_path):
    with scope.enter(room):
        register(make_actor("intake_clerk"), given_names="=HYPERLINK(1)")
    folder = tmp_path / "acik"
    call_command("tenant", "export", "kayseri", str(folder), stdout=io.StringIO())
    names = {row["given_names"] for row in table(folder, "people_person")}
    assert {"Ayşe", "'=HYPERLINK(1)"} <= names
    content = everything(folder)
    # Which groups a programme serves is public; that a person is in one stands nowhere.
    people = everything(folder, but="programmes_")
    assert b"poverty" not in people
    for secret in (FILE, b"rapor.pdf", b"U12345678", b"Melikgazi", b"argon2", b"JBSWY3DP"):
        assert secret not in content
    assert not (folder / "tables" / "people_sensitivefact.csv").exists()
    told = json.loads((folder / "dictionary.json").read_text())
    left = {(c["table"], c["column"]) for c in told if c["note"]}
    assert ("people_personidentity", "sealed") in left
    assert next(c for c in told if c["column"] == "given_names")["label_tr"] == "Ad"
    with scope.enter(room):
        assert AuditEvent.objects.filter(action="municipality.exported").count() == 1


def test_special_values_leave_encrypted_with_their_purpose_in_the_log(room, tmp_path, monkeypatch):
    key, sealed, folder = tmp_path / "alici.key", tmp_path / "ozel.omuz", tmp_path / "acilan"
    public = io.StringIO()
    call_command("tenant", "new-recipient", str(key), stdout=public)
    with scope.enter(room):
        people = Person.objects.count()
    words = ["--with-special", "--purpose", "export", "--recipient", public.getvalue().strip()]
    words += reader(room, monkeypatch)
    call_command("tenant", "export", "kayseri", str(sealed), *words, stdout=io.StringIO())
    assert FILE not in sealed.read_bytes()
    call_command("tenant", "unpack", str(sealed), str(folder), "--key-file", str(key), stdout=io.StringIO())
    assert any(path.name == "rapor.pdf" and path.read_bytes() == FILE for path in folder.rglob("*"))
    opened = {row["sealed"] for row in table(folder, "people_personidentity")}
    assert "U12345678" in opened
    assert any("poverty" in row["sealed"] for row in table(folder, "people_sensitivefact"))
    assert "blind_index" not in table(folder, "people_personidentity")[0]
    content = everything(folder)
    assert b"argon2" not in content
    assert SECRET.encode() not in content
    with scope.enter(room):
        assert AccessLogEntry.objects.filter(purpose="export", task="export").count() == people


@pytest.mark.parametrize("lacking", ["purpose", "lock", "right"])
def test_special_values_do_not_leave_without(lacking, room, tmp_path, monkeypatch):
    target = tmp_path / "ozel.omuz"
    words = ["tenant", "export", "kayseri", str(target), "--with-special"]
    words += [] if lacking == "purpose" else ["--purpose", "export"]
    words += reader(room, monkeypatch, role="tenant_admin" if lacking == "right" else "unit_manager")
    with pytest.raises(CommandError):
        call_command(*words, stdout=io.StringIO())
    assert not target.exists()
    with scope.enter(room):
        assert not AccessLogEntry.objects.filter(task="export").exists()
