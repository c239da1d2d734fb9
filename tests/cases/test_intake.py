"""The way in over HTTP and at the door: documents, retries, what is special, races, other municipalities."""

import concurrent.futures
import datetime as dt
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from apps.cases.models import Application, CaseDocument, Undertaking
from apps.cases.operations.application import record_application
from apps.cases.operations.documents import take_over_report
from apps.cases.queues import Asked, counted, get_queue
from apps.cases.rules.documents import Held, Standing, is_complete, last_valid_day, standing_of, warning_of
from apps.documents.models import StoredFile
from apps.people.operations import ReportDraft
from apps.people.operations.medical import record_report
from apps.people.operations.representation import RepresentativeDraft, add_representative
from apps.people.queries.missing import missing_items
from apps.people.queries.people import get_person
from apps.privacy.models import AccessLogEntry
from apps.programmes.definition.flow import DocumentKind
from omuz.kernel.errors import DomainError, NotFound
from tenants import scope
from tests.cases.intake_support import A_PDF, candidate_case, filed, give, izmir_version, met, ready
from tests.support.staff import NOW, TODAY, make_actor

CASES = "/api/v1/cases/"


@pytest.fixture
def room(municipalities, db):
    with scope.enter(municipalities["izmir"]):
        yield


@pytest.fixture
def clerk(api):
    return api(role="intake_clerk", municipality="izmir")


@pytest.fixture
def case(room):
    return candidate_case(izmir_version(), make_actor("intake_clerk"))


def _file(name="belge.pdf", content=A_PDF):
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def _item(body, key):
    return next(one for one in body["results"] if one["key"] == key)


# Rules


@pytest.mark.parametrize(
    ("held", "standing"),
    [
        (None, Standing.MISSING),
        (Held(), Standing.PRESENTED),
        (Held(is_substitute=True), Standing.SUBSTITUTE),
        (Held(was_refused=True), Standing.REFUSED),
        (Held(is_gone=True), Standing.MISSING),
        (Held(valid_until=TODAY), Standing.EXPIRING),
        (Held(valid_until=TODAY + dt.timedelta(days=90)), Standing.EXPIRING),
        (Held(valid_until=TODAY + dt.timedelta(days=91)), Standing.PRESENTED),
        (Held(valid_until=TODAY - dt.timedelta(days=1)), Standing.EXPIRED),
    ],
)
def test_a_document_stands_by_its_days(held, standing):
    assert standing_of(held, on=TODAY) is standing


def test_warnings_say_the_day_and_what_to_do():
    assert warning_of(None, on=TODAY) == warning_of(TODAY + dt.timedelta(days=91), on=TODAY) == ""
    assert "30 gün" in warning_of(TODAY + dt.timedelta(days=30), on=TODAY)
    assert "süresi dolmuş" in warning_of(TODAY - dt.timedelta(days=3), on=TODAY)
    assert "bugün" in warning_of(TODAY, on=TODAY)


def test_validity_in_months_ends_the_day_before():
    kind = DocumentKind.model_validate_json('{"key": "x", "label": {"tr": "X"}, "valid_months": 6}')
    assert last_valid_day(kind, issued_on=dt.date(2026, 8, 31)) == dt.date(2027, 2, 27)
    assert last_valid_day(kind, issued_on=None) is None


def test_completeness_leaves_the_undertaking_out_and_says_when_it_is_not_decided():
    assert is_complete([("undertaking", Standing.MISSING), ("id", Standing.PRESENTED)]) is True
    assert is_complete([("id", Standing.UNDECIDED)]) is None
    assert is_complete([("id", Standing.UNDECIDED), ("report", Standing.EXPIRED)]) is False


# Documents over HTTP


