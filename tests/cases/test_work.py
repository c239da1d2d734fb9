"""Work queues: what is counted is what is listed, for whom it is, within their reach."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.accounts.models import OrgUnit, RoleAssignment
from apps.accounts.queries import actor_for
from apps.appointments.operations.changing import match_person
from apps.appointments.operations.public import request_booking
from apps.cases import queues as registry
from apps.cases.models import Case
from apps.cases.operations.drafts import save_draft
from apps.cases.operations.lifecycle import assign
from apps.cases.queries.waiting import caseload
from apps.cases.queues import Asked, Bucket, QueueSource, counted, get_queue, queues, register_queue
from tenants import scope
from tests.appointments.support import cafe, calendar_of, request_of, slots_of
from tests.cases.support import kitchen, opened, person_of
from tests.support.staff import NOW, TODAY, make_actor, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(kayseri):
    return make_actor("intake_clerk")


@pytest.fixture
def version(kayseri):
    return kitchen()


def _asked(actor, *, mine=True):
    return Asked(actor=actor, now=NOW, today=TODAY, mine=mine)


def _waits(actor, key, *, mine=True):
    source, asked = get_queue(key, actor=actor), _asked(actor, mine=mine)
    rows = list(source.rows(asked).order_by(*source.order))
    assert counted([source], asked) == [len(rows)]
    return source.items(rows, asked)


def _due(case, days):
    Case.objects.filter(pk=case.pk).update(due_on=TODAY + dt.timedelta(days=days))


def _give(case, actor):
    case.refresh_from_db()
    assign(case.pk, actor.id, actor=actor, version=case.version, now=NOW)


def test_stages_are_mine_today_or_late_by_their_last_day(version, clerk):
    cases = {days: opened(version, actor=clerk) for days in (-1, 0, 7, 8)}
    for days, case in cases.items():
        _give(case, clerk)
        _due(case, days)
    other = opened(version)
    _due(other, -3)
    assert [item.due_on - TODAY for item in _waits(clerk, "cases_due_soon")] == [dt.timedelta(0), dt.timedelta(7)]
    [late] = _waits(clerk, "cases_overdue")
    assert (late.id, late.link, late.with_whom) == (cases[-1].pk, f"/dosyalar/{cases[-1].pk}", clerk.label)
    assert late.hint == f"{cases[-1].number} · İstek alındı"
    assert [item.id for item in _waits(clerk, "cases_overdue", mine=False)] == [other.pk, cases[-1].pk]
    assert [item.id for item in _waits(clerk, "cases_unassigned")] == [other.pk]


def test_drafts_are_those_that_one_has_begun_oneself(version, clerk):
    case = opened(version, actor=clerk)
    save_draft(case.pk, "istek", {"kisi_sayisi": 2}, actor=clerk, version=0, now=NOW)
    [draft] = _waits(clerk, "form_drafts")
    assert (draft.hint, draft.link) == (f"{case.number} · İstek formu", f"/dosyalar/{case.pk}/formlar/istek")
    assert _waits(make_actor("intake_clerk"), "form_drafts", mine=False) == []


def test_what_stands_out_of_reach_is_neither_counted_nor_listed(version, clerk):
    case = opened(version, actor=clerk)
    _due(case, -1)
    elsewhere = actor_for(_placed(OrgUnit.objects.create(name="Başka birim")), on=TODAY, mfa=True)
    assert _waits(elsewhere, "cases_overdue", mine=False) == []
    assert caseload(elsewhere, today=TODAY) == []
    assert get_queue("cases_overdue", actor=make_actor("trainer")) is None


def _placed(unit):
    user = make_user(role=None)
    RoleAssignment.objects.create(user=user, role="unit_manager", unit=unit, starts_on=TODAY - dt.timedelta(days=9))
    return user


def test_the_load_of_everybody_in_one_statement(version, clerk):
    manager = make_actor("unit_manager")
    for turn in range(3):
        case = opened(version, actor=clerk)
        _give(case, clerk)
        _due(case, -1 if turn == 0 else 3)
    opened(version, actor=clerk)
    with CaptureQueriesContext(connection) as asked:
        loads = caseload(manager, today=TODAY)
    assert len(asked) <= 3
    assert [(one.user_id, one.open, one.overdue, one.due_soon) for one in loads] == [
        (clerk.id, 3, 1, 2),
        (None, 1, 0, 0),
    ]


def test_all_queues_count_what_they_list_by_one_statement(version, clerk):
    case = opened(version, actor=clerk)
    save_draft(case.pk, "istek", {}, actor=clerk, version=0, now=NOW)
    found = 0
    for role in ("intake_clerk", "unit_manager", "job_coach"):
        actor = make_actor(role)
        for mine in (True, False):
            sources = queues(actor)
            with CaptureQueriesContext(connection) as asked:
                counts = counted(sources, _asked(actor, mine=mine))
            assert len(asked) == 1
            assert counts == [len(_waits(actor, source.key, mine=mine)) for source in sources]
            found += sum(counts)
    assert found > 0


def test_buckets_come_in_their_order_and_a_key_is_taken_once(clerk, monkeypatch):
    monkeypatch.setattr(registry, "_queues", dict(registry._queues))
    found = [one.bucket for one in queues(clerk)]
    assert found == sorted(found, key=list(Bucket).index)
    one = queues(clerk)[0]
    register_queue(one)
    with pytest.raises(ValueError, match="registered twice"):
        register_queue(QueueSource(one.key, "x", one.bucket, one.rows, one.items, one.order))


def test_the_api_counts_lists_and_pages(municipalities, api):
    client = api(role="unit_manager")
    with scope.enter(municipalities["kayseri"]):
        clerk, version = make_actor("intake_clerk"), kitchen()
        for _ in range(3):
            _due(opened(version, actor=clerk), -2)
    body = client.get("/api/v1/work/?mine=0").json()
    assert [one["label"] for one in body["buckets"]] == ["Bugün benim", "Gecikenler", "Başkasını bekleyenler"]
    late = next(one for one in body["buckets"][1]["queues"] if one["key"] == "cases_overdue")
    assert (late["count"], late["is_more"], body["may_see_load"]) == (3, False, True)
    mine = client.get("/api/v1/work/").json()
    assert next(one for one in mine["buckets"][1]["queues"] if one["key"] == "cases_overdue")["count"] == 0
    first = client.get("/api/v1/work/cases_overdue/?mine=0&page_size=2").json()
    rest = client.get("/api/v1/work/cases_overdue/", {"mine": 0, "page_size": 2, "cursor": first["next"]}).json()
    assert (len(first["results"]), len(rest["results"]), rest["next"]) == (2, 1, None)
    assert client.get("/api/v1/work/nothing/").status_code == 404
    [nobody] = client.get("/api/v1/work/caseload/").json()["results"]
    assert (nobody["user"], nobody["open"], nobody["overdue"]) == (None, 3, 3)
    assert api(role="intake_clerk").get("/api/v1/work/caseload/").status_code == 403
    assert api(role=None).get("/api/v1/work/").status_code in {401, 403}


def test_what_citizens_booked_waits_for_everybody_until_somebody_is_found_for_it(clerk):
    version, manager = cafe(), make_actor("unit_manager")
    booking = request_booking(request_of(version, slots_of(calendar_of(version, actor=manager))[0]), now=NOW)
    for actor in (clerk, manager):
        [item] = _waits(actor, "appointments_unmatched")
        assert item.link == f"/randevular/{item.id}"
    match_person(booking.appointment.pk, person_of(clerk).pk, actor=clerk, now=NOW)
    assert _waits(clerk, "appointments_unmatched") == []
