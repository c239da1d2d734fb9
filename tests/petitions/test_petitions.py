"""Petitions over HTTP and under pressure: numbers, double submits, wrong input, what others find."""

import threading

import pytest
from django.db import connections, transaction

from apps.petitions.models import Petition, PetitionEvent
from apps.petitions.operations.recording import next_number
from omuz.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from omuz.kernel.models import AuditEvent
from tenants import scope
from tests.cases.support import kitchen, opened
from tests.people.support import in_unit
from tests.petitions.support import ANSWER, TEXT, assigned, drafted, taken_in
from tests.support.staff import make_actor, signed_in

URL = "/api/v1/petitions/"


@pytest.fixture
def case(kayseri):
    return opened(kitchen())


def body(of, **values):
    return {
        "kind": "complaint", "channel": "by_hand", "sender_kind": "person", "received_on": "2026-11-21",
        "subject": "Randevu", "text": TEXT, "person": str(of.person_id), "case": str(of.pk),
    } | values  # fmt: skip


def test_a_double_submit_takes_one_in_and_its_words_lie_sealed(kayseri, case):
    client = signed_in(kayseri, role="unit_manager")
    answers = [client.post(URL, body(case), format="json", HTTP_IDEMPOTENCY_KEY="k") for _ in range(2)]
    assert [one.status_code for one in answers] == [201, 201]
    assert answers[0].json()["number"] == "T-2026-00001"
    row = Petition.objects.get()
    assert TEXT.encode() not in bytes(row.sealed)
    assert AuditEvent.objects.filter(action="petition.registered").count() == 1


def test_numbers_have_no_gaps_even_when_one_is_taken_back(kayseri, case):
    manager = make_actor()
    first = taken_in(manager, case_id=case.pk, person_id=case.person_id)
    with pytest.raises(RuntimeError), transaction.atomic():
        taken_in(manager, case_id=case.pk, person_id=case.person_id)
        raise RuntimeError
    second = taken_in(manager, case_id=case.pk, person_id=case.person_id)
    assert [first.number, second.number] == ["T-2026-00001", "T-2026-00002"]


@pytest.mark.django_db(transaction=True)
def test_numbers_under_a_race_are_given_once_each(municipalities):
    found, barrier = [], threading.Barrier(8)

    def take():
        try:
            barrier.wait(timeout=20)
            with scope.enter(municipalities["kayseri"]):
                found.append(next_number(2026))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=take) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(timeout=30)
    assert sorted(found) == [f"T-2026-{number:05d}" for number in range(1, 9)]


def test_what_was_said_is_read_back_and_wrong_input_is_named(kayseri, case):
    client = signed_in(kayseri, role="unit_manager")
    refused = client.post(URL, body(case, channel="oral"), format="json")
    assert [one["field"] for one in refused.json()["errors"]] == ["read_back"]
    assert client.post(URL, body(case, channel="oral", read_back=True), format="json").status_code == 201
    outsider = client.post(URL, body(case, sender_kind="outsider", person=None, case=None, subject="x"), format="json")
    assert {one["field"] for one in outsider.json()["errors"]} == {"subject", "sender_name", "sender_address"}
    with pytest.raises(Invalid):
        taken_in(make_actor(), sender_kind="outsider", sender_name="Can Öz", sender_address="Konak")


