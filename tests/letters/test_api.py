"""Letters over HTTP: the contract of the screens, and what it costs."""

from io import BytesIO

import pytest
import xlsxwriter
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.letters.models import Letter, ServiceOfNotice
from apps.letters.queries.contents import code_of
from tenants import scope
from tests.cases.support import kitchen, opened
from tests.letters.support import approved, drafted, signed

pytestmark = pytest.mark.django_db
LETTERS = "/api/v1/letters/"
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


@pytest.fixture
def clerk(api):
    return api(role="intake_clerk")


@pytest.fixture
def room(municipalities, clerk):
    """Enter the clerk's municipality; requests come from outside of it and enter it again."""
    cache.clear()
    with scope.enter(municipalities["kayseri"]):
        yield


@pytest.fixture
def case(room):
    return opened(kitchen())


def _post(client, path, body=None, *, version=None, key=""):
    headers = {"If-Match": f'"{version}"'} if version is not None else {}
    return client.post(path, body or {}, format="json", headers=headers | ({"Idempotency-Key": key} if key else {}))


def _budget(client, path, most):
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as found:
        answer = client.get(path)
    assert answer.status_code == 200, answer.content
    assert len(found) <= most, "\n".join(one["sql"][:160] for one in found)
    return answer


def test_a_letter_is_written_edited_approved_signed_and_served(clerk, case, api):
    texts = clerk.get(f"{LETTERS}texts/", {"case": case.pk}).json()["results"]
    missing = next(one for one in texts if one["use"] == "missing_documents")
    assert (missing["asks"], missing["values"]) == (["eksikler"], {"eksikler": "- Kimlik", "son_gun": "05.12.2026"})
    assert not {"suspension", "petition_answer"} & {one["use"] for one in texts}
    made = _post(clerk, LETTERS, {"case": str(case.pk), "use": "missing_documents"}, key="one")
    again = _post(clerk, LETTERS, {"case": str(case.pk), "use": "missing_documents"}, key="one")
    assert made.status_code == 201, made.json()
    assert made.json()["id"] == again.json()["id"]
    assert Letter.objects.count() == 1
    path = f"{LETTERS}{made.json()['id']}/"
    edited = clerk.patch(path, {"subject": "Eksikleriniz"}, format="json", headers={"If-Match": '"1"'})
    assert (edited.status_code, edited.json()["subject"]) == (200, "Eksikleriniz")
    stale = clerk.patch(path, {"subject": "Eski"}, format="json", headers={"If-Match": '"1"'})
    assert stale.status_code == 409
    assert _post(clerk, f"{path}approval/", version=2).status_code == 403
    manager = api(role="unit_manager")
    done = _post(manager, f"{path}approval/", version=2, key="two")
    assert (done.status_code, done.json()["number"], done.json()["state"]) == (200, "2026/1", "approved")
    assert _post(manager, f"{path}approval/", version=2, key="two").json()["number"] == "2026/1"
    assert clerk.get(f"{path}pdf/")["Content-Type"] == "application/pdf"
    assert clerk.get(f"{path}preview/").content.startswith(b"\x89PNG")
    today = done.json()["approved_at"][:10]
    kept = clerk.post(
        f"{path}files/", {"file": SimpleUploadedFile("imza.pdf", PDF), "kind": "signed"}, format="multipart"
    )
    assert kept.status_code == 201, kept.json()
    body = {"signed_on": today, "file": kept.json()["id"], "official_number": "E-1", "official_date": today}
    assert _post(clerk, f"{path}signing/", body, version=3).json()["state"] == "signed"
    assert clerk.get(f"{path}files/{kept.json()['id']}/").content == PDF
    version = clerk.get(path).json()["version"]
    body = {"channel": "hand", "served_on": today, "receiver": "addressee", "receiver_name": "Kendisi"}
    served = _post(clerk, f"{path}service/", body, version=version, key="three")
    assert (served.status_code, served.json()["state"]) == (200, "served"), served.json()
    assert _post(clerk, f"{path}service/", body, version=version, key="three").status_code == 200
    assert ServiceOfNotice.objects.count() == 1


def test_a_missing_value_is_named(clerk, case):
    answer = _post(clerk, LETTERS, {"case": str(case.pk), "use": "appointment"})
    assert answer.status_code == 422
    assert [one["field"] for one in answer.json()["errors"]] == ["values.randevu"]


def test_what_an_operation_writes_is_not_written_by_hand(clerk, case):
    answer = _post(clerk, LETTERS, {"case": str(case.pk), "use": "termination", "values": {"gerekce": "x"}})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "not_by_hand")


