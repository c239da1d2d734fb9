"""What the scheduler asks for, and the names that messages carry. Pure, so that the settings can import it.

The number of messages does not grow with the number of rooms: a job finds by itself which rooms have something to do
(`tenants.flow`). Apps register what every room needs again and again with `omuz.kernel.rounds.every_room`.
"""

from typing import Any, Final

from omuz.kernel.context import PUBLIC_KEY

#: The header of every task message: the key of the room it works in.
HEADER: Final = "omuz-municipality"
RELAY_JOB: Final = "tenants.tasks.relay_messages"
SEAL_JOB: Final = "tenants.tasks.seal_history"
ROUNDS_JOB: Final = "tenants.tasks.walk_rounds"

#: The platform's own jobs and the seconds between two runs.
PLATFORM_JOBS: Final = {RELAY_JOB: 30.0, SEAL_JOB: 60.0, ROUNDS_JOB: 30.0}


def in_platform_room(task: str, *, seconds: float, **options: Any) -> dict[str, Any]:
    """Return an entry of CELERY_BEAT_SCHEDULE: one message every `seconds`, dropped when it could not start by then."""
    return {
        "task": task,
        "schedule": seconds,
        "options": {"headers": {HEADER: PUBLIC_KEY}, "expires": seconds, **options},
    }


def beat_schedule() -> dict[str, dict[str, Any]]:
    """Return the scheduler's entries for the platform's own jobs."""
    return {name: in_platform_room(name, seconds=seconds) for name, seconds in PLATFORM_JOBS.items()}
