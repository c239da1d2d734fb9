"""Joining the staff: by an invitation that an administrator sends and that its receiver accepts within seven days."""

import dataclasses
import datetime as dt
import hashlib
import secrets
import uuid
from collections.abc import Sequence

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string

from apps.accounts.enums import Role
from apps.accounts.models import Invitation, User
from apps.accounts.operations.checks import existing_unit, require, require_in_unit
from apps.accounts.operations.roles import store_assignment
from apps.accounts.operations.staff import check_email_is_free, set_email
from apps.accounts.queries import has_administrator, rooms_roles
from apps.accounts.rights import Right
from apps.accounts.rules import INVITATION_LIFETIME, Appointment, Period
from omuz.kernel import audit
from omuz.kernel.actors import Actor, system_actor
from omuz.kernel.clock import local_date
from omuz.kernel.context import current_municipality
from omuz.kernel.errors import Conflict, FieldProblem, Invalid, NotFound
from tenants.naming import web_address


@dataclasses.dataclass(frozen=True, slots=True)
class InvitedRole:
    """A role that the account starts with."""

    role: Role
    unit_id: uuid.UUID | None = None
    programme_id: uuid.UUID | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class SentInvitation:
    """A stored invitation with its link, which is shown once and never stored."""

    invitation: Invitation
    link: str


@transaction.atomic
def invite(
    *, actor: Actor, email: str, full_name: str, title: str = "", roles: Sequence[InvitedRole] = (), now: dt.datetime
) -> SentInvitation:
    """Store an invitation, send it, and return it with its link.

    Raises:
        NotAllowed: without `staff.manage`, or `roles.assign` in the unit of a role.
        Invalid, DomainError: no address, no name, a role of another room, no such unit; the address is taken.
        Conflict: an invitation to that address is open.
    """
    require(actor, Right.STAFF_MANAGE)
    for wanted in roles:
        require_in_unit(actor, Right.ROLES_ASSIGN, wanted.unit_id)
        existing_unit(wanted.unit_id, field="roles")
        if wanted.role not in rooms_roles():
            raise Invalid([FieldProblem("roles", "role_of_another_room", "Bu rol burada verilemez.", "Rolü düzeltin.")])
    email = email.strip()
    check_email_is_free(email)
    if not full_name.strip():
        raise Invalid([FieldProblem("full_name", "required", "Ad soyad yazılmamış.", "Ad ve soyadı yazın.")])
    _close_expired(email, now=now)
    if Invitation.objects.filter(email__iexact=email, accepted_at=None, revoked_at=None).exists():
        raise Conflict(
            "invited_already",
            "Bu adrese gönderilmiş açık bir davet var.",
            field="email",
            remedy="Daveti yeniden gönderin.",
        )
    key = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        email=email,
        full_name=full_name.strip(),
        title=title.strip(),
        key_hash=_hash(key),
        roles=[
            {
                "role": wanted.role.value,
                "unit_id": str(wanted.unit_id) if wanted.unit_id else None,
                "programme_id": str(wanted.programme_id) if wanted.programme_id else None,
            }
            for wanted in roles
        ],
        invited_by_id=actor.id,
        sent_at=now,
        expires_at=now + INVITATION_LIFETIME,
    )
    audit.record(
        actor=actor,
        action="invitation.sent",
        subject=invitation,
        after={"email": email, "full_name": full_name.strip(), "roles": invitation.roles},
        now=now,
    )
    return SentInvitation(invitation, _send(invitation, key))


@transaction.atomic
def invite_first_administrator(*, actor: Actor, email: str, full_name: str, now: dt.datetime) -> SentInvitation:
    """Invite a municipality's first system administrator and return the invitation with its link.

    Asked again for the same address, the open invitation is sent once more under a new link.

    Raises:
        Conflict: the municipality has an administrator; its own staff invites from then on.
        NotAllowed, Invalid, DomainError: as `invite`.
    """
    require(actor, Right.STAFF_MANAGE)
    if has_administrator(local_date(now)):
        raise Conflict(
            "has_administrator",
            "Bu belediyenin sistem yöneticisi var.",
            remedy="Yeni davetleri belediyenin kendi yöneticisi gönderir.",
        )
    open_one = Invitation.objects.filter(
        email__iexact=email.strip(), accepted_at=None, revoked_at=None, expires_at__gt=now
    ).first()
    if open_one is not None:
        return resend_invitation(open_one.pk, actor=actor, now=now)
    return invite(actor=actor, email=email, full_name=full_name, roles=[InvitedRole(Role.TENANT_ADMIN)], now=now)


