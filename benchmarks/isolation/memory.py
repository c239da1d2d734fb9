"""What a database backend and a web process hold after working in every municipality, with and without the cap.

The backend's own memory is what /proc calls RssAnon (shared buffers are not in it); where /proc does not say it, the
memory contexts of the backend are added up, as superuser. Prepared statements are measured beside none.
"""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.apps import apps
from django.conf import settings
from django.db import connection

from benchmarks.measuring.progress import result, say
from tenants import scope

COUNTRY = 1393
_HELD = re.compile(r"^RssAnon:\s+(\d+) kB", re.MULTILINE)
#: What a day's work in a municipality touches, beside all of its tables.
USUAL = 12


def models_of_rooms() -> list[Any]:
    """Return the models whose tables stand in a municipality's schema."""
    listed = set(settings.TENANT_APPS)
    return [m for m in apps.get_models() if m._meta.app_config.name in listed and m._meta.managed]


def touch(municipality: Any, models: Sequence[Any]) -> None:
    """Read from each table as a request would."""
    with scope.enter(municipality):
        for model in models:
            list(model._base_manager.order_by("pk").values_list("pk", flat=True)[:1])


def backend() -> int:
    """Return the process id of the connection's backend."""
    connection.ensure_connection()
    raw: Any = connection.connection
    pid: int = raw.info.backend_pid
    return pid


def held_by(pid: int) -> float | None:
    """Return the MiB that a process holds for itself, None where this machine does not say it."""
    try:
        found = _HELD.search(Path(f"/proc/{pid}/status").read_text(encoding="ascii"))
    except OSError:
        return None
    return int(found[1]) / 1024 if found else None


@contextmanager
def rooms_per_connection(count: int) -> Iterator[None]:
    """Let a connection serve `count` rooms for the block, which begins with a fresh connection."""
    before = settings.OMUZ_CONNECTION_ROOMS
    settings.OMUZ_CONNECTION_ROOMS = count
    connection.close()
    try:
        yield
    finally:
        settings.OMUZ_CONNECTION_ROOMS = before
        connection.close()


def most_held(municipalities: Sequence[Any], models: Sequence[Any], *, rooms: int, prepare: bool = False) -> float:
    """Return the most MiB that a backend held while all were touched, its start taken off."""
    most = 0.0
    with rooms_per_connection(rooms):
        pid, start = 0, 0.0
        for municipality in municipalities:
            if connection.connection is None:
                pid = backend()
                start = held_by(pid) or 0.0
                if prepare:
                    raw: Any = connection.connection
                    raw.prepare_threshold = 0
            touch(municipality, models)
            most = max(most, (held_by(pid) or 0.0) - start) if connection.connection is not None else most
    return most


def measure(municipalities: Sequence[Any]) -> list[dict[str, Any]]:
    """Return the lines: each beside the same without the cap."""
    if held_by(os.getpid()) is None or not _is_local():
        say("memory is not measured: the database runs elsewhere or /proc does not tell")
        return []
    everything, unlimited = models_of_rooms(), 10**9
    usual = everything[:USUAL]
    count, cap = len(municipalities), settings.OMUZ_CONNECTION_ROOMS
    process = held_by(os.getpid()) or 0.0
    lines = []
    for name, models in ((f"{USUAL} tables", usual), (f"all {len(everything)} tables", everything)):
        free = most_held(municipalities, models, rooms=unlimited)
        capped = most_held(municipalities, models, rooms=min(cap, max(count // 2, 1)))
        each = free / count
        lines += [
            result(f"backend after {count} municipalities, {name} of each (MiB; baseline: no cap)",
                   capped, free, digits=1),
            result(f"backend, {name}, of a municipality (MiB)", each, None, digits=3),
            result(f"backend, {name}, at the cap of {cap} and of {COUNTRY} without one (MiB, estimate)",
                   each * min(cap, COUNTRY), each * COUNTRY, digits=1),
        ]  # fmt: skip
    prepared = most_held(municipalities, usual, rooms=unlimited, prepare=True)
    lines.append(
        result(f"backend after {count} municipalities, {USUAL} tables, statements prepared (MiB; baseline: not)",
               prepared, most_held(municipalities, usual, rooms=unlimited), digits=1)
    )  # fmt: skip
    lines.append(
        result("this process, grown by all of it (MiB)", (held_by(os.getpid()) or 0.0) - process, None, digits=1)
    )
    return lines


def _is_local() -> bool:
    """Return whether the backend is a process of this machine."""
    with psycopg.connect(os.environ["OMUZ_SCRATCH_SUPERUSER_URL"]) as server:
        pid = server.info.backend_pid
        try:
            return b"postgres" in Path(f"/proc/{pid}/cmdline").read_bytes()
        except OSError:
            return False
