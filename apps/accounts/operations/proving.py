"""Who stands at a terminal: an account of the entered room, proved by its password and its second factor."""

import datetime as dt
from typing import Final

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache

from apps.accounts.models import User
from apps.accounts.queries import actor_for
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import NotAllowed

_ATTEMPTS: Final = 5
_WINDOW_SECONDS: Final = 300


class NotProved(NotAllowed):
    """Address, password or code is wrong; which of them is not said."""

    def __init__(self) -> None:
        super().__init__("not_proved", "Adres, parola ya da doğrulama kodu yanlış.", remedy="Yeniden deneyin.")


def prove(email: str, *, password: str, code: str, now: dt.datetime) -> Actor:
    """Return the account as an actor with the rights of this moment, its second factor shown.

    A code is taken once. Five wrong attempts close the account's proof for five minutes.

    Raises:
        NotProved: something is wrong, the account is closed, or there were too many attempts.
    """
    counter = f"accounts.proving.{email.strip().lower()}"
    cache.add(counter, 0, timeout=_WINDOW_SECONDS)
    if cache.incr(counter) > _ATTEMPTS:
        raise NotProved
    user = User.objects.filter(email__iexact=email.strip()).first()
    actor = actor_for(user, on=local_date(now), mfa=True) if user is not None else None
    if user is None or actor is None or not user.check_password(password) or not _is_code_of(user, code.strip()):
        raise NotProved
    cache.delete(counter)
    return actor


def _is_code_of(user: User, code: str) -> bool:
    for authenticator in Authenticator.objects.filter(user=user):
        if authenticator.type == Authenticator.Type.TOTP and TOTP(authenticator).validate_code(code):
            return True
        if authenticator.type == Authenticator.Type.RECOVERY_CODES and RecoveryCodes(authenticator).validate_code(code):
            return True
    return False
