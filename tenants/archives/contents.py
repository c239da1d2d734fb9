"""What an archive says of itself: facts at its beginning, the manifest at its end."""

import dataclasses
import datetime as dt
from typing import Any, Final

from tenants.archives.errors import DamagedArchiveError

FORMAT: Final = 1
FACTS: Final = "archive.json"
MANIFEST: Final = "manifest.json"
TRANSFER: Final = "keys.json"
ANCHORS: Final = "anchors.log"
TABLES: Final = "tables/"
FILES: Final = "files/"


@dataclasses.dataclass(frozen=True, slots=True)
class TableEntry:
    """One table: its columns with their types, how many rows, the SHA-256 over their text."""

    name: str
    columns: tuple[tuple[str, str], ...]
    rows: int
    sha256: str

    @property
    def names(self) -> list[str]:
        """Return the columns' names in order."""
        return [name for name, _ in self.columns]


@dataclasses.dataclass(frozen=True, slots=True)
class FileEntry:
    """One stored file, sealed as it lies on the disk."""

    table: str
    name: str
    size: int
    sha256: str


@dataclasses.dataclass(frozen=True, slots=True)
class SequenceEntry:
    """Where a sequence stands."""

    name: str
    last_value: int
    is_called: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Facts:
    """Whose archive it is, when it was made, and by which release."""

    made_at: dt.datetime
    municipality: dict[str, Any]
    migrations: tuple[tuple[str, str], ...]
    database: dict[str, str]
    format: int = FORMAT

    @property
    def key(self) -> str:
        """Return the municipality's immutable key."""
        return str(self.municipality["key"])


@dataclasses.dataclass(frozen=True, slots=True)
class Manifest:
    """Everything that the archive holds, with its hashes."""

    tables: tuple[TableEntry, ...]
    files: tuple[FileEntry, ...]
    sequences: tuple[SequenceEntry, ...]
    left_out: dict[str, str]
    missing_files: tuple[str, ...]
    anchors_sha256: str
    chain_sequence: int
    chain_digest: str

    def table(self, name: str) -> TableEntry | None:
        """Return the entry of a table, or None where it is not in the archive."""
        return next((entry for entry in self.tables if entry.name == name), None)

    @property
    def rows(self) -> int:
        """Return how many rows the archive holds."""
        return sum(entry.rows for entry in self.tables)


def facts_to_json(facts: Facts) -> dict[str, Any]:
    """Return the facts as they are written."""
    return dataclasses.asdict(facts) | {"made_at": facts.made_at.isoformat()}


def facts_from_json(values: dict[str, Any]) -> Facts:
    """Return the facts that were written.

    Raises:
        DamagedArchiveError: they lack something, or are of a newer form.
    """
    if values.get("format") != FORMAT:
        raise DamagedArchiveError("The archive is of another form than this release reads.")
    try:
        return Facts(
            made_at=dt.datetime.fromisoformat(values["made_at"]),
            municipality=dict(values["municipality"]),
            migrations=tuple((app, name) for app, name in values["migrations"]),
            database=dict(values["database"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DamagedArchiveError("The archive's facts cannot be read.") from error


def manifest_from_json(values: dict[str, Any]) -> Manifest:
    """Return the manifest that was written; raises as `facts_from_json`."""
    try:
        return Manifest(
            tables=tuple(
                TableEntry(t["name"], tuple((n, k) for n, k in t["columns"]), t["rows"], t["sha256"])
                for t in values["tables"]
            ),
            files=tuple(FileEntry(**entry) for entry in values["files"]),
            sequences=tuple(SequenceEntry(**entry) for entry in values["sequences"]),
            left_out=dict(values["left_out"]),
            missing_files=tuple(values["missing_files"]),
            anchors_sha256=values["anchors_sha256"],
            chain_sequence=values["chain_sequence"],
            chain_digest=values["chain_digest"],
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DamagedArchiveError("The archive's manifest cannot be read.") from error
