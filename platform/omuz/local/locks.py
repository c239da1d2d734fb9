"""One holder at a time, and nothing left over from a holder that was killed.

The kernel gives a lock back when its holder dies, however it dies. What the holder had started may still run, though;
every such process carries the lock's path in its environment, so the next holder finds and ends it.
"""

import fcntl
import os
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from omuz.local.processes import Identity, identify, stop, with_environment

MARKER = "OMUZ_LOCK"


class Lock:
    """A file lock; its file names the holder's process id."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None

    @property
    def mark(self) -> dict[str, str]:
        """Return the environment that marks the processes started under this lock."""
        return {MARKER: str(self.path.resolve())}

    def try_acquire(self) -> bool:
        """Take the lock if it is free and end what its last holder left running; return whether it was free."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return False
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        self._descriptor = descriptor
        stop(self.marked(), grace=10.0)
        return True

    def acquire(self, *, seconds: float, waiting: Callable[[Identity | None], None]) -> bool:
        """Take the lock, calling `waiting` with its holder while it is not free; return False after `seconds`."""
        deadline = time.monotonic() + seconds
        while not self.try_acquire():
            if time.monotonic() > deadline:
                return False
            waiting(self.holder())
            time.sleep(0.2)
        return True

    def release(self) -> None:
        """Give the lock back."""
        if self._descriptor is not None:
            os.ftruncate(self._descriptor, 0)
            os.close(self._descriptor)
            self._descriptor = None

    def holder(self) -> Identity | None:
        """Return the process that holds the lock, None when it is free."""
        try:
            descriptor = os.open(self.path, os.O_RDWR)
        except OSError:
            return None
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            text = os.pread(descriptor, 20, 0).strip()
            return identify(int(text)) if text.isdigit() else None
        finally:
            os.close(descriptor)
        return None

    def marked(self) -> list[Identity]:
        """Return the running processes that were started under this lock."""
        return with_environment(MARKER, self.mark[MARKER])

    def __enter__(self) -> "Lock":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
