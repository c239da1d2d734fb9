"""How background work finds and enters a room by its key: what the kernel's tasks are given at start."""

from contextlib import AbstractContextManager

from omuz.kernel import context
from tenants import scope
from tenants.enums import MunicipalityState
from tenants.models import Municipality


def enter_room(key: str) -> AbstractContextManager[None]:
    """Return the block that is one transaction in the room with `key` ("public" is the platform's own).

    Raises:
        LookupError: no active municipality has that key.
    """
    if key == context.PUBLIC_KEY:
        return scope.enter(None)
    here = context.current_municipality()
    if here is not None and here.key == key:
        return scope.enter(here)
    with scope.enter(None):
        municipality = Municipality.objects.filter(key=key, state=MunicipalityState.ACTIVE).first()
    if municipality is None:
        raise LookupError(f"no active municipality {key[:40]!r}")
    return scope.enter(municipality.as_context())


def active_keys() -> list[str]:
    """Return the keys of the active municipalities."""
    with scope.enter(None):
        return list(
            Municipality.objects.filter(state=MunicipalityState.ACTIVE).order_by("key").values_list("key", flat=True)
        )
