"""What the history writes, what it refuses, and what it forgets."""

import datetime as dt
import hashlib
import uuid

import pytest
from django.db import DatabaseError, connection, transaction

from omuz.kernel import audit, crypto
from omuz.kernel.actors import Actor, system_actor
from omuz.kernel.models import AuditDetail, AuditEvent, PersonKey

NOW = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)
CLERK = Actor(id=uuid.UUID(int=5), label="Ayşe Görevli", kind="staff")
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0"
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36 Edg/130.0"


def record(**changes):
    given = {"actor": CLERK, "action": "person.registered", "subject": ("people.person", uuid.uuid4()), "now": NOW}
    return audit.record(**(given | changes))


def test_an_event_says_who_what_which_row_why_and_from_where(kayseri):
    person = uuid.uuid4()
    origin = audit.Origin(channel="web", request_id="r-1", ip="10.0.0.7", agent=audit.agent_family(FIREFOX))
    with audit.originating(origin):
        made = record(reason="Başvuru", person_id=person, subject=("people.person", person))
    event = AuditEvent.objects.get(pk=made.pk)
    assert (event.actor_id, event.actor_kind, event.action) == (CLERK.id, "staff", "person.registered")
    assert (event.subject_type, event.subject_id, event.person_id) == ("people.person", person, person)
    assert (event.reason, event.channel, event.request_id) == ("Başvuru", "web", "r-1")
    assert (event.ip, event.agent, event.at) == ("10.0.0.7", "Firefox 131, Linux", NOW)


def test_a_member_of_staff_is_kept_by_id_and_the_system_by_name(kayseri):
    assert record().actor_label == ""
    assert record(actor=system_actor("import")).actor_label == "import"


def test_values_are_readable_with_the_persons_key_and_stand_nowhere_in_the_clear(kayseri):
    person = uuid.uuid4()
    event = record(person_id=person, before={"surname": "Yılmaz"}, after={"surname": "Öztürk", "on": NOW.date()})
    detail = audit.open_details([event])[event.id]
    assert (detail.before, detail.after) == ({"surname": "Yılmaz"}, {"surname": "Öztürk", "on": "2026-11-21"})
    stored = bytes(AuditDetail.objects.get(event=event).sealed)
    assert "Öztürk".encode() not in stored
    assert event.detail_digest == hashlib.sha256(stored).hexdigest()
    assert "Öztürk" not in str(AuditEvent.objects.filter(pk=event.pk).values())


def test_after_disposal_the_history_stands_and_its_values_are_gone(kayseri):
    person = uuid.uuid4()
    event = record(person_id=person, after={"surname": "Öztürk"})
    crypto.destroy_person_key(person, now=NOW)
    assert audit.open_details([event]) == {event.id: audit.Detail(is_destroyed=True)}
    assert AuditEvent.objects.filter(pk=event.pk).exists()
    assert record(person_id=person).pk
    with pytest.raises(crypto.PersonKeyDestroyedError):
        record(person_id=person, after={"surname": "Öztürk"})


def test_values_that_concern_no_person_are_sealed_too(kayseri):
    event = record(subject=("accounts.orgunit", uuid.uuid4()), before={"name": "A"}, after={"name": "B"})
    assert audit.open_details([event])[event.id].after == {"name": "B"}
    assert not PersonKey.objects.exists()


def test_an_import_writes_thousands_of_events_in_a_handful_of_statements(kayseri, django_assert_max_num_queries):
    entries = [
        audit.Entry(action="person.registered", subject=("people.person", p), person_id=p, after={"n": 1})
        for p in (uuid.uuid4() for _ in range(1000))
    ]
    with django_assert_max_num_queries(12):
        events = audit.record_many(entries, actor=CLERK, now=NOW)
    assert [event.subject_id for event in events] == [entry.subject[1] for entry in entries]
    assert len(audit.open_details(events)) == 1000


@pytest.mark.parametrize("action", ["Person.registered", "registered", "person registered", "person.", "ayşe.x"])
def test_an_action_is_a_dotted_verb(kayseri, action):
    with pytest.raises(ValueError, match="dotted"):
        record(action=action)


@pytest.mark.parametrize("table", ["kernel_auditevent", "kernel_auditdetail", "kernel_auditseal"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_history_can_be_neither_changed_nor_deleted_nor_emptied(kayseri, table, statement):
    record(person_id=uuid.uuid4(), after={"a": 1})
    column = {"kernel_auditevent": "reason", "kernel_auditdetail": "sealed", "kernel_auditseal": "digest"}[table]
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table, column, column))


def test_a_writer_cannot_choose_the_transaction_that_the_sealer_trusts(kayseri):
    forged = AuditEvent(
        at=NOW, actor_id=CLERK.id, actor_kind="staff", action="a.b", subject_type="x", subject_id=uuid.uuid4(),
        transaction_id=1, era=1,
    )  # fmt: skip
    forged.save(force_insert=True)
    forged.refresh_from_db()
    assert forged.transaction_id > 1
    assert forged.era != 1


def test_a_refusal_survives_the_rollback_of_the_views_work(kayseri):
    with audit.deferring():
        with pytest.raises(RuntimeError), transaction.atomic():
            record(action="person.changed")
            audit.after_response(actor=CLERK, action="person.refused", subject=("people.person", uuid.uuid4()), now=NOW)
            raise RuntimeError
        assert audit.flush_deferred() == 1
        assert audit.flush_deferred() == 0
    assert list(AuditEvent.objects.values_list("action", flat=True)) == ["person.refused"]


def test_outside_of_a_request_nothing_waits(kayseri):
    audit.after_response(actor=CLERK, action="person.refused", subject=("people.person", uuid.uuid4()), now=NOW)
    assert AuditEvent.objects.count() == 1


def test_what_a_failed_request_deferred_is_dropped_with_it(kayseri):
    with audit.deferring():
        audit.after_response(actor=CLERK, action="person.refused", subject=("people.person", uuid.uuid4()), now=NOW)
    assert audit.flush_deferred() == 0
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize(
    ("header", "family"), [(FIREFOX, "Firefox 131, Linux"), (EDGE, "Edge 130, Windows"), ("curl/8.1", ""), ("", "")]
)
def test_a_browser_is_named_without_a_fingerprint(header, family):
    assert audit.agent_family(header) == family
