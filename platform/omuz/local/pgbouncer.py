"""PgBouncer for the tests of tenancy behind a transaction pooler: the system's own, installed where it may be."""

import os
import shutil
from pathlib import Path

from omuz.local.steps import Steps
from omuz.local.system_packages import ensure_program

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
    return ensure_program(
        steps,
        name="PgBouncer",
        package="pgbouncer",
        find=find_pgbouncer,
        needed_by="The tests behind a pooler need PgBouncer",
        by_hand=BY_HAND,
    )
