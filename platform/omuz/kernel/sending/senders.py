"""The ways out: e-mail by Django's backend (a folder, or SMTP), text messages to a folder or a provider."""

from __future__ import annotations

import smtplib
import uuid
from email.utils import formataddr, parseaddr
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage

from omuz.kernel.gateway import Gateway, GatewayError
from omuz.kernel.models.sending import OutgoingMessage
from omuz.kernel.sending.messages import Say

__all__ = ["send"]

#: The SMTP answers that say "never": 5xx of a recipient or of the message itself.
_REFUSED: Final = 500


def send(say: Say, *, message_id: uuid.UUID, house: str) -> None:
    """Let one message leave; `house` is who writes.

    Raises:
        GatewayError: it did not; nothing of it is in the error.
    """
    if say.channel == OutgoingMessage.Channel.EMAIL:
        _send_email(say, message_id, house)
    else:
        _send_sms(say, message_id)


def _send_email(say: Say, message_id: uuid.UUID, house: str) -> None:
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    domain = address.rpartition("@")[2]
    # A second attempt after an unclear first one bears the same id: mail servers and readers know it again.
    headers = {"Message-ID": f"<{message_id}@{domain}>", "Auto-Submitted": "auto-generated"}
    sender = formataddr((house, address))
    message = EmailMessage(say.subject, say.text, from_email=sender, to=[say.to], headers=headers)
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as error:
        final = all(code >= _REFUSED for code, _ in error.recipients.values())
        raise GatewayError("recipient_refused", is_final=final) from None
    except smtplib.SMTPResponseException as error:
        raise GatewayError(f"smtp_{error.smtp_code}") from None
    except (smtplib.SMTPException, OSError):
        raise GatewayError("unreachable") from None


def _send_sms(say: Say, message_id: uuid.UUID) -> None:
    gateway: Gateway | None = settings.OMUZ_SMS_GATEWAY
    if gateway is not None:
        gateway.send(to=say.to, text=say.text, message_id=str(message_id))
        return
    folder = Path(settings.OMUZ_SMS_FOLDER)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Named by the message: written twice, it is one file.
    (folder / f"{message_id}.txt").write_text(f"{say.to}\n\n{say.text}\n", encoding="utf-8")
