"""What holds for every endpoint: retries, refusals, rollbacks, unknown hosts."""

import uuid

import pytest
from django.test import Client
from django.urls import get_resolver
from rest_framework.response import Response

from apps.directory import operations
from apps.directory.models import ServiceProvider
from omuz.kernel.models.audit import AuditEvent
from tenants import scope

URL = "/api/v1/providers/"
BODY = {"name": "Örnek Dernek", "kind": "ngo"}


def test_a_post_sent_twice_under_one_key_is_done_once_and_answered_alike(api, municipalities):
    client = api(role="intake_clerk")
    key = str(uuid.uuid4())
    first = client.post(URL, BODY, format="json", HTTP_IDEMPOTENCY_KEY=key)
    second = client.post(URL, BODY, format="json", HTTP_IDEMPOTENCY_KEY=key)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert second["ETag"] == first["ETag"]
    with scope.enter(municipalities["kayseri"]):
        assert ServiceProvider.objects.count() == 1
        assert AuditEvent.objects.filter(action="directory.provider_created").count() == 1


def test_a_refused_post_may_be_corrected_and_sent_again_under_its_key(api):
    client = api(role="intake_clerk")
    key = str(uuid.uuid4())
    assert client.post(URL, {"kind": "ngo"}, format="json", HTTP_IDEMPOTENCY_KEY=key).status_code == 400
    assert client.post(URL, BODY, format="json", HTTP_IDEMPOTENCY_KEY=key).status_code == 201


def test_a_post_refused_without_an_error_may_be_sent_again_under_its_key_too(api, monkeypatch):
    """A view may answer 4xx by itself: nothing is rolled back then, and the reservation must not stay."""
    client, key = api(role="intake_clerk"), str(uuid.uuid4())
    view = get_resolver().resolve(URL).func.view_class
    with monkeypatch.context() as for_now:
        for_now.setattr(view, "post", lambda *_args, **_how: Response({"code": "not_now"}, status=409))
        assert client.post(URL, BODY, format="json", HTTP_IDEMPOTENCY_KEY=key).status_code == 409
    assert client.post(URL, BODY, format="json", HTTP_IDEMPOTENCY_KEY=key).status_code == 201


def test_a_key_used_for_something_else_is_refused(api):
    client = api(role="intake_clerk")
    key = str(uuid.uuid4())
    client.post(URL, BODY, format="json", HTTP_IDEMPOTENCY_KEY=key)
    other = client.post(URL, {**BODY, "name": "Başka"}, format="json", HTTP_IDEMPOTENCY_KEY=key)
    assert other.status_code == 422
    assert other.json()["code"] == "idempotency_key_reused"


@pytest.mark.parametrize("has_csrf", [False, True], ids=["whole body", "read by the check of the token"])
def test_an_upload_sent_again_is_the_same_one_and_another_file_is_not(api, has_csrf):
    """A browser sets the parts of an upload apart by another word each time it sends it, and not always as long."""
    client, key = api(role="tenant_admin"), str(uuid.uuid4())
    client.handler.enforce_csrf_checks = has_csrf
    client.cookies["omuz_csrf"] = "c" * 32

    def send(word: str, surname: str):
        content = f"Ad soyad;E-posta\nDeniz {surname};d@example.org\n"
        body = (
            f'--{word}\r\nContent-Disposition: form-data; name="file"; filename="p.csv"\r\n'
            f"Content-Type: text/csv\r\n\r\n{content}\r\n"
            f'--{word}\r\nContent-Disposition: form-data; name="is_preview"\r\n\r\ntrue\r\n--{word}--\r\n'
        ).encode()
        return client.generic(
            "POST", "/api/v1/staff/import/", body, content_type=f"multipart/form-data; boundary={word}",
            HTTP_IDEMPOTENCY_KEY=key, HTTP_X_CSRFTOKEN="c" * 32,
        )  # fmt: skip

    first, second, other = send("one", "Ak"), send("another-word", "Ak"), send("one", "Or")
    assert first.status_code == 200, first.json()
    assert (second.status_code, second.content) == (200, first.content)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


