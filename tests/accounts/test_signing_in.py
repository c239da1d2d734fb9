"""Signing in through allauth's own doors: password, second factor, lock-out, reset, enrolment, sessions."""

import datetime as dt
import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.core.cache import cache
from django.test import Client

from apps.accounts.demo import DEMO_PASSWORD
from apps.accounts.models import User
from apps.accounts.operations import ensure_demo_staff
from apps.accounts.operations.staff import set_email
from omuz.kernel import clock
from omuz.kernel.models.audit import AuditEvent
from tenants import scope
from tests.support.staff import ApiClient, make_user

DOOR = "/_allauth/browser/v1"
PASSWORD = "Cok-Gizli-Parola-2026"


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


@pytest.fixture
def browser(municipalities, db):
    """Return a browser on Kayseri's page, nobody signed in."""
    client = ApiClient("kayseri.localhost")
    client.get(f"{DOOR}/auth/session")
    return client


@pytest.fixture
def clerk(municipalities, db):
    """Return a stored clerk of Kayseri with a password and no second factor yet."""
    with scope.enter(municipalities["kayseri"]):
        user = make_user(role="intake_clerk")
        set_email(user, f"clerk-{user.pk.hex}@example.org")
        user.set_password(PASSWORD)
        user.save()
        return user


def _login(client, email, password):
    return client.post(f"{DOOR}/auth/login", {"email": email, "password": password}, format="json")


def _code(secret):
    return totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))


def _enrol(client):
    secret = client.get(f"{DOOR}/account/authenticators/totp").json()["meta"]["secret"]
    return secret, client.post(f"{DOOR}/account/authenticators/totp", {"code": _code(secret)}, format="json")


def test_a_demo_clerk_signs_in_with_the_code_that_the_page_shows(browser, municipalities):
    with scope.enter(municipalities["kayseri"]):
        ensure_demo_staff(now=clock.now())
    shown = {row["role"]: row for row in browser.get("/api/v1/demo/accounts").json()}
    clerk = shown["intake_clerk"]
    assert clerk["email"] == "basvuru@kayseri.example.org"
    first = _login(browser, clerk["email"], DEMO_PASSWORD)
    assert first.status_code == 401
    assert [f["id"] for f in first.json()["data"]["flows"] if f.get("is_pending")] == ["mfa_authenticate"]
    assert browser.get("/api/v1/me/").status_code == 401
    second = browser.post(f"{DOOR}/auth/2fa/authenticate", {"code": clerk["totp_code"]}, format="json")
    assert second.status_code == 200, second.content
    me = browser.get("/api/v1/me/").json()
    assert me["mfa"] == {"required": True, "enrolled": True, "satisfied": True}
    assert "people.write" in me["rights"]
    again = {row["role"]: row["totp_code"] for row in browser.get("/api/v1/demo/accounts").json()}
    assert again["intake_clerk"] not in {"", clerk["totp_code"]}, "a used code is never offered again"


def test_someone_without_a_second_factor_reaches_the_own_account_only(browser, clerk):
    assert _login(browser, clerk.email, PASSWORD).status_code == 200
    me = browser.get("/api/v1/me/").json()
    assert me["mfa"] == {"required": True, "enrolled": False, "satisfied": False}
    assert me["rights"] == []
    for path in ("/api/v1/staff/", "/api/v1/units/", "/api/v1/providers/"):
        refused = browser.get(path)
        assert (refused.status_code, refused.json()["code"]) == (403, "mfa_required"), path


def test_enrolling_a_second_factor_opens_the_rights_at_once(browser, clerk, municipalities):
    _login(browser, clerk.email, PASSWORD)
    secret, answer = _enrol(browser)
    assert answer.status_code == 200, answer.content
    me = browser.get("/api/v1/me/").json()
    assert me["mfa"] == {"required": True, "enrolled": True, "satisfied": True}
    assert "people.read" in me["rights"]
    with scope.enter(municipalities["kayseri"]):
        stored = Authenticator.objects.get(user=clerk, type="totp").data["secret"]
    assert secret not in stored


def test_a_recovery_code_replaces_a_lost_telephone_once_and_is_kept_sealed(browser, clerk, municipalities):
    _login(browser, clerk.email, PASSWORD)
    _enrol(browser)
    codes = browser.get(f"{DOOR}/account/authenticators/recovery-codes").json()["data"]["unused_codes"]
    assert len(codes) == 10
    with scope.enter(municipalities["kayseri"]):
        seed = Authenticator.objects.get(user=clerk, type="recovery_codes").data["seed"]
        assert len(seed) > 100, "sealed: longer than the 80 characters that allauth makes"
    other = ApiClient("kayseri.localhost")
    _login(other, clerk.email, PASSWORD)
    assert other.post(f"{DOOR}/auth/2fa/authenticate", {"code": codes[0]}, format="json").status_code == 200
    assert other.get("/api/v1/me/").json()["mfa"]["satisfied"]
    third = ApiClient("kayseri.localhost")
    _login(third, clerk.email, PASSWORD)
    assert third.post(f"{DOOR}/auth/2fa/authenticate", {"code": codes[0]}, format="json").status_code == 400


