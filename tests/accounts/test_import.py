"""Lists of staff: looked at first, good rows in, bad rows back with their cell."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from apps.accounts.models import Invitation, OrgUnit
from apps.accounts.operations import Outcome, import_staff
from omuz.kernel.errors import DomainError, NotAllowed
from omuz.kernel.models.audit import AuditEvent
from tests.support.staff import NOW, make_actor, make_user

LIST = """Adı Soyadı;E-posta adresi;Unvan;Rol;Birim
Elif Işık;elif@example.org;Uzman;Başvuru görevlisi;bedestem
Ömer Ak;omer@example.org;;İŞ KOÇU;
Ayşe Su;ayse;;;
Can Er;can@example.org;;Kraliçe;
Naz Ok;naz@example.org;;Denetçi;Olmayan Birim
Elif Işık;ELIF@example.org;;;
"""


@pytest.fixture
def admin(kayseri):
    OrgUnit.objects.create(name="Engelli Destek Merkezi", short_name="BEDESTEM")
    return make_actor("tenant_admin")


def _run(admin, text=LIST, *, is_preview=False):
    return import_staff(text.encode("utf-8-sig"), actor=admin, is_preview=is_preview, now=NOW)


def test_a_preview_says_everything_and_changes_nothing(admin):
    rows = _run(admin, is_preview=True)
    assert [row.outcome for row in rows] == ["invite", "invite", "problem", "problem", "problem", "known"]
    assert not Invitation.objects.exists()


def test_good_rows_are_invited_and_bad_ones_name_their_cell(admin):
    rows = _run(admin)
    assert Invitation.objects.count() == 2
    first = Invitation.objects.get(email="elif@example.org")
    assert first.roles[0]["role"] == "intake_clerk"
    assert first.roles[0]["unit_id"] == str(OrgUnit.objects.get().pk)
    bad = {row.number: row.problems[0] for row in rows if row.outcome == Outcome.PROBLEM}
    assert [(bad[n].column, bad[n].value) for n in (4, 5, 6)] == [
        ("E-posta", "ayse"),
        ("Rol", "Kraliçe"),
        ("Birim", "Olmayan Birim"),
    ]
    assert all(problem.remedy for problem in bad.values())
    assert AuditEvent.objects.filter(action="staff.imported").count() == 1


def test_the_same_file_twice_invites_nobody_twice(admin):
    _run(admin)
    assert [row.outcome for row in _run(admin)][:2] == ["known", "known"]
    assert Invitation.objects.count() == 2


def test_who_has_an_account_is_known(admin):
    user = make_user(role="trainer")
    rows = _run(admin, f"Ad soyad;E-posta\nBiri;{user.email}\n")
    assert [row.outcome for row in rows] == ["known"]


def test_a_file_that_is_no_table_and_a_stranger_are_refused(admin):
    with pytest.raises(DomainError) as refused:
        import_staff(b"%PDF-1.7", actor=admin, is_preview=True, now=NOW)
    assert refused.value.field == "file"
    with pytest.raises(NotAllowed):
        _run(make_actor("unit_manager"))


def test_the_file_travels_through_the_api(api):
    client = api(role="tenant_admin")
    file = SimpleUploadedFile("personel.csv", LIST.encode())
    answer = client.post("/api/v1/staff/import/", {"file": file, "is_preview": "true"}, format="multipart")
    assert answer.status_code == 200, answer.content
    assert answer.json()["counts"] == {"invite": 2, "known": 0, "problem": 4}
    empty = client.get("/api/v1/staff/import/template/")
    assert io.BytesIO(empty.content).read(2) == b"PK"
