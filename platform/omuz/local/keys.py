"""Keys and passwords of an installation: made once, readable by their owner only, never printed."""

import base64
import json
import secrets
from pathlib import Path

from omuz.local.paths import Places
from omuz.local.stamps import write_atomically
from omuz.local.steps import StepFailed

LOGINS = ("superuser", "owner", "web", "broker", "figures")
#: Logins that came with a later release: an installation that is older gets their passwords when it is next started.
_LATER = ("figures",)


def _once(path: Path, text: str) -> Path:
    if not path.exists():
        write_atomically(path, text, mode=0o600)
    return path


def secret_key_file(places: Places) -> Path:
    """Return the file of the key that signs sessions and tokens."""
    return _once(places.keys / "secret.key", secrets.token_urlsafe(48) + "\n")


def master_key_file(places: Places) -> Path:
    """Return the file of the key that wraps every municipality's key (one line, `id:base64 of 32 bytes`)."""
    line = f"m{secrets.token_hex(4)}:{base64.b64encode(secrets.token_bytes(32)).decode()}\n"
    return _once(places.keys / "master.key", line)


def passwords(places: Places) -> dict[str, str]:
    """Return the passwords of the embedded services by login.

    Raises:
        StepFailed: the file is damaged; a new one would lock the installation out of its own database.
    """
    path = _once(places.keys / "passwords.json", json.dumps({name: secrets.token_hex(20) for name in LOGINS}) + "\n")
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        missing = {name: secrets.token_hex(20) for name in _LATER if name not in found}
        if missing:
            found |= missing
            write_atomically(path, json.dumps(found) + "\n", mode=0o600)
        return {name: str(found[name]) for name in LOGINS}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StepFailed(
            f"{path} cannot be read: {error}", remedy="Restore it from a copy, or `./omuz reset`."
        ) from error
