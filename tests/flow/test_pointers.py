"""One table says where something waits; no municipality can read it, write it, or point to another one."""

import uuid

import pytest
from django.db import DatabaseError, ProgrammingError, connection

from omuz.kernel import audit, clock, outbox
from omuz.kernel.actors import Actor
from tenants import scope
from tests.flow.conftest import look

pytestmark = pytest.mark.django_db(transaction=True)
SYSTEM = Actor(id=uuid.UUID(int=1), label="Deneme", kind="system")


def test_a_message_and_an_event_leave_a_pointer_in_their_own_transaction(municipalities, heard):
    object_id = uuid.uuid4()
    with scope.enter(municipalities["kayseri"]):
        outbox.publish("letter.send", object_id, now=clock.now())
        audit.record(actor=SYSTEM, action="unit.made", subject=("accounts.orgunit", object_id), now=clock.now())
    with scope.enter(None):
        outbox.publish("letter.send", object_id, now=clock.now())
    rows = look("SELECT room, topic, object_id FROM relay.pointer ORDER BY id")
    assert rows == [
        ("kayseri", "letter.send", object_id),
        ("kayseri", "history", None),
        ("public", "letter.send", object_id),
    ]


def test_what_is_rolled_back_leaves_no_pointer(municipalities, heard):
    with pytest.raises(RuntimeError), scope.enter(municipalities["kayseri"]):
        outbox.publish("letter.send", uuid.uuid4(), now=clock.now())
        raise RuntimeError
    assert look("SELECT * FROM relay.pointer") == []


def test_a_pointer_carries_no_payload():
    columns = {
        name
        for (name,) in look(
            "SELECT attname FROM pg_attribute WHERE attrelid = 'relay.pointer'::regclass AND attnum > 0"
        )
    }
    assert columns == {"id", "room", "topic", "object_id", "noted_at", "due_at"}


FORGERIES = [
    "INSERT INTO relay.pointer (room, topic) VALUES ('izmir', 'letter.send')",
    "INSERT INTO relay.pointer (room, topic) VALUES ('kayseri', 'letter.send')",
    "SELECT count(*) FROM relay.pointer",
    "UPDATE relay.pointer SET due_at = now()",
    "DELETE FROM relay.pointer",
    "SELECT nextval('relay.pointer_id_seq')",
    "SELECT * FROM relay.round",
    "SELECT * FROM relay.trouble",
    "SELECT ext.note_message()",
    "SELECT ext.note_history()",
    "CREATE TEMP TABLE m_izmir (id int)",
]


@pytest.mark.parametrize("statement", FORGERIES)
def test_a_municipality_has_no_right_in_the_relays_schema(municipalities, heard, publish, statement):
    publish(municipalities["izmir"])
    with pytest.raises(DatabaseError, match=r"permission denied|only be called as trigger"):
        with scope.enter(municipalities["kayseri"]), connection.cursor() as cursor:
            cursor.execute(statement)
    assert len(look("SELECT * FROM relay.pointer")) == 1


def test_the_platforms_role_can_write_no_pointer(heard):
    for statement in (
        "INSERT INTO relay.pointer (room, topic) VALUES ('kayseri', 'x')",
        "UPDATE relay.pointer SET room = 'izmir'",
        "TRUNCATE relay.pointer",
    ):
        with pytest.raises(ProgrammingError, match="permission denied"):
            look(statement)


def test_the_room_is_where_the_row_was_written_whatever_the_writer_says(municipalities, heard):
    """Injected SQL that changes its own path still writes into its own schema, and the pointer says so."""
    with scope.enter(municipalities["kayseri"]), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO kernel_outboxmessage (id, topic, object_id, created_at, attempts, last_error)"
            " VALUES (gen_random_uuid(), 'izmir', gen_random_uuid(), now(), 0, '')"
        )
    assert look("SELECT room FROM relay.pointer") == [("kayseri",)]
