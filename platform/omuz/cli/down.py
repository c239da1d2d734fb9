"""`./omuz down`: nothing of the installation runs afterwards, whoever started it and however that one ended."""

import sys

from omuz.cli.up import steps_lock
from omuz.local import client
from omuz.local.paths import Places
from omuz.local.processes import Identity, stop
from omuz.local.services import recorded
from omuz.local.steps import StepFailed, Steps


def run(places: Places) -> int:
    """Stop everything; return 0 when nothing is left running."""
    steps = Steps()
    if not places.data.exists():
        steps.note(f"Nothing runs: {places.data} does not exist.")
        return 0
    status = client.read_status(places)
    before = list(recorded(places.run / "processes").values())
    try:
        with steps.step("Stopping"):
            left = stop_all(places)
            if left:
                raise StepFailed(
                    "These processes would not go: " + ", ".join(f"{one.pid} ({one.command[:60]})" for one in left),
                    remedy="End them by hand; as another user they may be out of reach.",
                )
    except StepFailed as failure:
        steps.explain(failure)
        return 1
    steps.note("Stopped." if before or (status is not None and status.alive) else "Nothing was running.")
    return 0


def stop_all(places: Places) -> list[Identity]:
    """Stop who brings it up, then everything that runs; return what would not go.

    Raises:
        StepFailed: PostgreSQL would not go.
    """
    bringing = steps_lock(places)
    holder = bringing.holder()
    left = stop([holder], grace=30.0) if holder is not None else []
    left += stop(bringing.marked())
    left += client.stop_everything(places)
    return left


def confirm(question: str) -> bool:
    """Ask on the terminal; no terminal means no."""
    if not sys.stdin or not sys.stdin.isatty():
        return False
    return input(f"{question} [y/N] ").strip().lower() in {"y", "yes", "e", "evet"}