@pytest.mark.parametrize("body", [b"", b"--one\r\n", b"--other--\r\n", b"\xff" * 40])
def test_an_upload_that_cannot_be_read_is_refused_in_words(api, body):
    client = api(role="tenant_admin")
    answer = client.generic(
        "POST", "/api/v1/staff/import/", body, content_type="multipart/form-data; boundary=one",
        HTTP_IDEMPOTENCY_KEY=str(uuid.uuid4()),
    )  # fmt: skip
    assert answer.status_code == 400, answer.content
    assert answer.headers["Content-Type"].startswith("application/problem+json")


def test_a_refusal_for_want_of_a_right_is_in_the_history(api, municipalities):
    client = api(role="auditor")
    answer = client.post(URL, BODY, format="json")
    assert answer.status_code == 403
    assert answer.json()["code"] == "no_right"
    with scope.enter(municipalities["kayseri"]):
        event = AuditEvent.objects.get(action="access.refused")
        assert event.actor_id == client.user.id
        assert event.reason == "POST ProviderListView"


def test_missing_fields_are_named_in_turkish(api):
    answer = api(role="intake_clerk").post(URL, {}, format="json")
    assert answer.status_code == 400
    named = {e["field"]: e["message"] for e in answer.json()["errors"]}
    assert named == {"name": "Bu alan boş bırakılamaz.", "kind": "Bu alan boş bırakılamaz."}


@pytest.mark.django_db(transaction=True)
def test_a_fault_leaves_nothing_half_written(municipalities, monkeypatch):
    from tests.support.staff import signed_in

    client = signed_in(municipalities["kayseri"], role="intake_clerk")
    client.raise_request_exception = False

    def fault(*args, **kwargs):
        raise RuntimeError("fault after the row was written")

    monkeypatch.setattr(operations, "_replace_parts", fault)
    answer = client.post(URL, BODY, format="json")
    assert answer.status_code == 500
    assert answer.json()["title"] == "Beklenmeyen bir arıza oluştu; kaydınız değiştirilmedi."
    with scope.enter(municipalities["kayseri"]):
        assert not ServiceProvider.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("host", ["yok.localhost", "kayseri.localhost.evil.example", "m_kayseri.localhost"])
def test_an_unknown_host_has_no_room(municipalities, host):
    answer = Client().get("/api/v1/providers/", HTTP_HOST=host)
    assert answer.status_code in {400, 404}


@pytest.mark.django_db(transaction=True)
def test_a_forwarded_host_is_not_believed(municipalities):
    from tests.support.staff import signed_in

    client = signed_in(municipalities["kayseri"], role="intake_clerk")
    made = client.post(URL, BODY, format="json")
    assert made.status_code == 201
    answer = client.get(f"{URL}{made.json()['id']}/", HTTP_X_FORWARDED_HOST="izmir.localhost")
    assert answer.status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_session_of_one_municipality_is_nothing_in_another(municipalities):
    from tests.support.staff import ApiClient, signed_in

    kayseri = signed_in(municipalities["kayseri"], role="intake_clerk")
    stranger = ApiClient("izmir.localhost")
    stranger.cookies["omuz_session"] = kayseri.cookies["omuz_session"].value
    assert stranger.get(URL).status_code == 401


def test_health_needs_no_host_and_no_session(db):
    assert Client().get("/healthz", HTTP_HOST="localhost").json() == {"status": "ok"}
    assert Client().get("/readyz", HTTP_HOST="localhost").status_code == 200


@pytest.mark.parametrize("version", ["²", "", "-1", '"x"', "9" * 30])
def test_a_version_that_is_none_is_refused_in_words(api, version):
    client = api(role="intake_clerk")
    made = client.post(URL, BODY, format="json").json()
    answer = client.put(f"{URL}{made['id']}/", BODY, format="json", HTTP_IF_MATCH=version)
    assert answer.status_code in {400, 428}
    assert answer.json()["code"] in {"malformed", "version_required"}
