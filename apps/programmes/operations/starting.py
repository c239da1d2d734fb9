"""Starting a programme from a shipped pack."""

import datetime as dt
import uuid
from typing import Final

from apps.programmes.models import ProgrammeVersion
from apps.programmes.operations.versions import start_from_document
from apps.programmes.packs import Pack, get_shipped
from omuz.kernel.actors import Actor
from omuz.kernel.errors import NotFound

__all__ = ["pack_code", "shipped_pack", "start_from_pack"]

#: Names from before there were packs; scripts of municipalities still use them.
_EARLIER: Final = {"destekli-istihdam": "izmir-destekli-istihdam", "kariyer-merkezi": "ilce-kariyer-merkezi"}


def pack_code(name: str) -> str:
    """Return the code of the pack that is called so today."""
    return _EARLIER.get(name, name)


def shipped_pack(name: str) -> Pack:
    """Return the shipped pack of that name, earlier names included.

    Raises:
        NotFound: there is none.
    """
    pack = get_shipped(pack_code(name))
    if pack is None:
        raise NotFound("pack_unknown", "Bu adla hazır bir paket yok.", field="pack", remedy="Listeden bir paket seçin.")
    return pack


def start_from_pack(name: str, *, unit_id: uuid.UUID, actor: Actor, now: dt.datetime) -> ProgrammeVersion:
    """Start the pack's programme in a unit and return draft 1 of it; it goes live when its day has been entered.

    Raises:
        NotFound: no such pack.
        NotAllowed: the actor may not manage programmes of that unit.
        Conflict: the municipality runs that programme already.
    """
    pack = shipped_pack(name)
    return start_from_document(
        pack.definition.document(),
        unit_id=unit_id,
        actor=actor,
        now=now,
        pack=pack.code,
        upstream_version=pack.version,
        note=f"{pack.code} {pack.version} paketinden",
    )
