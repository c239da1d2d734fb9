"""What a petition's letters and its scan do to it: a receipt at once, closed by service, opened again by cancelling."""

import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections

from apps.documents.models import StoredFile
from apps.letters.enums import FailureReason, NextStep, ServiceChannel
from apps.letters.models import Letter
from apps.letters.operations.approving import approve_letter, cancel_letter
from apps.letters.operations.serving import ServiceFacts, serve, service_failed
from apps.letters.queries.contents import addressee_text
from apps.letters.registry import hear_of_letters
from apps.petitions.models import Petition
from apps.petitions.operations import working
from apps.petitions.operations.scans import add_scan
from omuz.kernel.errors import Conflict, Invalid
from omuz.kernel.models import AuditEvent
from tenants import scope
from tests.articles.support import programme
from tests.cases.support import kitchen, opened
from tests.decisions.support import case_in
from tests.petitions.support import assigned, drafted, taken_in
from tests.support.staff import NOW, TODAY, make_actor, signed_in

URL = "/api/v1/petitions/"
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


@pytest.fixture
def case(kayseri):
    return case_in(programme())


@pytest.fixture
def manager(kayseri):
    return make_actor("unit_manager")


def _signed_answer(case, manager):
    clerk = make_actor("intake_clerk")
    row = drafted(assigned(taken_in(manager, case_id=case.pk, person_id=case.person_id), clerk, by=manager), by=clerk)
    row = working.approve_answer(row.pk, actor=manager, version=row.version, now=NOW)
    letter = Letter.objects.get(pk=row.letter_id)
    other = make_actor("unit_manager")
    return row, approve_letter(letter.pk, actor=other, version=letter.version, now=NOW)


def _serve(letter, manager):
    facts = ServiceFacts(served_on=TODAY, receiver="addressee", receiver_name="Ayşe Örnek")
    return serve(letter.pk, ServiceChannel.HAND, facts=facts, actor=manager, version=letter.version, now=NOW,
                 signed_on=TODAY)  # fmt: skip


def test_every_sender_gets_a_receipt_the_person_on_record_and_the_stranger_their_own(manager, case):
    row = taken_in(manager, case_id=case.pk, person_id=case.person_id)
    receipt = Letter.objects.get(about_id=row.pk)
    assert (receipt.use, receipt.state, receipt.person_id) == ("petition_receipt", "draft", case.person_id)
    stranger = taken_in(manager, sender_kind="outsider", sender_name="Can Öz", sender_address="Konak",
                        programme_id=case.programme_id)  # fmt: skip
    own = Letter.objects.get(about_id=stranger.pk)
    assert (own.addressee_kind, own.person_id, own.case_id) == ("sender", None, None)
    assert addressee_text(own).name == "Can Öz"


def test_who_writes_about_no_programme_gets_a_letter_too(manager, case):
    row = taken_in(manager, person_id=case.person_id, unit_id=case.unit_id)
    receipt = Letter.objects.get(about_id=row.pk)
    assert (receipt.programme_id, receipt.unit_id, receipt.person_id) == (None, case.unit_id, case.person_id)
    done = approve_letter(receipt.pk, actor=make_actor(), version=receipt.version, now=NOW)
    assert (done.state, done.heading["contact"]) == ("approved", [])


def test_a_letter_text_that_cannot_be_filled_in_stops_nobodys_petition(manager, case, monkeypatch):
    def refuse(**_):
        raise Invalid([])

    monkeypatch.setattr("apps.petitions.operations.answering.draft_letter", refuse)
    row = taken_in(manager, case_id=case.pk, person_id=case.person_id)
    assert Petition.objects.get(pk=row.pk).number == row.number


def test_serving_the_answer_closes_the_petition_in_the_same_transaction(manager, case):
    row, letter = _signed_answer(case, manager)
    _serve(letter, manager)
    row.refresh_from_db()
    assert (row.state, row.answered_on) == ("answered", TODAY)
    assert working.take_over_served(now=NOW) == 0


def test_what_was_not_delivered_leaves_the_clock_running_and_a_cancelled_answer_is_written_anew(manager, case):
    row, letter = _signed_answer(case, manager)
    served = _serve_out(letter, manager)
    row.refresh_from_db()
    assert row.state == "approved"
    cancel_letter(served.pk, actor=manager, version=served.version, reason="Metin yanlış.", now=NOW)
    row.refresh_from_db()
    assert (row.state, row.letter_id, row.approved_by_id) == ("assigned", None, None)
    again = drafted(row, by=make_actor("intake_clerk"))
    assert working.approve_answer(again.pk, actor=manager, version=again.version, now=NOW).letter_id != letter.pk


def _serve_out(letter, manager):
    facts = ServiceFacts(sent_on=TODAY)
    sent = serve(letter.pk, ServiceChannel.PTT, facts=facts, actor=manager, version=letter.version, now=NOW,
                 signed_on=TODAY)  # fmt: skip
    return service_failed(
        sent.pk, ServiceChannel.PTT, reason=FailureReason.values[0], next_step=NextStep.OTHER_CHANNEL, facts=facts,
        actor=manager, version=sent.version, now=NOW,
    )  # fmt: skip


def test_letters_about_one_kind_are_heard_by_one(kayseri):
    with pytest.raises(ValueError, match="petition"):
        hear_of_letters("petition", lambda *_: None)


def test_the_scan_lies_sealed_with_its_petition_and_is_read_on_record(kayseri, case, django_assert_max_num_queries):
    client = signed_in(kayseri, role="unit_manager")
    row = taken_in(make_actor(), case_id=case.pk, person_id=case.person_id)
    path = f"{URL}{row.pk}/scan/"
    assert client.get(path).status_code == 404

    def send(content):
        return client.post(path, {"file": SimpleUploadedFile("dilekce.pdf", content)}, format="multipart")

    assert send(b"MZ not a document").status_code == 422
    assert [send(PDF).status_code for _ in range(2)] == [200, 200]
    assert send(PDF + b"\n").json()["code"] == "scan_there"
    stored = StoredFile.objects.get()
    assert (stored.is_special, stored.person_id, stored.kind) == (True, case.person_id, "petition_scan")
    assert client.get(path).content == PDF
    assert AuditEvent.objects.filter(action="petition.scan_opened").count() == 1
    listed = client.get(f"/api/v1/people/{case.person_id}/documents/")
    assert str(stored.pk) not in listed.content.decode(), "a complaint is no paper of the person's list"
    assert signed_in(kayseri, role="job_coach").get(path).status_code in {403, 404}
    client.get(f"{URL}{row.pk}/")
    with django_assert_max_num_queries(24):
        page = client.get(f"{URL}{row.pk}/").json()
    assert (page["has_scan"], page["receipt"]["state"], page["letter"]) == (True, "draft", None)


@pytest.mark.django_db(transaction=True)
def test_two_scans_at_once_leave_one(municipalities):
    kayseri = municipalities["kayseri"]
    with scope.enter(kayseri):
        manager = make_actor()
        case = opened(kitchen())
        row = taken_in(manager, case_id=case.pk, person_id=case.person_id)
    barrier, found = threading.Barrier(4), []

    def send(number):
        try:
            barrier.wait(timeout=20)
            with scope.enter(kayseri):
                add_scan(row.pk, PDF + b"\n" * number, name="d.pdf", actor=manager, now=NOW)
                found.append("kept")
        except Conflict as error:
            found.append(error.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send, args=(number,)) for number in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(timeout=30)
    assert sorted(found) == ["kept", "scan_there", "scan_there", "scan_there"]
    with scope.enter(kayseri):
        assert StoredFile.objects.count() == 1
