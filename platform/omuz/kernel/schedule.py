"""Work that every room needs again and again: the scheduler has one entry a job, which fans out over the rooms.

Pure, so that the settings can import it.
"""

from typing import Any, Final

from omuz.kernel.context import PUBLIC_KEY

#: The header of every task message: the key of the room it works in.
HEADER: Final = "omuz-municipality"
FAN_OUT: Final = "omuz.kernel.tasks.periodic.run_everywhere"
RELAY_JOB: Final = "omuz.kernel.tasks.periodic.relay_outbox"

#: The kernel's own jobs and the seconds between two runs.
KERNEL_JOBS: Final = {
    "omuz.kernel.tasks.periodic.seal_history": 60.0,
    RELAY_JOB: 30.0,
    "omuz.kernel.tasks.periodic.forget_answers": 3600.0,
}


def everywhere(task: str, *, schedule: Any, expires: float) -> dict[str, Any]:
    """Return an entry of CELERY_BEAT_SCHEDULE that runs the task called `task` in every room.

    `schedule` is in seconds or a celery crontab; a run that could not start within `expires` seconds is left out.
    """
    return {
        "task": FAN_OUT,
        "schedule": schedule,
        "kwargs": {"task": task},
        "options": {"headers": {HEADER: PUBLIC_KEY}, "expires": expires},
    }


def beat_schedule() -> dict[str, dict[str, Any]]:
    """Return the scheduler's entries for the kernel's jobs."""
    return {name: everywhere(name, schedule=seconds, expires=seconds) for name, seconds in KERNEL_JOBS.items()}
