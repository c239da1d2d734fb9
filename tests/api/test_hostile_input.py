"""Whatever is sent, no request is a fault of ours: it is done, or a problem document says in Turkish what to mend.

The bodies come from the API's own description: for every address that takes one, a plausible body is made and hostile
values are put into all of its fields at once and into each of them alone. An address that is added joins by itself.
"""

import json
import re
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
from apps.accounts.models import OrgUnit
from apps.accounts.rights import MUNICIPAL_ROLES, ROLE_RIGHTS
from apps.directory.operations import ProviderData, create_provider
from apps.people.operations import PersonDraft, PhoneDraft, register_person
from apps.people.operations.quick_contacts import ContactDraft, UrgentDraft, give_urgent_notice, record_contact
from omuz.kernel.ids import new_id
from tenants import scope
from tests.support.routes import Endpoint, endpoints
from tests.support.staff import NOW, ApiClient, make_actor, make_user, sign_in

pytestmark = pytest.mark.django_db

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
FOREIGN = str(new_id())
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

    def body(self, endpoint: Endpoint) -> dict[str, Any] | None:
        """Return a plausible JSON body, or None where the address takes none."""
        content = self.operation(endpoint).get("requestBody", {}).get("content", {})
        shape = content.get("application/json", {}).get("schema")
        made = self._made(shape) if shape else None
        return made if isinstance(made, dict) else None

    def parameters(self, endpoint: Endpoint) -> list[str]:
        return [p["name"] for p in self.operation(endpoint).get("parameters", []) if p["in"] == "query"]

    def _made(self, shape: dict[str, Any]) -> Any:
        if "$ref" in shape:
            return self._made(self.document["components"]["schemas"][shape["$ref"].rsplit("/", 1)[1]])
        for word in ("allOf", "oneOf", "anyOf"):
            if word in shape:
                return self._made(shape[word][0])
        if "enum" in shape:
            return shape["enum"][0]
        kind = shape.get("type")
        kind = kind[0] if isinstance(kind, list) else kind
        if kind == "object":
            return {name: self._made(part) for name, part in shape.get("properties", {}).items()}
        if kind == "array":
            return [self._made(shape["items"])]
        return {"integer": 1, "number": 1.5, "boolean": False, None: {}}.get(kind, _text(shape.get("format", "")))


def _text(form: str) -> str:
    return {"uuid": FOREIGN, "date": "2026-11-20", "date-time": "2026-11-20T10:00:00Z"}.get(form, "Örnek")


def _bare(path: str) -> str:
    return re.sub(r"[{<][^}>]*[}>]", "{}", path)


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
    return next((role for role in sorted(MUNICIPAL_ROLES) if wanted & ROLE_RIGHTS[role]), Role.TENANT_ADMIN)


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
    """Clients of Kayseri by role, and rows that their addresses lead to."""

    def __init__(self, municipality: Any) -> None:
        self.municipality: Any = municipality
        self.clients: dict[Role, ApiClient] = {}
        with scope.enter(municipality):
            unit = OrgUnit.objects.create(name="Birim")
            clerk = make_actor("intake_clerk")
            phone = PhoneDraft(number="+90 000 123 45 67")
            draft = PersonDraft(given_names="Ayşe", surname="Işık", channel="office", unit_id=unit.id, phones=(phone,))
            person = register_person(draft, actor=clerk, now=NOW)
            contact = ContactDraft(channel="phone", topic="other", note="Aradı")
            urgent = UrgentDraft(authority="emergency_112", what="Acil", person_id=person.id)
            self.keys = {
                "person_id": person.id,
                "unit_id": unit.id,
                "user_id": clerk.id,
                "phone_id": person.phones.get().id,
                "provider_id": create_provider(actor=clerk, data=ProviderData(name="D", kind="ngo"), now=NOW).id,
                "contact_id": record_contact(contact, actor=clerk, now=NOW).id,
                "notice_id": give_urgent_notice(urgent, actor=clerk, now=NOW).id,
            }

    def path(self, endpoint: Endpoint) -> str:
        path = "/api/v1/" + endpoint.pattern
        for name, key in self.keys.items():
            path = path.replace(f"<uuid:{name}>", str(key))
        return "/api/v1/" + Endpoint("", path.removeprefix("/api/v1/"), endpoint.view, None).path()[8:]

    def _client(self, role: Role) -> ApiClient:
        if role not in self.clients:
            self.clients[role] = ApiClient(f"{self.municipality.slug}.localhost", raise_request_exception=False)
            with scope.enter(self.municipality):
                sign_in(self.clients[role], make_user(role=role), mfa=True)
        return self.clients[role]

    def ask(self, endpoint: Endpoint, body: Any = "", query: str = "") -> str:
        """Return what is wrong with the answer; the request's effects are taken back."""
        client = self._client(_role_for(endpoint))
        with transaction.atomic():
            answer = client.generic(
                endpoint.method, self.path(endpoint), body, content_type="application/json", QUERY_STRING=query,
                HTTP_IF_MATCH='"1"', HTTP_ACCEPT_LANGUAGE="tr",
            )  # fmt: skip
            said = _problems(answer)
            if not said and answer.status_code < 400:
                # Foreign keys are looked at when a request commits: after its answer, so a wrong one would be a fault.
                try:
                    connection.check_constraints()
                except IntegrityError as error:
                    said = f"{answer.status_code}, then {error.__cause__}"
            transaction.set_rollback(True)
        return said


@pytest.fixture
def staff(municipalities, caplog):
    """Tracebacks of a hundred faults would drown the list of what is wrong."""
    caplog.set_level("CRITICAL", "django.request")
    cache.clear()
    return _Staff(municipalities["kayseri"])


@pytest.fixture(scope="module")
def description():
    return _Description()


def test_no_body_is_a_fault_of_ours(staff, description):
    wrong = []
    for endpoint in endpoints():
        if endpoint.method not in {"POST", "PUT", "PATCH"}:
            continue
        for name, body in _hostile(endpoint, description.body(endpoint) or {}):
            said = staff.ask(endpoint, body)
            if said:
                wrong.append(f"{endpoint.name}: {name}: {said}")
    assert not wrong, f"{len(wrong)}\n" + "\n".join(wrong)


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
