"""Which municipality the running code works for, and where the call came from.

The value is set by `tenants.scope` only, together with the database's role and path; the kernel merely reads it.
"""

import dataclasses
import uuid
from collections.abc import Iterator
from contextvars import ContextVar

from omuz.kernel.blocks import block


@dataclasses.dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality as the running request, task or command knows it.

    `key` is immutable and names the schema and the role; `slug` is the label in the address and may change.
    """

    id: uuid.UUID
    key: str
    slug: str
    name: str
    kind: str
    state: str
    is_demo: bool
    schema_name: str
    role_name: str
    province: str = ""
    district: str = ""
    #: The second wall's token, sealed (tenants.walls); never shown.
    sealed_wall_token: str = dataclasses.field(default="", repr=False)
    #: How many migrations the schema has had: code that needs more does not enter it.
    migrations_applied: int = 0


class NoMunicipalityError(RuntimeError):
    """Code that needs a municipality ran outside of any: it stops instead of guessing one."""


class CrossMunicipalityError(RuntimeError):
    """Something of one municipality was about to be used in another one: refused."""


class MaintenanceError(RuntimeError):
    """The municipality's schema is being changed, or waits for a migration that this code needs: come back soon.

    `is_behind` tells the second from the first: what is known of the municipality may be some seconds old then.
    """

    def __init__(self, message: str, *, is_behind: bool = False) -> None:
        super().__init__(message)
        self.is_behind = is_behind


_current: ContextVar[Municipality | None] = ContextVar("omuz_municipality", default=None)

PUBLIC_KEY = "public"


def current_municipality() -> Municipality | None:
    """Return the municipality whose schema is entered, or None in the platform's own room."""
    return _current.get()


def require_municipality() -> Municipality:
    """Return the entered municipality.

    Raises:
        NoMunicipalityError: outside of any municipality.
    """
    municipality = _current.get()
    if municipality is None:
        raise NoMunicipalityError("This code works for one municipality and none has been entered.")
    return municipality


def scope_key() -> str:
    """Return the municipality's immutable key, or "public" in the platform's own room: for cache keys and paths."""
    municipality = _current.get()
    return municipality.key if municipality is not None else PUBLIC_KEY


@block
def bind_municipality(municipality: Municipality | None) -> Iterator[None]:
    """Make `municipality` the current one for the block. For `tenants.scope` only."""
    token = _current.set(municipality)
    try:
        yield
    finally:
        _current.reset(token)
