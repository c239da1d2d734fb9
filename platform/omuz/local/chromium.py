"""The browser of the journeys: the system's own Chromium, installed by the test command where it may."""

import os
import shutil
from pathlib import Path

from omuz.local.steps import Steps
from omuz.local.system_packages import ensure_program

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
    return ensure_program(
        steps,
        name="Chromium",
        package="chromium",
        find=find_chromium,
        needed_by="The browser tests need Chromium",
        by_hand=_BY_HAND,
    )
