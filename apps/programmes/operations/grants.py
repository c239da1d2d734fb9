"""Grants of capabilities: asked for by one person, approved by another, ended by hand or by the calendar.

Dossier B, Art. 6: brokerage is off unless a dated legal basis of a known kind, with number, scanned act and expiry,
has been approved by a second person. Each step has its audit row.
"""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Final

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction

from apps.accounts.queries import may_act
from apps.programmes.capabilities import CAPABILITIES, GrantBasis
from apps.programmes.enums import GrantState, NoticeKind
from apps.programmes.models import CapabilityGrant, GrantNotice, Programme
from apps.programmes.queries.capabilities import Why, get_grant, programme_standings
from apps.programmes.queries.versions import actor_facts
from apps.programmes.registry.acts import Act, act_store
from apps.programmes.rules.capabilities import warnings_due
from omuz.kernel import audit
from omuz.kernel.actors import Actor, system_actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict, DomainError, FieldProblem, Invalid, NotAllowed, NotFound

__all__ = [
    "GrantRequest",
    "approve_grant",
    "end_grant",
    "end_grants_by_day",
    "open_act",
    "refuse_grant",
    "request_grant",
]

_EXPIRED: Final = "Süresi doldu."
_NOTICES: Final = {90: NoticeKind.DAYS_90, 30: NoticeKind.DAYS_30}


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantRequest:
    """What is asked for, and on which legal basis: kind, number, its date, the days from and to, the scanned act."""

    capability: str
    basis: str
    number: str
    dated: dt.date
    valid_from: dt.date
    valid_to: dt.date
    act: Act
    #: A unit with one manager names a superior as the second person (readings 16).
    named_approver_id: uuid.UUID | None = None


@transaction.atomic
def request_grant(programme_id: uuid.UUID, request: GrantRequest, *, actor: Actor, now: dt.datetime) -> CapabilityGrant:
    """Ask for a capability of a programme and return the request; nothing is open before it is approved.

    Raises:
        NotFound: no such programme in the actor's units.
        NotAllowed: without the right to manage programmes there.
        DomainError: the programme's own text refuses the capability, or its version does not hold it.
        Invalid: dates, number, basis, second person or file.
        Conflict: one is awaiting its decision, or one holds for some of these days.
    """
    programme = _locked_programme(programme_id)
    if not actor_facts(actor, programme.unit_id).manages:
        raise NotAllowed
    today = local_date(now)
    _refuse_what_the_text_refuses(programme, request.capability, today)
    problems = _problems(request, actor=actor, today=today)
    if problems:
        raise Invalid(problems)
    own = CapabilityGrant.objects.filter(programme=programme, unit_id=programme.unit_id, capability=request.capability)
    if own.filter(state=GrantState.REQUESTED).exists():
        raise Conflict("grant_requested", "Bu yetki zaten istenmiş; onay bekliyor.", remedy="Önce o istek sonuçlansın.")
    if own.filter(
        state=GrantState.APPROVED, valid_from__lte=request.valid_to, valid_to__gte=request.valid_from
    ).exists():
        raise _overlapping()
    document_id = act_store().keep(request.act, programme_id=programme.pk, actor=actor, now=now)
    if isinstance(document_id, FieldProblem):
        raise Invalid([FieldProblem("act", document_id.code, document_id.message, document_id.remedy)])
    grant = CapabilityGrant.objects.create(
        programme=programme,
        unit_id=programme.unit_id,
        capability=request.capability,
        basis=request.basis,
        number=request.number.strip(),
        dated=request.dated,
        valid_from=request.valid_from,
        valid_to=request.valid_to,
        document_id=document_id,
        requested_by_id=actor.id,
        requested_at=now,
        named_approver_id=request.named_approver_id,
    )
    _record(grant, "capability.requested", actor, now)
    return grant


