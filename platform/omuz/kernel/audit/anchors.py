"""The head of the chain, kept outside the database: who rewrites the tables must also reach this file.

One line a seal, `sequence digest count time`, appended and flushed to the disk. Ship the file to another machine.
"""

import fcntl
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings

from omuz.kernel.models.audit import AuditSeal


def anchor_path(room: str) -> Path:
    """Return the file of a room (a municipality's key, or "public")."""
    return Path(settings.OMUZ_DATA_DIR) / "anchors" / f"{room}.log"


def read_anchors(room: str) -> dict[int, str]:
    """Return the anchored digests by sequence; a line cut off by a crash is left out."""
    return dict(_lines(anchor_path(room)))


def append_anchors(room: str, seals: Iterable[AuditSeal]) -> int:
    """Append the seals that the file lacks and return how many. Safe to call from several processes."""
    path = anchor_path(room)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with path.open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        known = max(read_anchors(room), default=0)
        new = [seal for seal in seals if seal.sequence > known]
        file.seek(0)
        torn = file.read()[-1:] not in {b"", b"\n"}
        content = "".join(f"{s.sequence} {s.digest} {s.count} {s.sealed_at.isoformat()}\n" for s in new)
        file.write((("\n" if torn else "") + content).encode("ascii"))
        file.flush()
        os.fsync(file.fileno())
    return len(new)


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    if not path.exists():
        return
    for line in path.read_text(encoding="ascii").splitlines(keepends=True):
        parts = line.split()
        if line.endswith("\n") and len(parts) == 4:
            yield int(parts[0]), parts[1]
