"""Where allauth asks Omuz: who may sign up (nobody), how secrets are kept, when the password is asked again."""

import base64
import time
import uuid
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.stagekit import clear_login
from allauth.core import context as allauth_context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from apps.accounts.models import User
from apps.accounts.queries import may_act, needs_second_factor
from apps.accounts.sealing import SECRET_FIELD
from omuz.kernel import clock, crypto
from omuz.kernel.context import current_municipality

_DEMO_IS_SHARED = "Deneme hesapları ortak kullanılır; parolası ve doğrulama yöntemi değiştirilemez."


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts come from invitations only, and their address is changed by an administrator only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: nobody signs up by themselves."""
        return False

    def can_delete_email(self, email_address: Any) -> bool:
        """Return False: the address belongs to the account, an administrator changes it."""
        return False

    def get_phone(self, user: Any) -> tuple[str, bool] | None:
        """Return None: nobody signs in by telephone, and allauth's page of it asks all the same."""
        return None

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        """Return the answer to an account that is closed today, or None to go on."""
        if not may_act(user, on=clock.local_date(clock.now())):
            clear_login(request)
            closed: HttpResponse = self.respond_user_inactive(request, user)
            return closed
        answer: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return answer

    def clean_password(self, password: str, user: Any = None) -> str:
        """Return the password when it may be used.

        Raises:
            ValidationError: too weak, or the shared password of a demo account.
        """
        if getattr(user, "is_demo", False):
            raise ValidationError(_DEMO_IS_SHARED, code="demo_account")
        cleaned: str = super().clean_password(password, user)
        return cleaned

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Return whether the password must be asked again: not within five minutes of signing in."""
        if not super().is_reauthentication_required(app=app, **kwargs):
            return False
        request = allauth_context.request
        records = get_authentication_records(request, request.user)
        latest = max((record["at"] for record in records), default=0.0)
        return bool(time.time() - latest >= settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)

    def send_password_reset_mail(self, user: Any, email: str, context: dict[str, Any]) -> None:
        """Send the link in the account's own language; nothing goes to a leaver or to a demo account."""
        if user.is_active and not user.is_demo:
            municipality = current_municipality()
            super().send_password_reset_mail(
                user, email, {**context, "house": municipality.name if municipality else "Omuz"}
            )


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors: sealed with the room's own key, and not removable where the roles demand one."""

    def encrypt(self, text: str) -> str:
        """Return `text` sealed; allauth names no row here, so the value carries a place of its own."""
        place = uuid.uuid4()
        blob = crypto.seal_text(text, field=SECRET_FIELD, row_id=place)
        return f"{place}.{base64.b64encode(blob).decode()}"

    def decrypt(self, encrypted_text: str) -> str:
        """Return what `encrypt` sealed in this municipality."""
        place, _, blob = encrypted_text.partition(".")
        return crypto.open_text(base64.b64decode(blob), field=SECRET_FIELD, row_id=place)

    def get_totp_issuer(self) -> str:
        """Return the name that authenticator apps show: one person may work for two municipalities."""
        municipality = current_municipality()
        return f"Omuz {municipality.name}" if municipality is not None else "Omuz"

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Return False for a demo account, and for the last second factor of someone whose roles demand one."""
        user: User = authenticator.user
        if user.is_demo:
            return False
        others = Authenticator.objects.filter(user=user).exclude(pk=authenticator.pk)
        has_other = others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()
        return has_other or not needs_second_factor(user.pk, clock.local_date(clock.now()))
