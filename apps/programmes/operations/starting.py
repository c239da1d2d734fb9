"""Starting a programme. Versions, rules and forms arrive as packs; until then a kind says what the first one is."""

import dataclasses
import datetime as dt
import uuid
from typing import Final

from django.db import transaction

from apps.programmes.models import Programme
from omuz.kernel import audit
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict, DomainError, NotAllowed

__all__ = ["PROGRAMME_KINDS", "ProgrammeKind", "start_programme"]


@dataclasses.dataclass(frozen=True, slots=True)
class ProgrammeKind:
    """A kind of programme that municipalities run, with the unit that usually runs it (dossier part A)."""

    code: str
    name: str
    unit: str
    unit_short: str
    target_groups: tuple[str, ...]


PROGRAMME_KINDS: Final = {
    kind.code: kind
    for kind in (
        ProgrammeKind(
            code="bedestem",
            name="Sosyal destek ve rehberlik",
            unit="Belediye Sosyal Destek ve Rehberlik Merkezi",
            unit_short="BEDESTEM",
            target_groups=("poverty", "disabled", "working_children_family"),
        ),
        ProgrammeKind(
            code="destekli-istihdam",
            name="Destekli istihdam programı",
            unit="Destekli İstihdam Ofisi",
            unit_short="DİO",
            target_groups=("disabled", "poverty"),
        ),
        ProgrammeKind(
            code="kariyer-merkezi",
            name="Kariyer merkezi",
            unit="Kariyer Merkezi",
            unit_short="",
            target_groups=("disabled", "poverty"),
        ),
    )
}


@transaction.atomic
def start_programme(kind: str, *, unit_id: uuid.UUID, actor: Actor, now: dt.datetime) -> Programme:
    """Start a programme of that kind in a unit from today on and return it. For the platform's own work.

    Raises:
        NotAllowed: somebody of the staff asks; they will with the packs.
        DomainError: an unknown kind.
        Conflict: the municipality runs one of that kind.
    """
    if actor.kind != "system":
        raise NotAllowed
    known = PROGRAMME_KINDS.get(kind)
    if known is None:
        raise DomainError("unknown_programme_kind", f"Bilinen program türleri: {', '.join(PROGRAMME_KINDS)}.")
    if Programme.objects.filter(code=known.code).exists():
        raise Conflict("programme_exists", "Bu belediyede bu türden bir program var.")
    programme = Programme.objects.create(
        code=known.code,
        name=known.name,
        unit_id=unit_id,
        starts_on=local_date(now),
        target_groups=list(known.target_groups),
    )
    audit.record(actor=actor, action="programme.started", subject=programme, after={"code": known.code}, now=now)
    return programme
