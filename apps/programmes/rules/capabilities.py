"""What a capability is worth on a day: pure, asked with what a version says and which grants there are.

A capability belongs to a version of a programme and to its unit (readings 1). OFF means absent. FROZEN means that it
was on: what exists stays readable, nothing new is made, and nothing is converted (dossier B, Art. 6).
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from apps.programmes.capabilities import CAPABILITIES
from apps.programmes.definition import Citation
from apps.programmes.definition.frame import Capabilities
from apps.programmes.enums import GrantState
from omuz.conditions import Text

#: Days before the end of a grant on which the unit is told.
WARN_BEFORE: Final = (90, 30)


class Opening(StrEnum):
    """How far a capability is open."""

    OFF = "off"
    WAITING = "waiting"
    ON = "on"
    FROZEN = "frozen"


class Why(StrEnum):
    """Why it stands so; the word of `REASONS` belongs to it."""

    UNKNOWN = "unknown"
    NOT_PUBLISHED = "not_published"
    NOT_HELD = "not_held"
    NOT_HELD_ANY_MORE = "not_held_any_more"
    REFUSED_BY_TEXT = "refused_by_text"
    NEVER_GRANTED = "never_granted"
    AWAITS_DECISION = "awaits_decision"
    STARTS_LATER = "starts_later"
    HELD = "held"
    GRANTED = "granted"
    EXPIRED = "expired"
    ENDED = "ended"


REASONS: Final[Mapping[Why, Text]] = {
    Why.UNKNOWN: Text("Böyle bir modül yok.", "There is no such module."),
    Why.NOT_PUBLISHED: Text("Programın yürürlükte sürümü yok.", "The programme has no published version."),
    Why.NOT_HELD: Text("Bu program sürümünde yer almıyor.", "This version does not hold it."),
    Why.NOT_HELD_ANY_MORE: Text(
        "Önceki sürümde vardı, yürürlükteki sürümde yok. Eski kayıtlar okunabilir.",
        "An earlier version held it, this one does not. What exists can be read.",
    ),
    Why.REFUSED_BY_TEXT: Text("Programın kendi metni bunu dışlıyor.", "The programme's own text excludes it."),
    Why.NEVER_GRANTED: Text(
        "Yasal dayanak girilip onaylanmadan açılmaz.", "It opens once a legal basis has been entered and approved."
    ),
    Why.AWAITS_DECISION: Text("Yetki istendi, ikinci kişinin onayı bekleniyor.", "Asked for, awaits a second person."),
    Why.STARTS_LATER: Text("Onaylandı, başlangıç günü henüz gelmedi.", "Approved, its first day has not come."),
    Why.HELD: Text("Program sürümünde yer alıyor.", "This version holds it."),
    Why.GRANTED: Text("Onaylanmış yasal dayanak yürürlükte.", "An approved legal basis is in force."),
    Why.EXPIRED: Text(
        "Yetkinin süresi doldu. Eski kayıtlar okunabilir, yenisi eklenemez.",
        "The grant has expired. What exists can be read, nothing new is added.",
    ),
    Why.ENDED: Text(
        "Yetki sona erdirildi. Eski kayıtlar okunabilir, yenisi eklenemez.",
        "The grant was ended. What exists can be read, nothing new is added.",
    ),
}


@dataclass(frozen=True, slots=True)
class GrantFacts:
    """A grant as far as the question goes. `decided_on` and `ended_on` are days in Türkiye."""

    id: uuid.UUID
    unit_id: uuid.UUID
    capability: str
    state: str
    valid_from: dt.date
    valid_to: dt.date
    decided_on: dt.date | None = None
    ended_on: dt.date | None = None

    def in_force(self, on: dt.date) -> bool:
        """Return whether it opens its capability on that day."""
        first, last = self._days()
        return first is not None and first <= on <= last and on != self.ended_by_hand_on

    def was_in_force_before(self, on: dt.date) -> bool:
        """Return whether it opened its capability before, for part of that day perhaps, and does not any more."""
        first, last = self._days()
        return first is not None and first <= last and on >= first and not self.in_force(on)

    def starts_after(self, on: dt.date) -> bool:
        """Return whether it has been approved and will open its capability later."""
        first, last = self._days()
        return first is not None and on < first <= last

    def _days(self) -> tuple[dt.date | None, dt.date]:
        """Return the first and the last day, also one of which it held for a part only; no first one: never."""
        if self.state not in {GrantState.APPROVED, GrantState.ENDED} or self.decided_on is None:
            return None, self.valid_to
        return max(self.valid_from, self.decided_on), self.ended_by_hand_on or self.valid_to

    @property
    def ended_by_hand_on(self) -> dt.date | None:
        """Return the day on which it was ended before its time: closed from that moment on."""
        return self.ended_on if self.ended_on is not None and self.ended_on <= self.valid_to else None


@dataclass(frozen=True, slots=True)
class HeldText:
    """What a version says about capabilities, with the texts that it cites, and what an earlier one has held."""

    capabilities: Capabilities
    #: Key of a legal basis -> its title; without one an article stands alone.
    titles: Mapping[str, str] = field(default_factory=dict)
    held_before: frozenset[str] = frozenset()
    is_published: bool = True

    def article(self, citation: Citation | None) -> str:
        """Return a citation in words: "Uygulama Esasları m. 6"; empty for none."""
        if citation is None:
            return ""
        article = f"m. {citation.article}" if citation.article else ""
        return " ".join(filter(None, [self.titles.get(citation.source, ""), article]))


@dataclass(frozen=True, slots=True)
class CapabilityStanding:
    """The answer: how far it is open, why, on which article, and until when."""

    key: str
    opening: Opening
    why: Why
    reason: Text
    article: str = ""
    grant_id: uuid.UUID | None = None
    until: dt.date | None = None

    @property
    def is_open(self) -> bool:
        """Return whether something new may be made."""
        return self.opening == Opening.ON

    @property
    def is_readable(self) -> bool:
        """Return whether what exists may be read."""
        return self.opening in {Opening.ON, Opening.FROZEN}


def standing_of(
    key: str, *, text: HeldText, unit_id: uuid.UUID, grants: Iterable[GrantFacts], on: dt.date
) -> CapabilityStanding:
    """Return where a capability of a version stands in a unit on a day.

    A text that refuses a capability wins over every grant; grants of other units open nothing here.
    """
    known = CAPABILITIES.get(key)
    if known is None:
        return _standing(key, Opening.OFF, Why.UNKNOWN)
    own = [grant for grant in grants if grant.capability == key and grant.unit_id == unit_id]
    before = _last(grant for grant in own if grant.was_in_force_before(on) or grant.in_force(on))
    refused = next((one for one in text.capabilities.refused if one.key == key), None)
    if refused is not None:
        opening = Opening.FROZEN if before else Opening.OFF
        reason = Text(refused.reason.tr, refused.reason.en or refused.reason.tr)
        return CapabilityStanding(key, opening, Why.REFUSED_BY_TEXT, reason, text.article(refused.basis))
    held = next((one for one in text.capabilities.held if one.key == key), None)
    if held is None or not text.is_published:
        was = before is not None or key in text.held_before
        why = Why.NOT_PUBLISHED if not text.is_published else Why.NOT_HELD_ANY_MORE if was else Why.NOT_HELD
        return _standing(key, Opening.FROZEN if was else Opening.OFF, why)
    article = known.article or text.article(held.basis)
    if not known.needs_grant:
        return _standing(key, Opening.ON, Why.HELD, article)
    return _granted(key, own, article, on)


def _granted(key: str, own: list[GrantFacts], article: str, on: dt.date) -> CapabilityStanding:
    current = _last(grant for grant in own if grant.in_force(on))
    if current is not None:
        return _standing(key, Opening.ON, Why.GRANTED, article, current)
    past = _last(grant for grant in own if grant.was_in_force_before(on))
    if past is not None:
        why = Why.EXPIRED if past.ended_by_hand_on is None else Why.ENDED
        return _standing(key, Opening.FROZEN, why, article, past)
    coming = _last(grant for grant in own if grant.starts_after(on))
    if coming is not None:
        return _standing(key, Opening.WAITING, Why.STARTS_LATER, article, coming)
    asked = _last(grant for grant in own if grant.state == GrantState.REQUESTED)
    if asked is not None:
        return _standing(key, Opening.WAITING, Why.AWAITS_DECISION, article, asked)
    return _standing(key, Opening.OFF, Why.NEVER_GRANTED, article)


def _last(grants: Iterable[GrantFacts]) -> GrantFacts | None:
    return max(grants, key=lambda one: (one.valid_to, one.valid_from, str(one.id)), default=None)


def _standing(
    key: str, opening: Opening, why: Why, article: str = "", grant: GrantFacts | None = None
) -> CapabilityStanding:
    until = grant.valid_to if grant is not None and opening == Opening.ON else None
    return CapabilityStanding(key, opening, why, REASONS[why], article, grant.id if grant else None, until)


def standings_of(
    *, text: HeldText, unit_id: uuid.UUID, grants: Collection[GrantFacts], on: dt.date
) -> dict[str, CapabilityStanding]:
    """Return the standing of every known capability, in the order of the catalogue."""
    return {key: standing_of(key, text=text, unit_id=unit_id, grants=grants, on=on) for key in CAPABILITIES}


def warnings_due(valid_to: dt.date, on: dt.date) -> tuple[int, ...]:
    """Return which of the warnings (days before the end) are due on a day; none once the grant is over."""
    left = (valid_to - on).days
    return tuple(days for days in WARN_BEFORE if 0 <= left <= days)
