"""Keys: UUIDs of version 7 in the order of their making."""

import time
import uuid

from omuz.kernel.ids import new_id


def test_what_is_made_in_a_row_sorts_so_and_is_never_the_same():
    made = [new_id() for _ in range(2000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_it_is_a_uuid_of_version_7_that_tells_its_millisecond(monkeypatch):
    monkeypatch.setattr(time, "time_ns", lambda: 1_790_000_000_123_999_999)
    key = new_id()
    assert (key.version, key.variant) == (7, uuid.RFC_4122)
    assert key.int >> 80 == 1_790_000_000_123
    assert (key.int >> 64) & 0xFFF == 0xFFF, "the last of the 4,096 parts of its millisecond"
