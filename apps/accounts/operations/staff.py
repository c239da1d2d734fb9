"""Changing an account, and closing it when someone leaves."""

import dataclasses
import datetime as dt
import uuid

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Q

from apps.accounts import handover
from apps.accounts.enums import Language, Theme
from apps.accounts.models import RoleAssignment, User
from apps.accounts.operations.checks import (
    ADDRESS_ACTS,
    SECOND_FACTOR_ACTS,
    keep_an_administrator,
    locked_user,
    refuse_both_keys,
    refuse_demo_account,
    require,
    require_reason,
    require_someone_else,
)
from apps.accounts.operations.letters import tell_holder
from apps.accounts.operations.roles import close_assignment
from apps.accounts.operations.sessions import end_sessions_of
from apps.accounts.rights import Right
from apps.accounts.rules import email_problem
from omuz.kernel import audit
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict, DomainError, FieldProblem, Invalid


@dataclasses.dataclass(frozen=True, slots=True)
class Departure:
    """A closed account, and what its holder still holds: for a colleague to take over."""

    user: User
    still_held: list[handover.Held]


def check_email_is_free(email: str, *, except_user: uuid.UUID | None = None) -> None:
    """Stop an address that is none, or that belongs to another account.

    Raises:
        Invalid: not an address.
        DomainError: taken.
    """
    problem = email_problem(email)
    if problem is not None:
        raise Invalid([problem])
    holder = User.objects.filter(email__iexact=email).first()
    if holder is not None and holder.pk != except_user:
        closed = "" if holder.is_active else " (kapatılmış)"
        raise DomainError(
            "email_taken",
            f"Bu e-posta adresiyle bir hesap zaten var{closed}.",
            field="email",
            remedy="Kapatılmış hesabı yeniden açın." if closed else "Personel listesinde arayın.",
        )


def set_email(user: User, email: str) -> None:
    """Write the address where Django and allauth look for it, as confirmed: an administrator or a mail proved it."""
    user.email = email
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.create(user=user, email=email.lower(), primary=True, verified=True)


@transaction.atomic
def update_staff(
    user_id: uuid.UUID, *, actor: Actor, version: int, full_name: str, title: str, email: str, now: dt.datetime
) -> User:
    """Change a colleague's name, title and address and return the account.

    Raises:
        NotAllowed: without `staff.manage`; a new address by whoever has just taken away the account's second factor.
        NotFound, Conflict: no such account; stale version.
        Invalid, DomainError: an empty name; an address that is none or is taken.
    """
    require(actor, Right.STAFF_MANAGE)
    user = locked_user(user_id, version=version)
    before = _values(user)
    if not full_name.strip():
        raise Invalid([FieldProblem("full_name", "required", "Ad soyad yazılmamış.", "Ad ve soyadı yazın.")])
    moves = email.strip() != user.email
    if moves:
        refuse_demo_account(user)
        check_email_is_free(email.strip(), except_user=user.pk)
        refuse_both_keys(actor, user, other_key=SECOND_FACTOR_ACTS, now=now)
        tell_holder(user, "address_changed")
        set_email(user, email.strip())
        end_sessions_of(user, now=now)
    user.full_name, user.title = full_name.strip(), title.strip()
    _save(user)
    action = "staff.email_changed" if moves else "staff.changed"
    audit.record(actor=actor, action=action, subject=user, before=before, after=_values(user), now=now)
    return user


@transaction.atomic
def update_profile(
    *, actor: Actor, version: int, title: str, language: Language, theme: Theme, now: dt.datetime
) -> User:
    """Change the actor's own title and preferences and return the account.

    Raises:
        Conflict: stale version.
    """
    user = locked_user(actor.id, version=version)
    before = _values(user)
    user.title, user.language, user.theme = title.strip(), language, theme
    _save(user)
    audit.record(actor=actor, action="staff.profile_changed", subject=user, before=before, after=_values(user), now=now)
    return user


