"""The archive's own random key, and the two ways to it: this installation's master key, or a passphrase."""

import base64
import binascii
import os
from pathlib import Path
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from omuz.kernel import crypto
from tenants.archives.errors import ArchiveError, LockedArchiveError

KEY_BYTES: Final = 32
#: 128 MiB and about half a second for each guess.
SCRYPT_N: Final = 2**17
_SCRYPT_R: Final = 8
_SCRYPT_P: Final = 1
_MOST_MEMORY: Final = 2**20
_USE: Final = "archive"
_SHORTEST: Final = 12


def new_key() -> bytes:
    """Return a new archive's key."""
    return os.urandom(KEY_BYTES)


def read_passphrase(path: Path | None) -> str:
    """Return the passphrase that the file holds (its first line); "" without a file.

    Raises:
        ArchiveError: the file cannot be read, or the passphrase is shorter than twelve characters.
    """
    if path is None:
        return ""
    try:
        passphrase = path.read_text(encoding="utf-8").partition("\n")[0].strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ArchiveError(f"The passphrase file {path} cannot be read.") from error
    if len(passphrase) < _SHORTEST:
        raise ArchiveError(f"The passphrase is too short: {_SHORTEST} characters at least.")
    return passphrase


def locks_for(key: bytes, *, room: str, passphrase: str) -> dict[str, Any]:
    """Return what the header says of the ways to `key`."""
    locks: dict[str, Any] = {"master": crypto.seal_room_secret(key, room=room, use=_USE)}
    if passphrase:
        locks["passphrase"] = passphrase_lock(key, room=room, passphrase=passphrase)
    return locks


def open_locks(locks: dict[str, Any], *, room: str, passphrase: str) -> bytes:
    """Return the archive's key, by the passphrase where one is given, else by the master key.

    Raises:
        LockedArchiveError: neither opens it; the message says what is missing.
    """
    if passphrase:
        return _by_passphrase(locks.get("passphrase"), room, passphrase)
    try:
        return crypto.open_room_secret(str(locks.get("master", "")), room=room, use=_USE)
    except crypto.CryptoError as error:
        hint = " Give its passphrase (--passphrase-file)." if "passphrase" in locks else ""
        raise LockedArchiveError(f"This installation's master key does not open the archive.{hint}") from error


def _by_passphrase(lock: Any, room: str, passphrase: str) -> bytes:
    if not isinstance(lock, dict):
        raise LockedArchiveError("The archive was made without a passphrase.")
    try:
        n, wrapped = int(lock["n"]), base64.b64decode(lock["wrapped"])
        if not 2 <= n <= _MOST_MEMORY or (lock["r"], lock["p"]) != (_SCRYPT_R, _SCRYPT_P):
            raise ValueError
        wrapping = _stretch(passphrase, base64.b64decode(lock["salt"]), n)
        return AESGCM(wrapping).decrypt(wrapped[:12], wrapped[12:], room.encode())
    except InvalidTag:
        raise LockedArchiveError("The passphrase does not open the archive.") from None
    except (KeyError, ValueError, TypeError, binascii.Error) as error:
        raise LockedArchiveError("The archive's passphrase lock cannot be read.") from error


def _stretch(passphrase: str, salt: bytes, n: int) -> bytes:
    return Scrypt(salt=salt, length=KEY_BYTES, n=n, r=_SCRYPT_R, p=_SCRYPT_P).derive(passphrase.encode())


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def lock_for_recipient(key: bytes, *, recipient: bytes, room: str) -> dict[str, str]:
    """Return the way to `key` for whoever holds the private key of `recipient` (X25519, 32 bytes)."""
    mine = X25519PrivateKey.generate()
    shared = mine.exchange(X25519PublicKey.from_public_bytes(recipient))
    public, nonce = mine.public_key().public_bytes_raw(), os.urandom(12)
    wrapped = nonce + AESGCM(_agreed(shared, public, recipient)).encrypt(nonce, key, room.encode())
    return {"kdf": "x25519-hkdf-sha256", "to": recipient.hex(), "from": public.hex(), "wrapped": _text(wrapped)}


def open_as_recipient(lock: Any, *, private: bytes, room: str) -> bytes:
    """Return the key that was locked for the holder of `private`.

    Raises:
        LockedArchiveError: it was locked for somebody else.
    """
    try:
        mine = X25519PrivateKey.from_private_bytes(private)
        public, wrapped = bytes.fromhex(lock["from"]), base64.b64decode(lock["wrapped"])
        shared = mine.exchange(X25519PublicKey.from_public_bytes(public))
        wrapping = _agreed(shared, public, mine.public_key().public_bytes_raw())
        return AESGCM(wrapping).decrypt(wrapped[:12], wrapped[12:], room.encode())
    except (InvalidTag, KeyError, ValueError, TypeError, binascii.Error) as error:
        raise LockedArchiveError("The key file does not open this: it was locked for somebody else.") from error


def new_recipient() -> tuple[bytes, bytes]:
    """Return a new pair for receiving: private key (to be kept) and public key (to be given away), 32 bytes each."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def passphrase_lock(key: bytes, *, room: str, passphrase: str) -> dict[str, Any]:
    """Return the way to `key` by a passphrase."""
    salt, nonce = os.urandom(16), os.urandom(12)
    wrapped = nonce + AESGCM(_stretch(passphrase, salt, SCRYPT_N)).encrypt(nonce, key, room.encode())
    return {
        "kdf": "scrypt", "n": SCRYPT_N, "r": _SCRYPT_R, "p": _SCRYPT_P, "salt": _text(salt), "wrapped": _text(wrapped),
    }  # fmt: skip


def _agreed(shared: bytes, one: bytes, other: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=b"omuz export 1" + one + other).derive(shared)
