"""Reading capabilities: the whole board of a municipality in one statement, and one version's closed ones."""

import datetime as dt
import functools
import json
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from apps.accounts.rights import Right
from apps.programmes.capabilities import CAPABILITIES
from apps.programmes.definition.frame import Capabilities
from apps.programmes.enums import GrantState, NoticeKind, VersionState
from apps.programmes.models import CapabilityGrant, Programme, ProgrammeVersion
from apps.programmes.queries.versions import definition_of, in_reach
from apps.programmes.registry.doors import Door, capability_of
from apps.programmes.rules.capabilities import (
    WARN_BEFORE,
    CapabilityStanding,
    GrantFacts,
    HeldText,
    Opening,
    Why,
    standing_of,
    standings_of,
)
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import NotFound

__all__ = [
    "ABSENT",
    "CapabilityBoard",
    "CapabilityStanding",
    "Opening",
    "Why",
    "closed_capabilities",
    "closed_under",
    "get_grant",
    "grant_facts",
    "grants_to_watch",
    "is_open",
    "list_grants",
    "open_programmes",
    "programme_standings",
    "read_board",
    "unreadable_capabilities",
    "visible_grants",
]

#: What `open_programmes` answers of a door that is open nowhere: in this municipality there is no such thing.
ABSENT: Final[frozenset[uuid.UUID]] = frozenset()
_SHOWN: Final = (VersionState.PUBLISHED, VersionState.RETIRED)


@dataclass(frozen=True, slots=True)
class _Row:
    unit_id: uuid.UUID
    text: HeldText
    grants: tuple[GrantFacts, ...]


@dataclass(frozen=True, slots=True)
class CapabilityBoard:
    """Where every capability of every programme stands on a day."""

    on: dt.date
    rows: Mapping[uuid.UUID, _Row]

    def standing(self, programme_id: uuid.UUID, key: str) -> CapabilityStanding | None:
        """Return where a capability of a programme stands, or None for a programme that there is not."""
        row = self.rows.get(programme_id)
        if row is None:
            return None
        return standing_of(key, text=row.text, unit_id=row.unit_id, grants=row.grants, on=self.on)

    def programmes(self, key: str, *, writing: bool = False) -> frozenset[uuid.UUID]:
        """Return the programmes in which a capability is readable, with `writing` those in which it is on."""
        standings = ((one, self.standing(one, key)) for one in self.rows)
        return frozenset(
            one for one, standing in standings if standing and (standing.is_open if writing else standing.is_readable)
        )

    def held(self) -> dict[uuid.UUID, dict[str, CapabilityStanding]]:
        """Return what each programme has that is not absent: on, frozen or waiting."""
        return {
            programme_id: {
                key: standing
                for key, standing in standings_of(
                    text=row.text, unit_id=row.unit_id, grants=row.grants, on=self.on
                ).items()
                if standing.opening != Opening.OFF
            }
            for programme_id, row in self.rows.items()
        }


def read_board(on: dt.date) -> CapabilityBoard:
    """Return the board of the entered municipality. One statement, whatever is asked of the board afterwards."""
    versions = ProgrammeVersion.objects.filter(programme=OuterRef("pk"), state__in=_SHOWN).order_by("number")
    grants = CapabilityGrant.objects.filter(programme=OuterRef("pk"))
    rows = Programme.objects.annotate(
        texts=ArraySubquery(
            versions.values(
                part=JSONObject(state="state", capabilities=F("document__capabilities"))
            )
        ),
        acts=ArraySubquery(
            grants.values(
                part=JSONObject(
                    id="id", unit_id="unit_id", capability="capability", state="state", valid_from="valid_from",
                    valid_to="valid_to", decided_at="decided_at", ended_at="ended_at",
                )
            )
        ),
    ).values_list("pk", "unit_id", "texts", "acts")  # fmt: skip
    return CapabilityBoard(
        on, {pk: _Row(unit_id, _text(texts), tuple(map(_read_grant, acts))) for pk, unit_id, texts, acts in rows}
    )


def _text(texts: Sequence[Mapping[str, Any]]) -> HeldText:
    """Return what holds today: the published version's text, else the last one's, as no longer published."""
    if not texts:
        return HeldText(Capabilities(), is_published=False)
    published = next((one for one in texts if one["state"] == VersionState.PUBLISHED), None)
    current = published or texts[-1]
    before = frozenset(
        held["key"] for one in texts if one is not published for held in (one["capabilities"] or {}).get("held", ())
    )
    return HeldText(_capabilities(current["capabilities"]), held_before=before, is_published=published is not None)


def _capabilities(part: Any) -> Capabilities:
    # Strict reading takes lists for tuples from JSON text only.
    return _read_capabilities(json.dumps(part or {}))


@functools.lru_cache(maxsize=512)
def _read_capabilities(text: str) -> Capabilities:
    """Return what the text says; it is read once a process, since every request of a guarded address asks."""
    return Capabilities.model_validate_json(text)


def _read_grant(act: Mapping[str, Any]) -> GrantFacts:
    decided, ended = act["decided_at"], act["ended_at"]
    return GrantFacts(
        id=uuid.UUID(act["id"]),
        unit_id=uuid.UUID(act["unit_id"]),
        capability=act["capability"],
        state=act["state"],
        valid_from=dt.date.fromisoformat(act["valid_from"]),
        valid_to=dt.date.fromisoformat(act["valid_to"]),
        decided_on=local_date(dt.datetime.fromisoformat(decided)) if decided else None,
        ended_on=local_date(dt.datetime.fromisoformat(ended)) if ended else None,
    )