@transaction.atomic
def close_account(user_id: uuid.UUID, *, actor: Actor, reason: str, now: dt.datetime) -> Departure:
    """Close the account of someone who leaves, at once: sessions, roles and second factors end with it.

    Work that they hold stays theirs on paper until it is reassigned; it is listed in the answer.

    Raises:
        NotAllowed: without `staff.manage`; for oneself; by whoever has just changed the account's address.
        NotFound: no such account.
        Conflict: closed already; the last one who can assign roles.
        DomainError: no reason.
    """
    require(actor, Right.STAFF_MANAGE)
    require_someone_else(actor, user_id)
    reason = require_reason(reason)
    user, today = locked_user(user_id), local_date(now)
    if not user.is_active:
        raise Conflict("has_left", "Bu hesap zaten kapatılmış.", remedy="Sayfayı yenileyin.")
    refuse_demo_account(user)
    refuse_both_keys(actor, user, other_key=ADDRESS_ACTS, now=now)
    keep_an_administrator(without_user=user.pk, today=today)
    running = RoleAssignment.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today), user=user)
    for assignment in running.select_related("user").order_by("created_at"):
        close_assignment(assignment, actor=actor, ends_on=None, reason=reason, now=now)
    user.is_active, user.left_on = False, today
    _save(user)
    end_sessions_of(user, now=now)
    Authenticator.objects.filter(user=user).delete()
    audit.record(actor=actor, action="staff.left", subject=user, reason=reason, now=now)
    return Departure(user, handover.held_by(user.pk))


@transaction.atomic
def reopen_account(user_id: uuid.UUID, *, actor: Actor, reason: str, now: dt.datetime) -> User:
    """Open a closed account again, without roles and without a second factor, and return it.

    Raises:
        NotAllowed: without `staff.manage`.
        NotFound: no such account.
        Conflict: it is open.
    """
    require(actor, Right.STAFF_MANAGE)
    user = locked_user(user_id)
    if user.is_active:
        raise Conflict("is_open", "Bu hesap zaten açık.", remedy="Sayfayı yenileyin.")
    user.is_active, user.left_on = True, None
    _save(user)
    audit.record(actor=actor, action="staff.returned", subject=user, reason=require_reason(reason), now=now)
    return user


@transaction.atomic
def reassign_work(
    *,
    actor: Actor,
    from_user_id: uuid.UUID,
    to_user_id: uuid.UUID,
    kinds: list[str] | None,
    reason: str,
    now: dt.datetime,
) -> list[handover.Held]:
    """Move a colleague's work to another one and return how much of each kind was moved. None as `kinds` means all.

    Raises:
        NotAllowed: without `work.reassign`.
        NotFound: no such account.
        DomainError: the receiver has left or is the giver; an unknown kind; no reason.
    """
    require(actor, Right.WORK_REASSIGN)
    reason = require_reason(reason)
    giver, receiver = locked_user(from_user_id), locked_user(to_user_id)
    if receiver == giver or not receiver.is_active:
        raise DomainError(
            "cannot_take_over",
            "İşler bu kişiye aktarılamaz.",
            field="to_user",
            remedy="Görevde olan başka birini seçin.",
        )
    unknown = set(kinds or ()) - {kind.key for kind in handover.kinds()}
    if unknown:
        raise DomainError("unknown_kind", "Bilinmeyen iş türü.", field="kinds", remedy="Listeden seçin.")
    moved = [
        handover.Held(
            kind.key, kind.label, kind.move(from_user_id=giver.pk, to_user_id=receiver.pk, actor=actor, now=now)
        )
        for kind in handover.kinds()
        if kinds is None or kind.key in kinds
    ]
    after = {"to": receiver.pk, **{held.key: held.count for held in moved}}
    audit.record(actor=actor, action="staff.work_reassigned", subject=giver, reason=reason, after=after, now=now)
    return moved


def _save(user: User) -> None:
    user.version += 1
    user.save()


def _values(user: User) -> dict[str, object]:
    return {
        "email": user.email,
        "full_name": user.full_name,
        "title": user.title,
        "language": user.language,
        "theme": user.theme,
    }