def test_documents_are_presented_replaced_refused_and_withdrawn_and_all_rows_stay(clerk, case):
    path = f"{CASES}{case.pk}/documents/"
    first = clerk.get(path).json()
    assert (first["missing"], first["is_complete"], first["is_scanned"]) == (2, False, False)
    sent = {"document": "identity_document", "file": _file()}
    made = clerk.post(path, sent, format="multipart")
    assert made.status_code == 201, made.json()
    again = clerk.post(path, sent | {"file": _file()}, format="multipart")
    assert (again.status_code, CaseDocument.objects.count(), StoredFile.objects.count()) == (200, 1, 1)
    dated = clerk.post(path, sent | {"file": _file(), "issued_on": "2026-01-05"}, format="multipart").json()
    assert StoredFile.objects.count() == 1, "the same content is kept once"
    item = _item(dated, "identity_document")
    assert (item["standing"], len(item["earlier"]), item["earlier"][0]["state"]) == ("presented", 1, "replaced")
    current = item["current"]["id"]
    opened = clerk.get(f"{path}{current}/content/")
    assert (opened.status_code, opened.content) == (200, A_PDF)
    refused = clerk.post(f"{path}{current}/refusal/", {"reason": "Okunmuyor."}, format="json").json()
    assert _item(refused, "identity_document")["standing"] == "refused"
    assert _item(refused, "identity_document")["current"]["why"] == "Okunmuyor."
    seen = clerk.post(path, {"document": "identity_document", "note": "Aslı görüldü."}, format="multipart").json()
    assert _item(seen, "identity_document")["current"]["way"] == "seen"
    row = _item(seen, "identity_document")["current"]["id"]
    gone = clerk.delete(f"{path}{row}/", {"reason": "Yanlış kişi."}, format="json").json()
    assert _item(gone, "identity_document")["standing"] == "missing"
    assert CaseDocument.objects.count() == 3


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"document": "identity_document"}, "note"),
        ({"document": "identity_document", "note": "x", "presented_on": "2027-01-01"}, "presented_on"),
        ({"document": "identity_document", "note": "x", "substitute": 9}, "substitute"),
        ({"document": "identity_document", "note": "x", "issued_on": "2026-02-02", "valid_until": "2026-02-01"},
         "valid_until"),
    ],
)  # fmt: skip
def test_wrong_documents_are_refused_by_field_and_nothing_is_kept(clerk, case, values, field):
    answer = clerk.post(f"{CASES}{case.pk}/documents/", values, format="multipart")
    assert answer.status_code == 422
    assert [one["field"] for one in answer.json()["errors"]] == [field]
    assert not CaseDocument.objects.exists()


def test_a_kind_that_is_not_asked_anywhere_and_the_undertaking_are_not_uploaded_here(clerk, case):
    path = f"{CASES}{case.pk}/documents/"
    assert clerk.post(path, {"document": "yok", "note": "x"}, format="multipart").status_code == 404
    own = clerk.post(path, {"document": "undertaking", "note": "x"}, format="multipart")
    assert own.json()["code"] == "undertaking_has_its_own_page"


def test_special_documents_open_for_a_purpose_and_leave_a_trace(api, clerk, case):
    path = f"{CASES}{case.pk}/documents/"
    body = clerk.post(
        path, {"document": "medical_report", "file": _file(), "note": "Süreli"}, format="multipart"
    ).json()
    current = _item(body, "medical_report")["current"]
    assert (current["note"], current["has_closed_text"]) == ("", True)
    manager = api(role="unit_manager", municipality="izmir")
    asked = manager.get(f"{path}{current['id']}/content/")
    assert (asked.status_code, asked.json()["code"]) == (428, "purpose_required")
    assert manager.get(f"{path}{current['id']}/content/", {"purpose": "supervision"}).content == A_PDF
    texts = manager.get(f"{path}{current['id']}/text/", {"purpose": "supervision"}).json()
    assert texts["note"] == "Süreli"
    assert AccessLogEntry.objects.filter(person_id=case.person_id, programme_id=case.programme_id).count() == 2
    stored = StoredFile.objects.get()
    assert (stored.is_special, stored.kind) == (True, "case_document")
    cannot = manager.post(path, {"document": "medical_report", "note": "x"}, format="multipart")
    assert (cannot.status_code, cannot.json()["code"]) == (403, "special_not_yours")


