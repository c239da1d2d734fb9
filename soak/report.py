"""What a soak has done so far, in a file: a run that was interrupted goes on behind its last finished step."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.measuring.progress import load, say


class Report:
    """The steps with their figures, written after each one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.content: dict[str, Any] = {"steps": {}, "finished": False}
        if path.exists():
            self.content = json.loads(path.read_text(encoding="utf-8"))

    def step(self, name: str, work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """Return the figures of the step, from `work` or from an earlier run."""
        done: dict[str, Any] | None = self.content["steps"].get(name)
        if done is not None:
            say(f"{name}: done in an earlier run")
            return done
        say(f"{name} …")
        before = load()
        figures = {**work(), "load": {"before": before, "after": load()}}
        self.content["steps"][name] = figures
        self.write()
        say(f"{name}: done")
        return figures

    def write(self) -> None:
        """Store the report as it is, whole or not at all."""
        draft = self.path.with_suffix(".draft")
        draft.write_text(json.dumps(self.content, indent=1, ensure_ascii=False), encoding="utf-8")
        draft.rename(self.path)
