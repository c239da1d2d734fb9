"""Where an export goes: a folder, or one encrypted and signed file whose content is that folder."""

import datetime as dt
import gzip
import io
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Final, Protocol, cast

from omuz.kernel.crypto import signing
from tenants.archives import locks
from tenants.archives.container import CHUNK, ChunkReader, ChunkWriter, flush_to_disk, read_header
from tenants.archives.errors import ArchiveError, DamagedArchiveError, LockedArchiveError

KIND: Final = "export"


class Sink(Protocol):
    """Takes named pieces."""

    def put(self, name: str, content: bytes) -> None: ...


class FolderSink:
    """Writes pieces as files below a new folder, for the one account only."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, name: str, content: bytes) -> None:
        """Write one file."""
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)


class TarSink:
    """Writes pieces into a tar; nothing of them touches the disk in clear text."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar

    def put(self, name: str, content: bytes) -> None:
        """Write one member."""
        info = tarfile.TarInfo(name)
        info.size, info.mode = len(content), 0o600
        self._tar.addfile(info, io.BytesIO(content))


@contextmanager
def folder_sink(folder: Path) -> Iterator[Sink]:
    """Give the sink of a folder that must not be there yet.

    Raises:
        ArchiveError: it is there already.
    """
    if folder.exists():
        raise ArchiveError(f"{folder} is there already.")
    folder.mkdir(parents=True, mode=0o700)
    yield FolderSink(folder)


@contextmanager
def sealed_sink(
    path: Path, *, room: str, now: dt.datetime, passphrase: str = "", recipient: bytes = b""
) -> Iterator[Sink]:
    """Give the sink of one encrypted file, for whoever knows the passphrase or holds the recipient's private key.

    The master key opens it as little as anybody else: it is for another house.
    """
    if path.exists():
        raise ArchiveError(f"{path} is there already.")
    key, ways = locks.new_key(), dict[str, Any]()
    if passphrase:
        ways["passphrase"] = locks.passphrase_lock(key, room=room, passphrase=passphrase)
    if recipient:
        ways["recipient"] = locks.lock_for_recipient(key, recipient=recipient, room=room)
    if not ways:
        raise ArchiveError("Special values leave encrypted only: give --passphrase-file or --recipient.")
    header = {
        "kind": KIND, "made_at": now.isoformat(), "municipality": room, "locks": ways,
        "signed_by": signing.public_key().hex(),
    }  # fmt: skip
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as file:
            chunks = ChunkWriter(file, header=header, key=key)
            with (
                gzip.GzipFile(fileobj=chunks, mode="wb", compresslevel=1, mtime=0) as packed,
                tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as tar,
            ):
                yield TarSink(tar)
            chunks.finish()
            flush_to_disk(file)
        part.rename(path)
    finally:
        part.unlink(missing_ok=True)


def unpack(path: Path, folder: Path, *, passphrase: str = "", private: bytes = b"") -> int:
    """Open an encrypted export into a new folder and return how many files it holds.

    Raises:
        ArchiveError: it does not open, is damaged, or the folder is there already. Nothing is left then.
    """
    with path.open("rb") as file, folder_sink(folder) as sink:
        header, start = read_header(file)
        ways, room = header.get("locks", {}), str(header.get("municipality"))
        if header.get("kind") != KIND:
            raise DamagedArchiveError("This is no export; `tenant verify` tells what it is.")
        if private:
            key = locks.open_as_recipient(ways.get("recipient"), private=private, room=room)
        elif passphrase:
            key = locks.open_locks(ways, room=room, passphrase=passphrase)
        else:
            raise LockedArchiveError("Give --passphrase-file or --key-file.")
        return _unpack(ChunkReader(file, key=key, header=header, start=start), sink)


def _unpack(chunks: ChunkReader, sink: Sink) -> int:
    count = 0
    with (
        gzip.GzipFile(fileobj=cast(BinaryIO, chunks), mode="rb") as packed,
        tarfile.open(fileobj=packed, mode="r|", bufsize=CHUNK) as tar,
    ):
        for info in tar:
            content = tar.extractfile(info) if info.isreg() else None
            if content is None or info.name.startswith("/") or ".." in Path(info.name).parts:
                raise DamagedArchiveError("The export holds something that was not written by Omuz.")
            sink.put(info.name, content.read())
            count += 1
        while packed.read(CHUNK):
            pass
    chunks.drain()
    return count
