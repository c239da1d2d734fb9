"""The telephone rings: requests for information and urgent notices, which nothing blocks (readings 13)."""

import datetime as dt

import pytest

from apps.accounts.rights import MUNICIPAL_ROLES, ROLE_RIGHTS, Right
from apps.people import operations
from apps.people.models import QuickContact, UrgentNotice
from apps.people.operations import PersonDraft, SensitiveDraft
from apps.people.operations import quick_contacts as contacts
from apps.people.queries import contacts as queries
from apps.privacy.models import AccessLogEntry
from omuz.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from omuz.kernel.models.audit import AuditEvent
from tenants import scope
from tests.people.support import NOW, in_unit, programme, register, unit
from tests.support.staff import signed_in

URL = "/api/v1/contacts/"
URGENT = "/api/v1/urgent-notices/"


def call(actor, **values):
    draft = contacts.ContactDraft(**({"channel": "phone", "topic": "travel_card"} | values))
    return contacts.record_contact(draft, actor=actor, now=NOW)


def test_a_call_is_recorded_without_a_name_and_with_one_audit_row(actor):
    clerk = actor(role="trainer")
    contact = call(clerk, note="Kart nereden alınır?")
    assert (contact.outcome, contact.person_id) == ("answered", None)
    assert queries.open_note(contact) == "Kart nereden alınır?"
    assert b"Kart" not in bytes(contact.sealed_note)
    assert AuditEvent.objects.filter(action="contact.recorded").count() == 1


def test_what_makes_a_contact_meaningless_is_named_at_once(actor):
    with pytest.raises(Invalid) as caught:
        call(actor(role="trainer"), channel="", topic="", outcome="call_back")
    assert {p.field for p in caught.value.problems} == {"channel", "topic", "caller_phone"}


def test_a_contact_belongs_to_the_unit_of_whoever_took_it(actor):
    ours, theirs = unit(), unit()
    contact = call(in_unit("trainer", ours))
    assert contact.unit_id == ours.id
    assert QuickContact.objects.visible_to(in_unit("trainer", ours)).count() == 1
    assert QuickContact.objects.visible_to(in_unit("trainer", theirs)).count() == 0


def test_a_contact_becomes_a_registration_once(actor):
    clerk = actor(role="intake_clerk")
    contact = call(clerk)
    person = contacts.register_from_contact(
        contact.id, PersonDraft(given_names="Ali", channel="phone"), actor=clerk, now=NOW
    )
    contact.refresh_from_db()
    assert (contact.person_id, contact.outcome, contact.version) == (person.id, "registered", 2)
    with pytest.raises(Conflict):
        contacts.register_from_contact(
            contact.id, PersonDraft(given_names="Ali", channel="phone"), actor=clerk, now=NOW
        )


def test_registering_from_a_contact_needs_the_right_to_register(actor):
    contact = call(actor(role="intake_clerk"))
    with pytest.raises(NotAllowed):
        contacts.register_from_contact(
            contact.id, PersonDraft(given_names="Ali", channel="phone"), actor=actor(role="trainer"), now=NOW
        )


def test_a_contact_is_linked_to_one_person_only(actor):
    clerk = actor(role="intake_clerk")
    contact, person, other = call(clerk), register(clerk), register(clerk, given_names="Can")
    contacts.link_contact(contact.id, person_id=person.id, actor=clerk, now=NOW)
    contacts.link_contact(contact.id, person_id=person.id, actor=clerk, now=NOW)
    with pytest.raises(Conflict):
        contacts.link_contact(contact.id, person_id=other.id, actor=clerk, now=NOW)
    assert AuditEvent.objects.filter(action="contact.linked").count() == 1


def test_a_promised_call_stays_due_until_it_is_closed(actor):
    clerk = actor(role="intake_clerk")
    contact = call(
        clerk, outcome="call_back", caller_phone="+900005550000", note="Soru", call_back_at=NOW - dt.timedelta(hours=1)
    )
    assert list(queries.due_call_backs(clerk, until=NOW)) == [contact]
    closed = contacts.close_call_back(contact.id, actor=clerk, outcome="answered", note="Anlatıldı", now=NOW)
    assert queries.open_note(closed) == "Soru\nAnlatıldı"
    assert not queries.due_call_backs(clerk, until=NOW).exists()
    with pytest.raises(Invalid):
        contacts.close_call_back(contact.id, actor=clerk, outcome="call_back", now=NOW)


def test_an_urgent_notice_needs_only_an_authority_and_what_happens(actor):
    coach = actor(role="job_coach")
    notice = contacts.give_urgent_notice(
        contacts.UrgentDraft(authority="sonim", what="Şiddet tehlikesi"), actor=coach, now=NOW
    )
    assert notice.statute == "6284 m. 7"
    assert queries.open_urgent_notice(notice)["what"] == "Şiddet tehlikesi"
    assert "Şiddet".encode() not in bytes(notice.sealed)
    with pytest.raises(Invalid):
        contacts.give_urgent_notice(contacts.UrgentDraft(authority="", what=" "), actor=coach, now=NOW)


