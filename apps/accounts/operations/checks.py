"""What several operations ask before they write."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db.models import Q

from apps.accounts.models import OrgUnit, RoleAssignment, User
from apps.accounts.queries import assignments_on, rooms_roles
from apps.accounts.rights import ROLE_RIGHTS, Right
from apps.accounts.rules import BOTH_KEYS_APART
from omuz.kernel.actors import Actor
from omuz.kernel.errors import Conflict, DomainError, NotAllowed, NotFound
from omuz.kernel.models.audit import AuditEvent


def require(actor: Actor, *rights: Right) -> None:
    """Stop an actor who holds none of `rights`; the system's own work passes.

    Raises:
        NotAllowed: no such right today.
    """
    if actor.kind != "system" and not actor.can_any(*rights):
        raise NotAllowed


def require_in_unit(actor: Actor, right: Right, unit_id: uuid.UUID | None) -> None:
    """Stop an actor who does not hold `right` in that unit (None: in all of the municipality).

    Raises:
        NotAllowed: the right is missing or held elsewhere.
    """
    require(actor, right)
    units = None if actor.kind == "system" else actor.units_for(right)
    if units is not None and (unit_id is None or unit_id not in units):
        raise NotAllowed(
            "outside_your_units",
            "Bu işlemi yalnız kendi biriminizde yapabilirsiniz.",
            remedy="Kendi biriminizi seçin ya da sistem yöneticinize başvurun.",
        )


def require_someone_else(actor: Actor, user_id: uuid.UUID) -> None:
    """Stop someone who decides about themselves.

    Raises:
        NotAllowed: the actor is that very person.
    """
    if actor.id == user_id:
        raise NotAllowed(
            "not_for_oneself",
            "Kendi hesabınız ve rolleriniz için bu işlemi siz yapamazsınız.",
            remedy="Başka bir sistem yöneticisinden isteyin.",
        )


#: What hands over one of an account's two keys, as the history calls it.
ADDRESS_ACTS = ("staff.email_changed",)
SECOND_FACTOR_ACTS = ("staff.second_factor_reset", "staff.left")


def refuse_both_keys(actor: Actor, user: User, *, other_key: Sequence[str], now: dt.datetime) -> None:
    """Stop one administrator from taking over an account: its address and its second factor need two people.

    `other_key` are the acts of the history that handed over the key which is not asked for now.

    Raises:
        NotAllowed: the actor did one of them within BOTH_KEYS_APART.
    """
    done = AuditEvent.objects.filter(
        actor_id=actor.id, subject_id=user.pk, action__in=other_key, at__gt=now - BOTH_KEYS_APART
    )
    if actor.kind != "system" and done.exists():
        raise NotAllowed(
            "needs_second_person",
            f"Bir hesabın e-posta adresini değiştiren, {BOTH_KEYS_APART.days} gün içinde o hesabın ikinci doğrulama "
            "adımını sıfırlayamaz; tersi de böyledir.",
            remedy="Öbür işlemi başka bir sistem yöneticisinden isteyin.",
        )


def require_reason(reason: str) -> str:
    """Return the reason without outer blanks.

    Raises:
        DomainError: no reason was given.
    """
    cleaned = reason.strip()
    if len(cleaned) < 3:
        raise DomainError("reason_required", "Gerekçe yazılmamış.", field="reason", remedy="Kısa bir gerekçe yazın.")
    return cleaned


def locked_user(user_id: uuid.UUID, *, version: int | None = None) -> User:
    """Return the account, locked for the transaction.

    Raises:
        NotFound: no such account.
        Conflict: it is not at `version` any more.
    """
    user = User.objects.select_for_update().filter(pk=user_id).first()
    if user is None:
        raise NotFound
    if version is not None and user.version != version:
        raise Conflict.stale_version()
    return user


def refuse_demo_account(user: User) -> None:
    """Keep the shared demo accounts as the sign-in page shows them.

    Raises:
        Conflict: it is one of them.
    """
    if user.is_demo:
        raise Conflict(
            "demo_account",
            "Deneme hesapları ortak kullanılır; bu işlem onlar için kapalıdır.",
            remedy="Denemek için kendinize bir davet gönderin.",
        )


def existing_unit(unit_id: uuid.UUID | None, *, field: str = "unit") -> OrgUnit | None:
    """Return the unit, None for None.

    Raises:
        DomainError: there is no such unit, or it is closed.
    """
    if unit_id is None:
        return None
    unit = OrgUnit.objects.filter(pk=unit_id, is_active=True).first()
    if unit is None:
        raise DomainError(
            "no_such_unit", "Birim bulunamadı ya da kapatılmış.", field=field, remedy="Başka bir birim seçin."
        )
    return unit


def keep_an_administrator(*, without_user: uuid.UUID | None = None, without_assignment: RoleAssignment | None = None,
                          today: dt.date) -> None:  # fmt: skip
    """Stop what would leave the room without anyone who can assign roles in all of it.

    Raises:
        Conflict: it is the last one.
    """
    roles = [role for role in rooms_roles() if Right.ROLES_ASSIGN in ROLE_RIGHTS[role]]
    everywhere = assignments_on(today).filter(role__in=roles, unit__isnull=True, programme_id__isnull=True)
    active = everywhere.filter(Q(user__is_active=True) & (Q(user__left_on__isnull=True) | Q(user__left_on__gt=today)))
    lasting = active.filter(ends_on__isnull=True)
    if without_assignment is not None and not lasting.filter(pk=without_assignment.pk).exists():
        return
    if without_user is not None and not lasting.filter(user_id=without_user).exists():
        return
    rest = lasting.exclude(user_id=without_user) if without_user is not None else lasting
    if without_assignment is not None:
        rest = rest.exclude(pk=without_assignment.pk)
    if not rest.exists():
        raise Conflict(
            "last_administrator",
            "Rol verebilen son kişi bu; hesabı ve rolü sonlandırılamaz.",
            remedy="Önce başka birine bu rolü verin.",
        )
