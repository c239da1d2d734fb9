"""Small secrets of a room that must be readable before its database is entered: sealed under the master key itself.

    text = <id of the master key>:<base64 of the blob>

They stand in the registry, where injected SQL might read them: without the master key file they are noise.
"""

import base64
import binascii
import uuid
from typing import Final

from omuz.kernel.crypto import envelope
from omuz.kernel.crypto.errors import CannotOpenError
from omuz.kernel.crypto.master import master_keys

#: The master key is named in the text; the blob's own place for a key id stays empty.
_NO_KEY_ID: Final = uuid.UUID(int=0)


def seal_room_secret(plain: bytes, *, room: str, use: str) -> str:
    """Return `plain` sealed for one use in the room with the key `room`, as text for a registry column.

    Raises:
        MasterKeyError: the master key file is missing.
    """
    masters = master_keys()
    blob = envelope.seal(
        envelope.derive(masters.get(masters.current_id), use=use), plain, key_id=_NO_KEY_ID, context=_place(room, use)
    )
    return f"{masters.current_id}:{base64.b64encode(blob).decode('ascii')}"


def open_room_secret(sealed: str, *, room: str, use: str) -> bytes:
    """Return what `seal_room_secret` sealed for this room and use.

    Raises:
        CannotOpenError: damaged, or sealed for another room or use.
        MasterKeyError: the master key file lacks the key.
    """
    master_id, _, encoded = sealed.partition(":")
    try:
        blob = base64.b64decode(encoded, validate=True)
    except binascii.Error:
        raise CannotOpenError("This is not a sealed secret of a room.") from None
    return envelope.open_sealed(envelope.derive(master_keys().get(master_id), use=use), blob, context=_place(room, use))


def rewrap_room_secret(sealed: str, *, room: str, use: str) -> str:
    """Return the same secret sealed under the current master key; `sealed` itself where it is so already."""
    if sealed.partition(":")[0] == master_keys().current_id:
        return sealed
    return seal_room_secret(open_room_secret(sealed, room=room, use=use), room=room, use=use)


def _place(room: str, use: str) -> bytes:
    return envelope.context_of(room, field=f"room.{use}", row_id=room)
