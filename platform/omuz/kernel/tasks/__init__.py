"""Background work: the base of every task, and the tray."""

from omuz.kernel.tasks.base import MunicipalityTask, active_rooms, municipality_task, set_entrance
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
    "MunicipalityTask",
    "active_rooms",
    "cancel_task",
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
