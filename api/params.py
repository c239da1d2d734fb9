"""Query parameters of views."""

import datetime as dt
import uuid
from collections.abc import Iterable

from rest_framework.request import Request

from omuz.kernel.errors import DomainError


def refuse_unstorable(text: str, *, field: str | None = None) -> None:
    """Let pass what PostgreSQL can hold: no NUL, and nothing that is no Unicode text (half a surrogate pair).

    Raises:
        DomainError: 400, naming the field.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        is_text = False
    else:
        is_text = "\0" not in text
    if not is_text:
        raise DomainError(
            "unreadable_text", "Metinde okunamayan karakterler var.", field=field or None,
            remedy="Metni yapıştırmak yerine yazın.", status=400,
        )  # fmt: skip


def refuse_unstorable_address(request: Request, parts: Iterable[object]) -> None:
    """Let pass an address whose parameters and `parts` of the path are storable text; raises as above."""
    for part in parts:
        refuse_unstorable(str(part))
    for name, values in request.query_params.lists():
        refuse_unstorable(name)
        for value in values:
            refuse_unstorable(value, field=name)


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


def date_param(request: Request, name: str) -> dt.date | None:
    """Return a day from the address, or None where there is none.

    Raises:
        DomainError: 400 for what is no day.
    """
    text = request.query_params.get(name, "")
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError as error:
        raise DomainError("malformed", "Adresteki tarih okunamadı.", field=name, status=400) from error
