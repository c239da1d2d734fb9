"""Ending sessions, and looking through a role."""

import datetime as dt
from collections.abc import Mapping, MutableMapping
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F

from apps.accounts import sessions
from apps.accounts.enums import Role
from apps.accounts.models import User
from apps.accounts.operations.checks import (
    ADDRESS_ACTS,
    locked_user,
    refuse_both_keys,
    refuse_demo_account,
    require,
    require_someone_else,
)
from apps.accounts.operations.letters import tell_holder
from apps.accounts.queries import rooms_roles
from apps.accounts.rights import Right
from apps.accounts.rules import NOTE_USE_EVERY, VIEW_AS_LIFETIME
from omuz.kernel import audit
from omuz.kernel.actors import Actor
from omuz.kernel.errors import DomainError


def end_sessions_of(user: User, *, now: dt.datetime) -> None:
    """End every session of the account at once, known to the session list or not."""
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1, updated_at=now)
    user.refresh_from_db(fields=["session_epoch", "updated_at"])
    keys = UserSession.objects.filter(user=user).values_list("session_key", flat=True)
    Session.objects.filter(session_key__in=list(keys)).delete()
    UserSession.objects.filter(user=user).delete()


def note_use(session: MutableMapping[str, Any], *, now: dt.datetime) -> None:
    """Note that a signed-in session is being used, every five minutes at most."""
    used = sessions.last_used(session)
    if used is None or now - used >= NOTE_USE_EVERY:
        session[sessions.LAST_USED] = now.isoformat()


@transaction.atomic
def end_own_sessions(*, actor: Actor, now: dt.datetime) -> None:
    """End all sessions of the actor, this one included."""
    user = locked_user(actor.id)
    end_sessions_of(user, now=now)
    audit.record(actor=actor, action="staff.sessions_ended", subject=user, now=now)


@transaction.atomic
def reset_second_factor(user_id: Any, *, actor: Actor, reason: str, now: dt.datetime) -> None:
    """Take away every second factor of someone who has lost theirs; the next sign-in asks for a new one.

    Raises:
        NotAllowed: without `staff.manage`; for oneself; by whoever has just changed the account's address.
        NotFound: no such account.
    """
    require(actor, Right.STAFF_MANAGE)
    require_someone_else(actor, user_id)
    user = locked_user(user_id)
    refuse_demo_account(user)
    refuse_both_keys(actor, user, other_key=ADDRESS_ACTS, now=now)
    tell_holder(user, "second_factor_reset")
    Authenticator.objects.filter(user=user).delete()
    end_sessions_of(user, now=now)
    audit.record(actor=actor, action="staff.second_factor_reset", subject=user, reason=reason, now=now)


def view_as(session: MutableMapping[str, Any], role: Role, *, actor: Actor, now: dt.datetime) -> dt.datetime:
    """Look through `role` for half an hour and return until when. It takes rights away and never adds one.

    Raises:
        NotAllowed: without `staff.view_as_role`.
        DomainError: the role is not one of this room.
    """
    require(actor, Right.VIEW_AS_ROLE)
    if role not in rooms_roles():
        raise DomainError("role_of_another_room", "Bu rol burada yok.", field="role", remedy="Listeden bir rol seçin.")
    until = now + VIEW_AS_LIFETIME
    session[sessions.VIEW_AS] = {"role": role.value, "until": until.isoformat()}
    subject = ("accounts.user", actor.id)
    audit.record(actor=actor, action="role.view_started", subject=subject, reason=role.value, now=now)
    return until


def viewing_until(session: Mapping[str, Any]) -> dt.datetime | None:
    """Return until when the session looks through a role, or None."""
    value = session.get(sessions.VIEW_AS)
    return dt.datetime.fromisoformat(value["until"]) if isinstance(value, dict) else None


def stop_viewing(session: MutableMapping[str, Any], *, actor: Actor, now: dt.datetime) -> None:
    """Go back to the own roles; without effect where nobody looks through a role."""
    value = session.pop(sessions.VIEW_AS, None)
    if value is not None:
        subject = ("accounts.user", actor.id)
        audit.record(actor=actor, action="role.view_ended", subject=subject, reason=str(value.get("role", "")), now=now)
