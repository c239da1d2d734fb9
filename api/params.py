"""Query parameters of views."""

import uuid

from rest_framework.request import Request

from omuz.kernel.errors import DomainError


def uuid_param(request: Request, name: str) -> uuid.UUID | None:
    """Return a key from the address, or None where there is none.

    Raises:
        DomainError: 400 for what is no key.
    """
    text = request.query_params.get(name, "")
    if not text:
        return None
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise DomainError("malformed", "Adresteki anahtar okunamadı.", field=name, status=400) from error
