"""Packs: programmes as folders of files that are read, reviewed and compared in git."""

from apps.programmes.packs.reading import Located, Pack, PackReading, read_folder
from apps.programmes.packs.shipped import get_shipped, list_shipped, packs_folder
from apps.programmes.packs.writing import UnwritablePackError, files_of, write_folder

__all__ = [
    "Located",
    "Pack",
    "PackReading",
    "UnwritablePackError",
    "files_of",
    "get_shipped",
    "list_shipped",
    "packs_folder",
    "read_folder",
    "write_folder",
]
