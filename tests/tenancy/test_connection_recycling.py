"""A connection serves a number of municipalities and is given up then: its server process keeps what it learns."""

import pytest
from django.db import DatabaseError, connection, transaction

from apps.accounts.models import OrgUnit
from omuz.kernel.crypto import keyring
from tenants import scope, walls
from tenants.country import country_municipalities

pytestmark = pytest.mark.django_db(transaction=True)


def server_process() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid: int = cursor.fetchone()[0]
    return pid


@pytest.fixture
def after_two_rooms(settings):
    """Let a connection serve two rooms, and begin with a fresh one."""
    settings.OMUZ_CONNECTION_ROOMS = 2
    connection.close()


def visit(municipality) -> int:
    with scope.enter(municipality):
        OrgUnit.objects.exists()
        return server_process()


def test_a_connection_is_given_up_after_its_share_of_rooms(municipalities, after_two_rooms):
    first = visit(municipalities["kayseri"])
    assert connection.connection is not None
    assert visit(municipalities["izmir"]) == first
    assert connection.connection is None, "the second room was the last one"
    assert visit(municipalities["kayseri"]) != first


def test_the_same_room_again_is_no_further_one(municipalities, after_two_rooms):
    assert len({visit(municipalities["kayseri"]) for _ in range(5)}) == 1


def test_the_platforms_own_room_counts_too(municipalities, after_two_rooms):
    visit(municipalities["kayseri"])
    visit(None)
    assert connection.connection is None


def test_a_transaction_is_never_cut_off(after_two_rooms):
    with transaction.atomic():
        first = server_process()
        for room in ("one", "two", "three"):
            connection.left_room(room)
        assert server_process() == first
    connection.left_room("four")
    assert connection.connection is None, "given up once the transaction was over"


def test_a_scope_inside_a_scope_keeps_its_connection(municipalities, after_two_rooms):
    visit(None)
    with scope.enter(municipalities["kayseri"]):
        outer = server_process()
        with scope.enter(municipalities["kayseri"]):
            assert server_process() == outer
        assert server_process() == outer
    assert connection.connection is None


def test_a_room_that_was_left_by_an_error_counts_as_well(municipalities, after_two_rooms):
    visit(municipalities["kayseri"])
    with pytest.raises(DatabaseError), scope.enter(municipalities["izmir"]), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM there_is_no_such_table")
    assert connection.connection is None


def test_what_a_process_keeps_of_each_room_is_bounded_and_holds_the_whole_country():
    rooms = len(country_municipalities()) + 1
    assert rooms < walls.open_token.cache_info().maxsize <= 3 * rooms
    assert 2 * rooms < keyring.CACHE_SIZE <= 4 * rooms, "two keys a room"
