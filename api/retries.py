"""Which requests are the same one sent again: a second click, a retry after silence."""

import hashlib
from collections.abc import Iterator
from typing import Any, Final

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from django.http.request import RawPostDataException
from rest_framework.request import Request

from omuz.kernel import idempotency

_UPLOAD: Final = "multipart/form-data"


def request_hash(request: Request) -> str:
    """Return what tells the request from another one under its key: method, address and what was sent.

    An upload is read part by part: each time it is sent, the browser sets its parts apart by another word.

    Raises:
        MultiPartParserError, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent: an upload that cannot be read.
    """
    asked: HttpRequest = request._request
    sent = _upload(asked) if asked.content_type == _UPLOAD else _body(asked)
    return idempotency.request_hash(request.method or "", request.get_full_path(), sent)


def _body(asked: HttpRequest) -> bytes:
    try:
        return asked.body
    except (RawPostDataException, RequestDataTooBig):
        # Too long to be kept, or read by somebody else: its length stands for it.
        length: str = asked.META.get("CONTENT_LENGTH", "")
        return length.encode()


def _upload(asked: HttpRequest) -> bytes:
    return hashlib.sha256(b"\0".join(_parts(asked))).digest()


def _parts(asked: HttpRequest) -> Iterator[bytes]:
    for name, values in asked.POST.lists():
        yield from (
            name.encode("utf-8", "surrogatepass"),
            *(str(one).encode("utf-8", "surrogatepass") for one in values),
        )
    for name, files in asked.FILES.lists():
        for file in files:
            yield from (name.encode("utf-8", "surrogatepass"), str(file.name).encode("utf-8", "surrogatepass"))
            yield _digest(file)


def _digest(file: Any) -> bytes:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.digest()
