"""Steps that a person watches: what is being done, for how long, and when it fails: which step, why, what to do."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

TAIL_LINES = 20
#: Without a terminal a line can not be rewritten, so a long step shows a sign of life this often.
QUIET_SECONDS = 20.0


class StepFailed(Exception):  # noqa: N818  it is what happened to a step, and reads so at every raise
    """A step could not be finished; the message says why, `remedy` what to do, `log` where to read more."""

    def __init__(self, why: str, *, remedy: str = "", log: Path | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.remedy = remedy
        self.log = log
        self.explained = False


def tail(log: Path, lines: int = TAIL_LINES) -> list[str]:
    """Return the last lines of `log`, an empty list when there is none."""
    try:
        with log.open("rb") as stream:
            stream.seek(0, os.SEEK_END)
            stream.seek(max(0, stream.tell() - 16_384))
            text = stream.read().decode("utf-8", "replace")
    except OSError:
        return []
    return [line.rstrip() for line in text.splitlines() if line.strip()][-lines:]


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """End a command and what it has started: npm, for one, leaves its own children to themselves."""
    for number, seconds in ((signal.SIGTERM, 5.0), (signal.SIGKILL, 5.0)):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=seconds)


class Steps:
    """Prints the steps of one command to `out`; `live` rewrites the line of a running step on a terminal."""

    def __init__(self, out: TextIO | None = None, *, tail_lines: int = TAIL_LINES, live: bool = True) -> None:
        self.out = out or sys.stdout
        self.tail_lines = tail_lines
        self.title = ""
        self._started = self._shown = time.monotonic()
        self._live = live and self.out.isatty()

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        """Announce a step, then say how long it took; a failure is printed with its reason and raised again."""
        self.title, self._started = title, time.monotonic()
        self._shown = self._started
        if self._live:
            self._write(f"\r  … {title}")
        try:
            yield
        except StepFailed as failure:
            self._close("✗")
            self.explain(failure)
            raise
        except BaseException:
            self._close("✗")
            raise
        else:
            self._close("✓")
        finally:
            self.title = ""

    def skipped(self, title: str, why: str) -> None:
        """Say that a step was not needed, or could not be done here, and why."""
        self._write(f"  – {title}: {why}\n")

    def note(self, text: str) -> None:
        """Print one line between steps."""
        self._write(f"{text}\n")

    def tick(self, detail: str = "") -> None:
        """Give a sign of life from inside a step that takes long."""
        now = time.monotonic()
        elapsed = f"{self.title} … {now - self._started:.0f} s"
        if self._live and now - self._shown > 0.5:
            self._shown = now
            self._write(f"\r\033[K  … {elapsed}  {detail[:60]}")
        elif not self._live and now - self._shown > QUIET_SECONDS:
            self._shown = now
            self._write(f"  … {elapsed}{'  (' + detail[:90] + ')' if detail else ''}\n")

    def run(
        self,
        command: Sequence[str],
        *,
        log: Path,
        env: Mapping[str, str],
        cwd: Path,
        remedy: str = "",
    ) -> None:
        """Run `command` with its output in `log`.

        Raises:
            StepFailed: it ended with another exit code than 0, or could not be started.
        """
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("wb") as stream:
            try:
                process = subprocess.Popen(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=stream,
                    stderr=subprocess.STDOUT,
                    env=dict(env),
                    cwd=cwd,
                    start_new_session=True,
                )
            except OSError as error:
                raise StepFailed(f"{command[0]} cannot be started: {error}", remedy=remedy, log=log) from error
            try:
                self._wait(process, log)
            except BaseException:
                _end_group(process)
                raise
        if process.returncode:
            reason = f"exit code {process.returncode}" if process.returncode > 0 else f"signal {-process.returncode}"
            raise StepFailed(f"`{' '.join(map(str, command[:6]))}` ended with {reason}", remedy=remedy, log=log)

    def _wait(self, process: subprocess.Popen[bytes], log: Path) -> None:
        while True:
            try:
                process.wait(timeout=0.25)
            except subprocess.TimeoutExpired:
                last = tail(log, 1) if time.monotonic() - self._shown > 0.5 else []
                self.tick(last[0] if last else "")
            else:
                return

    def _close(self, sign: str) -> None:
        start = "\r\033[K" if self._live else ""
        self._write(f"{start}  {sign} {self.title}  {time.monotonic() - self._started:.1f} s\n")

    def explain(self, failure: StepFailed) -> None:
        """Print which step failed, why, the end of its log and what to do; once."""
        if failure.explained:
            return
        failure.explained = True
        self._write((f"\n    Step:  {self.title}" if self.title else "") + f"\n    Why:   {failure.why}\n")
        if failure.log is not None:
            self._write(f"    Log:   {failure.log}\n")
            for line in tail(failure.log, self.tail_lines):
                self._write(f"           | {line[:200]}\n")
        if failure.remedy:
            self._write(f"    To do: {failure.remedy}\n")

    def _write(self, text: str) -> None:
        self.out.write(text)
        self.out.flush()
