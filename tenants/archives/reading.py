"""Reading an archive: member by member, with every hash held against the manifest; nothing is believed before that."""

import dataclasses
import gzip
import hashlib
import json
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from omuz.kernel.crypto import signing
from tenants.archives import contents, locks
from tenants.archives.container import CHUNK, ChunkReader, read_header
from tenants.archives.contents import Facts, Manifest, facts_from_json, manifest_from_json
from tenants.archives.errors import ArchiveError, DamagedArchiveError

#: One stored file is a member, and so is a part of a table: larger ones were not written by us.
MAX_MEMBER = 256 * 1024 * 1024


@dataclasses.dataclass(frozen=True, slots=True)
class Verified:
    """An archive whose signature, hashes and counts have been checked, and what is in it."""

    path: Path
    size: int
    sha256: str
    signed_by: str
    is_own: bool
    is_movable: bool
    facts: Facts
    manifest: Manifest


@dataclasses.dataclass(frozen=True, slots=True)
class Member:
    """One piece of the archive: its name and content."""

    name: str
    content: bytes

    @property
    def table(self) -> str:
        """Return the table that it is a part of, or ""."""
        return self.name.split("/")[1] if self.name.startswith(contents.TABLES) else ""

    @property
    def file(self) -> tuple[str, str] | None:
        """Return the table and the row that it is the file of, or None."""
        if not self.name.startswith(contents.FILES):
            return None
        _, table, name = self.name.split("/")
        return table, name

    def json(self) -> Any:
        """Return the content of a JSON member."""
        return json.loads(self.content)


class OpenArchive:
    """An archive being read once from its beginning; `sha256` stands when `members` has ended."""

    def __init__(self, file: BinaryIO, *, passphrase: str) -> None:
        self.header, start = read_header(file)
        key = locks.open_locks(
            self.header.get("locks", {}), room=str(self.header.get("municipality")), passphrase=passphrase
        )
        self._chunks = ChunkReader(file, key=key, header=self.header, start=start)

    @property
    def sha256(self) -> str:
        """Return the archive's SHA-256; "" until everything has been read."""
        return self._chunks.sha256

    def members(self) -> Iterator[Member]:
        """Yield the members in their order; after the last one the signature has been checked.

        Raises:
            DamagedArchiveError: what is read is not what was written.
        """
        try:
            with (
                gzip.GzipFile(fileobj=cast(BinaryIO, self._chunks), mode="rb") as packed,
                tarfile.open(fileobj=packed, mode="r|", bufsize=CHUNK) as tar,
            ):
                for info in tar:
                    taken = tar.extractfile(info) if info.isreg() and info.size <= MAX_MEMBER else None
                    if taken is None:
                        raise DamagedArchiveError("The archive holds something that was not written by Omuz.")
                    yield Member(info.name, taken.read())
                while packed.read(CHUNK):
                    pass
            self._chunks.drain()
        except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise DamagedArchiveError("The archive's inner form is damaged.") from error


@contextmanager
def opened(path: Path, *, passphrase: str = "") -> Iterator[OpenArchive]:
    """Give the archive for reading.

    Raises:
        ArchiveError: the file cannot be read, does not open here, or is no archive.
    """
    try:
        with path.open("rb") as file:
            yield OpenArchive(file, passphrase=passphrase)
    except OSError as error:
        raise ArchiveError(f"{path} cannot be read: {error.strerror}.") from error


def verify(path: Path, *, passphrase: str = "", trusted: str = "") -> Verified:
    """Read the whole archive, check its signature, every hash and every count, and return what is in it.

    `trusted` is the public key (hexadecimal) of another installation whose archives are taken; without it only this
    installation's own are.

    Raises:
        DamagedArchiveError: cut off, altered, reordered, or signed by nobody trusted.
        LockedArchiveError: it does not open with what was given.
    """
    with opened(path, passphrase=passphrase) as archive:
        signer = str(archive.header["signed_by"])
        is_own = bytes.fromhex(signer) in signing.own_public_keys()
        if not is_own and signer != trusted.lower():
            raise DamagedArchiveError(
                "The archive is signed by another installation, with the key "
                f"{signer}. Compare it with what that installation shows, then give it (--signed-by)."
            )
        facts, manifest = _check(archive)
        locked = archive.header.get("locks", {})
    if facts.key != archive.header.get("municipality"):
        raise DamagedArchiveError("The archive's header names another municipality than its content.")
    return Verified(
        path=path,
        size=path.stat().st_size,
        sha256=archive.sha256,
        signed_by=signer,
        is_own=is_own,
        is_movable="passphrase" in locked,
        facts=facts,
        manifest=manifest,
    )


class _Tally:
    """What has been read so far: a running hash and count for each table, a hash for each file."""

    def __init__(self) -> None:
        self.facts: Facts | None = None
        self.manifest: Manifest | None = None
        self.tables: dict[str, tuple[Any, int]] = {}
        self.files: dict[tuple[str, str], str] = {}
        self.anchors = ""

    def take(self, member: Member) -> None:
        if member.name == contents.FACTS:
            self.facts = facts_from_json(member.json())
        elif member.name == contents.MANIFEST:
            self.manifest = manifest_from_json(member.json())
        elif member.name == contents.ANCHORS:
            self.anchors = hashlib.sha256(member.content).hexdigest()
        elif member.table:
            digest, rows = self.tables.get(member.table, (hashlib.sha256(), 0))
            digest.update(member.content)
            self.tables[member.table] = digest, rows + member.content.count(b"\n")
        elif member.file is not None:
            self.files[member.file] = hashlib.sha256(member.content).hexdigest()
        elif member.name != contents.TRANSFER:
            raise DamagedArchiveError("The archive holds a piece that this release does not know.")


def _check(archive: OpenArchive) -> tuple[Facts, Manifest]:
    tally = _Tally()
    for member in archive.members():
        tally.take(member)
    facts, manifest = tally.facts, tally.manifest
    if facts is None or manifest is None:
        raise DamagedArchiveError("The archive lacks its facts or its manifest.")
    empty = hashlib.sha256(b"").hexdigest()
    for entry in manifest.tables:
        digest, rows = tally.tables.pop(entry.name, (None, 0))
        if rows != entry.rows or entry.sha256 != (digest.hexdigest() if digest is not None else empty):
            raise DamagedArchiveError(f"The rows of {entry.name} are not those of the manifest.")
    for file in manifest.files:
        if tally.files.pop((file.table, file.name), "") != file.sha256:
            raise DamagedArchiveError("A stored file is not that of the manifest.")
    if tally.tables or tally.files or tally.anchors != manifest.anchors_sha256:
        raise DamagedArchiveError("The archive holds something that its manifest does not name.")
    return facts, manifest
