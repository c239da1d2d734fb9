"""Work that every room needs again and again: registered here, walked by `tenants.flow.rounds`."""

import dataclasses
from collections.abc import Callable, Mapping
from types import MappingProxyType

#: Works in the entered room, in one transaction; returns how much it did.
Work = Callable[[], int]


@dataclasses.dataclass(frozen=True, slots=True)
class RoomJob:
    """One job of every room."""

    name: str
    seconds: float
    work: Work
    until_done: bool
    in_platform_room: bool


_jobs: dict[str, RoomJob] = {}


def every_room(
    *, seconds: float, name: str = "", until_done: bool = False, in_platform_room: bool = True
) -> Callable[[Work], Work]:
    """Return the decorator that lets a function run in every room, `seconds` between the beginnings of two rounds.

    The function works in the room's transaction and must be safe to run twice. With `until_done` it is called again, in
    a transaction of its own each time, until it returns 0. Say `in_platform_room=False` of work on tables that only
    municipalities have. A room in maintenance is left out until the next round; one in which the job fails keeps no
    other waiting, and shows on the operators' page until it succeeds.

    Raises:
        ValueError: another job has that name.
    """

    def register(work: Work) -> Work:
        job = RoomJob(name or f"{work.__module__}.{work.__qualname__}", seconds, work, until_done, in_platform_room)
        if _jobs.setdefault(job.name, job).work is not work:
            raise ValueError(f"there is a job {job.name} already")
        return work

    return register


def room_jobs() -> Mapping[str, RoomJob]:
    """Return the registered jobs by name."""
    return MappingProxyType(_jobs)
