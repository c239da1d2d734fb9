"""The three truth values and Kleene's strong logic on them."""

from __future__ import annotations

from enum import Enum


class Truth(Enum):
    """TRUE, FALSE, or UNKNOWN: a fact that would decide is missing."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"

    def __bool__(self) -> bool:
        """Always raise TypeError: `if outcome:` would turn UNKNOWN into a silent answer."""
        raise TypeError("a Truth has three values; compare it with `is Truth.TRUE`")

    def __invert__(self) -> Truth:
        if self is Truth.UNKNOWN:
            return self
        return Truth.FALSE if self is Truth.TRUE else Truth.TRUE

    def __and__(self, other: Truth) -> Truth:
        if self is Truth.FALSE or other is Truth.FALSE:
            return Truth.FALSE
        return Truth.TRUE if self is Truth.TRUE and other is Truth.TRUE else Truth.UNKNOWN

    def __or__(self, other: Truth) -> Truth:
        return ~(~self & ~other)
