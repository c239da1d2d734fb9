"""The outermost form: a plain header, encrypted chunks that cannot be moved, a signature over all of it.

    "OMUZARC1" | length of the header (4, big endian) | header (JSON)
    chunk*  =  flag and length (4, big endian; the highest bit marks the last chunk) | AES-256-GCM ciphertext and tag
    signature (64, Ed25519 over "omuz archive 1" | SHA-256 of everything before)

A chunk's nonce is its number; what is authenticated with it is the header's digest, its number and whether it is the
last. Chunks swapped, left out, repeated, cut off or taken from another archive do not open.
"""

import hashlib
import io
import json
import os
from typing import Any, BinaryIO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from omuz.kernel.crypto import signing
from tenants.archives.errors import DamagedArchiveError

MAGIC: Final = b"OMUZARC1"
CHUNK: Final = 1024 * 1024
_LAST: Final = 1 << 31
_TAG: Final = 16
_MAX_HEADER: Final = 64 * 1024
_SIGNED: Final = b"omuz archive 1"


class ChunkWriter(io.RawIOBase):
    """Takes plain bytes and writes the container; `finish` writes the last chunk and the signature."""

    def __init__(self, file: BinaryIO, *, header: dict[str, Any], key: bytes) -> None:
        super().__init__()
        self._file, self._cipher = file, AESGCM(key)
        self._all = hashlib.sha256()
        self._waiting = bytearray()
        self._number = 0
        self.size = 0
        head = json.dumps(header, ensure_ascii=False, sort_keys=True).encode()
        self._header_digest = hashlib.sha256(head).digest()
        self._put(MAGIC + len(head).to_bytes(4, "big") + head)

    def writable(self) -> bool:
        """Return True."""
        return True

    def write(self, data: Any, /) -> int:
        """Take bytes; a full chunk goes out at once, so that memory stays flat."""
        content = memoryview(data).cast("B")
        self._waiting += content
        while len(self._waiting) > CHUNK:
            self._chunk(bytes(self._waiting[:CHUNK]), is_last=False)
            del self._waiting[:CHUNK]
        return len(content)

    def finish(self) -> str:
        """Write the last chunk and the signature; returns the SHA-256 of all before the signature, in hexadecimal."""
        self._chunk(bytes(self._waiting), is_last=True)
        self._waiting.clear()
        signed = self._all.copy()
        self._put(signing.sign(_SIGNED + signed.digest()))
        return signed.hexdigest()

    def _chunk(self, plain: bytes, *, is_last: bool) -> None:
        sealed = self._cipher.encrypt(
            _nonce(self._number), plain, _place(self._header_digest, self._number, is_last=is_last)
        )
        self._put((len(sealed) | (_LAST if is_last else 0)).to_bytes(4, "big") + sealed)
        self._number += 1

    def _put(self, content: bytes) -> None:
        self._file.write(content)
        self._all.update(content)
        self.size += len(content)


class ChunkReader(io.RawIOBase):
    """Gives the plain bytes back, chunk by chunk; after the last one it holds the signature against the whole file."""

    def __init__(self, file: BinaryIO, *, key: bytes, header: dict[str, Any], start: bytes) -> None:
        super().__init__()
        self._file, self._cipher = file, AESGCM(key)
        self._all = hashlib.sha256(start)
        self._header_digest = hashlib.sha256(start[len(MAGIC) + 4 :]).digest()
        self._signer = bytes.fromhex(str(header.get("signed_by", "")))
        self._ready = b""
        self._number = 0
        self.is_complete = False
        self.sha256 = ""

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Fill the buffer; 0 at the end of the last chunk, whose signature has been checked by then.

        Raises:
            DamagedArchiveError: what follows is not what was written.
        """
        while not self._ready and not self.is_complete:
            self._next()
        count = min(len(buffer), len(self._ready))
        buffer[:count], self._ready = self._ready[:count], self._ready[count:]
        return count

    def drain(self) -> None:
        """Read to the end, for what a tar reader leaves behind its last block."""
        while self.read(CHUNK):
            pass

    def _next(self) -> None:
        length = int.from_bytes(self._take(4), "big")
        is_last, length = bool(length & _LAST), length & ~_LAST
        if not _TAG <= length <= CHUNK + _TAG:
            raise DamagedArchiveError("A chunk of the archive has an impossible length.")
        sealed = self._take(length)
        place = _place(self._header_digest, self._number, is_last=is_last)
        try:
            self._ready = self._cipher.decrypt(_nonce(self._number), sealed, place)
        except InvalidTag:
            raise DamagedArchiveError(f"Chunk {self._number} of the archive was altered, moved or cut.") from None
        self._number += 1
        if is_last:
            self._check_signature()

    def _check_signature(self) -> None:
        digest, hexadecimal = self._all.digest(), self._all.hexdigest()
        signature = self._take(signing.SIGNATURE_BYTES)
        if self._file.read(1):
            raise DamagedArchiveError("Something follows behind the archive's signature.")
        if not signing.is_signed(_SIGNED + digest, signature, by=self._signer):
            raise DamagedArchiveError("The archive's signature does not fit its content.")
        self.is_complete, self.sha256 = True, hexadecimal

    def _take(self, count: int) -> bytes:
        content = self._file.read(count)
        if len(content) != count:
            raise DamagedArchiveError("The archive is cut off.")
        self._all.update(content)
        return content


def read_header(file: BinaryIO) -> tuple[dict[str, Any], bytes]:
    """Return the plain header and the bytes that it took; nothing in it is proved before the signature is.

    Raises:
        DamagedArchiveError: not an archive of Omuz.
    """
    start = file.read(len(MAGIC) + 4)
    length = int.from_bytes(start[len(MAGIC) :], "big")
    if not start.startswith(MAGIC) or not 0 < length <= _MAX_HEADER:
        raise DamagedArchiveError("This is not an archive of a municipality (or of a newer form).")
    text = file.read(length)
    try:
        header = json.loads(text)
        bytes.fromhex(str(header["signed_by"]))
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedArchiveError("The archive's header cannot be read.") from error
    return header, start + text


def flush_to_disk(file: BinaryIO) -> None:
    """Wait until the file's content has reached the disk."""
    file.flush()
    os.fsync(file.fileno())


def _nonce(number: int) -> bytes:
    return number.to_bytes(12, "big")


def _place(header_digest: bytes, number: int, *, is_last: bool) -> bytes:
    return header_digest + number.to_bytes(8, "big") + (b"\x01" if is_last else b"\x00")