def _problems(request: GrantRequest, *, actor: Actor, today: dt.date) -> list[FieldProblem]:
    found: list[FieldProblem] = []

    def say(field: str, code: str, message: str, remedy: str) -> None:
        found.append(FieldProblem(field, code, message, remedy))

    if request.basis not in set(GrantBasis):
        say("basis", "basis_unknown", "Bu dayanak türü tanınmıyor.", "Listeden birini seçin.")
    if not request.number.strip() or len(request.number.strip()) > 60:
        say("number", "number_missing", "Dayanağın sayısı yazılmamış ya da çok uzun.", "Belgedeki sayıyı yazın.")
    if request.dated > today:
        say("dated", "dated_in_future", "Dayanağın tarihi bugünden sonra olamaz.", "Belgedeki tarihi yazın.")
    if request.valid_from < request.dated:
        say("valid_from", "before_its_date", "Başlangıç, dayanağın tarihinden önce olamaz.", "Başlangıcı düzeltin.")
    if request.valid_to < request.valid_from:
        say("valid_to", "ends_before_start", "Bitiş, başlangıçtan önce olamaz.", "Bitişi düzeltin.")
    elif request.valid_to < today:
        say("valid_to", "already_over", "Bu dayanağın süresi dolmuş.", "Yürürlükteki dayanağı girin.")
    named = request.named_approver_id
    if named is not None:
        user = get_user_model().objects.filter(pk=named).first()
        if user is None or not may_act(user, on=today):
            say("named_approver", "approver_unknown", "Bu kişi görevde değil.", "Başka birini seçin.")
        elif named == actor.id:
            say("named_approver", "needs_second_person", "Kendinizi ikinci kişi olarak yazamazsınız.",
                "Bir üst amir seçin.")  # fmt: skip
    return found


def _refuse_what_the_text_refuses(programme: Programme, capability: str, today: dt.date) -> None:
    """Stop a grant that the programme's version leaves no room for.

    Art. 6 and every text like it wins over any permit. What the text does not hold at all is no matter of grants.
    """
    known = CAPABILITIES.get(capability)
    if known is None or not known.needs_grant:
        raise DomainError("grant_not_needed", "Bu modül için yetki istenmez.", field="capability",
                          remedy="Program sürümünde kullanılması yeter.")  # fmt: skip
    standing = programme_standings(programme, on=today)[capability]
    if standing.why == Why.REFUSED_BY_TEXT:
        raise DomainError(
            "refused_by_text",
            f"{known.label.tr} bu programda açılamaz: {standing.reason.tr}",
            field="capability",
            article=standing.article or None,
            remedy="Programın metni değişmeden istenemez ve onaylanamaz.",
        )
    if standing.why in {Why.NOT_HELD, Why.NOT_HELD_ANY_MORE, Why.NOT_PUBLISHED}:
        raise DomainError("capability_not_held", standing.reason.tr, field="capability",
                          remedy="Önce modülü içeren bir program sürümü yayımlayın.")  # fmt: skip


@transaction.atomic
def approve_grant(grant_id: uuid.UUID, *, actor: Actor, now: dt.datetime) -> CapabilityGrant:
    """Approve a request as its second person and return it: the capability is on from its first day.

    Raises:
        NotFound, NotAllowed: not for this actor; the requester never decides.
        Conflict: decided already, over already, or another holds for some of these days.
        DomainError: the programme's text refuses it by now.
    """
    grant = _to_decide(grant_id, actor, now)
    today = local_date(now)
    _refuse_what_the_text_refuses(grant.programme, grant.capability, today)
    if grant.valid_to < today:
        raise Conflict(
            "already_over", "Dayanağın süresi dolmuş; onaylanamaz.", remedy="İsteği reddedin, yenisi istensin."
        )
    grant.state, grant.decided_by_id, grant.decided_at = GrantState.APPROVED, actor.id, now
    try:
        with transaction.atomic():
            _keep(grant)
    except IntegrityError as error:
        raise _overlapping() from error
    _record(grant, "capability.approved", actor, now)
    return grant


@transaction.atomic
def refuse_grant(grant_id: uuid.UUID, *, reason: str, actor: Actor, now: dt.datetime) -> CapabilityGrant:
    """Refuse a request with a reason and return it. Raises as `approve_grant`."""
    grant = _to_decide(grant_id, actor, now)
    grant.reason = _reason(reason)
    grant.state, grant.decided_by_id, grant.decided_at = GrantState.REFUSED, actor.id, now
    _keep(grant)
    _record(grant, "capability.refused", actor, now, reason=grant.reason)
    return grant


@transaction.atomic
def end_grant(grant_id: uuid.UUID, *, reason: str, actor: Actor, now: dt.datetime) -> CapabilityGrant:
    """End an approved grant at once, with a reason, and return it: what exists is frozen, nothing is converted.

    One person is enough for closing: whoever may manage or approve there.

    Raises:
        NotFound, NotAllowed: not for this actor.
        Conflict: it is not approved, or has ended.
    """
    grant = _locked(grant_id, actor)
    facts = actor_facts(actor, grant.unit_id)
    if not (facts.manages or facts.approves):
        raise NotAllowed
    if grant.state != GrantState.APPROVED:
        raise Conflict(
            "grant_not_approved", "Yürürlükte olmayan bir yetki sona erdirilemez.", remedy="Sayfayı yenileyin."
        )
    _end(grant, reason=_reason(reason), actor=actor, now=now)
    return grant


