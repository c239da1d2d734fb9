"""The safe-contact plan: stored, obeyed by everything outgoing, and served by the API."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.people import operations
from apps.people.enums import OutgoingChannel
from apps.people.exporting.cells import ExportPlan, rows_of
from apps.people.models import Person, PersonPhone, SafeContactPlan
from apps.people.operations import AddressDraft, PhoneDraft, SensitiveDraft
from apps.people.operations.safe_contact import PlanDraft, make_safe_contact_plan
from apps.people.queries.safe_contact import (
    WITHHELD,
    current_plan,
    outgoing_contact,
    outgoing_contacts,
    printable_contact,
    printable_contacts,
)
from omuz.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from omuz.kernel.models.audit import AuditEvent
from tenants import scope
from tests.people.support import NOW, TODAY, programme, register
from tests.support.staff import make_actor

#: A Monday, 13:30 in Türkiye.
AT = dt.datetime(2026, 11, 23, 10, 30, tzinfo=dt.UTC)
PHONES = [PhoneDraft(number="0000 555 00 01", is_preferred=True), PhoneDraft(number="0000 555 00 02", kind="relative")]


@pytest.fixture
def clerk(actor):
    return actor(role="intake_clerk")


def victim(clerk, **values):
    return register(
        clerk, programme_id=programme().id, phones=PHONES, email="a@example.org",
        address=AddressDraft(province="Kayseri", district="Melikgazi", line="Gizli Sokak 1"),
        sensitive=[SensitiveDraft(kind="target_group", code="violence_victim")], **values,
    )  # fmt: skip


def plan(person, actor, *, version=0, **values):
    return make_safe_contact_plan(person.id, PlanDraft(**values), actor=actor, version=version, now=NOW)


def safe_phone(person):
    return PersonPhone.objects.get(person=person, digits="0005550002")


def test_nothing_goes_out_to_a_victim_of_violence_before_there_is_a_plan(clerk):
    person = victim(clerk)
    for outgoing in outgoing_contacts(person, channels=list(OutgoingChannel), at=AT):
        assert outgoing.verdict.allowed == (outgoing.channel == OutgoingChannel.BY_HAND)
        assert (outgoing.phones, outgoing.email) == ((), "")
    assert printable_contact(person, at=AT).withheld == WITHHELD


def test_the_protection_stays_although_the_record_was_taken_out_of_confidentiality(clerk, actor):
    person = victim(clerk)
    manager = actor(role="unit_manager")
    operations.set_confidential(
        person.id, actor=manager, version=person.version, confidential=False, reason="Karar kalktı", now=NOW
    )
    person.refresh_from_db()
    assert outgoing_contact(person, channel=OutgoingChannel.MESSAGE, at=AT).verdict.code == "plan_required"


def test_with_a_plan_only_the_safe_number_and_the_code_word_are_given(clerk):
    person = victim(clerk)
    plan(person, clerk, safe_phone_ids=[safe_phone(person).id], code_word="Papatya", speak_only_with="Kendisi")
    call = outgoing_contact(person, channel=OutgoingChannel.CALL, at=AT)
    assert (call.verdict.allowed, call.phones) == (True, ("+900005550002",))
    assert (call.code_word, call.speak_only_with) == ("Papatya", "Kendisi")
    assert not outgoing_contact(person, channel=OutgoingChannel.MESSAGE, at=AT).verdict.allowed
    printed = printable_contact(person, at=AT)
    assert printed.phones == ("+900005550002",)
    assert (printed.email, printed.line, printed.district) == ("", "", "")


def test_a_number_changed_after_the_plan_is_not_safe_any_more(clerk):
    person = victim(clerk)
    phone = safe_phone(person)
    plan(person, clerk, safe_phone_ids=[phone.id])
    operations.change_phone(
        phone.id, PhoneDraft(number="0000 555 00 03", kind="relative"), actor=clerk, version=phone.version, now=NOW
    )
    assert outgoing_contact(person, channel=OutgoingChannel.CALL, at=AT).verdict.code == "no_safe_number"


def test_the_plans_words_lie_sealed(clerk):
    person = victim(clerk)
    row = plan(person, clerk, safe_phone_ids=[safe_phone(person).id], code_word="Papatya")
    assert b"Papatya" not in bytes(row.sealed)
    held = current_plan(person.id)
    assert held is not None
    assert held.code_word == "Papatya"


def test_a_new_plan_supersedes_the_old_one_and_a_stale_sender_is_told(clerk):
    person = register(clerk)
    first = plan(person, clerk, may_call=False)
    second = plan(person, clerk, version=1, may_call=False, may_print=False)
    assert (first.version, second.version) == (1, 2)
    assert SafeContactPlan.objects.filter(person=person, superseded_at__isnull=True).get() == second
    with pytest.raises(Conflict):
        plan(person, clerk, version=1, may_call=False)
    assert AuditEvent.objects.filter(action="person.safe_contact_planned").count() == 2


def test_what_is_wrong_with_a_plan_is_named_at_once(clerk):
    person, other = register(clerk), register(clerk, phones=PHONES)
    with pytest.raises(Invalid) as caught:
        plan(person, clerk, safe_phone_ids=[safe_phone(other).id], hours=[{"days": [9]}], review_on=dt.date(2020, 1, 1))
    assert {p.field for p in caught.value.problems} == {"safe_phone_ids", "hours.0", "review_on"}
    with pytest.raises(Invalid):
        plan(person, clerk, may_call=True)


def test_only_who_may_write_it_and_find_the_person_makes_a_plan(clerk, actor):
    person = victim(clerk)
    with pytest.raises(NotAllowed):
        plan(person, actor(role="trainer"), may_call=False)
    with pytest.raises(NotFound):
        plan(person, actor(role="intake_clerk"), may_call=False)


def test_printing_a_list_costs_the_same_for_two_people_and_for_twenty(clerk):
    people = []
    counts = []
    for size in (2, 20):
        while len(people) < size:
            person = register(clerk, phones=PHONES)
            plan(person, clerk, safe_phone_ids=[safe_phone(person).id])
            people.append(person)
        with CaptureQueriesContext(connection) as seen:
            assert len(printable_contacts(people, at=AT)) == size
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 5


def test_someone_without_a_plan_and_without_need_of_one_is_printed_whole(clerk):
    person = register(
        clerk, phones=PHONES, email="a@example.org", address=AddressDraft(province="Kayseri", district="Talas")
    )
    printed = printable_contact(person, at=AT)
    assert printed.phones == ("+900005550001", "+900005550002")
    assert (printed.email, printed.district, printed.withheld) == ("a@example.org", "Talas", "")


def test_an_export_holds_what_the_plan_lets_be_printed(clerk):
    person, other = victim(clerk), register(clerk, given_names="Can", phones=PHONES, email="c@example.org")
    columns = ("given_names", "phone", "email", "district")

    def exported():
        people = Person.objects.filter(pk__in=[person.pk, other.pk]).order_by("-given_names")
        return list(rows_of(people, ExportPlan(actor=clerk, columns=columns, today=TODAY, now=NOW)))

    both = "+900005550001; +900005550002"
    assert exported() == [["Can", both, "c@example.org", None], ["Ayşe", None, None, None]]
    plan(person, clerk, safe_phone_ids=[safe_phone(person).id])
    assert exported()[1] == ["Ayşe", "+900005550002", None, None]


@pytest.fixture
def stored(api, municipalities):
    client = api(role="intake_clerk")
    with scope.enter(municipalities["kayseri"]):
        person = register(make_actor("intake_clerk"), phones=PHONES)
        phone_id = str(safe_phone(person).id)
    return client, f"/api/v1/people/{person.id}/safe-contact/", phone_id


def test_the_api_makes_reads_and_versions_plans(stored, municipalities):
    client, url, phone_id = stored
    empty = client.get(url)
    assert (empty.json()["plan"], empty["ETag"]) == (None, '"0"')
    body = {
        "safe_phone_ids": [phone_id],
        "hours": [{"days": [1, 2], "start": "09:00", "end": "12:00"}],
        "code_word": "Papatya",
    }
    made = client.put(url, body, format="json", HTTP_IF_MATCH='"0"')
    assert made.status_code == 200, made.content
    assert made["ETag"] == '"1"'
    shown = client.get(url).json()
    assert shown["plan"]["hours"] == [{"days": [1, 2], "start": "09:00", "end": "12:00"}]
    assert shown["plan"]["hours_text"] == "Pzt, Sal 09:00-12:00"
    assert shown["plan"]["code_word"] == "Papatya"
    assert {c["channel"]: c["code"] for c in shown["channels"]}["message"] == "plan_forbids"
    assert client.put(url, body, format="json", HTTP_IF_MATCH='"0"').status_code == 409
    assert client.put(url, body, format="json").status_code == 428
    with scope.enter(municipalities["kayseri"]):
        assert AuditEvent.objects.filter(action="person.safe_contact_read").count() == 2


def test_the_api_refuses_roles_that_may_not(api, stored):
    _, url, _ = stored
    assert api(role="tenant_admin").get(url).status_code == 403
    assert api(role="kvkk_contact").put(url, {}, format="json", HTTP_IF_MATCH='"0"').status_code == 403
    assert api(role="intake_clerk", municipality="izmir").get(url).status_code == 404


def test_reading_a_plan_stays_within_its_budget(stored):
    client, url, phone_id = stored
    client.put(url, {"safe_phone_ids": [phone_id]}, format="json", HTTP_IF_MATCH='"0"')
    with CaptureQueriesContext(connection) as seen:
        client.get(url)
    frame = ("SAVEPOINT", "RELEASE", "SELECT set_config", "SET LOCAL ROLE")
    own = [query["sql"][:90] for query in seen.captured_queries if not query["sql"].startswith(frame)]
    assert len(own) <= 14, own
