"""Art. 20: personal data are kept for five years at most, statutory periods reserved; then disposed of."""

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.cases.models import Case
from apps.cases.operations.lifecycle import close_case
from apps.cases.queries.retention import DueRecords, kept
from apps.programmes.definition import Definition
from apps.programmes.definition.checking import check
from apps.programmes.definition.retaining import CAP_MONTHS, RecordDays, kept_until, retention_cap
from apps.programmes.registry import retained
from omuz.kernel.errors import Invalid, NotAllowed
from omuz.kernel.months import months_after
from tests.articles.support import IZMIR, definition_of, document_of
from tests.cases.intake_support import candidate_case, izmir_version, ready
from tests.support.staff import NOW, TODAY, make_actor

OPENED, CLOSED = dt.date(2025, 1, 1), dt.date(2026, 3, 31)
OVER, GOING_ON = RecordDays(OPENED, CLOSED), RecordDays(OPENED, None)
KINDS = ("case_file", "pre_application", "petition", "appointment", "employer_service")


def _definition(document: dict[str, Any]) -> Definition:
    return Definition.model_validate_json(json.dumps(document))


def _izmir(*classes: dict[str, Any], **parts: Any) -> Definition:
    return _definition(document_of(retention=[{"label": {"tr": one["key"]}} | one for one in classes], **parts))


def _due(actor: Any, until: dt.date, kind: str = "") -> set[Any]:
    kinds = DueRecords(actor, today=TODAY, until=until).kinds()
    return {row.pk for one in kinds if kind in ("", one.source.key) for row in one.rows}


@pytest.mark.parametrize(("months", "allowed"), [(1, True), (60, True), (61, False), (None, False)])
def test_art_20_caps_every_period_at_five_years(months, allowed):
    assert retention_cap(months).allowed is allowed


def test_art_20_a_longer_class_is_refused_as_a_finding_where_the_article_is_adopted():
    longer = document_of()["retention"]
    longer[0]["months"] = 72
    codes = {one.code for one in check(_definition(document_of(retention=longer)))}
    assert "beyond_retention_cap" in codes
    assert "beyond_retention_cap" not in {one.code for one in check(definition_of(IZMIR))}
    free = document_of(retention=longer, articles=None)
    assert "beyond_retention_cap" not in {one.code for one in check(_definition(free))}


def test_art_20_counts_from_the_closing_of_the_case_and_reserves_statutory_periods():
    izmir = definition_of(IZMIR)
    found = kept_until(izmir, "case_file", OVER)
    assert found is not None
    assert (found.started_on, found.until, found.period.is_capped) == (CLOSED, dt.date(2031, 3, 31), False)
    assert found.period.statutory_reserved
    assert "m. 20" in found.period.article
    waiting = kept_until(izmir, "case_file", GOING_ON)
    assert waiting is not None
    assert (waiting.started_on, waiting.until) == (None, None)


@pytest.mark.parametrize(
    ("kind", "key", "until"),
    [
        ("pre_application", "pre_application", dt.date(2026, 9, 30)),
        ("petition", "petition", dt.date(2031, 3, 31)),
        ("appointment", "appointment", dt.date(2026, 9, 30)),
        # Of services to employers the programme says nothing, and the article is about all personal data.
        ("employer_service", "", dt.date(2031, 3, 31)),
    ],
)
def test_art_20_every_kind_of_record_has_its_own_period(kind, key, until):
    found = kept_until(definition_of(IZMIR), kind, OVER)
    assert found is not None
    assert (found.period.key, found.until) == (key, until)


def test_art_20_an_appointment_without_a_class_of_its_own_is_kept_as_the_pre_application_that_it_was():
    older = _izmir({"key": "file"}, {"key": "draft", "months": 3, "applies_to": "pre_application"})
    found = kept_until(older, "appointment", OVER)
    assert found is not None
    assert (found.period.key, found.until) == ("draft", dt.date(2026, 6, 30))


def test_art_20_the_start_event_is_a_setting():
    izmir = _izmir({"key": "p", "months": 12, "applies_to": "petition", "starts": "recorded"})
    found = kept_until(izmir, "petition", OVER)
    assert found is not None
    assert (found.started_on, found.until) == (OPENED, dt.date(2026, 1, 1))


@pytest.mark.parametrize("kind", KINDS)
def test_art_20_the_cap_holds_though_an_older_version_says_more_or_nothing(kind):
    for classes in ([{"key": "long", "months": 120, "applies_to": kind}], [{"key": "ever", "applies_to": kind}], []):
        found = kept_until(_izmir(*classes), kind, OVER)
        assert found is not None
        assert (found.period.months, found.period.is_capped) == (CAP_MONTHS, True)
        assert found.until == dt.date(2031, 3, 31)


@pytest.mark.parametrize("kind", KINDS)
def test_art_20_fires_in_no_programme_without_it(kind):
    archive = {"key": "archive", "months": None, "method": "archive", "applies_to": kind}
    found = kept_until(_izmir(archive, articles=None), kind, OVER)
    assert found is not None
    assert (found.period.months, found.until, found.period.is_capped) == (None, None, False)
    assert kept_until(_izmir(articles=None), kind, OVER) is None


@given(st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)), st.integers(1, 60))
def test_art_20_the_last_day_lies_within_five_years_of_its_start(start, months):
    end = months_after(start, months)
    assert start < end <= months_after(start, CAP_MONTHS)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months


def test_art_20_a_class_that_no_app_computes_or_an_earlier_one_covers_is_a_finding(monkeypatch):
    twice = _izmir({"key": "a", "months": 6}, {"key": "b", "months": 12})
    found = {one.place: one.code for one in check(twice)}
    assert found["retention.1.applies_to"] == "retention_unused"
    assert "retention.0.applies_to" not in found
    endless = {one.place: one.code for one in check(_izmir({"key": "a", "months": 6, "starts": "programme_ended"}))}
    assert endless["retention.0.starts"] == "retention_never_starts"
    assert not {one.code for one in check(definition_of(IZMIR))} & {"retention_not_computed", "retention_unused"}
    monkeypatch.delitem(retained._sources, "petition")
    fresh = _definition(document_of(effective={"starts_on": "2026-06-01"}))
    assert "retention_not_computed" in {one.code for one in check(fresh)}


def test_art_20_every_kind_of_class_has_a_source():
    assert {one.key for one in retained.retention_sources()} == set(KINDS)


def test_art_20_managers_see_what_becomes_due_and_nobody_else(izmir):
    clerk, manager = make_actor("intake_clerk"), make_actor("unit_manager")
    version = izmir_version()
    draft, applied = candidate_case(version, clerk), ready(version, clerk)
    for case in (draft, applied):
        case.refresh_from_db()
        close_case(case.pk, actor=clerk, version=case.version, reason="Taşındı.", closure="moved", now=NOW)
        case.refresh_from_db()
    found = kept(draft, version.definition)
    assert found is not None
    assert found.kind == "pre_application"
    until = months_after(TODAY, 6)
    assert _due(manager, until) == {draft.pk, applied.pk}
    assert _due(manager, until, "case_file") == set()
    assert _due(manager, until - dt.timedelta(days=1)) == set()
    # The KVKK contact reads no file and plans its disposal all the same.
    contact = make_actor("kvkk_contact")
    assert _due(contact, until) == {draft.pk, applied.pk}
    assert not Case.objects.visible_to(contact).exists()
    with pytest.raises(NotAllowed):
        DueRecords(clerk, today=TODAY, until=until)
    with pytest.raises(Invalid):
        DueRecords(manager, today=TODAY, until=TODAY - dt.timedelta(days=1))
