"""Application-made keys."""

import os
import time
import uuid


def new_id() -> uuid.UUID:
    """Return a UUIDv7 (RFC 9562, method 3): sortable by the moment of its making, 62 random bits.

    The twelve bits after the millisecond tell its 4,096th parts, so that what one process makes in a row also stands so
    where a list is ordered by a moment and then by key. Keys are made by the application so that a row is known before
    it is stored and can be sent twice without harm.
    """
    milliseconds, nanoseconds = divmod(time.time_ns(), 1_000_000)
    value = (milliseconds & 0xFFFFFFFFFFFF) << 80
    value |= 0x7 << 76
    value |= (nanoseconds * 0x1000 // 1_000_000) << 64
    value |= 0b10 << 62
    value |= int.from_bytes(os.urandom(8), "big") & 0x3FFFFFFFFFFFFFFF
    return uuid.UUID(int=value)
