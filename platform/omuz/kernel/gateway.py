"""A provider of text messages by HTTP: any that takes one request a message. Pure, but for the request itself.

Address, headers and body are templates with {to}, {text}, {id} and {sender}; each value is escaped for where it stands.
Nothing of a request or an answer is ever logged or kept: they hold the number, the words and the provider's password.
"""

from __future__ import annotations

import dataclasses
import json
import re
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import quote, quote_plus, urlsplit
from xml.sax.saxutils import escape

_LOCAL: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_PLACE: Final = re.compile(r"\{(to|text|id|sender)\}")
#: Of an answer no more is read than tells whether it was taken.
_MOST: Final = 4096
#: Refusals that another attempt may not meet.
_PASSING: Final = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS})


class GatewayError(Exception):
    """A message did not leave. `code` is one word for the row; `is_final` says that trying again is of no use."""

    def __init__(self, code: str, *, is_final: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.is_final = is_final


@dataclasses.dataclass(frozen=True, slots=True)
class Gateway:
    """How a provider is asked. `answer` is what its answer has to match; empty: any 2xx is a yes."""

    url: str
    method: str = "POST"
    headers: Mapping[str, str] = dataclasses.field(default_factory=dict, repr=False)
    body: str = dataclasses.field(default="", repr=False)
    sender: str = ""
    timeout: float = 10.0
    answer: str = ""

    def problem(self) -> str:
        """Return what is wrong with the configuration, without any of its values; empty where nothing is."""
        parts = urlsplit(self.url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            return "the address is no http(s) address"
        if parts.scheme == "http" and parts.hostname not in _LOCAL:
            return "the address is not https"
        if self.method not in {"GET", "POST", "PUT"}:
            return "the method is not GET, POST or PUT"
        if not all(f"{{{name}}}" in self.url + self.body for name in ("to", "text")):
            return "neither address nor body has both {to} and {text}"
        try:
            re.compile(self.answer)
        except re.error:
            return "the expected answer is no regular expression"
        return ""

    def request(self, *, to: str, text: str, message_id: str) -> urllib.request.Request:
        """Return the request for one message."""
        values = {"to": to.removeprefix("+"), "text": text, "id": message_id, "sender": self.sender}
        kind = next((value for name, value in self.headers.items() if name.lower() == "content-type"), "")
        body = _filled(self.body, values, _escaping(kind)).encode() if self.body else None
        headers = {name: _filled(value, values, _one_line) for name, value in self.headers.items()}
        return urllib.request.Request(  # noqa: S310 - `problem` allows https only
            _filled(self.url, values, lambda value: quote(value, safe="")),
            data=body, headers=headers, method=self.method,
        )  # fmt: skip

    def send(self, *, to: str, text: str, message_id: str) -> None:
        """Hand one message to the provider.

        Raises:
            GatewayError: it was not taken.
        """
        opener = urllib.request.build_opener(_NoRedirect)
        try:
            with opener.open(self.request(to=to, text=text, message_id=message_id), timeout=self.timeout) as response:
                answer = response.read(_MOST).decode("utf-8", "replace")
        except urllib.error.HTTPError as error:
            error.close()
            final = 400 <= error.code < 500 and error.code not in _PASSING
            raise GatewayError(f"http_{error.code}", is_final=final) from None
        except TimeoutError:
            raise GatewayError("timeout") from None
        except (urllib.error.URLError, OSError) as error:
            reason = getattr(error, "reason", error)
            raise GatewayError("timeout" if isinstance(reason, TimeoutError) else "unreachable") from None
        if self.answer and re.search(self.answer, answer) is None:
            raise GatewayError("answer_not_expected")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would carry number, words and password to somewhere that nobody configured."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


def _filled(template: str, values: Mapping[str, str], escaping: Callable[[str], str]) -> str:
    return _PLACE.sub(lambda found: escaping(values[found[1]]), template)


def _one_line(value: str) -> str:
    return re.sub(r"[^\x20-\x7e]", "", value)


def _escaping(kind: str) -> Callable[[str], str]:
    if "json" in kind:
        return lambda value: json.dumps(value, ensure_ascii=False)[1:-1]
    if "xml" in kind:
        return lambda value: escape(value, {'"': "&quot;", "'": "&apos;"})
    return quote_plus