def grant_facts(grants: Iterable[CapabilityGrant]) -> tuple[GrantFacts, ...]:
    """Return grants as the rules take them."""
    return tuple(
        GrantFacts(
            id=one.pk,
            unit_id=one.unit_id,
            capability=one.capability,
            state=one.state,
            valid_from=one.valid_from,
            valid_to=one.valid_to,
            decided_on=local_date(one.decided_at) if one.decided_at else None,
            ended_on=local_date(one.ended_at) if one.ended_at else None,
        )
        for one in grants
    )


def programme_standings(programme: Programme, *, on: dt.date) -> dict[str, CapabilityStanding]:
    """Return where every capability of a programme stands on a day, articles with the titles of their texts."""
    versions = list(ProgrammeVersion.objects.filter(programme=programme, state__in=_SHOWN).order_by("number"))
    grants = grant_facts(CapabilityGrant.objects.filter(programme=programme))
    return standings_of(text=_whole_text(versions), unit_id=programme.unit_id, grants=grants, on=on)


def _whole_text(versions: Sequence[ProgrammeVersion]) -> HeldText:
    if not versions:
        return HeldText(Capabilities(), is_published=False)
    published = next((one for one in versions if one.state == VersionState.PUBLISHED), None)
    definition = definition_of(published or versions[-1])
    before = frozenset(
        held["key"]
        for one in versions
        if one is not published
        for held in one.document.get("capabilities", {}).get("held", ())
    )
    titles = {basis.key: basis.title for basis in definition.legal_basis}
    return HeldText(definition.capabilities, titles, before, published is not None)


def is_open(version: ProgrammeVersion, unit_id: uuid.UUID, key: str, on: dt.date) -> bool:
    """Return whether something new may be made with a capability under this version, in this unit, on that day."""
    return key not in closed_capabilities(version, unit_id, on)


def closed_capabilities(version: ProgrammeVersion, unit_id: uuid.UUID, on: dt.date) -> frozenset[str]:
    """Return the capabilities with which nothing new may be made: what forms and rules leave out.

    One statement where the version holds a capability that needs a grant, none otherwise.
    """
    return closed_under(_capabilities(version.document.get("capabilities")), version.programme_id, unit_id, on)


def closed_under(
    capabilities: Capabilities, programme_id: uuid.UUID, unit_id: uuid.UUID, on: dt.date
) -> frozenset[str]:
    """Return what `closed_capabilities` does, of a definition's own capabilities: a case asks with its pinned one."""
    asked = {held.key for held in capabilities.held if held.key in CAPABILITIES and CAPABILITIES[held.key].needs_grant}
    grants = _grants(programme_id, asked) if asked else ()
    return _without(capabilities, unit_id, grants, on, readable=False)


def unreadable_capabilities(version: ProgrammeVersion, unit_id: uuid.UUID, on: dt.date) -> frozenset[str]:
    """Return the capabilities that are absent: unlike closed ones, not even what exists is shown. One statement."""
    capabilities = _capabilities(version.document.get("capabilities"))
    return _without(capabilities, unit_id, _grants(version.programme_id, CAPABILITIES), on, readable=True)


def _grants(programme_id: uuid.UUID, keys: Collection[str]) -> tuple[GrantFacts, ...]:
    return grant_facts(CapabilityGrant.objects.filter(programme=programme_id, capability__in=list(keys)))


def _without(
    capabilities: Capabilities, unit_id: uuid.UUID, grants: Sequence[GrantFacts], on: dt.date, *, readable: bool
) -> frozenset[str]:
    standings = standings_of(text=HeldText(capabilities), unit_id=unit_id, grants=grants, on=on)
    return frozenset(
        key for key, standing in standings.items() if not (standing.is_readable if readable else standing.is_open)
    )


def open_programmes(
    door: Door, name: str, *, on: dt.date, writing: bool = False, board: CapabilityBoard | None = None
) -> frozenset[uuid.UUID] | None:
    """Return the programmes in which a door may be used on a day; None where it stands behind no capability.

    ABSENT means that there is no such thing in this municipality. Without a `board` a guarded door costs one
    statement, an open one none.
    """
    capability = capability_of(door, name)
    if capability is None:
        return None
    return (board or read_board(on)).programmes(capability, writing=writing)


def visible_grants(actor: Actor) -> QuerySet[CapabilityGrant]:
    """Return the grants that the actor may see: those of the units of their right, and what awaits their decision."""
    rows = CapabilityGrant.objects.select_related("programme")
    return rows.filter(in_reach(actor, unit="unit"))


def get_grant(grant_id: uuid.UUID, *, actor: Actor) -> CapabilityGrant:
    """Return a grant that the actor may see. Raises NotFound."""
    found = visible_grants(actor).filter(pk=grant_id).first()
    if found is None:
        raise NotFound
    return found


def list_grants(programme_id: uuid.UUID, *, actor: Actor) -> list[CapabilityGrant]:
    """Return the grants of a programme that the actor may see, the latest asked for first."""
    return list(visible_grants(actor).filter(programme=programme_id).order_by("-requested_at", "-id"))


def grants_to_watch(actor: Actor, *, on: dt.date) -> list[CapabilityGrant]:
    """Return what the actor's units should know today: asked for, ending within 90 days, or ended in the last 30."""
    if not actor.can_any(Right.PROGRAMMES_MANAGE, Right.PROGRAMMES_APPROVE):
        return []
    near = Q(state=GrantState.APPROVED, valid_to__lte=on + dt.timedelta(days=max(WARN_BEFORE)))
    over = Q(state=GrantState.ENDED, notices__kind=NoticeKind.ENDED, notices__told_on__gte=on - dt.timedelta(days=30))
    rows = visible_grants(actor).filter(Q(state=GrantState.REQUESTED) | near | over)
    return list(rows.distinct().order_by("valid_to", "id"))
