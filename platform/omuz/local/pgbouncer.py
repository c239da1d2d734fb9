"""PgBouncer for the tests of tenancy behind a transaction pooler: the system's own, installed where it may be."""

import os
import shutil
from pathlib import Path

from omuz.local.paths import TOOLS
from omuz.local.steps import StepFailed, Steps

VARIABLE = "OMUZ_PGBOUNCER"
BY_HAND = "Install PgBouncer (Debian, Ubuntu: apt-get install pgbouncer), or name one in OMUZ_PGBOUNCER."
#: Where Debian puts what is no command of every user.
_SYSTEM = "/usr/sbin:/usr/local/sbin"


def find_pgbouncer() -> str:
    """Return the path of PgBouncer on this machine, "" when there is none."""
    given = os.environ.get(VARIABLE, "")
    if given:
        return given if Path(given).exists() else ""
    return shutil.which("pgbouncer", path=os.environ.get("PATH", os.defpath) + os.pathsep + _SYSTEM) or ""


def ensure_pgbouncer(steps: Steps) -> str:
    """Return the path of PgBouncer, installed from the system's packages where it is missing and this is root.

    Raises:
        StepFailed: there is none and it could not be installed.
    """
    found = find_pgbouncer()
    if found:
        return found
    with steps.step("PgBouncer (system packages)"):
        if os.geteuid() != 0 or not shutil.which("apt-get"):
            raise StepFailed("The tests behind a pooler need PgBouncer, and only root may install it.", remedy=BY_HAND)
        env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", "pgbouncer"]):
            steps.run(command, log=TOOLS / "log" / "pgbouncer.log", env=env, cwd=TOOLS, remedy=BY_HAND)
        found = find_pgbouncer()
        if not found:
            raise StepFailed("PgBouncer was installed but cannot be found.", remedy=BY_HAND)
    return found