def test_the_page_shows_the_clock_who_is_kept_away_and_what_may_be_done(kayseri, case):
    client = signed_in(kayseri, role="unit_manager")
    made = client.post(URL, body(case), format="json").json()
    where = f"{URL}{made['id']}/"
    assert made["clock"]["days_left"] <= 30
    assert (made["text"], made["may_assign"], made["may_approve"]) == (TEXT, True, False)
    clerk = make_actor("intake_clerk")
    candidates = client.get(f"{where}assignment/").json()["results"]
    assert str(clerk.id) in {one["id"] for one in candidates if one["allowed"]}
    late = client.post(f"{where}assignment/", {"assigned_to": str(clerk.id)}, format="json", HTTP_IF_MATCH='"9"')
    assert late.status_code == 409
    given = client.post(f"{where}assignment/", {"assigned_to": str(clerk.id)}, format="json", HTTP_IF_MATCH='"1"')
    assert given.json()["state"] == "assigned"
    saved = client.patch(f"{where}answer/", {"text": "Taslak", "outcome": ""}, format="json", HTTP_IF_MATCH='"2"')
    assert saved.json()["answer"]["text"] == "Taslak"
    short = client.post(f"{where}answer/", {"text": "kısa", "outcome": ""}, format="json", HTTP_IF_MATCH='"3"')
    assert [one["field"] for one in short.json()["errors"]] == ["outcome", "text"]
    sent = client.post(f"{where}answer/", {"text": ANSWER, "outcome": "partly"}, format="json", HTTP_IF_MATCH='"3"')
    assert (sent.json()["state"], sent.json()["may_approve"]) == ("drafted", False)
    own = client.post(f"{where}answer/approval/", format="json", HTTP_IF_MATCH='"4"')
    assert own.status_code == 403
    other = signed_in(kayseri, role="unit_manager")
    assert other.get(where).json()["may_approve"] is True
    back = other.post(f"{where}answer/return/", {"reason": "Gerekçe eksik"}, format="json", HTTP_IF_MATCH='"4"')
    assert (back.json()["state"], back.json()["answer"]["return_reason"]) == ("assigned", "Gerekçe eksik")


def test_the_list_costs_the_same_however_long_it_is(kayseri, case, django_assert_max_num_queries):
    manager = make_actor()
    for _ in range(5):
        taken_in(manager, case_id=case.pk, person_id=case.person_id)
    client = signed_in(kayseri, role="unit_manager")
    client.get(URL)
    with django_assert_max_num_queries(10):
        answer = client.get(f"{URL}?state=all&q=T-2026-00003")
    assert [one["number"] for one in answer.json()["results"]] == ["T-2026-00003"]
    with django_assert_max_num_queries(9):
        assert client.get(URL).json()["count"] == 5


def test_nobody_finds_a_complaint_about_themselves_or_of_another_unit(kayseri, case):
    complained_of, manager = make_actor(), make_actor()
    row = taken_in(manager, case_id=case.pk, person_id=case.person_id, concerns_id=complained_of.id)
    assert not Petition.objects.visible_to(complained_of).exists()
    assert Petition.objects.visible_to(manager).exists()
    other = in_unit("unit_manager", kitchen(code="baska").programme.unit)
    assert not Petition.objects.visible_to(other).exists()
    with pytest.raises(NotFound):
        assigned(row, manager, by=other)
    with pytest.raises(NotAllowed):
        assigned(row, manager, by=make_actor("intake_clerk"))


def test_the_story_of_a_petition_is_written_once(kayseri, case):
    manager, clerk = make_actor(), make_actor("intake_clerk")
    row = drafted(assigned(taken_in(manager, case_id=case.pk, person_id=case.person_id), clerk, by=manager), by=clerk)
    kinds = PetitionEvent.objects.filter(petition=row).order_by("sequence").values_list("kind", flat=True)
    assert list(kinds) == ["registered", "assigned", "drafted"]
    with pytest.raises(Conflict):
        assigned(row, manager, by=manager)


def test_choices_and_the_day_of_the_answer_are_known_before_it_is_taken_in(kayseri, case):
    client = signed_in(kayseri, role="unit_manager")
    choices = client.get(f"{URL}choices/").json()
    assert [one["key"] for one in choices["kinds"]] == ["request", "complaint", "objection", "data_subject"]
    due = client.get(f"{URL}due/?kind=data_subject&received_on=2026-11-21&programme={case.programme_id}").json()
    assert (due["due_on"], due["article"]) == ("2026-12-21", "")
    assert "6698" in due["basis"]
