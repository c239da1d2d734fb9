"""Where a municipality's files and anchors lie under the data folder."""

import uuid
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from omuz.kernel.sealed_columns import SealedFile, sealings


def file_tables() -> dict[str, SealedFile]:
    """Return the tables whose rows have files, with what is said of those."""
    return {table: sealing.file for table, sealing in sorted(sealings().items()) if sealing.file is not None}


def file_path(folder: str, key: str, name: str) -> Path:
    """Return where the file of the row `name` (a UUID without hyphens) of the municipality `key` lies.

    Raises:
        ValueError: `name` is no UUID: nothing outside the municipality's own folder can be named.
    """
    plain = uuid.UUID(hex=name).hex
    return room_folder(folder, key) / plain[-2:] / plain


def room_folder(folder: str, key: str) -> Path:
    """Return the folder that holds the municipality's files and nobody else's."""
    return Path(settings.OMUZ_DATA_DIR) / folder / key


def room_folders(key: str) -> Iterator[Path]:
    """Yield every folder of the municipality's files."""
    for folder in sorted({sealed.folder for sealed in file_tables().values()}):
        yield room_folder(folder, key)


def is_inside_data_folder(path: Path) -> bool:
    """Return whether `path` lies where a disaster of the installation would take it along."""
    return path.resolve().is_relative_to(Path(settings.OMUZ_DATA_DIR).resolve())
