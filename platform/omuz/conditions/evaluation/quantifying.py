"""How the answers for single records become the answer for the list."""

from __future__ import annotations

from collections.abc import Callable

from omuz.conditions.operators import MatchMode
from omuz.conditions.truth import Truth

Verdict = Callable[[int, int, int], Truth]
"""From the numbers of records that are TRUE, FALSE and UNKNOWN."""


def verdict(mode: MatchMode, threshold: int | None) -> Verdict:
    """Return the three-valued answer of a mode: settled only when no unknown record could change it.

    An empty list meets `all` and `none` and does not meet `some`.
    """
    bound = threshold or 0
    if mode is MatchMode.ALL:
        # All meet it when none fails it.
        return lambda _true, false, unknown: _between(false, false + unknown, 0, 0)
    low, high = {
        MatchMode.NONE: (0, 0),
        MatchMode.SOME: (1, None),
        MatchMode.AT_LEAST: (bound, None),
        MatchMode.AT_MOST: (0, bound),
        MatchMode.EXACTLY: (bound, bound),
    }[mode]
    return lambda true, _false, unknown: _between(true, true + unknown, low, high)


def _between(least: int, most: int, low: int, high: int | None) -> Truth:
    """Return whether a count known to lie in [least, most] lies in [low, high]."""
    if most < low or (high is not None and least > high):
        return Truth.FALSE
    if least >= low and (high is None or most <= high):
        return Truth.TRUE
    return Truth.UNKNOWN
