"""The definitions on which cases stand: many at once, each read from its document once a process.

What was published never changes but for corrections of wording, so the number of those tells whether a definition that
was read before still holds.
"""

import threading
import uuid
from collections import OrderedDict
from collections.abc import Iterable
from typing import Final

from django.db.models import Count

from apps.programmes.definition import Definition
from apps.programmes.enums import VersionState
from apps.programmes.models import ProgrammeVersion
from apps.programmes.queries.versions import definition_of
from omuz.kernel.context import scope_key
from omuz.kernel.errors import NotFound
from omuz.kernel.once import notes

__all__ = ["pinned_definition", "pinned_definitions", "standing_definitions", "version_numbers"]

_KEEP: Final = 128
_FIXED: Final = frozenset({VersionState.PUBLISHED, VersionState.RETIRED})
#: Room, version, number of corrections -> definition; the one used last stands at the end.
_read: Final[OrderedDict[tuple[str, uuid.UUID, int], Definition]] = OrderedDict()
_lock: Final = threading.Lock()


def pinned_definition(version_id: uuid.UUID) -> Definition:
    """Return what holds in a version, corrections of its wording included.

    Raises:
        NotFound: there is no such version.
    """
    found = pinned_definitions([version_id]).get(version_id)
    if found is None:
        raise NotFound
    return found


def pinned_definitions(version_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Definition]:
    """Return what holds in each of these versions; one statement where all of them have been read before.

    Within `reading_once` no statement for those that were asked for already.
    """
    wanted = set(version_ids)
    held = notes("programmes.definitions")
    if held is None:
        return _read_all(wanted)
    if fresh := wanted - held.keys():
        held.update(_read_all(fresh))
    return {key: held[key] for key in wanted & held.keys()}


def _read_all(wanted: set[uuid.UUID]) -> dict[uuid.UUID, Definition]:
    if not wanted:
        return {}
    rows = ProgrammeVersion.objects.filter(pk__in=wanted).annotate(corrected=Count("corrections"))
    found: dict[uuid.UUID, Definition] = {}
    keys: dict[uuid.UUID, tuple[str, uuid.UUID, int]] = {}
    for version_id, state, corrected in rows.values_list("pk", "state", "corrected"):
        key = (scope_key(), version_id, corrected)
        known = _known(key) if state in _FIXED else None
        if known is not None:
            found[version_id] = known
        elif state in _FIXED:
            keys[version_id] = key
    unread = wanted - found.keys()
    for version in ProgrammeVersion.objects.filter(pk__in=unread) if unread else ():
        found[version.pk] = definition_of(version)
        if version.pk in keys:
            _keep(keys[version.pk], found[version.pk])
    return found


def standing_definitions() -> dict[uuid.UUID, Definition]:
    """Return the definition of every version that records can stand on, in force or not; two statements at most."""
    return pinned_definitions(ProgrammeVersion.objects.filter(state__in=_FIXED).values_list("pk", flat=True))


def version_numbers(version_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, int]:
    """Return the number of each of these versions."""
    return dict(ProgrammeVersion.objects.filter(pk__in=set(version_ids)).values_list("pk", "number"))


def _known(key: tuple[str, uuid.UUID, int]) -> Definition | None:
    with _lock:
        if key in _read:
            _read.move_to_end(key)
        return _read.get(key)


def _keep(key: tuple[str, uuid.UUID, int], definition: Definition) -> None:
    with _lock:
        _read[key] = definition
        while len(_read) > _KEEP:
            _read.popitem(last=False)
