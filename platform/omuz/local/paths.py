"""Where things lie: the repository, its tools, and the data of one installation."""

import dataclasses
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[3]
#: What belongs to the clone and not to its data: virtual environments, Node, stamps of the build.
TOOLS = REPOSITORY / ".omuz"


@dataclasses.dataclass(frozen=True, slots=True)
class Places:
    """The folders of one installation. Its data folder is `.omuz` unless `--data` says otherwise."""

    data: Path

    @property
    def keys(self) -> Path:
        """Return the folder of keys and passwords, readable by its owner only."""
        return self.data / "keys"

    @property
    def backups(self) -> Path:
        """Return the folder of archives that operators order: beside the data, so that `reset` leaves it alone.

        It is made when the first is written.
        """
        return self.data.with_name(f"{self.data.name}-backups")

    @property
    def log(self) -> Path:
        """Return the folder of logs, one file a process or step."""
        return self.data / "log"

    @property
    def run(self) -> Path:
        """Return the folder of what only matters while something runs: locks, process records, status."""
        return self.data / "run"

    @property
    def stamps(self) -> Path:
        """Return the folder of stamps: which steps are done, and for which sources."""
        return self.data / "stamps"

    def create(self) -> None:
        """Make the folders that are missing."""
        for folder in (self.data, self.log, self.run, self.stamps):
            folder.mkdir(parents=True, exist_ok=True)
        self.keys.mkdir(mode=0o700, exist_ok=True)
        self.keys.chmod(0o700)
