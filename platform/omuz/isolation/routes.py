"""Every address, read from the URL resolver, with who may open it: what is walked is never listed by hand.

A route is the API's, whose views declare a right for each method, or it stands in `OTHER_DOORS` with whoever keeps it.
`unclassified` names the rest; a test fails the build on one.
"""

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from django.urls import URLPattern, URLResolver, get_resolver

from api.base import OmuzView
from api.permissions import ANYONE, BEFORE_SECOND_FACTOR, SIGNED_IN, Required
from apps.accounts.enums import Role
from apps.accounts.rights import ROLE_RIGHTS, Right
from omuz.kernel.ids import new_id

API: Final = "api/v1/"
SIGN_IN: Final = "_allauth/browser/v1/"
PAGES: Final = "^(?!api/|_allauth/|static/).*$"
METHODS: Final = ("get", "post", "put", "patch", "delete")
PARAMETER: Final = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
_WORDS: Final = frozenset({ANYONE, SIGNED_IN, BEFORE_SECOND_FACTOR})

#: What stands outside of our API, by the beginning of its path, and who keeps its door.
OTHER_DOORS: Final = {
    "_allauth/": "allauth: signing in, second factors and sessions; each view asks for its own stage",
    PAGES: "the page of the single-page application: holds no data",
}
#: allauth's routes, so that an update which adds one is looked at. "*": before signing in; "own": one's own account.
SIGN_IN_ROUTES: Final = {
    "config": "*",
    "auth/session": "*",
    "auth/reauthenticate": "own",
    "auth/code/confirm": "*",
    "auth/password/request": "*",
    "auth/password/reset": "*",
    "auth/login": "*",
    "auth/signup": "*",  # closed by AccountAdapter.is_open_for_signup
    "auth/email/verify": "*",
    "auth/email/verify/resend": "*",
    "auth/phone/verify": "*",
    "auth/phone/verify/resend": "*",
    "auth/2fa/authenticate": "*",
    "auth/2fa/reauthenticate": "own",
    "auth/webauthn/authenticate": "*",
    "auth/webauthn/reauthenticate": "own",
    "auth/sessions": "own",
    "account/password/change": "own",
    "account/email": "own",
    "account/phone": "own",
    "account/authenticators": "own",
    "account/authenticators/totp": "own",
    "account/authenticators/recovery-codes": "own",
    "account/authenticators/webauthn": "own",
}
#: The addresses of the API that need no sign-in at all, each for a reason.
OPEN_TO_ANYONE: Final = {
    "booking/": "free services of programmes with public booking; names nobody",
    "booking/calendar/": "the code in the body is the secret",
    "booking/cancellation/": "the code in the body is the secret",
    "booking/change/": "the code in the body is the secret",
    "booking/change/days/": "the code in the body is the secret",
    "booking/days/": "free times; names nobody",
    "booking/lookup/": "the code in the body is the secret; it shows time, place and state",
    "letter-check/": "the code in the body is the secret; it says genuine or not, the day, nothing personal",
    "booking/requests/": "citizens book without an account, within limits",
    "demo/accounts": "exists in demo municipalities only",
    "invitations/<str:key>/": "the link is the secret",
    "schema/": "describes the API and holds no data",
}


@dataclasses.dataclass(frozen=True, slots=True)
class Endpoint:
    """One method of one address."""

    method: str
    pattern: str
    view: type[Any]
    required: Required | None

    @property
    def name(self) -> str:
        """Return "GET staff/<uuid:user_id>/"."""
        return f"{self.method} {self.pattern}"

    @property
    def parameters(self) -> list[tuple[str, str]]:
        """Return kind and name of each parameter of the address, e.g. ("uuid", "user_id")."""
        return [(found["kind"] or "str", found["name"]) for found in PARAMETER.finditer(self.pattern)]

    def path(self, values: Mapping[str, object] | None = None) -> str:
        """Return the address with `values`; what is missing becomes a key that no row has."""
        given = values or {}

        def fill(found: re.Match[str]) -> str:
            return str(given[found["name"]]) if found["name"] in given else _nothing(found["kind"])

        return f"/{API}" + PARAMETER.sub(fill, self.pattern)

    def may(self, role: Role) -> bool:
        """Return what the table of rights says: whether `role`, with its second factor, gets in."""
        if self.required in _WORDS:
            return True
        wanted = self.required if isinstance(self.required, tuple) else (self.required,)
        return not ROLE_RIGHTS[role].isdisjoint(wanted)


def _nothing(kind: str | None) -> str:
    return {"uuid": str(new_id()), "int": "987654321", "slug": "yok", "date": "2016-11-19"}.get(kind or "str", "yok")


def walk(patterns: Iterable[Any] | None = None, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every route with its callback."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from walk(entry.url_patterns, path)
        elif isinstance(entry, URLPattern):
            yield path, entry.callback


def view_of(callback: Any) -> type[Any] | None:
    """Return the class behind a callback, or None."""
    return getattr(callback, "view_class", None) or getattr(callback, "cls", None)


def api_views() -> dict[str, type[Any]]:
    """Return the API's views by their path below /api/v1/."""
    found = {path.removeprefix(API): view_of(call) for path, call in walk() if path.startswith(API)}
    return {path: view for path, view in found.items() if view is not None}


def endpoints() -> list[Endpoint]:
    """Return every method of every address of the API."""
    return [
        Endpoint(method.upper(), path, view, getattr(view, "required_rights", {}).get(method.upper()))
        for path, view in sorted(api_views().items())
        for method in METHODS
        if hasattr(view, method)
    ]


def sign_in_paths() -> list[str]:
    """Return the addresses of signing in, without what stands before them."""
    return sorted({path.removeprefix(SIGN_IN) for path, _ in walk() if path.startswith(SIGN_IN)})


def unclassified(routes: Iterable[tuple[str, Any]] | None = None) -> list[str]:
    """Return each route of which nobody has said who may open it, with what is missing."""
    missing: list[str] = []
    for path, callback in walk() if routes is None else routes:
        if path.startswith(API):
            missing += [f"/{path}: {what}" for what in _missing_of(path.removeprefix(API), view_of(callback))]
        elif path.startswith(SIGN_IN):
            if path.removeprefix(SIGN_IN) not in SIGN_IN_ROUTES:
                missing.append(f"/{path}: a sign-in route that nobody has looked at (SIGN_IN_ROUTES)")
        elif not path.startswith(tuple(OTHER_DOORS)) or path.startswith("_allauth/"):
            missing.append(f"/{path}: neither the API's nor behind a known door (OTHER_DOORS)")
    return missing


def _missing_of(path: str, view: type[Any] | None) -> Iterator[str]:
    if view is None or not issubclass(view, OmuzView):
        yield "not an OmuzView, from which permission, retries and errors come"
        return
    handled = {name.upper() for name in METHODS if hasattr(view, name)}
    if not handled:
        yield "a view that answers nothing"
    if set(view.required_rights) != handled:
        yield f"answers {sorted(handled)} and declares rights for {sorted(view.required_rights)}"
    for required in view.required_rights.values():
        for right in required if isinstance(required, tuple) else (required,):
            if right not in _WORDS and right not in set(Right):
                yield f"{right!r} is no right"
    if ANYONE in view.required_rights.values() and path not in OPEN_TO_ANYONE:
        yield "open to anyone without a reason (OPEN_TO_ANYONE)"
