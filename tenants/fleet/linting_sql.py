"""What the lint reads in a migration's own SQL. Words inside strings and comments do not count."""

import re
from collections.abc import Iterator
from typing import Final

_NOISE: Final = re.compile(r"--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'", re.DOTALL)
_PUBLIC: Final = re.compile(r'(?<![\w.])"?public"?\s*\.\s*"?(\w+)', re.IGNORECASE)
#: Functions and operator classes of `ext` may be used; making, changing or filling something there may not.
_EXT: Final = re.compile(
    r"\b(?:CREATE|ALTER|DROP|GRANT|REVOKE|COMMENT|INSERT|UPDATE|DELETE|TRUNCATE)\b"
    r'[\w\s,()]*?\s"?(?P<named>ext"?\s*\.\s*"?\w+)',
    re.IGNORECASE,
)
_CLUSTER: Final = re.compile(
    r"\b((?:CREATE|ALTER|DROP)\s+(?:SCHEMA|EXTENSION|ROLE|USER|DATABASE|TABLESPACE|EVENT\s+TRIGGER))\b", re.IGNORECASE
)
_DROP: Final = re.compile(
    r"\b(DROP\s+TABLE|DROP\s+COLUMN|RENAME\s+(?:COLUMN\s+)?\S+\s+TO|RENAME\s+TO)\b", re.IGNORECASE
)
_CONTROL: Final = re.compile(
    r"(?:^|;)\s*(BEGIN|COMMIT|ROLLBACK|START\s+TRANSACTION|SAVEPOINT|SET\s+(?!LOCAL\b|CONSTRAINTS\b)\w+|RESET\s+\w+"
    r"|LOCK\s+TABLE|VACUUM)\b",
    re.IGNORECASE,
)
_CONCURRENTLY: Final = re.compile(r"\bINDEX\s+CONCURRENTLY\b", re.IGNORECASE)


def _bare(text: str) -> str:
    return _NOISE.sub(" ", text)


def names_shared_schema(text: str) -> Iterator[str]:
    """Yield what a statement names or changes outside of the municipality's schema."""
    bare = _bare(text)
    yield from (f"public.{found[1]}" for found in _PUBLIC.finditer(bare))
    yield from (re.sub(r'[\s"]', "", found["named"]) for found in _EXT.finditer(bare))
    yield from (" ".join(found[1].upper().split()) for found in _CLUSTER.finditer(bare))


def drops(text: str) -> Iterator[str]:
    """Yield what takes a table or column away from the code that still serves."""
    yield from (" ".join(found[1].split()) for found in _DROP.finditer(_bare(text)))


def takes_transaction_over(text: str, *, atomic: bool) -> Iterator[str]:
    """Yield what would end or change the runner's transaction; the body between dollar signs is a function's own."""
    bare = re.sub(r"\$(\w*)\$.*?\$\1\$", " ", _bare(text), flags=re.DOTALL)
    yield from (" ".join(found[1].upper().split()) for found in _CONTROL.finditer(bare))
    if atomic and _CONCURRENTLY.search(bare):
        yield "INDEX CONCURRENTLY inside a transaction (use AddIndexConcurrently and atomic = False)"
