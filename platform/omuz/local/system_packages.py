"""Programs of the system's own packages that only tests need, installed by the test command where it may."""

import os
import shutil
from collections.abc import Callable

from omuz.local.paths import TOOLS
from omuz.local.steps import StepFailed, Steps


def ensure_program(
    steps: Steps, *, name: str, package: str, find: Callable[[], str], needed_by: str, by_hand: str
) -> str:
    """Return the path that `find` gives, after installing `package` where it gives none and this is root.

    `needed_by` begins the refusal ("The browser tests need Chromium"), `by_hand` is its remedy.

    Raises:
        StepFailed: there is none and it could not be installed.
    """
    found = find()
    if found:
        return found
    with steps.step(f"{name} (system packages)"):
        if os.geteuid() != 0 or not shutil.which("apt-get"):
            raise StepFailed(f"{needed_by}, and only root may install it.", remedy=by_hand)
        env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", package]):
            steps.run(command, log=TOOLS / "log" / f"{package}.log", env=env, cwd=TOOLS, remedy=by_hand)
        found = find()
        if not found:
            raise StepFailed(f"{name} was installed but cannot be found.", remedy=by_hand)
    return found
