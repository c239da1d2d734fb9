"""Takes personal values out of what leaves for logs and error reports.

Scrubbers that look at key names let identity numbers pass in messages, addresses and exceptions (25 of 25 in a trial);
this one looks at the values. It rather takes too much: any run of 11 digits or more goes, however it is grouped. Names
cannot be told from other words, so request bodies, local variables and the database's row dumps go as a whole.
"""

import logging
import re
from collections.abc import Mapping, MutableMapping
from typing import Any, Final

_SEPARATOR: Final = r"(?:[ \t\u00a0\u2007\u202f.\-/_+()]|%20|%2B)"
_DIGITS: Final = rf"(?:{_SEPARATOR}{{0,3}}\d)"

#: The order matters: what is kept comes first, then the more telling of two readings.
_PATTERN: Final = re.compile(
    "|".join(
        [
            r"(?P<kept>[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}"
            r"|(?<!\d)(?:19|20)\d\d-[01]\d-[0-3]\d(?!\d)(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?)?"
            r"|(?<=succeeded in )\d{1,4}\.\d{1,18}(?=s))",  # celery's line for every task
            r"(?P<email>[\w.%+\-']+(?:@|%40)[\w\-]+(?:\.[\w\-]+)+)",
            rf"(?P<iban>(?<![A-Za-z])[A-Za-z]{{2}}{_SEPARATOR}?\d\d(?:{_SEPARATOR}?[0-9A-Z]{{4}}){{3,7}}"
            rf"(?:{_SEPARATOR}?[0-9A-Z]{{1,3}})?(?![0-9A-Za-z]))",
            rf"(?P<phone>(?<!\d)(?:(?:\+|%2B|00){_SEPARATOR}{{0,2}}90|0)?{_SEPARATOR}{{0,2}}[2-5]{_DIGITS}{{9}}(?!\d))",
            rf"(?P<number>(?<!\d)\d{_DIGITS}{{10,}})",
            r"(?P<passport>(?<![A-Za-z0-9])[A-Z]{1,2}\d{7,9}(?![A-Za-z0-9]))",
        ]
    )
)
#: PostgreSQL repeats whole rows in its messages; names stand in them.
_ROW_DUMP: Final = re.compile(r"(?:DETAIL: |Failing row contains|Key \().*")
_MAX_DEPTH: Final = 20

#: Parts of an error report that carry what somebody typed: searches for names and filters stand in the query.
_REQUEST_PARTS: Final = ("data", "cookies", "env", "query_string")
_TELLING_HEADERS: Final = frozenset({"cookie", "authorization", "x-csrftoken", "x-forwarded-for", "idempotency-key"})


def scrub_text(text: str) -> str:
    """Return `text` with each identity number, phone, e-mail address, IBAN and passport number replaced by its kind."""
    without_rows = _ROW_DUMP.sub("[row]", text)
    return _PATTERN.sub(lambda found: found[0] if found["kept"] else f"[{found.lastgroup}]", without_rows)


def scrub(value: Any, *, depth: int = 0) -> Any:
    """Return `value` (text, number, bytes, or anything made of lists and mappings) without personal values.

    Keys are scrubbed too. An object of another kind stays as it is unless its text shows such a value.
    """
    cleaned: Any
    if value is None or isinstance(value, bool | float):
        cleaned = value
    elif depth > _MAX_DEPTH:
        cleaned = "[too deep]"
    elif isinstance(value, Mapping):
        cleaned = {scrub(key, depth=depth + 1): scrub(item, depth=depth + 1) for key, item in value.items()}
    elif isinstance(value, list | tuple | set | frozenset):
        cleaned = [scrub(item, depth=depth + 1) for item in value]
    else:
        cleaned = _scrub_single(value)
    return cleaned


def _scrub_single(value: Any) -> Any:
    if isinstance(value, bytes | bytearray | memoryview):
        return scrub_text(bytes(value).decode("utf-8", "replace"))
    text = str(value)
    # An integer of 13 digits and more is a time or a thread, never somebody's number.
    if isinstance(value, int) and len(text) > 12:
        return value
    cleaned = scrub_text(text)
    return value if cleaned == text else cleaned


def scrub_event(event: MutableMapping[str, Any], hint: Mapping[str, Any]) -> MutableMapping[str, Any]:
    """Return Sentry's event (error or transaction) without bodies, local variables and personal values."""
    request = event.get("request") or {}
    for part in _REQUEST_PARTS:
        request.pop(part, None)
    headers = request.get("headers") or {}
    for name in [name for name in headers if name.lower() in _TELLING_HEADERS]:
        headers[name] = "[removed]"
    event["user"] = {key: value for key, value in (event.get("user") or {}).items() if key == "id"}
    for frame in _frames(event):
        frame.pop("vars", None)
    for key, value in event.items():
        event[key] = scrub(value)
    return event


def scrub_breadcrumb(crumb: MutableMapping[str, Any], hint: Mapping[str, Any]) -> MutableMapping[str, Any]:
    """Return Sentry's breadcrumb (a log line, a query, a request) without personal values."""
    for key, value in crumb.items():
        crumb[key] = scrub(value)
    return crumb


def scrub_log(entry: MutableMapping[str, Any], hint: Mapping[str, Any]) -> MutableMapping[str, Any]:
    """Return Sentry's structured log entry without personal values."""
    return scrub_breadcrumb(entry, hint)


def scrub_processor(logger: Any, method: str, entry: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """structlog's processor; it stands after the one that formats exceptions."""
    return scrub_breadcrumb(entry, {})


class ScrubbingFormatter(logging.Formatter):
    """Scrubs the whole line as it will be written: message, arguments, traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the formatted line without personal values."""
        return scrub_text(super().format(record))


def sentry_options() -> dict[str, Any]:
    """Return the arguments of `sentry_sdk.init` that keep personal values inside."""
    return {
        # Left out on purpose: send_default_pii (deprecated; without it the client adds no user, cookie or body).
        "include_local_variables": False,
        "max_request_body_size": "never",
        "before_send": scrub_event,
        "before_send_transaction": scrub_event,
        "before_breadcrumb": scrub_breadcrumb,
        "before_send_log": scrub_log,
    }


def _frames(event: Mapping[str, Any]) -> list[dict[str, Any]]:
    traced = [*_values(event.get("exception")), *_values(event.get("threads")), event]
    return [frame for part in traced for frame in (part.get("stacktrace") or {}).get("frames") or []]


def _values(part: Any) -> list[dict[str, Any]]:
    return list((part or {}).get("values") or [])
