"""Signatures of this installation: Ed25519, the private key derived from the master key.

Whoever holds the master key file can sign; whoever holds a public key can tell that a file came from here unchanged.
"""

from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from omuz.kernel.crypto import envelope
from omuz.kernel.crypto.master import master_keys

PUBLIC_KEY_BYTES: Final = 32
SIGNATURE_BYTES: Final = 64
_USE: Final = "signature"


def sign(message: bytes) -> bytes:
    """Return the signature of `message` under the current master key, 64 bytes."""
    return _private_key(master_keys().current_id).sign(message)


def public_key() -> bytes:
    """Return the public key that belongs to `sign`, 32 bytes; it may be published."""
    return _private_key(master_keys().current_id).public_key().public_bytes_raw()


def own_public_keys() -> list[bytes]:
    """Return the public keys of every line of this installation's master key file, the current one first."""
    return [_private_key(key_id).public_key().public_bytes_raw() for key_id in master_keys().by_id]


def is_signed(message: bytes, signature: bytes, *, by: bytes) -> bool:
    """Return whether `signature` is that of `message` under the public key `by`."""
    try:
        Ed25519PublicKey.from_public_bytes(by).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _private_key(key_id: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(envelope.derive(master_keys().get(key_id), use=_USE))
