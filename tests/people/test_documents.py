"""Documents of a person: what is taken in, who opens what, and that nothing is shown inline."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.documents import operations as files
from apps.documents.models import StoredFile
from apps.documents.rules import DOCX, MAX_BYTES, PDF, PNG, recognise, safe_name
from apps.people.models import Person
from apps.people.operations import documents
from apps.privacy.models import AccessLogEntry
from omuz.kernel.errors import DomainError, FieldProblem, Invalid, NotAllowed, NotFound
from omuz.kernel.models.audit import AuditEvent
from tenants import scope
from tests.people.support import NOW, in_unit, programme, register
from tests.support.staff import make_actor

A_PDF = b"%PDF-1.7\n1 0 obj\n"
A_PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20


def zipped(*names):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("rapor.PDF", A_PDF, PDF),
        ("foto.png", A_PNG, PNG),
        ("dilekçe.docx", zipped("[Content_Types].xml", "word/document.xml"), DOCX),
        ("rapor.pdf", A_PNG, "file_content"),
        ("rapor.pdf", b"<html><script>alert(1)</script>", "file_content"),
        ("sayfa.html", b"<html>", "file_type"),
        ("resim.svg", b"<svg/>", "file_type"),
        ("rapor.pdf.exe", b"MZ", "file_type"),
        ("adsiz", A_PDF, "file_type"),
        ("bos.pdf", b"", "empty_file"),
        ("makro.docx", zipped("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "file_content"),
        ("liste.xlsx", zipped("[Content_Types].xml", "word/document.xml"), "file_content"),
        ("bozuk.docx", b"PK\x03\x04 nothing", "file_content"),
        ("buyuk.pdf", A_PDF + b"0" * MAX_BYTES, "file_too_large"),
    ],
)
def test_a_file_is_recognised_by_what_it_holds(name, content, expected):
    found = recognise(content, name=name)
    assert (found.code if isinstance(found, FieldProblem) else found) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\belgeler\\Işık rapor.pdf", "Işık rapor.pdf"),
        ('a"\r\nX-Evil: 1.pdf', 'a" X-Evil: 1.pdf'),
        ("ş" * 300 + ".pdf", "ş" * 156 + ".pdf"),
    ],
)
def test_a_name_holds_no_folders_and_no_line_breaks(name, expected):
    assert safe_name(name) == expected


@pytest.fixture
def clerk(actor):
    return actor(role="intake_clerk")


@pytest.fixture
def person(clerk):
    return register(clerk, programme_id=programme().id)


def add(person, actor, content=A_PDF, **values):
    kept = {"name": "Işık raporu.pdf", "kind": "petition"} | values
    return documents.add_document(person.id, content, actor=actor, now=NOW, **kept)


def test_content_and_name_lie_sealed_and_the_same_file_is_kept_once(person, clerk):
    row = add(person, clerk, A_PDF + b"gizli")
    assert "Işık".encode() not in bytes(row.sealed_name)
    assert b"gizli" not in files._path(row.id).read_bytes()
    assert add(person, clerk, A_PDF + b"gizli").id == row.id
    stored, name, content = documents.open_document(row.id, actor=clerk, now=NOW)
    assert (stored.id, name, content) == (row.id, "Işık raporu.pdf", A_PDF + b"gizli")
    actions = AuditEvent.objects.filter(subject_id=row.id).values_list("action", flat=True)
    assert sorted(actions) == ["document.added", "document.downloaded"]


def test_a_medical_report_is_special_whatever_the_sender_says(person, clerk, actor):
    row = add(person, clerk, kind="medical_report")
    assert row.is_special
    assert row.programme_id == person.programme_id
    closed = documents.list_documents(person.id, actor=clerk, now=NOW)[0]
    assert (closed.is_closed, closed.name) == (True, "")
    with pytest.raises(DomainError) as caught:
        documents.open_document(row.id, actor=clerk, now=NOW)
    assert caught.value.status == 428
    assert not AccessLogEntry.objects.exists()
    opened = documents.list_documents(person.id, actor=clerk, now=NOW, task="edit")[0]
    assert opened.name == "Işık raporu.pdf"
    documents.open_document(row.id, actor=clerk, now=NOW, purpose="interview")
    assert [e.fields for e in AccessLogEntry.objects.all()] == [["document"], ["document"]]
    with pytest.raises(NotAllowed):
        documents.open_document(row.id, actor=actor(role="intake_clerk"), now=NOW, purpose="interview")


def test_a_special_document_needs_a_programme(clerk):
    with pytest.raises(Invalid) as caught:
        add(register(clerk), clerk, name="x.html", kind="court_decision")
    assert {p.field for p in caught.value.problems} == {"file", "programme"}


def test_a_removed_document_is_gone_for_good_and_says_why(person, clerk, django_capture_on_commit_callbacks):
    row = add(person, clerk)
    path = files._path(row.id)
    with pytest.raises(DomainError):
        documents.remove_document(row.id, actor=clerk, reason=" ", now=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        documents.remove_document(row.id, actor=clerk, reason="Yanlış kişinin belgesi", now=NOW)
        assert path.exists()
    assert not path.exists()
    assert documents.list_documents(person.id, actor=clerk, now=NOW) == []
    with pytest.raises(NotFound):
        documents.open_document(row.id, actor=clerk, now=NOW)
    assert AuditEvent.objects.filter(action="document.removed", reason="Yanlış kişinin belgesi").count() == 1


def test_a_special_document_is_removed_by_its_own_programme_only(clerk):
    theirs, ours = programme(), programme()
    person = register(clerk, programme_id=theirs.id, unit_id=ours.unit_id)
    row = add(person, clerk, kind="medical_report", programme_id=theirs.id)
    colleague = in_unit("intake_clerk", ours.unit, of_programme=ours)
    Person.objects.filter(pk=person.pk).update(programme=None)
    with pytest.raises(NotFound):
        documents.remove_document(row.id, actor=colleague, reason="Bizim değil", now=NOW)
    documents.remove_document(row.id, actor=clerk, reason="Yanlış dosya", now=NOW)


def test_documents_are_reached_with_their_person_only(clerk, actor):
    hidden = register(clerk, is_confidential=True)
    row = add(hidden, clerk)
    with pytest.raises(NotFound):
        documents.open_document(row.id, actor=actor(role="intake_clerk"), now=NOW)
    with pytest.raises(NotAllowed):
        documents.open_document(row.id, actor=actor(role="trainer"), now=NOW)
    with pytest.raises(NotAllowed):
        add(hidden, actor(role="unit_manager"))


def upload(client, url, content=A_PDF, name="Işık; rapor.pdf", **values):
    return client.post(url, {"file": SimpleUploadedFile(name, content), **values}, format="multipart")


def test_the_api_keeps_lists_hands_out_and_removes(api, municipalities):
    client = api(role="intake_clerk")
    with scope.enter(municipalities["kayseri"]):
        person = register(make_actor("intake_clerk"))
    url = f"/api/v1/people/{person.id}/documents/"
    made = upload(client, url, kind="petition")
    assert made.status_code == 201, made.content
    assert made.json()["kind_label"] == "Dilekçe"
    one = f"/api/v1/people/documents/{made.json()['id']}"
    answer = client.get(f"{one}/content/")
    assert answer.content == A_PDF
    assert answer["Content-Disposition"].startswith("attachment;")
    assert "filename*=UTF-8''I%C5%9F%C4%B1k%3B%20rapor.pdf" in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    refused = upload(client, url, b"<svg onload=alert(1)>", "resim.svg")
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "file_type")
    counts = []
    for number in range(2):
        upload(client, url, A_PDF + bytes([number]))
        with CaptureQueriesContext(connection) as seen:
            client.get(url)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 16
    assert api(role="tenant_admin").get(url).status_code == 403
    assert api(role="unit_manager").get(f"{one}/content/").status_code == 200
    assert upload(api(role="unit_manager"), url).status_code == 403
    assert api(role="intake_clerk", municipality="izmir").get(f"{one}/content/").status_code == 404
    assert client.post(f"{one}/removal/", {"reason": "Yanlış dosya"}, format="json").status_code == 204
    assert client.get(f"{one}/content/").status_code == 404
    with scope.enter(municipalities["kayseri"]):
        assert StoredFile.objects.get(pk=made.json()["id"]).removed_at is not None
