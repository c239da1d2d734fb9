"""The directory through its API."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.directory.models import ServiceProvider
from omuz.kernel.models.audit import AuditEvent
from tenants import scope

URL = "/api/v1/providers/"


def body(**changes):
    return {
        "name": "Örnek Şefkat Derneği",
        "kind": "ngo",
        "district": "Melikgazi",
        "services": [{"name": "İş koçluğu", "topic": "employment", "target_groups": ["disabled"]}],
        "contacts": [{"full_name": "Iraz Işık", "duty": "Müdür"}],
        **changes,
    }


def post(client, **changes):
    return client.post(URL, body(**changes), format="json")


def test_a_provider_is_stored_with_services_contacts_and_one_audit_row(api, municipalities):
    client = api(role="intake_clerk")
    answer = post(client)
    assert answer.status_code == 201, answer.content
    shown = client.get(f"{URL}{answer.json()['id']}/").json()
    assert shown["services"][0]["name"] == "İş koçluğu"
    assert shown["contacts"][0]["full_name"] == "Iraz Işık"
    assert shown["freshness"] == "fresh"
    with scope.enter(municipalities["kayseri"]):
        assert AuditEvent.objects.filter(action="directory.provider_created").count() == 1


@pytest.mark.parametrize("query", ["SEFKAT", "şefkat", "sefkat dernegi", "ŞEFKAT örnek"])
def test_search_does_not_mind_turkish_letters(api, query):
    client = api(role="intake_clerk")
    post(client)
    assert [r["name"] for r in client.get(URL, {"q": query}).json()["results"]] == ["Örnek Şefkat Derneği"]


def test_the_list_is_in_turkish_order(api):
    client = api(role="intake_clerk")
    for name in ("Zeytin", "Çınar", "Cevher", "Ilgın", "İpek", "Şimşek", "Sedir"):
        post(client, name=name)
    names = [r["name"] for r in client.get(URL).json()["results"]]
    assert names == ["Cevher", "Çınar", "Ilgın", "İpek", "Sedir", "Şimşek", "Zeytin"]


def test_pages_follow_one_another_without_gap_or_repeat(api):
    client = api(role="intake_clerk")
    expected = [f"Kurum {n:02}" for n in range(7)]
    for name in expected:
        post(client, name=name)
    seen, cursor = [], ""
    for _ in range(4):
        page = client.get(URL, {"page_size": 2, "cursor": cursor}).json()
        seen += [r["name"] for r in page["results"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == expected
    assert cursor is None
    last = client.get(URL, {"page_size": 2, "cursor": page["previous"]}).json()
    assert [r["name"] for r in last["results"]] == expected[4:6]


def test_filters_by_target_group_keep_services_for_everyone(api):
    client = api(role="intake_clerk")
    post(client, name="Engelliler için")
    post(client, name="Herkes için", services=[{"name": "Danışma", "topic": "legal"}])
    post(client, name="Romanlar için", services=[{"name": "Kurs", "topic": "education", "target_groups": ["roma"]}])
    names = [r["name"] for r in client.get(URL, {"target_group": "disabled"}).json()["results"]]
    assert names == ["Engelliler için", "Herkes için"]


def test_the_same_name_in_the_same_district_is_refused_at_the_field(api):
    client = api(role="intake_clerk")
    post(client)
    answer = post(client, name="ÖRNEK  ŞEFKAT DERNEĞİ")
    assert answer.status_code == 409
    assert answer.json()["errors"][0]["field"] == "name"


def test_an_unknown_target_group_is_named_with_its_place(api):
    answer = post(api(role="intake_clerk"), services=[{"name": "x", "topic": "legal", "target_groups": ["uzaylı"]}])
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "services.0.target_groups"


def test_two_editors_are_told_and_nothing_is_overwritten(api):
    client = api(role="intake_clerk")
    made = post(client).json()
    url = f"{URL}{made['id']}/"
    first = client.put(url, body(phone="0352 000 00 01"), format="json", HTTP_IF_MATCH='"1"')
    second = client.put(url, body(phone="0352 000 00 02"), format="json", HTTP_IF_MATCH='"1"')
    assert (first.status_code, second.status_code) == (200, 409)
    assert client.get(url).json()["phone"] == "0352 000 00 01"


def test_an_edit_without_a_version_is_asked_for_it(api):
    client = api(role="intake_clerk")
    made = post(client).json()
    assert client.put(f"{URL}{made['id']}/", body(), format="json").status_code == 428


def test_closing_needs_a_reason_and_can_be_undone(api):
    client = api(role="intake_clerk")
    made = post(client).json()
    url = f"{URL}{made['id']}/closing/"
    assert client.post(url, {"reason": " "}, format="json", HTTP_IF_MATCH='"1"').status_code == 400
    assert client.post(url, {"reason": "Taşındı"}, format="json", HTTP_IF_MATCH='"1"').status_code == 200
    assert client.get(URL).json()["results"] == []
    assert client.delete(url, HTTP_IF_MATCH='"2"').status_code == 200
    assert len(client.get(URL).json()["results"]) == 1


def test_an_old_confirmation_is_marked_and_confirming_refreshes_it(api, municipalities):
    client = api(role="intake_clerk")
    made = post(client).json()
    with scope.enter(municipalities["kayseri"]):
        ServiceProvider.objects.update(last_confirmed_on=dt.date(2020, 1, 1))
    assert client.get(URL, {"freshness": "stale"}).json()["results"][0]["freshness"] == "stale"
    assert client.post(f"{URL}{made['id']}/confirm/").json()["freshness"] == "fresh"


def test_listing_fifty_costs_no_more_queries_than_listing_two(api, municipalities):
    client = api(role="intake_clerk")
    # The first request of a session notes that it is used; the first of a process reads the map of hosts.
    client.get(URL)
    counts = []
    for first, last in ((0, 2), (2, 50)):
        with scope.enter(municipalities["kayseri"]):
            ServiceProvider.objects.bulk_create(
                ServiceProvider(name=f"Kurum {n}", kind="ngo", registered_on=dt.date(2026, 1, 1))
                for n in range(first, last)
            )
        with CaptureQueriesContext(connection) as captured:
            assert len(client.get(URL, {"page_size": 200}).json()["results"]) == last
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert counts[0] <= 14


def test_without_a_session_the_answer_is_401_in_turkish(api):
    answer = api(role=None).get(URL)
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["title"] == "Oturum açmanız gerekiyor."
