"""What the list of cases says of each: under an interim stop, standing still; one statement a source, however many."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.cases.badges import Badge, BadgeSource, badges_of, register_badges
from apps.cases.models import Case, DeadlinePause
from apps.cases.rules.deadlines import deadline_of
from apps.decisions.operations.stopping import start_stop
from apps.programmes.queries.pinned import pinned_definition, pinned_definitions
from tests.decisions.support import case_in, programme
from tests.support.staff import NOW, TODAY, make_actor, signed_in

pytestmark = pytest.mark.django_db
RISK = "Makine başında koruyucusuz çalışma sürüyor."


@pytest.fixture
def version(kayseri):
    return programme()


def _badges(*cases, today=TODAY):
    definitions = pinned_definitions({one.programme_version_id for one in cases})
    return badges_of(cases, definitions=definitions, today=today)


def _paused(version=None):
    return DeadlinePause.objects.create(
        programme=version.programme if version is not None else None, starts_on=TODAY - dt.timedelta(days=2),
        ends_on=TODAY, reason="Deprem", basis="Yönetmelik m. 27", declared_at=NOW, declared_by_id=make_actor().id,
    )  # fmt: skip


def _with_deadline(version):
    definition = pinned_definition(version.pk)
    stage = next(one.key for one in definition.stages if deadline_of(definition, one.key) is not None)
    case = case_in(version, stage)
    Case.objects.filter(pk=case.pk).update(due_on=TODAY + dt.timedelta(days=5))
    return Case.objects.get(pk=case.pk)


def test_a_stopped_case_says_so_until_its_last_day_and_no_other_does(version):
    case, other = case_in(version), case_in(version)
    stop = start_stop(case.pk, risk=RISK, actor=make_actor("assessor"), now=NOW)
    said = _badges(case, other)
    assert [one.label for one in said[case.pk]] == [f"Tedbiren durduruldu, en geç {stop.ends_on:%d.%m.%Y}"]
    assert said[other.pk] == []
    assert _badges(case, today=stop.ends_on + dt.timedelta(days=1))[case.pk] == []


def test_a_deadline_that_stands_still_today_is_a_badge_and_one_elsewhere_is_not(version):
    case, without = _with_deadline(version), case_in(version)
    Case.objects.filter(pk=without.pk).update(due_on=None)
    without.refresh_from_db()
    assert _badges(case)[case.pk] == []
    pause = _paused(version)
    said = _badges(case, without)
    assert ([one.key for one in said[case.pk]], said[without.pk]) == (["standstill"], [])
    assert _badges(case, today=TODAY + dt.timedelta(days=1))[case.pk] == []
    DeadlinePause.objects.filter(pk=pause.pk).update(programme=None)
    assert [one.key for one in _badges(case)[case.pk]] == ["standstill"]
    closed = Case(pk=case.pk, state="closed", due_on=case.due_on, programme_version_id=case.programme_version_id)
    assert _badges(closed)[case.pk] == []


def test_the_list_shows_badges_at_one_statement_a_source(version, kayseri):
    client = signed_in(kayseri, role="unit_manager")
    _paused(version)

    def statements():
        with CaptureQueriesContext(connection) as found:
            answer = client.get("/api/v1/cases/")
        assert answer.status_code == 200
        return len(found), answer.json()["results"]

    _with_deadline(version)
    statements()
    one, _ = statements()
    for _ in range(3):
        start_stop(case_in(version).pk, risk=RISK, actor=make_actor("assessor"), now=NOW)
    many, rows = statements()
    assert many == one
    assert one <= 17
    assert all(isinstance(row["badges"], list) for row in rows)
    assert len(rows) == 4


def test_a_source_has_its_key_for_itself(kayseri):
    with pytest.raises(ValueError, match="standstill"):
        register_badges(BadgeSource("standstill", lambda _: {}))
    assert Badge("x", "y", "info").meaning == "info"
