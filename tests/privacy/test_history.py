"""A person's history, and who read their special values."""

import re
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.people import operations
from apps.people.operations import SensitiveDraft
from apps.people.queries.history import ACTIONS
from tenants import scope
from tests.people.support import NOW, programme, register
from tests.support.staff import make_actor

ROOT = Path(__file__).resolve().parents[2]


def test_every_action_on_a_person_has_its_words():
    sources = [*(ROOT / "apps" / "people").rglob("*.py"), *(ROOT / "apps" / "privacy").rglob("*.py")]
    found = set()
    for source in sources:
        found |= set(re.findall(r'"((?:person|document|contact|urgent_notice)\.[a-z_]+)"', source.read_text()))
    assert found - set(ACTIONS) == set()


@pytest.fixture
def stored(api, municipalities):
    with scope.enter(municipalities["kayseri"]):
        clerk = make_actor("intake_clerk")
        person = register(
            clerk, programme_id=programme().id, sensitive=[SensitiveDraft(kind="target_group", code="disabled")]
        )
        operations.update_person(
            person.id, actor=clerk, version=1, changes={"surname": "Demir", "sex": "female"}, now=NOW
        )
        operations.read_sensitive(person.id, actor=clerk, task="edit", now=NOW)
    return f"/api/v1/people/{person.id}"


def test_the_history_names_the_changed_fields_and_keeps_the_values_closed(api, stored):
    answer = api(role="intake_clerk").get(f"{stored}/history/")
    rows = answer.json()["results"]
    change = next(row for row in rows if row["action"] == "person.changed")
    assert (change["action_label"], sorted(change["changed"])) == ("Kimlik bilgileri değişti", ["Cinsiyet", "Soyadı"])
    assert change["actor"] == "Deneme Görevlisi"
    assert "Demir" not in answer.content.decode()


def test_opening_the_values_needs_the_right_and_is_told_to_the_history(api, stored):
    clerk, manager = api(role="intake_clerk"), api(role="unit_manager")
    rows = manager.get(f"{stored}/history/").json()["results"]
    change = next(row for row in rows if row["action"] == "person.changed")
    url = f"{stored}/history/{change['id']}/"
    assert clerk.get(url).status_code == 403
    opened = manager.get(url).json()
    assert {c["field"]: (c["before"], c["after"]) for c in opened["changes"]} == {
        "surname": ("Işık", "Demir"),
        "sex": ("", "Kadın"),
    }
    assert manager.get(f"{stored}/history/").json()["results"][0]["action"] == "person.history_opened"


def test_an_event_of_someone_else_is_not_opened_here(api, stored, municipalities):
    manager = api(role="unit_manager")
    with scope.enter(municipalities["kayseri"]):
        other = register(make_actor("intake_clerk"), given_names="Başka")
    event = manager.get(f"/api/v1/people/{other.id}/history/").json()["results"][0]["id"]
    assert manager.get(f"{stored}/history/{event}/").status_code == 404


def test_the_access_log_says_who_read_what_kind_and_why(api, stored):
    assert api(role="intake_clerk").get(f"{stored}/access-log/").status_code == 403
    rows = api(role="kvkk_contact").get(f"{stored}/access-log/").json()["results"]
    assert rows[0]["purpose_label"] == "Kayıt ve güncelleme"
    assert "Hedef grup" in rows[0]["field_labels"]
    assert rows[0]["actor_label"] == "Deneme Görevlisi"


def test_a_page_of_history_costs_the_same_whatever_is_in_it(api, stored, municipalities):
    client = api(role="intake_clerk")
    counts = []
    for number in range(2):
        for more in range(3):
            client.post(f"{stored}/phones/", {"number": f"0000 555 {number}{more} 10", "kind": "mobile"}, format="json")
        with CaptureQueriesContext(connection) as seen:
            assert client.get(f"{stored}/history/").status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 18


def test_words_about_special_values_reach_those_alone_who_supervise_readings(api, stored, municipalities):
    from apps.people.models import SensitiveFact

    with scope.enter(municipalities["kayseri"]):
        fact = SensitiveFact.objects.get()
        operations.correct_sensitive(
            fact.id,
            actor=make_actor("intake_clerk"),
            version=fact.version,
            fact=None,
            reason="Şizofreni yanlış yazıldı",
            now=NOW,
        )
    url = f"{stored}/history/"
    assert "Şizofreni" not in api(role="intake_clerk").get(url).content.decode()
    assert "Şizofreni" in api(role="unit_manager").get(url).content.decode()
