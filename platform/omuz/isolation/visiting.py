"""Who asks: an account (or nobody) at a host, through the whole chain of middleware, in this process."""

import dataclasses
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.test import Client

from apps.accounts.enums import Role
from apps.accounts.models import User
from apps.accounts.sessions import start_session
from omuz.isolation.reading import texts_of
from omuz.isolation.words import Lookout, Sighting
from omuz.kernel import context
from tenants import scope
from tenants.domains import domain_map
from tenants.enums import MunicipalityState

#: A host under the platform's domain that no municipality has.
NOWHERE = "isolation-nobody"


def host_of(municipality: context.Municipality | None) -> str:
    """Return the host of a municipality, or of the platform's own room."""
    return f"{municipality.slug}.{settings.OMUZ_BASE_DOMAIN}" if municipality else settings.OMUZ_BASE_DOMAIN


@dataclasses.dataclass(slots=True)
class Answer:
    """What came back: everything in it as text, and what of it differs by itself from one request to the next."""

    status: int
    texts: list[str]
    body: bytes
    headers: dict[str, str]

    @property
    def said(self) -> str:
        """Return status line, headers, cookies and everything readable in the body as one text."""
        return "\n".join([str(self.headers), *self.texts])

    @property
    def code(self) -> str:
        """Return the code of a problem document, "" of any other answer."""
        if not self.headers.get("Content-Type", "").startswith("application/problem+json"):
            return ""
        return str(json.loads(self.body).get("code", ""))


@dataclasses.dataclass(slots=True)
class Visitor:
    """Someone at a host.

    `home` names the room whose words they may see: where they are signed in, if at this host. `at` names the room that
    has the host.
    """

    label: str
    host: str
    at: str | None
    home: str | None
    role: Role | None = None
    session: str | None = None
    client: Client = dataclasses.field(init=False)

    def __post_init__(self) -> None:
        self.client = Client(raise_request_exception=False, HTTP_HOST=self.host)
        if self.session is not None:
            self.client.cookies[settings.SESSION_COOKIE_NAME] = self.session

    def ask(
        self,
        method: str,
        path: str,
        query: Mapping[str, Any] | None = None,
        *,
        body: bytes = b"",
        content_type: str = "application/json",
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Return the answer to one request; a fault of ours is an answer of 500."""
        if self.session is not None:
            # Kept whatever an answer sets: every request of a visitor is asked with the same session.
            self.client.cookies[settings.SESSION_COOKIE_NAME] = self.session
        response: Any = self.client.generic(
            method, path, body, content_type=content_type, query_params=dict(query or {}), headers=dict(headers or {})
        )
        content = b"".join(response.streaming_content) if response.streaming else response.content
        shown = {**response.headers, "cookies": response.cookies.output()}
        return Answer(response.status_code, list(texts_of(content)), content, shown)

    def foreign(self, lookout: Lookout, text: str) -> list[Sighting]:
        """Return the planted words in `text` that do not belong to the visitor's own room."""
        return [sighting for sighting in lookout.see(text) if sighting.room != self.home]


def sign_in(municipality: context.Municipality | None, user: User) -> str:
    """Open a session with a second factor in the room and return its key, as signing in leaves it."""
    with scope.enter(municipality):
        return start_session(user, mfa=True).session_key or ""


@contextmanager
def doors_open(*municipalities: context.Municipality) -> Iterator[None]:
    """Let this process, and no other, take the suspended `municipalities` for active ones: the audit's probes."""
    shown = {host_of(one): dataclasses.replace(one, state=MunicipalityState.ACTIVE.value) for one in municipalities}
    find = domain_map.find

    def find_probe(host: str) -> context.Municipality | None:
        return shown.get(host.lower().rstrip(".")) or find(host)

    with patch.object(domain_map, "find", find_probe):
        yield
