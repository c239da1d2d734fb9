"""From a host name to a municipality: the whole map is kept in the process and read again after a few seconds.

A per-host cache mostly misses among 1,393 municipalities; the whole map is one small query. A suspended municipality
or a new domain becomes effective within `MAX_AGE`.
"""

import threading
import time

from django.conf import settings

from omuz.kernel import context
from tenants import scope
from tenants.models import Domain

MAX_AGE = 5.0


class DomainMap:
    """Host name -> municipality. Safe for threads; `clear` is for tests and for the one who changes the registry."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._map: dict[str, context.Municipality] = {}
        self._read_at = float("-inf")

    def find(self, host: str) -> context.Municipality | None:
        """Return the municipality reached under `host` (without port), or None when no municipality has it."""
        if time.monotonic() - self._read_at > MAX_AGE:
            with self._lock:
                if time.monotonic() - self._read_at > MAX_AGE:
                    self._map = self._read()
                    self._read_at = time.monotonic()
        return self._map.get(host.lower().rstrip("."))

    def find_newer(self, host: str, known: context.Municipality) -> context.Municipality | None:
        """Return the municipality of `host` if it has been migrated since `known` was read, else None.

        One row is read, not the whole map: while the fleet is behind, every request of a waiting municipality asks.
        """
        name = host.lower().rstrip(".")
        with scope.enter(None):
            row = Domain.objects.select_related("tenant").filter(domain=name).first()
            newer = row.tenant.as_context() if row is not None else None
        if newer is None or (newer.key, newer.state) != (known.key, known.state):
            return None
        if newer.migrations_applied <= known.migrations_applied:
            return None
        with self._lock:
            self._map = {**self._map, name: newer}
        return newer

    def clear(self) -> None:
        """Forget the map: the next look-up reads the registry again."""
        self._read_at = float("-inf")

    @staticmethod
    def _read() -> dict[str, context.Municipality]:
        with scope.enter(None):
            rows = Domain.objects.select_related("tenant").order_by("domain")
            return {row.domain.lower(): row.tenant.as_context() for row in rows}


domain_map = DomainMap()


def is_platform_host(host: str) -> bool:
    """Return whether `host` is the bare domain: the platform's and the coordinator's room."""
    return host.lower().rstrip(".") == settings.OMUZ_BASE_DOMAIN
