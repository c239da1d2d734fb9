"""Every record knows the room that it was loaded or made in, and stays there.

An instance outlives its transaction: in a cache, a closure, a list that somebody filled in another municipality. Saved
elsewhere it would be a copy of one municipality's data in another's schema. So each instance carries the room's key in
its `_state`, and Django's ways to the database compare it with the room that is entered: saving, inserting in bulk,
updating in bulk, reading again, deleting, and relating two records.

Django has no hook for "an instance begins" that third parties' models share and that is cheap (`post_init` costs
several microseconds), therefore its ModelState is replaced and two of its methods are wrapped, here and once.
Deleting, relating and lazy loading ask the router, which asks `check`.
"""

from collections.abc import Iterable
from typing import Any, Final

from django.db.models import Model
from django.db.models import base as django_base

from omuz.kernel.context import CrossMunicipalityError, scope_key

#: An instance without a stamp is from before there were any (an old cache): it belongs nowhere.
UNSTAMPED: Final = ""


class StampedState(django_base.ModelState):
    """Django's state of an instance, with the key of the room in which the instance began."""

    room: str = UNSTAMPED

    def __init__(self) -> None:
        self.room = scope_key()


def room_of(instance: Model) -> str:
    """Return the key of the room in which `instance` was loaded or made ("public": the platform's own)."""
    return getattr(instance._state, "room", UNSTAMPED)


def check(*instances: Model) -> None:
    """Let records pass that belong to the room that is entered.

    Raises:
        CrossMunicipalityError: one of them belongs to another room. The message names its kind and no value.
    """
    here = scope_key()
    for instance in instances:
        if room_of(instance) != here:
            raise CrossMunicipalityError(
                f"{instance._meta.label} belongs to another municipality than the one that is entered."
            )


def check_all(values: Iterable[Any]) -> None:
    """Let values pass unless one of them is a record of another room; errors as `check`."""
    check(*(value for value in values if isinstance(value, Model)))


def install() -> None:
    """Stamp every instance that begins from now on; when the kernel is ready, before the first one."""
    django_base.ModelState = StampedState  # type: ignore[misc]
    if not hasattr(Model, "_omuz_unchecked"):
        _wrap_methods()


def _wrap_methods() -> None:
    prepare, refresh = Model._prepare_related_fields_for_save, Model.refresh_from_db  # type: ignore[attr-defined]

    def prepare_in_its_room(self: Model, *args: Any, **kwargs: Any) -> None:
        """Save, insert and update come through here, in bulk too."""
        check(self)
        prepare(self, *args, **kwargs)

    def refresh_in_its_room(self: Model, *args: Any, **kwargs: Any) -> None:
        """Reading again, and reading a field that was left out."""
        check(self)
        refresh(self, *args, **kwargs)

    Model._omuz_unchecked = (prepare, refresh)  # type: ignore[attr-defined]
    Model._prepare_related_fields_for_save = prepare_in_its_room  # type: ignore[attr-defined]
    Model.refresh_from_db = refresh_in_its_room  # type: ignore[method-assign]
