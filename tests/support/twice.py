"""Every POST that a test sends with success is sent a second time, as a double click or a retry after silence is.

The second one carries the same Idempotency-Key and must be answered alike and write into no table. It happens within
the test, so that what fails is named; `tests.conftest` counts the addresses of a whole run and fails it over each that
no test has sent with a body that is done. A new address joins by itself.
"""

import dataclasses
import re
import uuid
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from django.db import connection
from django.urls import Resolver404, resolve

from omuz.isolation.routes import API, endpoints


@dataclasses.dataclass(frozen=True, slots=True)
class Otherwise:
    """Why the second answer to an address is another one, its status, and which tables may then be written."""

    why: str
    status: int
    writes: frozenset[str] = frozenset()


#: Addresses whose first answer takes away what the second one needs. What was done stays done once all the same.
ANSWERED_OTHERWISE: Final[Mapping[str, Otherwise]] = {
    "invitations/<str:key>/": Otherwise("the link is used up; nobody is signed in who could have sent it twice", 404),
    "me/sessions/end/": Otherwise("the session that asks again has ended", 401),
    "me/view-as/": Otherwise(
        "who looks through a role may not choose another one; the refusal is on record",
        403,
        frozenset({"kernel_auditevent", "pointer"}),
    ),
}
#: Addresses that no test sends with success, and why.
NEVER_SENT: Final[Mapping[str, str]] = {}
#: Addresses (as the resolver knows them) of this process that were sent twice.
SENT_TWICE: set[str] = set()

_BOUNDARY: Final = re.compile(r"boundary=(?P<word>[^;\s]+)")
_ANOTHER: Final = "another-browser-boundary"
_WRITTEN: Final = (
    "SELECT schemaname || '.' || relname, n_tup_ins, n_tup_upd, n_tup_del FROM pg_stat_xact_user_tables"
    " WHERE n_tup_ins + n_tup_upd + n_tup_del > 0"
)


def may_be_sent_twice() -> bool:
    """Return whether nothing that the test looks at is disturbed: statements are not counted, time is not measured.

    Outside of the test's transaction (tests that commit) what a request writes could not be told from what was there.
    """
    return connection.in_atomic_block and not connection.force_debug_cursor and not connection.execute_wrappers


def send_twice(
    send: Callable[..., Any], method: str, path: str, data: Any = "", content_type: str | None = None, **extra: Any
) -> Any:
    """Return the answer to a POST after sending it again under its key, where it was done.

    Raises:
        AssertionError: the second one was answered otherwise, or has written something.
    """
    has_key = "HTTP_IDEMPOTENCY_KEY" in extra or "Idempotency-Key" in (extra.get("headers") or {})
    keyed = {**extra} if has_key else {**extra, "HTTP_IDEMPOTENCY_KEY": str(uuid.uuid4())}
    first = send(method, path, data, content_type=content_type, **keyed)
    pattern = pattern_of(path)
    if first.status_code >= 300 or pattern is None or connection.needs_rollback:
        return first
    before = _written()
    data, content_type = _as_sent_again(data, content_type)
    second = send(method, path, data, content_type=content_type, **keyed)
    changed = {table for table, counts in _written().items() if before.get(table) != counts}
    otherwise = ANSWERED_OTHERWISE.get(pattern)
    allowed = otherwise.writes if otherwise else frozenset()
    again = sorted(table for table in changed if table.rpartition(".")[2] not in allowed)
    assert not again, f"POST {pattern} sent twice under one key writes again: {again}"
    said = f"{second.status_code} {second.content[:300]!r}"
    expected = otherwise.status if otherwise else first.status_code
    assert second.status_code == expected, f"POST {pattern} sent twice: {first.status_code}, then {said}"
    if otherwise is None:
        assert _content(second) == _content(first), f"POST {pattern} sent twice is answered otherwise: {said}"
        assert second.headers.get("ETag") == first.headers.get("ETag"), f"POST {pattern}: another version"
    SENT_TWICE.add(pattern)
    return first


def pattern_of(path: str) -> str | None:
    """Return the address as the resolver knows it ("staff/<uuid:user_id>/"), or None outside of the API."""
    try:
        route = resolve(path.partition("?")[0]).route
    except Resolver404:
        return None
    return route.removeprefix(API) if route.startswith(API) else None


def never_sent_twice(sent: Iterable[str]) -> list[str]:
    """Return the addresses that take a POST, were not sent twice and are no exception."""
    return sorted(addresses() - set(sent) - set(NEVER_SENT))


def addresses() -> set[str]:
    """Return every address that takes a POST."""
    return {endpoint.pattern for endpoint in endpoints() if endpoint.method == "POST"}


def _written() -> dict[str, tuple[int, int, int]]:
    """Return how many rows this transaction has written so far, those taken back included, by table."""
    with connection.cursor() as cursor:
        cursor.execute(_WRITTEN)
        return {table: (added, changed, removed) for table, added, changed, removed in cursor.fetchall()}


def _as_sent_again(data: Any, content_type: str | None) -> tuple[Any, str | None]:
    """Return the body as a browser sends it once more: parts of an upload are set apart by another word each time."""
    found = _BOUNDARY.search(content_type or "")
    if content_type is None or found is None or not isinstance(data, bytes):
        return data, content_type
    return data.replace(found["word"].encode(), _ANOTHER.encode()), content_type.replace(found["word"], _ANOTHER)


def _content(answer: Any) -> bytes:
    return b"" if answer.streaming else answer.content
