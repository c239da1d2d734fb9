"""What a task's message may carry, and the mark that says one of our own processes sent it.

Who reaches the broker could otherwise plant a message that names another municipality. The mark is an HMAC over room,
task, message id and arguments under a key derived from the master key, which the broker never sees. A message that is
delivered twice keeps its mark: tasks are safe to run twice.
"""

import datetime as dt
import hashlib
import json
import re
import uuid
from collections.abc import Mapping
from typing import Any, Final

from omuz.kernel import crypto
from omuz.kernel.schedule import HEADER

#: The header of every task message that holds its mark.
MARK: Final = "omuz-mark"
_USE: Final = "queue"
_CODE: Final = re.compile(r"[a-z][a-z0-9_.:-]{0,79}")
#: Beyond 32 bits a number begins to look like an identity number or a phone.
_LARGEST: Final = 2**31 - 1

Plain = str | int | bool | None


def plain_arguments(arguments: Mapping[str, Any] | None) -> dict[str, Plain]:
    """Return the arguments as the broker stores them: ids, dates, small numbers and short codes, nothing else.

    Raises:
        TypeError: an argument that could hold somebody's data. The message names it without its value.
    """
    return {name: _plain(name, value) for name, value in (arguments or {}).items()}


def _plain(name: str, value: Any) -> Plain:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, uuid.UUID):
        return str(value)
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value.isoformat()
    if isinstance(value, int) and abs(value) <= _LARGEST:
        return value
    if isinstance(value, str) and (_CODE.fullmatch(value) or _is_id_or_date(value)):
        return value
    raise TypeError(f"{name}: tasks take ids, dates, small numbers and short codes; the row is read when the task runs")


def _is_id_or_date(value: str) -> bool:
    for read in (uuid.UUID, dt.date.fromisoformat):
        try:
            if str(read(value)) == value:
                return True
        except ValueError:
            continue
    return False


def mark_of(*, room: str, task: str, message_id: str, arguments: Mapping[str, Any]) -> str:
    """Return the mark of a message.

    Raises:
        crypto.MasterKeyError: the master key file is missing.
    """
    return crypto.sign(_content(room, task, message_id, arguments), use=_USE)


def marked_headers(*, room: str, task: str, message_id: str, arguments: Mapping[str, Any]) -> dict[str, str]:
    """Return the headers of a message to a task that is sent by its name alone; raises as `mark_of`."""
    mark = mark_of(room=room, task=task, message_id=message_id, arguments=arguments)
    return {HEADER: room, MARK: mark}


def is_marked(mark: object, *, room: str, task: str, message_id: str, arguments: Mapping[str, Any]) -> bool:
    """Return whether `mark` was made by one of our processes for exactly this message."""
    return isinstance(mark, str) and crypto.is_signed(_content(room, task, message_id, arguments), mark, use=_USE)


def _content(room: str, task: str, message_id: str, arguments: Mapping[str, Any]) -> bytes:
    text = json.dumps(dict(arguments), sort_keys=True, separators=(",", ":"), default=str)
    return json.dumps([room, task, message_id, hashlib.sha256(text.encode()).hexdigest()]).encode()