def test_numbers_come_in_bulk_and_each_bad_row_says_why(clerk, case):
    first, second = approved(case), approved(case)
    rows = [
        {"letter": "2026/1", "number": "E-10", "date": "21.11.2026"},
        {"letter": "2026/99", "number": "E-11", "date": "21.11.2026"},
        {"letter": "2026/2", "number": "E-10", "date": "21.11.2026"},
        {"letter": "2026/2", "number": "E-12", "date": "dün"},
    ]
    path = f"{LETTERS}official-numbers/"
    seen = _post(clerk, path, {"rows": rows, "preview": True}).json()["results"]
    first.refresh_from_db()
    assert first.official_number == "", "a preview changes nothing"
    done = _post(clerk, path, {"rows": rows}).json()["results"]
    assert [one["code"] for one in done] == ["", "letter_unknown", "named_twice", "bad_date"]
    assert [one["code"] for one in seen] == [one["code"] for one in done]
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.official_number, second.official_number) == ("E-10", "")


def test_numbers_are_imported_from_a_file(clerk, case):
    approved(case)
    content = BytesIO()
    book = xlsxwriter.Workbook(content)
    sheet = book.add_worksheet()
    for row, cells in enumerate(
        [("Yazı no", "Sayı (EBYS)", "Tarih"), ("2026/1", "E-7", "21.11.2026"), ("x", "E-8", "")]
    ):
        sheet.write_row(row, 0, cells)
    book.close()
    file = SimpleUploadedFile("ebys.xlsx", content.getvalue())
    answer = clerk.post(f"{LETTERS}official-numbers/import/", {"file": file}, format="multipart")
    assert [one["code"] for one in answer.json()["results"]] == ["", "letter_unknown"]
    assert Letter.objects.get().official_number == "E-7"


def test_a_file_without_its_columns_is_told_which_are_missing(clerk, case):
    approved(case)
    file = SimpleUploadedFile("ebys.csv", "Yazı no;Açıklama\n2026/1;gönderildi\n".encode())
    answer = clerk.post(f"{LETTERS}official-numbers/import/", {"file": file}, format="multipart")
    assert (answer.status_code, answer.json()["code"]) == (422, "columns_missing")
    assert answer.json()["title"] == "Dosyada şu sütunlar bulunamadı: Sayı (EBYS), Tarih."
    assert Letter.objects.get().official_number == ""


def test_the_list_the_page_and_the_queue_stay_inside_their_budgets(clerk, case):
    for _ in range(3):
        signed(case)
        drafted(case)
    listed = _budget(clerk, LETTERS, 10)
    assert listed.json()["count"] == 6
    _budget(clerk, f"{LETTERS}?queue=service", 10)
    counts = {one["key"]: one["count"] for one in _budget(clerk, f"{LETTERS}choices/", 9).json()["queues"]}
    assert counts == {"draft": 3, "approval": 0, "signing": 0, "service": 3, "undeliverable": 0}
    _budget(clerk, f"{LETTERS}{Letter.objects.first().pk}/", 17)
    _budget(clerk, "/api/v1/letter-batches/", 8)


def test_anybody_checks_a_code_and_learns_nothing_personal(api, case):
    letter = approved(case)
    stranger = api(role=None)
    good = _post(stranger, "/api/v1/letter-check/", {"code": code_of(letter)})
    assert set(good.json()) == {"is_genuine", "date", "municipality"}
    assert good.json()["is_genuine"] is True
    text = good.content.decode()
    for secret in (case.person.surname, case.number, "Mutfağı", str(letter.pk), letter.unit.name):
        assert secret not in text
    assert _post(stranger, "/api/v1/letter-check/", {"code": "YANLIS"}).json() == {
        "is_genuine": False, "date": None, "municipality": good.json()["municipality"]}  # fmt: skip
    answers = [_post(stranger, "/api/v1/letter-check/", {"code": "YANLIS"}).status_code for _ in range(25)]
    assert 429 in answers


def test_a_batch_starts_and_shows_how_far_it_is(clerk, case):
    body = {"programme": str(case.programme_id), "use": "missing_documents", "criteria": {"missing_documents": True}}
    made = _post(clerk, "/api/v1/letter-batches/", body, key="batch")
    assert made.status_code == 201, made.json()
    assert (made.json()["total"], made.json()["state"]) == (1, "running")
    assert _post(clerk, "/api/v1/letter-batches/", body, key="batch").json()["id"] == made.json()["id"]
