"""Every route, from the URL resolver: what it requires is declared, and nothing stands open by accident."""

import pytest

from api.base import OmuzView
from api.permissions import ANYONE, BEFORE_SECOND_FACTOR, SIGNED_IN
from apps.accounts.rights import Right
from tests.support.routes import api_views, view_of, walk

#: What stands outside of our API, by the beginning of its path, and who keeps its door.
OTHER_DOORS = {
    "_allauth/": "allauth: signing in, second factors and sessions; each view asks for its own stage",
    "^(?!api/|_allauth/|static/).*$": "the page of the single-page application: holds no data",
}
#: allauth's routes, so that an update which adds one is looked at. "*": before signing in; "own": one's own account.
ALLAUTH = {
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
OPEN_TO_ANYONE = {
    "demo/accounts": "exists in demo municipalities only",
    "invitations/<str:key>/": "the link is the secret",
    "schema/": "describes the API and holds no data",
}
WORDS = {ANYONE, SIGNED_IN, BEFORE_SECOND_FACTOR}
METHODS = {"get", "post", "put", "patch", "delete"}


ROUTES = dict(walk())
API = api_views()


def test_every_route_is_the_apis_or_has_a_known_keeper():
    doors = tuple(OTHER_DOORS)
    stray = [path for path in ROUTES if not path.startswith("api/v1/") and not path.startswith(doors)]
    assert not stray, stray


def test_allauths_routes_are_those_that_were_looked_at():
    found = {path.removeprefix("_allauth/browser/v1/") for path in ROUTES if path.startswith("_allauth/browser/v1/")}
    assert found == set(ALLAUTH)
    other_clients = [path for path in ROUTES if path.startswith("_allauth/") and "/browser/" not in path]
    assert not other_clients, other_clients


@pytest.mark.parametrize("path", sorted(API))
def test_each_method_of_a_view_declares_a_right(path):
    view = API[path]
    assert issubclass(view, OmuzView), f"{view} must be an OmuzView: permission, retries and errors come from there"
    handled = {name.upper() for name in METHODS if hasattr(view, name)}
    assert handled, "a view that answers nothing"
    assert set(view.required_rights) == handled, f"{view.__name__} declares {set(view.required_rights)}"
    for required in view.required_rights.values():
        for right in required if isinstance(required, tuple) else (required,):
            assert right in WORDS or right in set(Right), f"{view.__name__}: {right!r} is no right"


def test_what_anyone_may_call_is_listed_with_its_reason():
    open_paths = {path for path, view in API.items() if ANYONE in view.required_rights.values()}
    assert open_paths <= set(OPEN_TO_ANYONE), open_paths - set(OPEN_TO_ANYONE)


def test_a_view_of_the_api_is_a_class():
    functions = [path for path, call in ROUTES.items() if path.startswith("api/v1/") and view_of(call) is None]
    assert not functions, functions
