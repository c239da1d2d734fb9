"""Whatever is sent, no request is a fault of ours: it is done, or a problem document says in Turkish what to mend.

The bodies come from the API's own description: for every address that takes one, a plausible body is made and hostile
values are put into all of its fields at once and into each of them alone. An address that is added joins by itself.
"""

import json
import re
import uuid
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction

from api.describing import whole_description
from api.permissions import ANYONE, BEFORE_SECOND_FACTOR, SIGNED_IN
from apps.accounts.enums import Role
from apps.accounts.rights import MUNICIPAL_ROLES, ROLE_RIGHTS
from omuz.isolation.crawling import fillings
from omuz.isolation.described import example_body
from omuz.isolation.planting import Planted, plant
from omuz.kernel import clock
from omuz.kernel.ids import new_id
from omuz.kernel.models.audit import AuditEvent
from tenants import scope
from tenants.router import municipal_models
from tests.support.database import empty_all
from tests.support.routes import Endpoint, endpoints
from tests.support.staff import ApiClient, make_user, sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("rows_kept")]

#: Written into every field of a body at once.
VALUES: dict[str, Any] = {
    "nul": "a\x00b",
    "surrogate": "\ud800",
    "long": "ı" * 20_000,
    "object": {"x": {"y": [None]}},
    "huge": 10**30,
    "late": "9999-12-31",
    "blank": " \u00a0\u200b",
}
#: No forms at all; one parser reads the bodies of all addresses, so a few addresses stand for them.
RAW: dict[str, Any] = {
    "deep": "[" * 100_000,
    "deep object": '{"a":' * 50_000 + "1" + "}" * 50_000,
    "deep for a form": '{"a":' * 200 + "1" + "}" * 200,
    "list": "[1, 2]",
    "text": '"metin"',
    "number": "7",
    "null": "null",
    "nan": '{"a": NaN}',
    "digits": '{"a": ' + "9" * 5_000 + "}",
    "half": '{"a": ',
    "bytes": b"\xff\xfe\x00",
    "twice": '{"a": 1, "a": 2}',
    "nul in a name": '{"a\\u0000": 1}',
    "too large": '{"a": "' + "x" * 2_200_000 + '"}',
}
#: Addresses whose rows no body reaches: a planted programme has no section of the name that stands in the address.
UNREAD = frozenset({"PUT programme-versions/<uuid:version_id>/sections/<slug:section>/"})
#: What the history may keep of a refused request: that it was refused.
REFUSALS = frozenset({"access.refused"})
RAW_ADDRESSES = frozenset({"people/", "people/views/", "me/"})
#: Sent in the address.
PARAMETERS = ("a\x00b", "9" * 40, "-1", "[]", "²")
#: Parameters that are days.
DAYS = frozenset({"from", "until", "as_of", "registered_from", "registered_to"})
#: What a cursor may decode to; a sender can write any of them.
CURSORS = (
    '{"d": "n", "v": []}',
    '{"d": "n", "v": ["a", "b", "c", "d"]}',
    '{"d": "n", "v": ["a\\u0000", "b"]}',
    '{"d": ["n"], "v": [{"a": 1}, []]}',
    '{"d": "n", "v": ["x", "y"]}',
    "[" * 5_000,
    "7",
)


class _Description:
    """The API's own description of its bodies."""

    def __init__(self) -> None:
        self.document = whole_description()
        found = {_bare(path): methods for path, methods in self.document["paths"].items()}
        self.paths: dict[str, Any] = found

    def operation(self, endpoint: Endpoint) -> dict[str, Any]:
        methods: dict[str, dict[str, Any]] = self.paths.get(_bare("/api/v1/" + endpoint.pattern), {})
        return methods.get(endpoint.method.lower(), {})

    def parameters(self, endpoint: Endpoint) -> list[str]:
        return [p["name"] for p in self.operation(endpoint).get("parameters", []) if p["in"] == "query"]


def _bare(path: str) -> str:
    return re.sub(r"[{<][^}>]*[}>]", "{}", path)


def _plausible(endpoint: Endpoint, planted: Planted) -> dict[str, Any]:
    """Return a body that fits the description, keys of rows wherever it takes some."""
    made = example_body(endpoint, word="Örnek", key_of=lambda name: str(planted.keys_for(name.removesuffix("_ids"))[0]))
    return made if isinstance(made, dict) else {}


