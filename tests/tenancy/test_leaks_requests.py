"""Leak: a name of a host, a session, a token or a link of one municipality opens something in another."""

import secrets
import uuid

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.test import Client

from apps.accounts.models import User
from apps.accounts.operations import invite
from apps.accounts.queries import actor_for
from apps.documents.enums import FileKind
from apps.documents.operations import store_file
from apps.people.models import ExportRequest
from tenants import scope
from tests.people.support import register, unit
from tests.support.staff import NOW, TODAY, ApiClient, make_actor, make_user, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
ME, PEOPLE = "/api/v1/me/", "/api/v1/people/"
ELSEWHERE = ["izmir.localhost", "localhost"]


@pytest.fixture
def manager(municipalities):
    """Return a client signed in as a manager of Kayseri, with the account."""
    client = ApiClient("kayseri.localhost")
    with scope.enter(municipalities["kayseri"]):
        client.user = make_user(role="unit_manager")
        sign_in(client, client.user, mfa=True)
    return client


def asked(host, path=ME, client=None, **headers):
    return (client or Client()).get(path, HTTP_HOST=host, **headers)


@pytest.mark.parametrize(
    "host",
    ["kayseri.localhost", "KAYSERI.localhost", "kayseri.localhost:8000", "kayseri.localhost.", "Kayseri.LocalHost."],
)
def test_a_host_is_one_municipality_however_it_is_written(manager, host):
    answer = manager.get(ME, HTTP_HOST=host)
    assert answer.status_code == 200
    assert answer.json()["municipality"]["slug"] == "kayseri"


@pytest.mark.parametrize(
    "host",
    ["yok.localhost", "a.kayseri.localhost", "xn--kayser-q9a.localhost", "m_kayseri.localhost", "public.localhost"],
)
def test_an_unknown_host_has_no_room_and_reads_no_session(manager, host):
    answer = manager.get(ME, HTTP_HOST=host)
    assert (answer.status_code, answer.json().get("code")) in {(404, "unknown_host"), (400, "malformed")}


@pytest.mark.parametrize(
    "host",
    [
        "kayseri.localhost,izmir.localhost",
        "kayseri.localhost, izmir.localhost",
        "kayseri.localhost@izmir.localhost",
        "kayseri.localhost/izmir.localhost",
        "kayseri.localhost#izmir.localhost",
        "kayseri.localhost\tizmir.localhost",
        "[kayseri.localhost]",
        "kayseri.localhost..",
        "kayserı.localhost",
        "",
    ],
)
def test_a_host_header_given_twice_or_malformed_is_refused(manager, host):
    assert manager.get(ME, HTTP_HOST=host).status_code in {400, 404}


@pytest.mark.parametrize("header", ["HTTP_X_FORWARDED_HOST", "HTTP_X_HOST", "HTTP_FORWARDED", "HTTP_X_ORIGINAL_HOST"])
def test_no_other_header_names_the_municipality(manager, header):
    value = "host=izmir.localhost" if header == "HTTP_FORWARDED" else "izmir.localhost"
    answer = manager.get(ME, **{header: value})
    assert answer.json()["municipality"]["slug"] == "kayseri"
    assert asked("izmir.localhost", client=manager, **{header: "kayseri.localhost"}).status_code == 401


@pytest.mark.parametrize("host", ELSEWHERE)
def test_a_session_replayed_on_another_host_is_nobodys(manager, host):
    assert manager.get(ME).status_code == 200
    assert asked(host, client=manager).status_code == 401


def test_a_session_with_the_same_key_in_two_municipalities_stays_two(municipalities, manager):
    """Even a key that exists in both names each one's own account."""
    other = ApiClient("izmir.localhost")
    with scope.enter(municipalities["izmir"]):
        other.user = make_user(role="trainer", full_name="İzmirli")
        sign_in(other, other.user, mfa=True)
        from django.contrib.sessions.models import Session

        session = Session.objects.get()
        session.delete()
        session.session_key = manager.cookies["omuz_session"].value
        session.save(force_insert=True)
    assert asked("izmir.localhost", client=manager).json()["full_name"] == "İzmirli"
    assert asked("kayseri.localhost", client=manager).json()["full_name"] != "İzmirli"


