"""Background work: the base of every task, the tray, and the kernel's own periodic jobs."""

from omuz.kernel.tasks.base import HEADER, MunicipalityTask, active_rooms, municipality_task, set_entrance
from omuz.kernel.tasks.periodic import beat_schedule, everywhere
from omuz.kernel.tasks.tray import (
    cancel_task,
    fail_task,
    finish_task,
    is_cancelled,
    list_tasks,
    progress,
    queue_task,
    start_task,
    stop_task,
)

__all__ = [
    "HEADER",
    "MunicipalityTask",
    "active_rooms",
    "beat_schedule",
    "cancel_task",
    "everywhere",
    "fail_task",
    "finish_task",
    "is_cancelled",
    "list_tasks",
    "municipality_task",
    "progress",
    "queue_task",
    "set_entrance",
    "start_task",
    "stop_task",
]