@transaction.atomic
def resend_invitation(invitation_id: uuid.UUID, *, actor: Actor, now: dt.datetime) -> SentInvitation:
    """Send an invitation again under a new key, valid for seven more days; the old link is dead.

    Raises:
        NotAllowed: without `staff.manage`.
        NotFound: no such invitation.
        Conflict: accepted or revoked.
    """
    require(actor, Right.STAFF_MANAGE)
    invitation = _open_invitation(invitation_id)
    key = secrets.token_urlsafe(32)
    invitation.key_hash, invitation.sent_at, invitation.expires_at = _hash(key), now, now + INVITATION_LIFETIME
    invitation.version += 1
    invitation.save()
    audit.record(actor=actor, action="invitation.resent", subject=invitation, now=now)
    return SentInvitation(invitation, _send(invitation, key))


@transaction.atomic
def revoke_invitation(invitation_id: uuid.UUID, *, actor: Actor, now: dt.datetime) -> Invitation:
    """Take an invitation back and return it. Raises as `resend_invitation`."""
    require(actor, Right.STAFF_MANAGE)
    invitation = _open_invitation(invitation_id)
    invitation.revoked_at = now
    invitation.version += 1
    invitation.save()
    audit.record(actor=actor, action="invitation.revoked", subject=invitation, now=now)
    return invitation


def find_invitation(key: str, *, now: dt.datetime) -> Invitation:
    """Return the open invitation of a link.

    Raises:
        NotFound: unknown, accepted, revoked or expired: the four are not told apart.
    """
    invitation = Invitation.objects.filter(
        key_hash=_hash(key), accepted_at=None, revoked_at=None, expires_at__gt=now
    ).first()
    if invitation is None:
        raise NotFound(
            "invitation_not_found",
            "Bu davet geçerli değil ya da süresi dolmuş.",
            remedy="Sistem yöneticinizden daveti yeniden göndermesini isteyin.",
        )
    return invitation


@transaction.atomic
def accept_invitation(key: str, *, password: str, now: dt.datetime) -> User:
    """Make the account with the roles of the invitation and return it; signing in is a step of its own.

    The roles begin today, and are given by whom the invitation came from.

    Raises:
        NotFound: see `find_invitation`.
        Invalid: the password is too weak.
        DomainError: the address has been taken meanwhile.
    """
    invitation = Invitation.objects.select_for_update().get(pk=find_invitation(key, now=now).pk)
    if invitation.accepted_at is not None:
        raise NotFound
    check_email_is_free(invitation.email)
    user = User(email=invitation.email, full_name=invitation.full_name, title=invitation.title)
    _check_password(password, user)
    user.set_password(password)
    user.save()
    set_email(user, invitation.email)
    granting = system_actor("Davet")
    for wanted in invitation.roles:
        unit_id, programme_id = wanted["unit_id"], wanted["programme_id"]
        assignment = store_assignment(
            Appointment(
                user_id=user.pk,
                role=Role(wanted["role"]),
                period=Period(local_date(now)),
                unit_id=uuid.UUID(unit_id) if unit_id else None,
                programme_id=uuid.UUID(programme_id) if programme_id else None,
            ),
            actor=granting,
            reason="",
            now=now,
        )
        assignment.granted_by_id = invitation.invited_by_id
        assignment.save(update_fields=["granted_by_id"])
    invitation.accepted_at = now
    invitation.save(update_fields=["accepted_at", "updated_at"])
    joined = Actor(id=user.pk, label=user.full_name, kind="coordinator" if current_municipality() is None else "staff")
    audit.record(actor=joined, action="staff.joined", subject=user, now=now)
    return user


def room_url() -> str:
    """Return the address of the entered room, without a slash at its end."""
    municipality = current_municipality()
    return web_address("" if municipality is None else municipality.slug)


def _open_invitation(invitation_id: uuid.UUID) -> Invitation:
    invitation = Invitation.objects.select_for_update().filter(pk=invitation_id).first()
    if invitation is None:
        raise NotFound
    if invitation.accepted_at is not None or invitation.revoked_at is not None:
        raise Conflict("invitation_closed", "Bu davet kabul edilmiş ya da geri alınmış.", remedy="Sayfayı yenileyin.")
    return invitation


def _close_expired(email: str, *, now: dt.datetime) -> None:
    stale = Invitation.objects.filter(email__iexact=email, accepted_at=None, revoked_at=None, expires_at__lte=now)
    stale.update(revoked_at=now)


def _check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Invalid(
            [FieldProblem("password", "weak_password", text, "Daha uzun bir parola seçin.") for text in error.messages]
        ) from error


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def _send(invitation: Invitation, key: str) -> str:
    """Send the mail when the transaction is committed, and return the link. A lost mail is sent again by hand."""
    municipality = current_municipality()
    link = f"{room_url()}/davet/{key}"
    values = {
        "full_name": invitation.full_name,
        "house": municipality.name if municipality is not None else "Omuz",
        "link": link,
        "expires_on": f"{local_date(invitation.expires_at):%d.%m.%Y}",
    }
    message = EmailMessage(
        subject=render_to_string("accounts/email/invitation_subject.txt", values).strip(),
        body=render_to_string("accounts/email/invitation_message.txt", values),
        to=[invitation.email],
    )
    transaction.on_commit(message.send, robust=True)
    return link
