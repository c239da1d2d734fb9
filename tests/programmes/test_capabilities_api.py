"""Capabilities over HTTP: the page of a programme, and a grant from request to end."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.accounts.models import RoleAssignment
from apps.programmes.models import CapabilityGrant
from omuz.kernel.models.audit import AuditEvent
from tests.programmes.capability_support import A_PDF, HOLDS_BROKERAGE, IZMIR_TEXT, NOW, granted, programme_with

FIELDS = {
    "capability": "job_brokerage", "basis": "iskur_service_point", "number": "2026/17", "dated": "2026-10-01",
    "valid_from": "2026-11-01", "valid_to": "2027-10-31",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr("omuz.kernel.clock.now", lambda: NOW)


@pytest.fixture
def factory(kayseri):
    return programme_with(HOLDS_BROKERAGE, name="Meslek Fabrikası")


def page(programme):
    return f"/api/v1/programmes/{programme.pk}/capabilities/"


def ask(client, programme, **fields):
    sent = FIELDS | {"act": SimpleUploadedFile("protokol.pdf", A_PDF)} | fields
    return client.post(f"/api/v1/programmes/{programme.pk}/capability-grants/", sent, format="multipart")


def brokerage(client, programme):
    return next(one for one in client.get(page(programme)).json()["results"] if one["key"] == "job_brokerage")


def test_a_grant_from_request_to_end(api, factory):
    admin, manager = api(role="tenant_admin"), api(role="unit_manager")
    assert brokerage(admin, factory)["request"] == {"allowed": True, "reason": ""}
    made = ask(admin, factory)
    assert made.status_code == 201, made.json()
    grant = made.json()
    assert (grant["state"], grant["can_decide"], grant["basis_label"]) == (
        "requested", False, "İŞKUR hizmet noktası protokolü",
    )  # fmt: skip
    assert brokerage(admin, factory)["state"] == "waiting"
    one = f"/api/v1/capability-grants/{grant['id']}/"
    assert admin.post(f"{one}approval/").status_code == 403
    assert manager.get(one).json()["can_decide"] is True
    assert [row["id"] for row in manager.get("/api/v1/capability-grants/").json()["results"]] == [grant["id"]]
    assert manager.post(f"{one}approval/").json()["state"] == "approved"
    assert brokerage(admin, factory) | {"until": "2027-10-31", "state": "on", "article": "4904 m. 17"} == brokerage(
        admin, factory
    )
    act = manager.get(f"{one}act/")
    assert (act.content, act["Content-Disposition"].startswith("attachment")) == (A_PDF, True)
    assert manager.post(f"{one}end/", {}, format="json").status_code == 400
    assert manager.post(f"{one}end/", {"reason": "Feshedildi"}, format="json").json()["state"] == "ended"
    frozen = brokerage(admin, factory)
    assert (frozen["state"], frozen["why"]) == ("frozen", "ended")
    history = client_history(grant["id"])
    assert history == ["capability.requested", "capability.approved", "capability.act_read", "capability.ended"]


def client_history(grant_id):
    rows = AuditEvent.objects.filter(subject_id=grant_id, action__startswith="capability.").order_by("at", "id")
    return list(rows.values_list("action", flat=True))


def test_art_6_the_page_says_why_brokerage_cannot_be_asked_for(api, factory):
    office = programme_with(IZMIR_TEXT)
    admin = api(role="tenant_admin")
    row = brokerage(admin, office)
    assert (row["state"], row["why"], row["article"]) == ("off", "refused_by_text", "Uygulama Esasları m. 6")
    assert row["request"]["allowed"] is False
    refused = ask(admin, office)
    assert (refused.status_code, refused.json()["code"]) == (422, "refused_by_text")
    assert refused.json()["article"] == "Uygulama Esasları m. 6"
    assert ask(admin, factory).status_code == 201


def test_mistakes_come_back_at_their_fields(api, factory):
    answer = ask(api(role="tenant_admin"), factory, number=" ", valid_to="2026-10-05")
    assert answer.status_code in {400, 422}
    assert {one["field"] for one in answer.json()["errors"]} >= {"number"}
    answer = ask(api(role="tenant_admin"), factory, act=SimpleUploadedFile("a.exe", b"MZ"))
    assert [one["field"] for one in answer.json()["errors"]] == ["act"]
    assert not CapabilityGrant.objects.exists()


def test_another_units_manager_sees_neither_page_nor_grant(api, factory):
    other = programme_with(HOLDS_BROKERAGE)
    grant = granted(factory, state="requested")
    manager = api(role="unit_manager")
    RoleAssignment.objects.filter(user=manager.user).update(unit=other.unit)
    assert manager.get(page(factory)).status_code == 404
    for method, tail in (("get", ""), ("get", "act/"), ("post", "approval/")):
        assert getattr(manager, method)(f"/api/v1/capability-grants/{grant.pk}/{tail}").status_code == 404
    assert manager.get("/api/v1/capability-grants/").json()["results"] == []
    assert manager.get(page(other)).status_code == 200


def test_a_clerk_who_was_named_decides_and_sees_nothing_else(api, factory):
    clerk = api(role="intake_clerk")
    mine, other = granted(factory, state="requested", named_approver_id=clerk.user.pk), granted(factory)
    assert clerk.get(page(factory)).status_code == 403
    assert clerk.get(f"/api/v1/capability-grants/{other.pk}/").status_code == 404
    refusal = f"/api/v1/capability-grants/{mine.pk}/refusal/"
    assert clerk.post(refusal, {"reason": "Sayı yanlış"}, format="json").json()["state"] == "refused"


def test_pages_cost_the_same_however_many_grants_there_are(api, factory):
    manager = api(role="unit_manager")
    manager.get("/api/v1/me/")
    counts = []
    for made in (1, 5):
        for _ in range(made):
            granted(factory, state="refused")
        with CaptureQueriesContext(connection) as seen:
            assert manager.get(page(factory)).status_code == 200
            assert manager.get("/api/v1/capability-grants/").status_code == 200
            assert manager.get("/api/v1/me/").status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1], counts
    assert counts[0] <= 36
