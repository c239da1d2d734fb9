"""What bounds the cost of a condition.

There are no loops, so the cost of one evaluation is at most

    MAX_NODES x (records in a list) ** MAX_LIST_DEPTH

comparisons, each with a fact no longer than its caller hands in and a value no longer than MAX_TEXT_LENGTH.
A condition without lists of records costs at most MAX_NODES comparisons. Parsing visits at most MAX_NODES nodes
and stops at MAX_PROBLEMS problems, whatever the size of what was sent.
"""

from __future__ import annotations

from typing import Final

MAX_SOURCE_BYTES: Final = 256 * 1024
"""Length of the JSON text that `parse_text` reads."""
MAX_DEPTH: Final = 12
"""Groups inside groups, the conditions inside lists of records included."""
MAX_NODES: Final = 300
"""Groups and rules together."""
MAX_LIST_DEPTH: Final = 2
"""Lists of records inside lists of records."""
MAX_LIST_LENGTH: Final = 500
"""Values of one `in` or `notIn`."""
MAX_TEXT_LENGTH: Final = 500
"""Characters of one value, counted before and after folding."""
MAX_DIGITS: Final = 28
"""Digits of a number before the point, and after it."""
MAX_INTEGER: Final = 2**63 - 1
"""Largest absolute whole number: PostgreSQL's bigint."""
MAX_THRESHOLD: Final = 10_000
"""Largest number of records that "at least / at most / exactly" may name."""
MAX_RELATIVE_YEARS: Final = 200
"""How far a relative date may lie from the day of the decision."""
MAX_PROBLEMS: Final = 50
"""Problems reported for one condition."""
