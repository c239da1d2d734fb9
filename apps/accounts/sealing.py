"""What the libraries' tables of staff accounts seal, and which of their rows do not travel in archives."""

import json

from allauth.account.models import EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from omuz.kernel.sealed_columns import (
    CustomColumn,
    Opened,
    Rekeying,
    Row,
    Sealing,
    carry_text,
    declare,
    declare_not_archived,
    text_of,
)

#: Under what name second factors are sealed (apps.accounts.adapters).
SECRET_FIELD = "accounts.authenticator.secret"  # noqa: S105 - the name of a field
_SESSIONS = "whoever was signed in signs in again after a restore"


def declare_account_tables() -> None:
    """Tell the registry of sealed columns; called when the app is ready."""
    declare(Authenticator, Sealing(CustomColumn("data", _carry_authenticator)))
    declare_not_archived(Session, _SESSIONS)
    declare_not_archived(UserSession, _SESSIONS)
    declare_not_archived(EmailConfirmation, "links of some hours; they are sent again")


def _carry_authenticator(row: Row, opened: Opened, between: Rekeying) -> str:
    """Seal the secret of an app, or the seed of recovery codes, anew; a passkey has no secret here."""
    data = json.loads(text_of(row, "data"))
    said: list[bytes] = []

    def anew(secret: str) -> str:
        carried, plain = carry_text(secret, between, field=SECRET_FIELD)
        said.append(plain)
        return carried

    for name in ("secret", "seed"):
        if data.get(name):
            data[name] = anew(data[name])
    if data.get("migrated_codes"):
        data["migrated_codes"] = [anew(code) for code in data["migrated_codes"]]
    if said:
        opened["data"] = b"|".join(said)
    return json.dumps(data)
