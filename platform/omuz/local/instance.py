"""What an installation remembers about itself between runs: its name, its ports, where its services live."""

import dataclasses
import hashlib
import json
import os
import secrets
from pathlib import Path

from omuz.local.account import Account, can_enter, choose
from omuz.local.paths import Places
from omuz.local.ports import find_free, is_free
from omuz.local.stamps import write_atomically
from omuz.local.steps import StepFailed

MODES = ("demo", "production")
#: Where clusters go that root keeps in a folder which the services' account cannot enter.
ELSEWHERE = Path("/var/lib/omuz")


@dataclasses.dataclass
class Instance:
    """The record `instance.json` of a data folder."""

    identifier: str
    mode: str = "demo"
    web_port: int = 8000
    ports: dict[str, int] = dataclasses.field(default_factory=dict)
    home: str = ""
    account: str = ""

    @staticmethod
    def path(places: Places) -> Path:
        """Return where the record is kept."""
        return places.data / "instance.json"

    @classmethod
    def load(cls, places: Places) -> "Instance | None":
        """Return the record, None for a folder without one.

        Raises:
            StepFailed: the record cannot be read.
        """
        path = cls.path(places)
        try:
            return cls(**json.loads(path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError) as error:
            raise StepFailed(
                f"{path} cannot be read: {error}",
                remedy=f"Is {places.data} really a data folder of Omuz, and yours? Mend the file or use --data.",
            ) from error

    @classmethod
    def open(cls, places: Places, *, mode: str = "") -> "Instance":
        """Return the record, made and stored when it is missing.

        Raises:
            StepFailed: OMUZ_MODE is unknown, or another than the installation was made in.
        """
        wanted = mode or _mode_from_environment()
        instance = cls.load(places)
        if instance is None:
            places.create()
            instance = cls(identifier=secrets.token_hex(4), mode=wanted or MODES[0])
            instance.save(places)
        elif wanted and wanted != instance.mode:
            # Demo accounts have known passwords: they must never stand beside real people, nor the other way round.
            raise StepFailed(
                f"The installation in {places.data} was made in {instance.mode} mode, OMUZ_MODE says {wanted}.",
                remedy=f"Unset OMUZ_MODE, or begin a {wanted} installation in a folder of its own: --data DIR.",
            )
        return instance

    def save(self, places: Places) -> None:
        """Store the record."""
        write_atomically(self.path(places), json.dumps(dataclasses.asdict(self), indent=2) + "\n")

    def service_account(self) -> Account | None:
        """Return the account of PostgreSQL and the broker, None when they run as the caller."""
        return choose(self.account)

    def settle(self, places: Places) -> Account | None:
        """Decide once where the embedded services live and under which account; return the account.

        Raises:
            StepFailed: no folder can be found that the account may enter.
        """
        account = self.service_account()
        if not self.home or not Path(self.home).is_dir():
            self.home = str(_home_for(places, account, self.identifier))
            self.account = account.name if account else ""
            self.save(places)
        return account

    def settle_port(self, places: Places, service: str) -> int:
        """Return the port that `service` had the last time if it is still free, or a new one, and remember it."""
        port = self.ports.get(service, 0)
        if not port or not is_free(port):
            port = find_free()
            self.ports[service] = port
            self.save(places)
        return port


def _mode_from_environment() -> str:
    mode = os.environ.get("OMUZ_MODE", "").strip()
    if mode and mode not in MODES:
        raise StepFailed(f"OMUZ_MODE is {mode!r}.", remedy="Use demo (the default) or production.")
    return mode


def _home_for(places: Places, account: Account | None, identifier: str) -> Path:
    if account is None or can_enter(account, places.data):
        return places.data
    folder = hashlib.sha256(str(places.data.resolve()).encode()).hexdigest()[:12]
    home = ELSEWHERE / f"{folder}-{identifier}"
    try:
        home.mkdir(parents=True, exist_ok=True)
        for path in (ELSEWHERE, home):
            path.chmod(0o755)
    except OSError as error:
        raise StepFailed(f"{home} cannot be made: {error}", remedy="Choose another data folder with --data.") from error
    if not can_enter(account, home):
        raise StepFailed(
            f"PostgreSQL runs as {account.name}, who can enter neither {places.data} nor {home}.",
            remedy="Choose a data folder that every user can enter with --data, or run Omuz as an ordinary user.",
        )
    return home


def own_folder(path: Path, account: Account | None) -> Path:
    """Make a folder that only the services' account may read and return it."""
    path.mkdir(mode=0o700, exist_ok=True)
    if account is not None and path.stat().st_uid != account.uid:
        account.owns(path)
    os.chmod(path, 0o700)
    return path
