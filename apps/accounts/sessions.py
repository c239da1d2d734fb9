"""What Omuz reads from a session, and the three values that it keeps there itself."""

import datetime as dt
import time
from collections.abc import Mapping
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from apps.accounts.enums import Role
from apps.accounts.models import User
from apps.accounts.rules import IDLE_LIMIT
from omuz.kernel.context import scope_key

#: Immutable key of the municipality in which the session was opened ("public": the platform's own room).
MUNICIPALITY = "omuz_municipality"
#: ISO moment of the last noted use.
LAST_USED = "omuz_last_used"
#: {"role": ..., "until": ISO moment} while an administrator looks through a role.
VIEW_AS = "omuz_view_as"

# allauth keeps what was proven, and for whom, under these two keys (allauth.account.internal.flows.login).
_RECORDS = "account_authentication_methods"
_RECORDS_USER = "account_authentication_methods_user"
_SECOND_FACTORS = frozenset({"totp", "webauthn", "recovery_codes"})


def has_second_factor(session: Mapping[str, Any], user_id: object) -> bool:
    """Return whether this session passed a second factor of that very account."""
    if session.get(_RECORDS_USER) != str(user_id):
        return False
    records = session.get(_RECORDS)
    if not isinstance(records, list):
        return False
    return any(r.get("method") == "mfa" and r.get("type") in _SECOND_FACTORS for r in records if isinstance(r, dict))


def last_used(session: Mapping[str, Any]) -> dt.datetime | None:
    """Return when the session's use was noted last, or None for one that has just begun."""
    try:
        return dt.datetime.fromisoformat(session[LAST_USED])
    except (KeyError, TypeError, ValueError):
        return None


def is_idle(session: Mapping[str, Any], *, now: dt.datetime) -> bool:
    """Return whether nobody has used the session for too long."""
    used = last_used(session)
    return used is not None and now - used >= IDLE_LIMIT


def start_session(user: User, *, mfa: bool) -> SessionStore:
    """Store a session in the entered room as signing in leaves it and return it: for tests and benchmarks.

    People sign in through allauth; this opens nothing to anyone who cannot write to the database already.
    """
    records = [{"method": "password", "at": time.time(), "email": user.email}]
    if mfa:
        records.append({"method": "mfa", "at": time.time(), "type": "totp"})
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session[MUNICIPALITY] = scope_key()
    session[_RECORDS] = records
    session[_RECORDS_USER] = str(user.pk)
    session.create()
    return session


def viewed_role(session: Mapping[str, Any], *, now: dt.datetime) -> Role | None:
    """Return the role looked through, or None; it ends by itself when its time is over."""
    value = session.get(VIEW_AS)
    if not isinstance(value, dict):
        return None
    try:
        until = dt.datetime.fromisoformat(value["until"])
        role = Role(value["role"])
    except (KeyError, TypeError, ValueError):
        return None
    return role if now < until else None