def _hostile(endpoint: Endpoint, plausible: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield names and bodies."""
    yield "plausible", json.dumps(plausible)
    if endpoint.pattern in RAW_ADDRESSES:
        yield from RAW.items()
    if plausible:
        for name, value in VALUES.items():
            yield f"all {name}", json.dumps(_everywhere(plausible, value))
    for field, value in plausible.items():
        # The others stay plausible: what is refused for one field never reaches what another one breaks.
        if not isinstance(value, str) or value[:2] == "20":
            yield f"{field} alone", json.dumps(plausible | {field: _odd(value)})


def _odd(value: Any) -> Any:
    """Return what has the right look and cannot be right, or the wrong look."""
    if isinstance(value, bool | list | dict):
        return "metin"
    if isinstance(value, int | float):
        return 10**30
    return "9999-12-31"


def _everywhere(shape: Any, value: Any) -> Any:
    if isinstance(shape, dict):
        return {name: _everywhere(part, value) for name, part in shape.items()}
    return [_everywhere(part, value) for part in shape] if isinstance(shape, list) else value


def _role_for(endpoint: Endpoint) -> Role:
    if endpoint.required in {ANYONE, SIGNED_IN, BEFORE_SECOND_FACTOR}:
        return Role.UNIT_MANAGER
    wanted = set(endpoint.required if isinstance(endpoint.required, tuple) else [endpoint.required])
    return next((role for role in sorted(MUNICIPAL_ROLES) if wanted & ROLE_RIGHTS[role]), Role.PLATFORM_OPERATOR)


def _problems(answer: Any) -> str:
    """Return what is wrong with an answer, or nothing."""
    if answer.status_code < 400:
        return ""
    if answer.status_code >= 500:
        return str(answer.status_code)
    if not answer.headers.get("Content-Type", "").startswith("application/problem+json"):
        return f"{answer.status_code} is no problem document"
    body = json.loads(answer.content)
    if not all(body.get(name) for name in ("title", "detail", "code", "type")):
        return f"{answer.status_code} without words: {body}"
    lacking = [e for e in body.get("errors", []) if not e["field"] or not e["message"]]
    return f"{answer.status_code} names no field: {lacking}" if lacking else ""


class _Staff:
    """The staff of a planted municipality, and the rows that its addresses lead to: every table holds some."""

    def __init__(self, planted: Planted) -> None:
        self.planted = planted
        self.clients: dict[Role, ApiClient] = {}
        self.sessions: dict[Role, str] = {}
        #: Addresses that have answered to what a body says.
        self.read: set[str] = set()
        self.versions: dict[str, int] = {}
        with scope.enter(planted.municipality):
            for model in municipal_models():
                keys = planted.keys.get(model._meta.db_table)
                if keys and any(field.name == "version" for field in model._meta.concrete_fields):
                    rows = model._default_manager.filter(pk__in=keys).values_list("pk", "version")
                    self.versions.update((str(key), version) for key, version in rows)

    def values(self, endpoint: Endpoint) -> dict[str, object]:
        """Return what stands in the address: keys of rows wherever it takes some."""
        return next(fillings(endpoint, self.planted))

    def client(self, endpoint: Endpoint) -> ApiClient:
        role = _role_for(endpoint)
        if role not in self.clients:
            room = self.planted.municipality if role in MUNICIPAL_ROLES else None
            self.clients[role] = ApiClient(
                f"{room.slug}.localhost" if room else "localhost", raise_request_exception=False
            )
            # Only refusals are of interest here, and what is done is taken back at once.
            self.clients[role].sends_twice = False
            with scope.enter(room):
                user = self.planted.staff[role] if room else make_user(role=role)
                sign_in(self.clients[role], user, mfa=True)
            self.sessions[role] = self.clients[role].cookies["omuz_session"].value
        # Signing out is taken back too; the answer has taken the cookie away.
        self.clients[role].cookies["omuz_session"] = self.sessions[role]
        return self.clients[role]

    def ask(self, endpoint: Endpoint, body: Any = "", query: str = "") -> str:
        """Return what is wrong with the answer; the request's effects are taken back."""
        values = self.values(endpoint)
        version = next((self.versions[str(one)] for one in reversed(values.values()) if str(one) in self.versions), 1)
        client, before = self.client(endpoint), new_id()
        with transaction.atomic():
            answer = client.generic(
                endpoint.method, endpoint.path(values), body, content_type="application/json", QUERY_STRING=query,
                HTTP_IF_MATCH=f'"{version}"', HTTP_ACCEPT_LANGUAGE="tr",
            )  # fmt: skip
            said = _problems(answer)
            if not said:
                said = self._left(before) if answer.status_code >= 400 else _unsaved(answer)
            transaction.set_rollback(True)
        if answer.status_code < 300 or answer.status_code in {400, 422}:
            self.read.add(endpoint.name)
        if answer.status_code == 429:
            cache.clear()
        return said

    def _left(self, before: uuid.UUID) -> str:
        """Return what a refused request has written all the same, by the history that every write leaves."""
        with scope.enter(self.planted.municipality):
            acts = set(AuditEvent.objects.filter(pk__gt=before).values_list("action", flat=True))
        return f"refused and written: {sorted(acts - REFUSALS)}" if acts - REFUSALS else ""


def _unsaved(answer: Any) -> str:
    # Foreign keys are looked at when a request commits: after its answer, so a wrong one would be a fault.
    try:
        connection.check_constraints()
    except IntegrityError as error:
        return f"{answer.status_code}, then {error.__cause__}"
    return ""


@pytest.fixture(scope="module")
def planted(municipalities, django_db_blocker):
    """Kayseri with a row in every table, for all tests of this file; the effects of each request are taken back."""
    with django_db_blocker.unblock():
        cache.clear()
        try:
            yield plant(municipalities["kayseri"], now=clock.now())
        finally:
            empty_all()
            cache.clear()


@pytest.fixture
def staff(planted, caplog):
    """Tracebacks of a hundred faults would drown the list of what is wrong."""
    caplog.set_level("CRITICAL", "django.request")
    cache.clear()
    return _Staff(planted)


@pytest.fixture(scope="module")
def description():
    return _Description()


@pytest.mark.timeout(600)
def test_no_body_is_a_fault_of_ours(staff):
    wrong, with_body = [], set()
    for endpoint in endpoints():
        if endpoint.method not in {"POST", "PUT", "PATCH"}:
            continue
        plausible = _plausible(endpoint, staff.planted)
        if plausible:
            with_body.add(endpoint.name)
        for name, body in _hostile(endpoint, plausible):
            said = staff.ask(endpoint, body)
            if said:
                wrong.append(f"{endpoint.name}: {name}: {said}")
    assert not wrong, f"{len(wrong)}\n" + "\n".join(wrong)
    assert with_body - staff.read <= UNREAD, "refused before their bodies were read"


def test_no_address_is_a_fault_of_ours(staff, description):
    wrong = []
    for endpoint in endpoints():
        if endpoint.method != "GET":
            continue
        names = description.parameters(endpoint)
        # An address that reads no parameter refuses what cannot be text all the same.
        values = PARAMETERS if names else PARAMETERS[:1]
        queries = ["&".join(f"{name}={quote(value, safe='')}" for name in names or ["q"]) for value in values]
        queries += [f"{name}={day}" for name in names if name in DAYS for day in ("9999-12-31", "0001-01-01")]
        for query in queries:
            said = staff.ask(endpoint, query=query)
            if said:
                wrong.append(f"{endpoint.name}: {query[:80]}: {said}")
    assert not wrong, f"{len(wrong)}\n" + "\n".join(wrong)


def test_no_cursor_is_a_fault_of_ours(staff, description):
    wrong = []
    for endpoint in endpoints():
        if endpoint.method != "GET" or "cursor" not in description.parameters(endpoint):
            continue
        for text in (*CURSORS, "é", "A"):
            cursor = urlsafe_b64encode(text.encode()).decode().rstrip("=") if len(text) > 4 or text == "7" else text
            said = staff.ask(endpoint, query=f"cursor={quote(cursor)}")
            if said:
                wrong.append(f"{endpoint.name}: {text[:30]}: {said}")
    assert not wrong, f"{len(wrong)}\n" + "\n".join(wrong)