def test_a_csrf_token_of_another_host_does_not_stand_in_for_a_session(manager):
    client = Client(enforce_csrf_checks=True)
    client.cookies["omuz_session"] = manager.cookies["omuz_session"].value
    token = secrets.token_hex(16)
    client.cookies["omuz_csrf"] = token
    answer = client.post(
        "/api/v1/me/sessions/end/", "{}", content_type="application/json", HTTP_HOST="izmir.localhost",
        HTTP_X_CSRFTOKEN=token,
    )  # fmt: skip
    assert answer.status_code in {401, 403}
    assert manager.get(ME).status_code == 200, "the session in Kayseri goes on"


def test_cookies_are_of_one_host(municipalities, settings):
    assert settings.SESSION_COOKIE_DOMAIN is None
    assert settings.CSRF_COOKIE_DOMAIN is None


def test_an_invitation_opens_in_its_own_municipality_only(municipalities):
    with scope.enter(municipalities["kayseri"]):
        admin = actor_for(make_user(role="tenant_admin"), on=TODAY, mfa=True)
        from omuz.kernel import clock

        key = invite(actor=admin, email="yeni@example.org", full_name="Yeni", now=clock.now()).link.rsplit("/", 1)[1]
    assert asked("kayseri.localhost", f"/api/v1/invitations/{key}/").status_code == 200
    for host in ELSEWHERE:
        assert asked(host, f"/api/v1/invitations/{key}/").status_code == 404


def test_a_password_reset_key_opens_in_its_own_municipality_only(municipalities):
    """Even for an account with the same key and address in the other one."""
    with scope.enter(municipalities["kayseri"]):
        user = User.objects.create_user("ayni@example.org", "bir-parola-1234", full_name="Kayserili")
        key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    with scope.enter(municipalities["izmir"]):
        twin = User.objects.create_user("ayni@example.org", "başka-parola-99", full_name="İzmirli", id=user.id)
    path, header = "/_allauth/browser/v1/auth/password/reset", {"HTTP_X_PASSWORD_RESET_KEY": key}
    assert asked("kayseri.localhost", path, **header).status_code == 200
    for host in ELSEWHERE:
        assert asked(host, path, **header).status_code == 400
    assert twin.id == user.id


def test_a_cursor_of_another_municipality_shows_no_row_of_it(municipalities, manager):
    with scope.enter(municipalities["kayseri"]):
        clerk = make_actor("intake_clerk")
        for name in ("Ali", "Bora", "Can"):
            register(clerk, given_names=name, unit_id=unit().id)
    first = manager.get(PEOPLE, {"limit": 1, "page_size": 1}).json()
    assert first["results"]
    link = first["next"] or ""
    other = ApiClient("izmir.localhost")
    with scope.enter(municipalities["izmir"]):
        sign_in(other, make_user(role="unit_manager"), mfa=True)
    answer = other.get(PEOPLE + ("?" + link.partition("?")[2] if link else ""))
    assert answer.status_code in {200, 400}
    assert answer.json().get("results", []) == []


def test_links_to_files_and_exports_are_dead_on_another_host(municipalities, manager):
    with scope.enter(municipalities["kayseri"]):
        actor = actor_for(manager.user, on=TODAY, mfa=True)
        stored = store_file(b"a,b", name="liste.csv", kind=FileKind.OTHER, media_type="text/csv", actor=actor, now=NOW)
        export = ExportRequest.objects.create(
            reason="Deneme", state="ready", requested_by_id=manager.user.id, requested_at=NOW, file=stored
        )
        person = register(make_actor("intake_clerk"), given_names="Ali", unit_id=unit().id)
    other = ApiClient("izmir.localhost")
    with scope.enter(municipalities["izmir"]):
        sign_in(other, make_user(role="unit_manager"), mfa=True)
    for path in (
        f"people/exports/{export.id}/", f"people/exports/{export.id}/file/", f"people/{person.id}/",
        f"people/documents/{stored.id}/content/",
    ):  # fmt: skip
        there, nowhere = (
            other.get(f"/api/v1/{path}"),
            other.get(f"/api/v1/{path.replace(str(export.id), str(uuid.uuid4()))}"),
        )
        assert there.status_code == 404
        assert there.json()["code"] == nowhere.json()["code"], "what exists elsewhere answers as what exists nowhere"
