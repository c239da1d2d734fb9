"""Going through a definition: every part with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from apps.programmes.definition.base import Part
from apps.programmes.definition.findings import Finding, Path


def parts(value: object, path: Path = ()) -> Iterator[tuple[Path, Part]]:
    """Yield every part below a value with its place, the outer before the inner."""
    if isinstance(value, Part):
        yield path, value
        for name in type(value).model_fields:
            yield from parts(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for index, entry in enumerate(value):
            yield from parts(entry, (*path, index))


def unknown(path: Path, value: str, known: Sequence[str] | frozenset[str], what: str) -> Iterator[Finding]:
    """Yield a finding where a name is none of the known ones; `what` says of what it is the name ("form")."""
    if value not in known:
        yield Finding(
            path, "unknown_reference", f"“{value}” adında bir {what} yok.", f"Listeden bir {what} seçin ya da ekleyin."
        )
