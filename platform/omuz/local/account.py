"""The unprivileged account for PostgreSQL and the broker when Omuz is started by root (PostgreSQL refuses root)."""

import dataclasses
import os
import pwd
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict

from omuz.local.steps import StepFailed

CANDIDATES = ("postgres", "nobody")


class PopenAs(TypedDict, total=False):
    """What subprocess needs to start a command as somebody else."""

    user: int
    group: int
    extra_groups: list[int]


@dataclasses.dataclass(frozen=True, slots=True)
class Account:
    """An account of this machine."""

    name: str
    uid: int
    gid: int

    @property
    def popen(self) -> PopenAs:
        """Return the arguments that make subprocess drop root for good: user, group and every other group."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def owns(self, path: Path) -> None:
        """Hand `path` (not what is below it) over to the account."""
        os.chown(path, self.uid, self.gid)


def popen_as(account: Account | None) -> PopenAs:
    """Return subprocess arguments for `account`; none for the account that runs this."""
    return account.popen if account else {}


def choose(recorded: str = "") -> Account | None:
    """Return the account that services run under: `recorded` if given; None when this process is not root.

    Raises:
        StepFailed: root, and the machine has no unprivileged account to step down to.
    """
    if os.geteuid() != 0:
        return None
    for name in (recorded, *CANDIDATES):
        try:
            entry = pwd.getpwnam(name) if name else None
        except KeyError:
            continue
        if entry is not None and entry.pw_uid != 0:
            return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
    raise StepFailed(
        "PostgreSQL does not run as root, and this machine has none of the accounts "
        f"{', '.join(CANDIDATES)} to run it under.",
        remedy="Run Omuz as an ordinary user, or create one of these accounts.",
    )


def succeeds_as(account: Account, command: Sequence[str]) -> bool:
    """Return whether `command` ends well when the account runs it."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"},
            check=False,
            timeout=30,
            **account.popen,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def can_enter(account: Account, folder: Path) -> bool:
    """Return whether the account reaches `folder`: every folder above it must let it pass."""
    return succeeds_as(account, ["/bin/sh", "-c", 'cd "$1"', "sh", str(folder)])
