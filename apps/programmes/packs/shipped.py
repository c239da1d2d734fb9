"""The packs that come with this release, in the folder `packs` of the repository."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import Final

from apps.programmes.definition.base import CODE_PATTERN
from apps.programmes.packs.layout import PACK_FILE
from apps.programmes.packs.reading import Pack, PackReading, read_folder

_ROOT: Final = Path(__file__).resolve().parents[3] / "packs"
#: Path, size and time of change of every file: what was read stays true while it stays the same.
_Signature = tuple[tuple[str, int, int], ...]


def packs_folder() -> Path:
    """Return the folder in which the shipped packs stand, one folder each."""
    return _ROOT


def shipped_codes() -> list[str]:
    """Return the codes of the shipped packs in the order of the alphabet."""
    if not _ROOT.is_dir():
        return []
    return sorted(
        one.parent.name for one in _ROOT.glob(f"*/{PACK_FILE}") if re.fullmatch(CODE_PATTERN, one.parent.name)
    )


def get_shipped(code: str) -> Pack | None:
    """Return the shipped pack of that code; None where there is none, or where its files are wrong."""
    if code not in shipped_codes():
        return None
    pack = _reading(_ROOT / code, _signature(_ROOT / code)).pack
    return pack if pack is not None and pack.code == code else None


def list_shipped() -> list[Pack]:
    """Return the shipped packs, by code; one whose files are wrong is left out (`./omuz pack check --all` says why)."""
    return [pack for code in shipped_codes() if (pack := get_shipped(code)) is not None]


def _signature(folder: Path) -> _Signature:
    files = sorted(one for one in folder.rglob("*") if one.is_file())
    return tuple((str(one), (stat := one.stat()).st_size, stat.st_mtime_ns) for one in files)


@functools.lru_cache(maxsize=32)
def _reading(folder: Path, signature: _Signature) -> PackReading:
    return read_folder(folder)
