"""Mails about an account to its holder."""

from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string

from apps.accounts.models import User
from omuz.kernel.context import current_municipality


def tell_holder(user: User, what: str) -> None:
    """Tell the holder, at the address that the account has now, what an administrator did; sent after the commit.

    `what` names the templates: "address_changed" or "second_factor_reset".
    """
    municipality = current_municipality()
    house = municipality.name if municipality is not None else "Omuz"
    values = {"full_name": user.full_name, "house": house}
    message = EmailMessage(
        subject=render_to_string(f"accounts/email/{what}_subject.txt", values).strip(),
        body=render_to_string(f"accounts/email/{what}_message.txt", values),
        to=[user.email],
    )
    transaction.on_commit(message.send, robust=True)