def test_a_security_key_is_asked_for_this_very_host(browser, clerk):
    _login(browser, clerk.email, PASSWORD)
    options = browser.get(f"{DOOR}/account/authenticators/webauthn").json()["data"]["creation_options"]
    assert options["publicKey"]["rp"]["id"] == "kayseri.localhost"


@pytest.mark.django_db(transaction=True)
def test_signing_in_enrolling_and_changing_the_password_hold_with_real_commits(browser, clerk, municipalities):
    """allauth runs hooks after the commit, when no municipality is entered any more: none of them may need one."""
    assert _login(browser, clerk.email, PASSWORD).status_code == 200
    _, enrolled = _enrol(browser)
    assert enrolled.status_code == 200
    assert browser.get("/api/v1/me/").json()["mfa"]["satisfied"]
    regenerated = browser.post(f"{DOOR}/account/authenticators/recovery-codes", {}, format="json")
    assert regenerated.status_code == 200
    fresh = "Baska-Bir-Parola-77"
    changed = browser.post(
        f"{DOOR}/account/password/change", {"current_password": PASSWORD, "new_password": fresh}, format="json"
    )
    assert changed.status_code == 200, changed.content
    assert browser.get("/api/v1/me/").status_code == 200, "the own session survives the change"
    browser.delete(f"{DOOR}/auth/session")
    assert browser.get("/api/v1/me/").status_code == 401
    asked = browser.post(f"{DOOR}/auth/password/request", {"email": clerk.email}, format="json")
    assert asked.status_code == 200
    with scope.enter(municipalities["kayseri"]):
        actions = set(AuditEvent.objects.filter(subject_id=clerk.pk).values_list("action", flat=True))
    assert {"staff.signed_in", "staff.second_factor_added", "staff.password_changed", "staff.signed_out"} <= actions


def test_a_session_opened_before_enrolment_cannot_raise_itself(browser, clerk, municipalities):
    other = ApiClient("kayseri.localhost")
    _login(other, clerk.email, PASSWORD)
    _login(browser, clerk.email, PASSWORD)
    _enrol(browser)
    with scope.enter(municipalities["kayseri"]):
        Authenticator.objects.create(user=clerk, type="webauthn", data={})
    assert other.get("/api/v1/me/").json()["rights"] == []


def test_the_last_second_factor_of_a_reading_role_cannot_be_removed(browser, clerk):
    _login(browser, clerk.email, PASSWORD)
    _enrol(browser)
    refused = browser.delete(f"{DOOR}/account/authenticators/totp")
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (409, "cannot_delete_authenticator")
    assert browser.get("/api/v1/me/").json()["mfa"]["enrolled"]


def test_five_wrong_passwords_lock_the_door_for_the_right_one_too(browser, clerk, municipalities):
    for _ in range(5):
        assert _login(browser, clerk.email, "yanlis-parola").status_code == 400
    locked = _login(browser, clerk.email, PASSWORD)
    assert locked.status_code == 400
    assert locked.json()["errors"][0]["code"] == "too_many_login_attempts"
    with scope.enter(municipalities["kayseri"]):
        assert AuditEvent.objects.filter(action="staff.sign_in_failed", subject_id=clerk.pk).count() == 5


def test_a_forgotten_password_is_replaced_through_a_turkish_mail(browser, clerk):
    asked = browser.post(f"{DOOR}/auth/password/request", {"email": clerk.email}, format="json")
    assert asked.status_code == 200
    message = mail.outbox[-1]
    assert message.subject == "Omuz: yeni parola belirleme"
    key = re.search(r"http://kayseri\.localhost/parola/(\S+)", message.body)[1]
    fresh = "Baska-Bir-Parola-77"
    reset = browser.post(f"{DOOR}/auth/password/reset", {"key": key, "password": fresh}, format="json")
    assert reset.status_code in {200, 401}, reset.content
    assert _login(browser, clerk.email, PASSWORD).status_code == 400
    assert _login(browser, clerk.email, fresh).status_code == 200
    again = browser.post(f"{DOOR}/auth/password/reset", {"key": key, "password": PASSWORD}, format="json")
    assert again.status_code == 400


def test_an_unknown_address_is_answered_like_a_known_one(browser, clerk):
    known = browser.post(f"{DOOR}/auth/password/request", {"email": clerk.email}, format="json")
    unknown = browser.post(f"{DOOR}/auth/password/request", {"email": "kimse@example.org"}, format="json")
    assert (known.status_code, known.content) == (unknown.status_code, unknown.content)
    assert len(mail.outbox) == 1


def test_nobody_signs_up_by_themselves(browser):
    answer = browser.post(f"{DOOR}/auth/signup", {"email": "ben@example.org", "password": PASSWORD}, format="json")
    assert answer.status_code == 403


def test_a_closed_account_does_not_sign_in(browser, clerk, municipalities):
    with scope.enter(municipalities["kayseri"]):
        User.objects.filter(pk=clerk.pk).update(is_active=False)
    assert _login(browser, clerk.email, PASSWORD).status_code != 200
    assert browser.get("/api/v1/me/").status_code == 401


