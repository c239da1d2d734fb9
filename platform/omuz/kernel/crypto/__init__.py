"""Field encryption of the entered room: sealed values, tokens, blind indexes, keys of persons, rotation."""

from omuz.kernel.crypto.errors import (
    CannotOpenError,
    CryptoError,
    MasterKeyError,
    NoDataKeyError,
    PersonKeyDestroyedError,
)
from omuz.kernel.crypto.keyring import ensure_data_keys, forget_keys, rewrap, rotate
from omuz.kernel.crypto.master import new_master_key_line
from omuz.kernel.crypto.persons import PersonSealer, destroy_person_key, opener_for, sealer_for
from omuz.kernel.crypto.room_keys import RoomKeys, WrappedKey
from omuz.kernel.crypto.room_secrets import open_room_secret, rewrap_room_secret, seal_room_secret
from omuz.kernel.crypto.sealing import blind_index, open_bytes, open_text, seal_bytes, seal_text, token
from omuz.kernel.crypto.signatures import is_signed, sign

__all__ = [
    "CannotOpenError",
    "CryptoError",
    "MasterKeyError",
    "NoDataKeyError",
    "PersonKeyDestroyedError",
    "PersonSealer",
    "RoomKeys",
    "WrappedKey",
    "blind_index",
    "destroy_person_key",
    "ensure_data_keys",
    "forget_keys",
    "is_signed",
    "new_master_key_line",
    "open_bytes",
    "open_room_secret",
    "open_text",
    "opener_for",
    "rewrap",
    "rewrap_room_secret",
    "rotate",
    "seal_bytes",
    "seal_room_secret",
    "seal_text",
    "sealer_for",
    "sign",
    "token",
]