def test_a_report_on_the_persons_record_is_taken_over_and_a_corrected_one_does_not_count(room, case):
    clerk = make_actor("assessor")
    with pytest.raises(DomainError) as unasked:
        take_over_report(case.pk, actor=clerk, now=NOW)
    assert unasked.value.status == 428
    with pytest.raises(NotFound):
        take_over_report(case.pk, actor=clerk, now=NOW, purpose="interview")
    draft = ReportDraft(kind="adult", rate=60, permanence="temporary", issued_on=dt.date(2025, 1, 1),
                        expires_on=dt.date(2027, 1, 1), groups=("hearing",))  # fmt: skip
    report = record_report(case.person_id, draft, actor=clerk, now=NOW, programme_id=case.programme_id)
    taken = take_over_report(case.pk, actor=clerk, now=NOW, purpose="interview")
    assert (taken.is_new, taken.row.way, taken.row.valid_until) == (True, "record", dt.date(2026, 12, 31))
    assert take_over_report(case.pk, actor=clerk, now=NOW, purpose="interview").is_new is False
    type(report).objects.filter(pk=report.pk).update(superseded_at=NOW)
    from apps.cases.queries.intake import file_of

    file = file_of(case, case.programme_version.definition, on=TODAY, closed=frozenset())
    assert next(one for one in file.items if one.key == "medical_report").standing is Standing.MISSING


def test_what_is_missing_is_the_same_here_and_on_the_persons_page(room, case):
    shown = get_person(case.person_id, actor=make_actor("unit_manager"), today=TODAY).missing
    assert missing_items(case.person_id) == shown


# The application over HTTP


def test_the_page_speaks_before_the_click_and_records_once(clerk, case):
    path = f"{CASES}{case.pk}/application/"
    page = clerk.get(path).json()
    assert [(one["guard"], one["allowed"]) for one in page["checks"]] == [
        ("attended_appointment", False), ("complete_file", False),
    ]  # fmt: skip
    assert all(one["text"] and "m. " in one["article"] for one in page["checks"])
    assert (page["can_record"], page["queue_place"], page["kept"]["key"]) == (False, 1, "pre_application")
    assert {one["href"][-10:] for one in page["further"]}
    refused = clerk.post(path, {}, format="json", headers={"If-Match": f'"{page["version"]}"'})
    assert (refused.status_code, refused.json()["code"]) == (422, "no_attended_appointment")
    assert "m. 8" in refused.json()["article"]
    actor = make_actor("intake_clerk")
    filed(case, actor)
    met(case, actor)
    page = clerk.get(path).json()
    assert page["can_record"] is True
    head = {"If-Match": f'"{page["version"]}"', "Idempotency-Key": "abc"}
    made = clerk.post(path, {}, format="json", headers=head)
    assert (made.status_code, made.json()["application"]["number"]) == (201, "B-2026-00001")
    twice = clerk.post(path, {}, format="json", headers=head)
    assert twice.json()["application"]["number"] == "B-2026-00001"
    stale = clerk.post(path, {}, format="json", headers={"If-Match": head["If-Match"]})
    assert (stale.status_code, Application.objects.count()) == (409, 1)
    receipt = clerk.post(f"{CASES}{case.pk}/receipt/", {}, format="json")
    assert receipt.json()["code"] == "application_recorded"


def test_a_receipt_sent_twice_is_one(clerk, case):
    path = f"{CASES}{case.pk}/receipt/"
    first = clerk.post(path, {}, format="json")
    again = clerk.post(path, {}, format="json")
    assert (first.status_code, again.status_code, first.json()["id"]) == (201, 200, again.json()["id"])
    assert first.json()["missing"] == ["Kimlik belgesi", "Engellilik sağlık kurulu raporu (18 yaş altı: ÇÖZGER)"]


def test_undertakings_over_http(clerk, case):
    path = f"{CASES}{case.pk}/undertakings/"
    made = clerk.post(path, {}, format="json")
    assert (made.status_code, clerk.post(path, {}, format="json").status_code) == (201, 200)
    row = made.json()["results"][0]
    page = clerk.get(f"{path}{row['id']}/print/")
    assert page.content.startswith(b"%PDF")
    assert "Işık" not in page["Content-Disposition"]
    signed = clerk.post(f"{path}{row['id']}/signing/", {"by_person": "true", "file": _file()}, format="multipart")
    assert signed.json()["results"][0]["has_scan"] is True
    assert clerk.get(f"{path}{row['id']}/scan/").content == A_PDF
    assert Undertaking.objects.count() == 1


