"""Writing with the keys of another municipality: refused as if no row had them, and without a trace over there."""

import hashlib
import itertools
import json
import re
from collections.abc import Mapping
from typing import Any, Final

from django.db import connection
from psycopg import sql

from apps.accounts.enums import Role
from omuz.isolation.crawling import fillings
from omuz.isolation.described import example_body, headers_of
from omuz.isolation.findings import Check
from omuz.isolation.planting import Planted
from omuz.isolation.routes import Endpoint, endpoints
from omuz.isolation.visiting import Answer, Visitor, host_of, sign_in
from omuz.isolation.watching import Caught
from omuz.isolation.words import Lookout
from omuz.kernel import context
from omuz.kernel.ids import new_id
from tenants import scope

_UNSAFE: Final = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_KEY: Final = re.compile(rb"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_UPLOAD: Final = (
    b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n'
    b'Content-Type: application/pdf\r\n\r\n%PDF-1.7\r\n--x\r\nContent-Disposition: form-data; name="kind"\r\n\r\n'
    b"petition\r\n--x--\r\n"
)


def strike_everything(check: Check, lookout: Lookout, attacker: Planted, target: Planted, caught: Caught) -> None:
    """Ask for every writing address with the target's keys, in address and body, from inside the attacker's room.

    The answer must equal that to a key of no row, apart from the keys and the numbers of the request, with as many
    statements; and every row of the target must stand as before.
    """
    before = digest_of(target.municipality)
    visitors: dict[Role, Visitor] = {}
    for endpoint in endpoints():
        if endpoint.method not in _UNSAFE:
            continue
        role = next((role for role in attacker.staff if endpoint.may(role)), None)
        if role is None:
            check.left_out.append(f"{endpoint.name}: no role of a municipality may")
            continue
        visitor = visitors.setdefault(role, _visitor(attacker, role))
        _strike(check, lookout, visitor, endpoint, target)
        caught.take()
    after = digest_of(target.municipality)
    for table in sorted({*before, *after}):
        check.looked_at += 1
        if before.get(table) != after.get(table):
            check.find(f"{target.words.room}.{table} has changed")


def _visitor(room: Planted, role: Role) -> Visitor:
    host, name = host_of(room.municipality), room.words.room
    visitor = Visitor(f"{name}/{role.value}", host, name, name, role, sign_in(room.municipality, room.staff[role]))
    # The first use of a session is written down, which would count as the work of the first address.
    visitor.ask("GET", "/api/v1/me/")
    return visitor


def _strike(check: Check, lookout: Lookout, visitor: Visitor, endpoint: Endpoint, target: Planted) -> None:
    has_key = any(kind == "uuid" for kind, _ in endpoint.parameters)
    for values in itertools.islice(fillings(endpoint, target), 3):
        nothing = {name: new_id() if kind == "uuid" else "yok" for kind, name in endpoint.parameters}
        foreign = _send(visitor, endpoint, values, target, as_nothing=False)
        absent = _send(visitor, endpoint, nothing, target, as_nothing=True)
        check.looked_at += 1
        for sighting in lookout.see(foreign[0].said):
            if sighting.room != visitor.home:
                check.find(f"{endpoint.name}: shows {sighting.kind} of {sighting.room}")
        if has_key and foreign[0].status < 400:
            check.find(f"{endpoint.name}: {foreign[0].status} to a foreign key")
        told = _differs(foreign, absent) if has_key or foreign[0].status >= 400 else ""
        if told:
            check.find(f"{endpoint.name}: tells a foreign key from none by {told}")


def _send(
    visitor: Visitor, endpoint: Endpoint, values: Mapping[str, object], target: Planted, *, as_nothing: bool
) -> tuple[Answer, int]:
    """Return the answer and how many statements it took; the body names the target's keys too.

    `as_nothing` puts a key of no row in the place of each of them: the same one wherever the same one stood.
    """
    nothing: dict[str, str] = {}

    def key_of(name: str) -> str:
        key = str(target.keys_for(name.removesuffix("_ids"))[0])
        return nothing.setdefault(key, str(new_id())) if as_nothing else key

    body = example_body(endpoint, word="yok", key_of=key_of)
    statements = 0

    def count(execute: Any, statement: Any, parameters: Any, many: Any, about: Any) -> Any:
        nonlocal statements
        statements += 1
        return execute(statement, parameters, many, about)

    with connection.execute_wrapper(count):
        answer = visitor.ask(
            endpoint.method, endpoint.path(values), body=_UPLOAD if body is None else _json(body),
            content_type="multipart/form-data; boundary=x" if body is None else "application/json",
            headers=headers_of(endpoint),
        )  # fmt: skip
    return answer, statements


def _json(body: Any) -> bytes:
    return json.dumps(body).encode()


def _differs(foreign: tuple[Answer, int], absent: tuple[Answer, int]) -> str:
    """Return by what the two can be told apart, or ""."""
    (one, one_cost), (other, other_cost) = foreign, absent
    if one.status != other.status:
        return f"its status ({one.status}, {other.status})"
    if _KEY.sub(b"key", one.body) != _KEY.sub(b"key", other.body):
        return f"its body ({len(one.body)}, {len(other.body)} bytes)"
    if one_cost != other_cost:
        return f"its work ({one_cost}, {other_cost} statements)"
    return ""


def digest_of(municipality: context.Municipality) -> dict[str, str]:
    """Return a digest of every table of the municipality, its rows in the order of their text."""
    found: dict[str, str] = {}
    with scope.enter(municipality, statement_timeout="120s"), connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'"
            " AND has_table_privilege(oid, 'SELECT')"
        )
        for (table,) in cursor.fetchall():
            statement = sql.SQL(
                "SELECT count(*), md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {} t"
            )
            cursor.execute(statement.format(sql.Identifier(table)).as_string(None))
            found[table] = hashlib.sha256(repr(cursor.fetchone()).encode()).hexdigest()
    return found
