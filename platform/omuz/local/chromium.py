"""The browser of the journeys: the system's own Chromium, installed by the test command where it may."""

import os
import shutil
from pathlib import Path

from omuz.local.paths import TOOLS
from omuz.local.steps import StepFailed, Steps

VARIABLE = "OMUZ_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_BY_HAND = (
    "Install Chromium (Debian, Ubuntu: apt-get install chromium), or name a browser of its kind in OMUZ_CHROMIUM."
)


def find_chromium() -> str:
    """Return the path of a Chromium on this machine, "" when there is none."""
    given = os.environ.get(VARIABLE, "")
    if given:
        return given if Path(given).exists() else ""
    return next((path for path in map(shutil.which, NAMES) if path), "")


def ensure_chromium(steps: Steps) -> str:
    """Return the path of Chromium, installed from the system's packages where it is missing and this is root.

    Raises:
        StepFailed: there is none and it could not be installed.
    """
    found = find_chromium()
    if found:
        return found
    with steps.step("Chromium (system packages)"):
        if os.geteuid() != 0 or not shutil.which("apt-get"):
            raise StepFailed("The browser tests need Chromium, and only root may install it.", remedy=_BY_HAND)
        env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]):
            steps.run(command, log=TOOLS / "log" / "chromium.log", env=env, cwd=TOOLS, remedy=_BY_HAND)
        found = find_chromium()
        if not found:
            raise StepFailed("Chromium was installed but cannot be found.", remedy=_BY_HAND)
    return found