def test_sessions_are_listed_and_signing_out_everywhere_ends_them_all(browser, clerk, municipalities):
    other = ApiClient("kayseri.localhost")
    for client in (browser, other):
        _login(client, clerk.email, PASSWORD)
    listed = browser.get(f"{DOOR}/auth/sessions").json()["data"]
    assert len(listed) == 2
    assert browser.post("/api/v1/me/sessions/end/").status_code == 204
    for client in (browser, other):
        assert client.get("/api/v1/me/").status_code == 401


def test_a_session_of_kayseri_is_unknown_in_izmir(browser, clerk):
    _login(browser, clerk.email, PASSWORD)
    foreign = ApiClient("izmir.localhost")
    foreign.cookies["omuz_session"] = browser.cookies["omuz_session"].value
    assert foreign.get("/api/v1/me/").status_code == 401
    assert foreign.get(f"{DOOR}/auth/session").status_code == 401


def test_an_idle_session_is_over_for_allauths_pages_too(browser, clerk, municipalities):
    from django.contrib.sessions.backends.db import SessionStore

    from apps.accounts.sessions import LAST_USED

    _login(browser, clerk.email, PASSWORD)
    assert browser.get("/api/v1/me/").status_code == 200
    with scope.enter(municipalities["kayseri"]):
        session = SessionStore(browser.cookies["omuz_session"].value)
        session[LAST_USED] = (clock.now() - dt.timedelta(hours=2)).isoformat()
        session.save()
    assert browser.get(f"{DOOR}/account/authenticators").status_code == 401
    assert browser.get("/api/v1/me/").status_code == 401


def test_the_password_of_a_demo_account_stays_what_the_page_shows(browser, municipalities):
    with scope.enter(municipalities["kayseri"]):
        ensure_demo_staff(now=clock.now())
    account = next(row for row in browser.get("/api/v1/demo/accounts").json() if row["role"] == "trainer")
    _login(browser, account["email"], DEMO_PASSWORD)
    browser.post(f"{DOOR}/auth/2fa/authenticate", {"code": account["totp_code"]}, format="json")
    changed = browser.post(
        f"{DOOR}/account/password/change",
        {"current_password": DEMO_PASSWORD, "new_password": PASSWORD},
        format="json",
    )
    assert changed.status_code == 400


def test_demo_accounts_do_not_exist_outside_demo_mode(browser, municipalities, settings):
    with scope.enter(municipalities["kayseri"]):
        ensure_demo_staff(now=clock.now())
    settings.OMUZ_DEMO_ACCOUNTS = False
    assert browser.get("/api/v1/demo/accounts").status_code == 404
    assert _login(browser, "egitmen@kayseri.example.org", DEMO_PASSWORD).status_code != 200


@pytest.mark.parametrize(
    ("proxies", "header", "address"),
    [
        (0, "9.9.9.9", "127.0.0.1"),
        (1, "9.9.9.9, 203.0.113.7", "203.0.113.7"),
        (2, "9.9.9.9, 203.0.113.7, 10.0.0.1", "203.0.113.7"),
        (1, "nonsense", None),
        (2, "203.0.113.7", "127.0.0.1"),
    ],
)
def test_only_what_a_trusted_proxy_saw_names_the_sender(rf, settings, proxies, header, address):
    from api.requests import sender_address

    settings.OMUZ_TRUSTED_PROXIES = proxies
    assert sender_address(rf.get("/", headers={"X-Forwarded-For": header})) == address


def test_five_wrong_codes_lock_the_second_door_too(browser, clerk):
    _login(browser, clerk.email, PASSWORD)
    secret, _ = _enrol(browser)
    thief = ApiClient("kayseri.localhost")
    _login(thief, clerk.email, PASSWORD)
    right = _code(secret)
    for number in range(5):
        wrong = f"{(int(right) + 1 + number) % 1_000_000:06d}"
        assert thief.post(f"{DOOR}/auth/2fa/authenticate", {"code": wrong}, format="json").status_code == 400
    locked = thief.post(f"{DOOR}/auth/2fa/authenticate", {"code": right}, format="json")
    assert (locked.status_code, locked.json()["errors"][0]["code"]) == (400, "too_many_login_attempts")


def test_a_foreign_page_cannot_sign_someone_in_or_act_for_them(municipalities, clerk):
    client = Client(enforce_csrf_checks=True, headers={"host": "kayseri.localhost"})
    body = {"email": clerk.email, "password": PASSWORD}
    refused = client.post(f"{DOOR}/auth/login", body, content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (403, "csrf_failed")
    client.get(f"{DOOR}/auth/session")
    token = {"X-CSRFToken": client.cookies["omuz_csrf"].value}
    signed_in = client.post(f"{DOOR}/auth/login", body, content_type="application/json", headers=token)
    assert signed_in.status_code == 200
    refused = client.post("/api/v1/me/sessions/end/", content_type="application/json")
    assert refused.status_code == 403
    token = {"X-CSRFToken": client.cookies["omuz_csrf"].value}
    assert client.post("/api/v1/me/sessions/end/", content_type="application/json", headers=token).status_code == 204
