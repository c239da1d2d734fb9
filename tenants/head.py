"""How far a schema must be for the running code, and the lock that keeps requests out while it is changed."""

import hashlib
import pkgutil
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps


@lru_cache(maxsize=1)
def migrations_known() -> int:
    """Return how many migrations this release has: every schema records all of them, whatever tables it holds.

    Code enters a schema that has had as many or more: a release that is being replaced goes on working in schemas that
    the next one has migrated, since migrations leave what the old code needs.
    """
    return len(migration_names())


def migration_names() -> frozenset[tuple[str, str]]:
    """Return app and name of every migration of this release, by its files: none of them is imported for that."""
    return frozenset(
        (config.label, module) for config in apps.get_app_configs() for module in _modules(f"{config.name}.migrations")
    )


def _modules(package: str) -> Iterator[str]:
    if find_spec(package) is not None:
        path = getattr(import_module(package), "__path__", [])
        yield from (m.name for m in pkgutil.iter_modules(path) if not m.ispkg and m.name[0] not in "_~")


def gate_number(key: str) -> int:
    """Return the number of the advisory lock at the municipality's gate.

    Whoever works in the municipality holds it shared until the transaction ends; a migration takes it alone. The number
    is 63 bits of a hash: two municipalities that meet on one would merely wait for each other.
    """
    return int.from_bytes(hashlib.sha256(f"omuz gate {key}".encode()).digest()[:8]) >> 1