def test_an_urgent_notice_is_kept_although_its_person_is_out_of_reach(actor):
    clerk = actor(role="intake_clerk")
    person = register(clerk, is_confidential=True)
    stranger = actor(role="trainer")
    notice = contacts.give_urgent_notice(
        contacts.UrgentDraft(authority="emergency_112", what="Yangın", person_id=person.id), actor=stranger, now=NOW
    )
    assert notice.person_id is None
    with pytest.raises(NotFound):
        queries.get_contact(stranger, contact_id=person.id)


@pytest.mark.parametrize("role", sorted(MUNICIPAL_ROLES))
def test_no_role_of_the_municipality_is_kept_from_an_urgent_notice(role):
    assert Right.URGENT_WRITE in ROLE_RIGHTS[role]


def test_the_api_records_lists_and_opens_contacts(api, municipalities):
    client = api(role="intake_clerk")
    answer = client.post(URL, {"channel": "phone", "topic": "employment", "note": "İş arıyor"}, format="json")
    assert answer.status_code == 201, answer.content
    rows = client.get(URL, {"topic": "employment"}).json()
    assert rows["count"] == 1
    assert rows["results"][0]["has_note"] is True
    assert "note" not in rows["results"][0]
    assert client.get(f"{URL}{answer.json()['id']}/").json()["note"] == "İş arıyor"
    with scope.enter(municipalities["kayseri"]):
        assert AuditEvent.objects.filter(action="contact.note_read").count() == 1


def test_the_api_links_and_closes(api, municipalities):
    client = api(role="intake_clerk")
    made = client.post(
        URL, {"channel": "phone", "topic": "other", "outcome": "call_back", "caller_phone": "1"}, format="json"
    ).json()
    with scope.enter(municipalities["kayseri"]):
        from tests.support.staff import make_actor

        person = register(make_actor("intake_clerk"))
    linked = client.put(f"{URL}{made['id']}/person/", {"person_id": str(person.id)}, format="json")
    assert linked.json()["person_id"] == str(person.id)
    closed = client.post(f"{URL}{made['id']}/call-back/", {"outcome": "answered"}, format="json")
    assert (closed.status_code, closed.json()["call_back_at"]) == (200, None)


def test_the_api_turns_a_contact_into_a_registration_once(api):
    client = api(role="intake_clerk")
    made = client.post(URL, {"channel": "phone", "topic": "employment"}, format="json").json()
    url = f"{URL}{made['id']}/register/"
    body = {"given_names": "Ece", "surname": "Demir", "channel": "phone"}
    assert api(role="trainer").post(url, body, format="json").status_code == 403
    person = client.post(url, body, format="json")
    assert person.status_code == 201, person.content
    contact = client.get(f"{URL}{made['id']}/").json()
    assert (contact["person_id"], contact["outcome"]) == (person.json()["id"], "registered")
    assert client.post(url, body, format="json").status_code == 409


def test_reading_a_notice_about_a_person_is_logged_with_its_purpose(api, municipalities):
    client = api(role="intake_clerk")
    with scope.enter(municipalities["kayseri"]):
        from tests.support.staff import make_actor

        person = register(make_actor("intake_clerk"))
    body = {"authority": "line_183", "what": "İhmal", "person_id": str(person.id)}
    made = client.post(URGENT, body, format="json")
    assert made.status_code == 201
    assert client.get(URGENT).json()["results"][0].get("told") is None
    assert client.get(f"{URGENT}{made.json()['id']}/").json()["told"]["what"] == "İhmal"
    with scope.enter(municipalities["kayseri"]):
        assert AccessLogEntry.objects.get(person_id=person.id).purpose == "urgent_notice"


def test_an_administrator_may_notify_but_reads_no_callers(api):
    client = api(role="tenant_admin")
    assert client.get(URL).status_code == 403
    assert client.get(URGENT).status_code == 403
    assert client.post(URGENT, {"authority": "emergency_112", "what": "Kaza"}, format="json").status_code == 201


def test_nothing_of_one_municipality_is_listed_in_another(api, municipalities):
    api(role="intake_clerk").post(URL, {"channel": "phone", "topic": "other"}, format="json")
    assert signed_in(municipalities["izmir"], role="intake_clerk").get(URL).json()["results"] == []


def test_a_confidential_persons_contact_is_not_in_a_colleagues_list(actor):
    clerk, colleague = actor(role="intake_clerk"), actor(role="intake_clerk")
    where = programme()
    person = register(
        clerk, programme_id=where.id, sensitive=[SensitiveDraft(kind="target_group", code="violence_victim")]
    )
    contact = call(clerk)
    contacts.link_contact(contact.id, person_id=person.id, actor=clerk, now=NOW)
    assert not QuickContact.objects.visible_to(colleague).exists()
    assert UrgentNotice.objects.visible_to(colleague).count() == 0
    assert operations.read_sensitive(person.id, actor=clerk, task="edit", now=NOW)
