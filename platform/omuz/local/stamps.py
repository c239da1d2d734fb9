"""Stamps: a step that was done for the same sources is not done again."""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path


def write_atomically(path: Path, text: str, *, mode: int = 0o644) -> None:
    """Write `text` so that a reader, or a kill at any moment, meets the old content or the new, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        os.fchmod(descriptor, mode)
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def digest(paths: Iterable[Path], *words: str) -> str:
    """Return one SHA-256 over names and contents of the files that exist and over `words`."""
    total = hashlib.sha256()
    for word in words:
        total.update(f"w{len(word)}:{word}".encode())
    for path in sorted(set(paths)):
        if path.is_file():
            content = path.read_bytes()
            total.update(f"f{path}:{len(content)}:".encode())
            total.update(content)
    return total.hexdigest()


def files_below(
    folder: Path, *, suffixes: frozenset[str] = frozenset(), skip: frozenset[str] = frozenset()
) -> list[Path]:
    """Return the files below `folder` with one of `suffixes` (all when empty), without folders named in `skip`."""
    found: list[Path] = []
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in skip)
        found += [Path(where, name) for name in sorted(names) if not suffixes or Path(name).suffix in suffixes]
    return found


def is_stamped(stamp: Path, value: str) -> bool:
    """Return whether the step behind `stamp` was finished for `value`."""
    try:
        return stamp.read_text(encoding="utf-8").strip() == value
    except OSError:
        return False


def stamp(path: Path, value: str) -> None:
    """Record that the step is finished for `value`."""
    write_atomically(path, value + "\n")
