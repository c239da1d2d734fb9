"""The foreground of `./omuz up`: the end of every log, as it is written, until Ctrl+C."""

import shutil
import time
from pathlib import Path

from omuz.local import client
from omuz.local.paths import Places

FOLLOWED = ("supervisor", "web", "worker", "scheduler", "fleet", "postgres", "broker")


class _Log:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.position = path.stat().st_size if path.exists() else 0

    def new_lines(self) -> list[str]:
        """Return the complete lines written since the last call; a trimmed log starts again."""
        try:
            size = self.path.stat().st_size
            if size < self.position:
                self.position = 0
            if size == self.position:
                return []
            with self.path.open("rb") as stream:
                stream.seek(self.position)
                content = stream.read(65_536)
        except OSError:
            return []
        whole = content[: content.rfind(b"\n") + 1] or (content if len(content) == 65_536 else b"")
        self.position += len(whole)
        return whole.decode("utf-8", "replace").splitlines()


def follow(places: Places) -> int:
    """Print new log lines in short until Ctrl+C, then stop everything; return the exit code."""
    logs = {name: _Log(places.log / f"{name}.log") for name in FOLLOWED}
    code = 0
    try:
        while True:
            for name, log in logs.items():
                _print_short(name, log.new_lines())
            status = client.read_status(places)
            if status is None or not status.alive:
                print("The supervisor has ended; see log/supervisor.log.")
                code = 1
                break
            time.sleep(0.3)
    except KeyboardInterrupt:
        print("\nStopping …", flush=True)
    client.stop_everything(places)
    print("Stopped.")
    return code


def _print_short(name: str, lines: list[str]) -> None:
    width = max(40, shutil.get_terminal_size((140, 24)).columns - 13)
    for line in lines:
        if line.strip():
            print(f"{name:>10} | {line[:width]}", flush=True)
