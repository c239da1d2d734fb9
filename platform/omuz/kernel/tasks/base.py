"""The base of every background task: no municipality, no work.

A message carries the municipality's key in a header. The worker enters it before the body and rejects a message whose
header is missing, unknown or names a municipality that is not active. (There are libraries that run such a task in
`public`.) A second header holds the mark of `omuz.kernel.tasks.messages`: a message that none of our own processes sent
is rejected before anything is entered.
"""

import logging
import random
import uuid
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import Any, ClassVar, Final

from celery import Task, shared_task
from celery.exceptions import Reject
from django.db import connection

from omuz.kernel import stamps
from omuz.kernel.audit.origin import Origin, originating
from omuz.kernel.context import PUBLIC_KEY, CrossMunicipalityError, MaintenanceError, NoMunicipalityError
from omuz.kernel.schedule import HEADER
from omuz.kernel.tasks.messages import MARK, is_marked, mark_of, plain_arguments

logger = logging.getLogger(__name__)

#: Seconds until a message for a municipality in maintenance comes again: the first time, and at the longest.
FIRST_PAUSE: Final = 5
LONGEST_PAUSE: Final = 300

#: Returns the block that is one transaction in the room with a key; raises LookupError when called for a room that
#: is unknown or not active.
Entrance = Callable[[str], AbstractContextManager[object]]
#: Returns the keys of the active municipalities.
ActiveKeys = Callable[[], Iterable[str]]


class _Door:
    """What the tenancy, which stands above the kernel, hands down to it at start."""

    enter: Entrance | None = None
    active_keys: ActiveKeys | None = None


def set_entrance(enter: Entrance, active_keys: ActiveKeys) -> None:
    """Tell the tasks how a municipality is entered and which ones are active; `tenants` calls this at start."""
    _Door.enter, _Door.active_keys = staticmethod(enter), staticmethod(active_keys)


def active_rooms() -> list[str]:
    """Return the keys of all active municipalities."""
    if _Door.active_keys is None:
        raise NoMunicipalityError("Nobody has told the tasks which municipalities there are (set_entrance).")
    return list(_Door.active_keys())


class MunicipalityTask(Task):  # type: ignore[misc]  # celery has no types
    """A task of one municipality: keyword-only arguments, idempotent, safe to be delivered twice.

    The body runs in one transaction. A long task says `one_transaction = False` and opens one for each batch with
    `self.step()`, so that its progress is seen while it runs and a cancellation reaches it.
    """

    abstract = True
    acks_late = True
    reject_on_worker_lost = True
    #: Only maintenance is retried, for as long as it takes.
    max_retries = None
    one_transaction: ClassVar[bool] = True

    def apply_async(self, args: Any = None, kwargs: Any = None, **options: Any) -> Any:
        """Send the task with the entered municipality in its header.

        Raises:
            TypeError: positional arguments, or arguments that could hold somebody's data.
            NoMunicipalityError: sent from outside of any municipality and the platform's room.
            CrossMunicipalityError: sent from one municipality to another, or with a record of another.
        """
        if args:
            raise TypeError("tasks take keyword arguments only: positions change, messages wait")
        stamps.check_all((kwargs or {}).values())
        headers = dict(options.pop("headers", None) or {})
        headers[HEADER] = _room_to_send_to(headers.get(HEADER))
        arguments = plain_arguments(kwargs)
        message_id = str(options.pop("task_id", None) or uuid.uuid4())
        headers[MARK] = mark_of(room=headers[HEADER], task=self.name, message_id=message_id, arguments=arguments)
        return super().apply_async((), arguments, task_id=message_id, headers=headers, **options)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Enter the message's municipality and run the body; called directly, run it where the caller stands."""
        if self.request.called_directly:
            return super().__call__(*args, **kwargs)
        self._reject_what_we_did_not_send(args, kwargs)
        with originating(Origin(channel="task", request_id=str(self.request.id or ""))):
            try:
                return self._run_entered(kwargs)
            except MaintenanceError as error:
                if self.request.is_eager:
                    raise
                # The municipality is being migrated: the message comes again, until its own `expires` if it has one.
                pause = min(FIRST_PAUSE * 2**self.request.retries, LONGEST_PAUSE)
                raise self.retry(exc=error, countdown=pause * random.uniform(0.8, 1.2)) from error  # noqa: S311

    def _run_entered(self, kwargs: dict[str, Any]) -> Any:
        if not self.one_transaction:
            with self.step():
                pass  # A message for a municipality that cannot be entered is rejected before any work.
            return self.run(**kwargs)
        with self.step():
            return self.run(**kwargs)

    def _reject_what_we_did_not_send(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        request = self.request
        headers = request.headers or {}
        room = headers.get(HEADER)
        # Follow-up tasks travel outside of the mark, and this worker would put a mark of its own on them.
        follow_up = request.callbacks or request.errbacks or request.chain or request.chord
        if not args and not follow_up and isinstance(room, str) and room:
            mark, message_id = headers.get(MARK), str(request.id or "")
            if is_marked(mark, room=room, task=self.name, message_id=message_id, arguments=kwargs):
                return
        logger.warning("a message for %s was rejected: it bears no valid mark of ours", self.name)
        raise Reject("no valid mark", requeue=False)

    def step(self) -> AbstractContextManager[object]:
        """Return the block that is one transaction in the task's municipality."""
        if self.request.called_directly:
            return nullcontext()
        room = (self.request.headers or {}).get(HEADER)
        if not isinstance(room, str) or not room or _Door.enter is None:
            raise Reject(f"no {HEADER} header", requeue=False)
        try:
            return _Door.enter(room)
        except LookupError as error:
            raise Reject(f"municipality {room[:40]!r} is unknown or not active", requeue=False) from error


def _room_to_send_to(wanted: str | None) -> str:
    """Return the room for the header: the entered one. Only the platform's own code sends to others."""
    here: str | None = getattr(connection, "omuz_scope", None)
    if wanted is None and here is None:
        raise NoMunicipalityError("A task was sent from outside of any municipality.")
    if wanted is not None and here not in {None, PUBLIC_KEY, wanted}:
        raise CrossMunicipalityError("A task was sent from one municipality to another.")
    return wanted or here or ""


def municipality_task(
    *, one_transaction: bool = True, bind: bool = False, **options: Any
) -> Callable[[Callable[..., Any]], MunicipalityTask]:
    """Return the decorator that makes a function a task of one municipality.

    `bind` gives the function the task as `self`: one with `one_transaction=False` needs it for `self.step()`.
    """

    def decorate(function: Callable[..., Any]) -> MunicipalityTask:
        task: MunicipalityTask = shared_task(
            base=MunicipalityTask, bind=bind, one_transaction=one_transaction, **options
        )(function)
        return task

    return decorate
