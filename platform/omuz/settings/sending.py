"""The provider of text messages: none (a folder), or one that is asked by HTTP."""

import json
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from omuz.kernel.gateway import Gateway
from omuz.settings.base import OMUZ_DATA_DIR
from omuz.settings.environment import Environment, env


def gateway_of(source: Environment) -> Gateway | None:
    """Return the provider that the variables describe, or None where messages go to a folder.

    Raises:
        ImproperlyConfigured: they describe none; the message shows no value, since some are secret.
    """
    url = source.text("OMUZ_SMS_URL")
    if url.startswith("file:"):
        return None
    try:
        headers: Any = json.loads(source.text("OMUZ_SMS_HEADERS") or "{}")
        timeout = float(source.text("OMUZ_SMS_TIMEOUT"))
    except ValueError:
        raise ImproperlyConfigured("OMUZ_SMS_HEADERS is no JSON, or OMUZ_SMS_TIMEOUT no number.") from None
    if not isinstance(headers, dict) or not all(isinstance(value, str) for value in headers.values()):
        raise ImproperlyConfigured("OMUZ_SMS_HEADERS must be a JSON object of texts.")
    found = Gateway(
        url=url, method=source.text("OMUZ_SMS_METHOD").upper(), headers=headers, body=source.text("OMUZ_SMS_BODY"),
        sender=source.text("OMUZ_SMS_SENDER"), answer=source.text("OMUZ_SMS_ANSWER"), timeout=min(max(timeout, 1), 60),
    )  # fmt: skip
    if problem := found.problem():
        raise ImproperlyConfigured(f"OMUZ_SMS_*: {problem}.")
    return found


OMUZ_SMS_GATEWAY = gateway_of(env)
OMUZ_SMS_FOLDER = str(OMUZ_DATA_DIR / "sms")