def end_grants_by_day(*, now: dt.datetime) -> int:
    """Record the end of what has expired and tell the units what ends soon; return how much there was to do.

    The gate asks the day and needs none of this. Safe to run twice: each notice and each end is recorded once.
    """
    today = local_date(now)
    actor = system_actor("Takvim")
    done = 0
    approved = CapabilityGrant.objects.filter(state=GrantState.APPROVED)
    for grant in approved.filter(valid_to__lt=today).select_for_update():
        _end(grant, reason=_EXPIRED, actor=actor, now=now)
        done += 1
    soon = approved.filter(valid_to__gte=today, valid_to__lte=today + dt.timedelta(days=max(_NOTICES)))
    told = set(GrantNotice.objects.filter(grant__in=soon).values_list("grant_id", "kind"))
    for grant in soon:
        due = [_NOTICES[days] for days in warnings_due(grant.valid_to, today)]
        for kind in due:
            if (grant.pk, kind) not in told:
                _tell(grant, kind, actor, now)
                done += 1
    return done


def open_act(grant_id: uuid.UUID, *, actor: Actor, now: dt.datetime) -> Act:
    """Return the scanned act of a grant that the actor may see; each fetching is in the history. Raises NotFound."""
    grant = get_grant(grant_id, actor=actor)
    act = act_store().open(grant.document_id, now=now)
    audit.record(actor=actor, action="capability.act_read", subject=grant, now=now)
    return act


def _end(grant: CapabilityGrant, *, reason: str, actor: Actor, now: dt.datetime) -> None:
    grant.state, grant.ended_at, grant.reason = GrantState.ENDED, now, reason
    _keep(grant)
    _record(grant, "capability.ended", actor, now, reason=reason)
    _tell(grant, NoticeKind.ENDED, actor, now)


def _tell(grant: CapabilityGrant, kind: NoticeKind, actor: Actor, now: dt.datetime) -> None:
    GrantNotice.objects.create(grant=grant, kind=kind, told_on=local_date(now))
    if kind != NoticeKind.ENDED:
        _record(grant, "capability.end_announced", actor, now, reason=kind.label)


def _to_decide(grant_id: uuid.UUID, actor: Actor, now: dt.datetime) -> CapabilityGrant:
    grant = _locked(grant_id, actor)
    if grant.requested_by_id == actor.id:
        raise NotAllowed(
            "needs_second_person",
            "Kendi isteğinizi siz sonuçlandıramazsınız; ikinci bir kişi gerekir.",
            remedy="Birim yöneticisinden isteyin. Birimde tek yönetici varsa isterken bir üst amir belirtin.",
        )
    if not (actor_facts(actor, grant.unit_id).approves or actor.id == grant.named_approver_id):
        raise NotAllowed
    if grant.state != GrantState.REQUESTED:
        raise Conflict("already_decided", "Bu istek daha önce sonuçlandırılmış.", remedy="Sayfayı yenileyin.")
    return grant


def _locked(grant_id: uuid.UUID, actor: Actor) -> CapabilityGrant:
    get_grant(grant_id, actor=actor)
    return CapabilityGrant.objects.select_for_update(of=("self",)).select_related("programme").get(pk=grant_id)


def _locked_programme(programme_id: uuid.UUID) -> Programme:
    programme = Programme.objects.select_for_update().filter(pk=programme_id).first()
    if programme is None:
        raise NotFound
    return programme


def _reason(reason: str) -> str:
    cleaned = reason.strip()[:500]
    if len(cleaned) < 3:
        raise Invalid([FieldProblem("reason", "missing", "Gerekçe boş bırakılamaz.", "Kısa bir gerekçe yazın.")])
    return cleaned


def _overlapping() -> Conflict:
    return Conflict(
        "grant_overlaps",
        "Bu günlerin bir bölümü için onaylanmış bir yetki zaten var.",
        field="valid_from",
        remedy="Yenisini, öncekinin bittiği günün ertesinden başlatın.",
    )


def _keep(grant: CapabilityGrant) -> None:
    grant.version += 1
    grant.save(update_fields=["state", "decided_by_id", "decided_at", "ended_at", "reason", "version", "updated_at"])


def _record(grant: CapabilityGrant, action: str, actor: Actor, now: dt.datetime, *, reason: str = "") -> None:
    after = {
        "capability": grant.capability, "state": grant.state, "basis": grant.basis, "number": grant.number,
        "valid_from": grant.valid_from.isoformat(), "valid_to": grant.valid_to.isoformat(),
    }  # fmt: skip
    audit.record(actor=actor, action=action, subject=grant, reason=reason, after=after, now=now)
