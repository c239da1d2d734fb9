"""Every route, from the URL resolver: what it requires is declared, and nothing stands open by accident."""

import pytest
from django.urls import include, path

from api.base import OmuzView
from api.permissions import ANYONE, SIGNED_IN
from omuz.isolation.routes import (
    OPEN_TO_ANYONE,
    SIGN_IN_ROUTES,
    api_views,
    sign_in_paths,
    unclassified,
    view_of,
    walk,
)

API = api_views()


def test_of_every_route_it_is_said_who_may_open_it():
    assert not unclassified(), "\n".join(unclassified())


def test_the_sign_in_routes_are_those_that_were_looked_at():
    assert set(sign_in_paths()) == set(SIGN_IN_ROUTES)


def test_what_anyone_may_call_still_exists():
    open_paths = {path for path, view in API.items() if ANYONE in view.required_rights.values()}
    assert open_paths <= set(OPEN_TO_ANYONE), open_paths - set(OPEN_TO_ANYONE)


def test_a_view_of_the_api_is_a_class():
    functions = [path for path, call in walk() if path.startswith("api/v1/") and view_of(call) is None]
    assert not functions, functions


def _plain(request):
    return None


class _Undeclared(OmuzView):
    def get(self, request):
        return None


class _HalfDeclared(OmuzView):
    required_rights = {"GET": SIGNED_IN}

    def get(self, request):
        return None

    def post(self, request):
        return None


class _Misspelt(OmuzView):
    required_rights = {"GET": "people.raed"}

    def get(self, request):
        return None


class _Open(OmuzView):
    required_rights = {"GET": ANYONE}

    def get(self, request):
        return None


@pytest.mark.parametrize(
    ("route", "said"),
    [
        (path("api/v1/new/", _Undeclared.as_view()), "declares rights for"),
        (path("api/v1/new/", _HalfDeclared.as_view()), "declares rights for"),
        (path("api/v1/new/", _Misspelt.as_view()), "is no right"),
        (path("api/v1/new/", _Open.as_view()), "open to anyone without a reason"),
        (path("api/v1/new/", _plain), "not an OmuzView"),
        (path("_allauth/", include([path("browser/v1/auth/magic", _plain)])), "nobody has looked at"),
        (path("_allauth/", include([path("app/v1/auth/login", _plain)])), "neither the API's nor behind a known door"),
        (path("metrics/", _plain), "neither the API's nor behind a known door"),
    ],
)
def test_a_route_that_is_added_without_saying_who_may_open_it_is_named(route, said):
    found = unclassified(walk([route]))
    assert len(found) == 1, found
    assert said in found[0]
