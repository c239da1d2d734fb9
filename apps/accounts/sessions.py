"""What Omuz reads from a session, and the three values that it keeps there itself."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from apps.accounts.enums import Role

#: Immutable key of the municipality in which the session was opened ("public": the platform's own room).
MUNICIPALITY = "omuz_municipality"
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


def second_factor_values(user_id: object, *, at: float) -> dict[str, Any]:
    """Return the session values of a passed second factor: for tests that do not walk through the sign-in pages."""
    return {
        _RECORDS: [{"method": "password", "at": at}, {"method": "mfa", "at": at, "type": "totp"}],
        _RECORDS_USER: str(user_id),
    }


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
