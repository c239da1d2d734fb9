"""Free text about people: sealed as one document a row."""

import json
from collections.abc import Mapping
from typing import Any, Protocol
from uuid import UUID

from omuz.kernel import crypto

__all__ = ["opened_words", "sealed_words"]


class SealedRow(Protocol):
    """A row with one sealed document."""

    id: Any
    sealed: Any


def opened_words(row: SealedRow, *, field: str) -> dict[str, Any]:
    """Return what was written with a row; empty where nothing was. The reader has the right to it, or has logged it."""
    if not row.sealed:
        return {}
    found: dict[str, Any] = json.loads(crypto.open_text(row.sealed, field=field, row_id=row.id))
    return found


def sealed_words(words: Mapping[str, Any], *, field: str, row_id: UUID) -> bytes:
    """Return the sealed document of what is not empty, empty where everything is."""
    kept = {name: value for name, value in words.items() if value not in ("", None, [], ())}
    return crypto.seal_text(json.dumps(kept, ensure_ascii=False), field=field, row_id=row_id) if kept else b""