def test_whose_signature_would_not_count_is_said_before_somebody_is_chosen(clerk, case):
    path = f"{CASES}{case.pk}/undertakings/"
    assert clerk.get(path).json()["person_refusal"] == ""
    papers = {"document_ref": "İzmir 3. SHM 2025/12", "document_seen": True, "starts_on": dt.date(2025, 1, 1)}
    for kind, name in (("relative", "Anne Işık"), ("guardian", "Vasi Işık")):
        draft = RepresentativeDraft(kind=kind, full_name=name, **(papers if kind == "guardian" else {}))
        add_representative(case.person_id, draft, actor=make_actor("intake_clerk"), now=NOW)
    body = clerk.post(path, {}, format="json").json()
    told = {one["kind_label"]: one["refusal"] for one in body["signers"]}
    assert "imzalaması gerekir" in body["person_refusal"]
    assert "temsil yetkisi yok" in told.pop("Yakını / Refakatçi")
    assert list(told.values()) == [""]
    sent = {"by_person": "true"}
    refused = clerk.post(f"{path}{body['results'][0]['id']}/signing/", sent, format="multipart").json()
    assert f"{refused['errors'][0]['message']} {refused['errors'][0]['remedy']}" == body["person_refusal"]


def test_retention_is_shown_before_it_begins(clerk, case):
    kept = clerk.get(f"{CASES}{case.pk}/retention/").json()["kept"]
    assert (kept["months"], kept["started_on"]) == (6, None)


def test_nothing_of_it_is_there_for_another_municipality_or_a_reader_without_the_case(api, municipalities):
    stranger = api(role="unit_manager", municipality="kayseri")
    liaison = api(role="district_liaison", municipality="izmir")
    with scope.enter(municipalities["izmir"]):
        there = candidate_case(izmir_version(), make_actor("intake_clerk"))
    paths = [f"{CASES}{there.pk}/{name}/" for name in ("documents", "application", "undertakings", "retention")]
    assert {stranger.get(path).status_code for path in paths} == {404}
    assert {liaison.get(path).status_code for path in paths} <= {403, 404}


def test_documents_that_end_soon_wait_in_a_queue_that_names_no_special_kind(room, case):
    clerk = make_actor("intake_clerk")
    give(case, "identity_document", clerk, valid_until=TODAY + dt.timedelta(days=20))
    give(case, "medical_report", clerk, valid_until=TODAY - dt.timedelta(days=2))
    queue = get_queue("documents_ending", actor=clerk)
    assert queue is not None
    asked = Asked(actor=clerk, now=NOW, today=TODAY, mine=False)
    items = queue.items(list(queue.rows(asked).order_by(*queue.order)), asked)
    assert [(one.due_on, one.link) for one in items] == [
        (TODAY - dt.timedelta(days=2), f"/dosyalar/{case.pk}#belgeler"),
        (TODAY + dt.timedelta(days=20), f"/dosyalar/{case.pk}#belgeler"),
    ]
    assert "rapor" not in items[0].hint
    assert "Kimlik belgesi" in items[1].hint
    nobodys = Asked(actor=clerk, now=NOW, today=TODAY, mine=True)
    assert counted([queue], nobodys) == [0]


def test_the_pages_ask_a_fixed_number_of_questions(clerk, case):
    paths = [f"{CASES}{case.pk}/{name}/" for name in ("documents", "application", "undertakings", "retention")]
    actor = make_actor("intake_clerk")
    give(case, "identity_document", actor)
    before = [_questions(clerk, path) for path in paths]
    for number in range(3):
        give(case, "identity_document", actor, issued_on=dt.date(2026, 1, 1 + number))
        give(case, "medical_report", actor, substitute=number)
        met(case, actor)
    assert [_questions(clerk, path) for path in paths] == pytest.approx(before, abs=1)
    assert max(before) <= 45, before


def _questions(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


@pytest.mark.django_db(transaction=True)
def test_two_clerks_record_the_same_application_and_one_number_is_given(municipalities):
    with scope.enter(municipalities["izmir"]):
        clerks = [make_actor("intake_clerk") for _ in range(4)]
        case = ready(izmir_version(), clerks[0])
        together = threading.Barrier(len(clerks))

    def record(clerk):
        try:
            with scope.enter(municipalities["izmir"]):
                together.wait(timeout=20)
                return record_application(case.pk, actor=clerk, version=case.version, now=NOW).number
        except DomainError as error:
            return error.code
        finally:
            connections.close_all()

    with concurrent.futures.ThreadPoolExecutor(len(clerks)) as pool:
        told = sorted(pool.map(record, clerks))
    assert told == ["B-2026-00001", "stale_version", "stale_version", "stale_version"]
    with scope.enter(municipalities["izmir"]):
        assert Application.objects.count() == 1
