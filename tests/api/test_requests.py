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
