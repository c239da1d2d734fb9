"""Reading once: what is noted lasts as long as the block, stays in its room, and is nowhere without a block."""

import threading

from omuz.kernel.once import notes, reading_once
from tenants import scope


def test_nothing_is_noted_outside_of_a_block():
    assert notes("things") is None
    with reading_once():
        assert notes("things") == {}
    assert notes("things") is None


def test_what_is_noted_is_found_again_and_goes_with_the_block():
    with reading_once():
        notes("things")["a"] = 1
        assert (notes("things"), notes("others")) == ({"a": 1}, {})
    with reading_once():
        assert notes("things") == {}


def test_an_inner_block_is_part_of_the_outer_one():
    with reading_once():
        with reading_once():
            notes("things")["a"] = 1
        assert notes("things") == {"a": 1}


def test_a_failure_leaves_nothing_behind():
    try:
        with reading_once():
            notes("things")["a"] = 1
            raise RuntimeError
    except RuntimeError:
        assert notes("things") is None


def test_a_room_finds_nothing_of_another(municipalities, django_db_blocker):
    with django_db_blocker.unblock(), reading_once():
        with scope.enter(municipalities["kayseri"]):
            notes("things")["a"] = "kayseri"
        with scope.enter(municipalities["izmir"]):
            assert notes("things") == {}
        with scope.enter(municipalities["kayseri"]):
            assert notes("things") == {"a": "kayseri"}


def test_a_thread_has_its_own():
    found = []
    with reading_once():
        notes("things")["a"] = 1
        other = threading.Thread(target=lambda: found.append(notes("things")))
        other.start()
        other.join()
    assert found == [None]
