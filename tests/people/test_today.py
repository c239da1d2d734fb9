"""The first page: each block with its right, within a bounded number of queries."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.accounts.models import RoleAssignment
from apps.accounts.queries import actor_for
from apps.accounts.rights import MUNICIPAL_ROLES
from apps.directory.models import ServiceProvider
from apps.people.models import ExportRequest, ImportJob
from apps.people.operations import register_person
from apps.people.operations.medical import record_report
from apps.people.operations.quick_contacts import ContactDraft, record_contact
from apps.people.rules.medical import ReportDraft
from apps.privacy.models import AccessLogEntry
from omuz.kernel import clock
from tenants import scope
from tests.people.support import draft, programme
from tests.support.staff import make_user

URL = "/api/v1/me/today/"
BLOCKS = (
    "call_backs", "registrations", "reports", "imports", "approvals", "directory", "authorities_ending",
    "plans_to_review",
)  # fmt: skip
EXPECTED = {
    "tenant_admin": set(),
    "auditor": set(),
    "trainer": {"call_backs"},
    "kvkk_contact": {"reports", "approvals"},
    "intake_clerk": set(BLOCKS) - {"approvals"},
    "unit_manager": set(BLOCKS) - {"registrations", "authorities_ending"},
}


def fill(actor, *, times):
    now = clock.now()
    today = clock.local_date(now)
    where = programme()
    for _ in range(times):
        record_contact(
            ContactDraft(channel="phone", topic="other", outcome="call_back", caller_phone="1"), actor=actor, now=now
        )
        person = register_person(draft(programme_id=where.id), actor=actor, now=now)
        report = ReportDraft(kind="adult", rate=50, groups=("visual",), expires_on=today + dt.timedelta(days=20))
        record_report(person.id, report, actor=actor, now=now)
        ImportJob.objects.create(
            state="done", counts={"held": 2}, content_token="x", requested_by_id=actor.id, requested_at=now
        )
        ExportRequest.objects.create(
            reason="Liste", state="pending_approval", requested_by_id=actor.id, requested_at=now, needs_approval=True
        )
    ServiceProvider.objects.create(name=f"Eski {actor.id} {times}", kind="ngo", registered_on=dt.date(2015, 1, 1))


@pytest.mark.parametrize("role", sorted(EXPECTED))
def test_each_role_sees_its_own_blocks_only(api, role):
    body = api(role=role).get(URL).json()
    assert {name for name in BLOCKS if body[name] is not None} == EXPECTED[role]


@pytest.mark.parametrize("role", sorted(MUNICIPAL_ROLES))
def test_the_first_page_opens_for_every_role(api, role):
    assert api(role=role).get(URL).status_code == 200


def test_what_waits_is_counted_and_nothing_special_is_opened(api, municipalities):
    client = api(role="intake_clerk")
    with scope.enter(municipalities["kayseri"]):
        me = actor_for(client.user, on=clock.local_date(clock.now()), mfa=True)
        fill(me, times=7)
    body = client.get(URL).json()
    assert (body["call_backs"]["count"], len(body["call_backs"]["rows"])) == (7, 5)
    assert (body["registrations"]["count"], len(body["registrations"]["rows"])) == (7, 5)
    assert body["reports"] == {"within_30": 7, "within_90": 7, "may_list": True}
    assert body["imports"]["rows"][0]["held"] == 2
    assert body["directory"] == {"stale": 0, "never": 1}
    manager = api(role="unit_manager").get(URL).json()
    assert manager["approvals"]["rows"][0]["requested_by"] == "Deneme Görevlisi"
    assert manager["imports"]["count"] == 0
    with scope.enter(municipalities["kayseri"]):
        assert not AccessLogEntry.objects.exists()


def test_nobody_is_asked_to_approve_their_own_export(api, municipalities):
    client = api(role="unit_manager")
    with scope.enter(municipalities["kayseri"]):
        ExportRequest.objects.create(
            reason="Liste", state="pending_approval", requested_by_id=client.user.id, requested_at=clock.now()
        )
    assert client.get(URL).json()["approvals"]["count"] == 0


def test_the_first_page_costs_the_same_on_a_quiet_and_on_a_busy_day(api, municipalities):
    client = api(role="intake_clerk")
    with scope.enter(municipalities["kayseri"]):
        for role in ("unit_manager", "kvkk_contact"):
            RoleAssignment.objects.create(user=client.user, role=role, starts_on=dt.date(2014, 1, 1))
        me = actor_for(client.user, on=clock.local_date(clock.now()), mfa=True)
        other = actor_for(make_user(role="intake_clerk"), on=clock.local_date(clock.now()), mfa=True)
    counts = []
    client.get(URL)
    for times in (1, 6):
        with scope.enter(municipalities["kayseri"]):
            fill(me, times=times)
            fill(other, times=times)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(URL).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 26
