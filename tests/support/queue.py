"""Messages as a worker gets them: with the room in one header and our mark in another."""

import uuid
from typing import Any

from omuz.kernel.schedule import HEADER
from omuz.kernel.tasks.messages import MARK, mark_of


def headers_for(task: Any, room: str, message_id: str, /, **arguments: Any) -> dict[str, str]:
    """Return the headers of a genuine message."""
    mark = mark_of(room=room, task=task.name, message_id=message_id, arguments=arguments)
    return {HEADER: room, MARK: mark}


def deliver(task: Any, room: str, /, **arguments: Any) -> Any:
    """Hand a genuine message to the task as the worker does, and return its result."""
    message_id = str(uuid.uuid4())
    return hand_over(task, headers_for(task, room, message_id, **arguments), message_id=message_id, **arguments)


def hand_over(task: Any, headers: Any, /, *, message_id: str = "", **arguments: Any) -> Any:
    """Hand a message with these very headers to the task, and return its result."""
    return task.apply(kwargs=arguments, headers=headers, task_id=message_id or str(uuid.uuid4()), throw=False)
