"""Representatives stored and served."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.people.operations.representation import (
    RepresentativeDraft,
    add_representative,
    change_representative,
    end_representation,
)
from apps.people.queries.representation import list_representatives, notified_representatives
from omuz.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from omuz.kernel.models.audit import AuditEvent
from tenants import scope
from tests.people.support import NOW, TODAY, register
from tests.support.staff import make_actor


@pytest.fixture
def clerk(actor):
    return actor(role="intake_clerk")


def guardian(**values):
    return RepresentativeDraft(
        **(
            {
                "kind": "guardian",
                "full_name": "Veli Işık",
                "document_ref": "Kayseri 2. SHM 2024/15",
                "document_seen": True,
                "receives_notices": True,
            }
            | values
        )
    )


def test_a_guardian_with_a_seen_document_signs_and_is_notified_until_it_ends(clerk):
    person = register(clerk)
    row = add_representative(person.id, guardian(), actor=clerk, now=NOW)
    assert (row.verified_on, row.verified_by_id) == (TODAY, clerk.id)
    assert [v.row.id for v in notified_representatives(person, actor=clerk, on=TODAY)] == [row.id]
    end_representation(
        row.id, actor=clerk, version=1, ends_on=dt.date(2026, 11, 20), reason="Karar kaldırıldı", now=NOW
    )
    assert notified_representatives(person, actor=clerk, on=TODAY) == []
    assert [w.code for w in list_representatives(person, actor=clerk, on=TODAY)[0].warnings] == ["ended"]
    assert AuditEvent.objects.filter(action="person.representation_ended", reason="Karar kaldırıldı").count() == 1


def test_a_representatives_confidential_record_is_not_shown_to_a_colleague(clerk, actor):
    person = register(clerk)
    hidden = register(clerk, given_names="Gizli", is_confidential=True)
    add_representative(
        person.id, RepresentativeDraft(kind="relative", representative_id=hidden.id), actor=clerk, now=NOW
    )
    seen = list_representatives(person, actor=clerk, on=TODAY)[0]
    unseen = list_representatives(person, actor=actor(role="intake_clerk"), on=TODAY)[0]
    assert seen.person == hidden
    assert unseen.person is None


def test_everything_wrong_is_named_at_once(clerk):
    person = register(clerk)
    with pytest.raises(Invalid) as caught:
        add_representative(
            person.id,
            guardian(kind="caregiver", full_name="", phone="12", email="yok", document_id=person.id),
            actor=clerk,
            now=NOW,
        )
    assert {p.field for p in caught.value.problems} == {
        "full_name", "phone", "email", "document", "document_seen", "receives_notices",
    }  # fmt: skip


def test_editing_keeps_the_day_on_which_the_document_was_seen(clerk, actor):
    person = register(clerk)
    row = add_representative(person.id, guardian(), actor=clerk, now=NOW)
    later = NOW + dt.timedelta(days=3)
    row = change_representative(row.id, guardian(relation="Amca"), actor=clerk, version=1, now=later)
    assert (row.verified_on, row.version) == (TODAY, 2)
    with pytest.raises(Conflict):
        change_representative(row.id, guardian(), actor=clerk, version=1, now=later)
    with pytest.raises(NotAllowed):
        change_representative(row.id, guardian(), actor=actor(role="unit_manager"), version=2, now=later)


def test_the_representatives_of_a_confidential_person_are_out_of_a_colleagues_reach(clerk, actor):
    person = register(clerk, is_confidential=True)
    row = add_representative(person.id, guardian(), actor=clerk, now=NOW)
    with pytest.raises(NotFound):
        change_representative(row.id, guardian(), actor=actor(role="intake_clerk"), version=1, now=NOW)


BODY = {
    "kind": "attorney",
    "full_name": "Av. Can Demir",
    "document_ref": "Kayseri 5. Noterliği 2025/1",
    "document_seen": True,
    "scope": "Başvuru ve tebligat",
}


def test_the_api_adds_changes_ends_and_counts_its_queries(api, municipalities):
    client = api(role="intake_clerk")
    with scope.enter(municipalities["kayseri"]):
        person = register(make_actor("intake_clerk"))
    url = f"/api/v1/people/{person.id}/representatives/"
    made = client.post(url, BODY, format="json")
    assert made.status_code == 201, made.content
    shown = made.json()
    assert shown["authority"]["limited_to"] == "Başvuru ve tebligat"
    one = f"/api/v1/people/representatives/{shown['id']}/"
    changed = client.put(one, BODY | {"document_seen": False}, format="json", HTTP_IF_MATCH=made["ETag"])
    assert changed.json()["authority"]["may_sign"] is False
    assert client.put(one, BODY, format="json", HTTP_IF_MATCH='"1"').status_code == 409
    ended = client.post(
        f"{one}end/", {"ends_on": "2026-11-01", "reason": "Azil"}, format="json", HTTP_IF_MATCH=changed["ETag"]
    )
    assert ended.json()["ends_on"] == "2026-11-01"
    counts = []
    for _ in range(2):
        client.post(url, BODY, format="json")
        with CaptureQueriesContext(connection) as seen:
            client.get(url)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 16
    assert api(role="tenant_admin").get(url).status_code == 403
    assert api(role="kvkk_contact").post(url, BODY, format="json").status_code == 403
    assert api(role="intake_clerk", municipality="izmir").get(url).status_code == 404
