"""Art. 20: personal data are kept for five years at most, statutory periods reserved; then disposed of."""

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.cases.models import Case
from apps.cases.operations.lifecycle import close_case
from apps.cases.queries.retention import due_between, kept
from apps.cases.rules.retention import CaseDays, kept_until
from apps.cases.rules.validity import months_after
from apps.programmes.definition import Definition
from apps.programmes.definition.checking import check
from apps.programmes.definition.retaining import CAP_MONTHS, retention_cap
from omuz.kernel.errors import NotAllowed
from tests.articles.support import definition_of, document_of
from tests.cases.intake_support import candidate_case, izmir_version, ready
from tests.support.staff import NOW, TODAY, make_actor

CLOSED = dt.date(2026, 3, 31)


def _definition(document: dict[str, Any]) -> Definition:
    return Definition.model_validate_json(json.dumps(document))


@pytest.mark.parametrize(("months", "allowed"), [(1, True), (60, True), (61, False), (None, False)])
def test_art_20_caps_every_period_at_five_years(months, allowed):
    assert retention_cap(months).allowed is allowed


def test_art_20_a_longer_class_is_refused_as_a_finding_where_the_article_is_adopted():
    longer = document_of()["retention"]
    longer[0]["months"] = 72
    codes = {one.code for one in check(_definition(document_of(retention=longer)))}
    assert "beyond_retention_cap" in codes
    assert "beyond_retention_cap" not in {one.code for one in check(definition_of("izmir-destekli-istihdam"))}
    free = document_of(retention=longer, articles=None)
    assert "beyond_retention_cap" not in {one.code for one in check(_definition(free))}


def test_art_20_counts_from_the_closing_of_the_case_and_reserves_statutory_periods():
    izmir = definition_of("izmir-destekli-istihdam")
    found = kept_until(izmir, CaseDays(dt.date(2025, 1, 1), CLOSED, became_application=True))
    assert found is not None
    assert (found.started_on, found.until, found.is_capped) == (CLOSED, dt.date(2031, 3, 31), False)
    assert found.statutory_reserved
    assert "m. 20" in found.article
    waiting = kept_until(izmir, CaseDays(dt.date(2025, 1, 1), None, became_application=True))
    assert waiting is not None
    assert (waiting.started_on, waiting.until) == (None, None)


def test_art_20_a_pre_application_has_its_own_shorter_period():
    izmir = definition_of("izmir-destekli-istihdam")
    found = kept_until(izmir, CaseDays(dt.date(2025, 1, 1), CLOSED, became_application=False))
    assert found is not None
    assert (found.key, found.until) == ("pre_application", dt.date(2026, 9, 30))


def test_art_20_the_cap_holds_though_an_older_version_says_more():
    document = document_of()
    document["retention"] = [{"key": "long", "label": {"tr": "Uzun"}, "months": 120}]
    found = kept_until(_definition(document), CaseDays(CLOSED, CLOSED, became_application=True))
    assert found is not None
    assert (found.months, found.is_capped, found.until) == (CAP_MONTHS, True, dt.date(2031, 3, 31))


def test_art_20_fires_in_no_programme_without_it():
    document = document_of(articles=None)
    document["retention"] = [
        {"key": "archive", "label": {"tr": "Arşiv"}, "months": None, "method": "archive"},
    ]  # fmt: skip
    found = kept_until(_definition(document), CaseDays(CLOSED, CLOSED, became_application=True))
    assert found is not None
    assert (found.is_archive, found.until, found.is_capped) == (True, None, False)


@given(st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)), st.integers(1, 60))
def test_art_20_the_last_day_lies_within_five_years_of_its_start(start, months):
    end = months_after(start, months)
    assert start < end <= months_after(start, CAP_MONTHS)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months


def test_art_20_managers_see_what_becomes_due_and_nobody_else(izmir):
    clerk, manager = make_actor("intake_clerk"), make_actor("unit_manager")
    version = izmir_version()
    draft, applied = candidate_case(version, clerk), ready(version, clerk)
    for case in (draft, applied):
        case.refresh_from_db()
        close_case(case.pk, actor=clerk, version=case.version, reason="Taşındı.", closure="moved", now=NOW)
        case.refresh_from_db()
    assert kept(draft, version.definition).key == "pre_application"
    until = months_after(TODAY, 6)
    assert {one.case.pk for one in due_between(manager, today=TODAY, until=until)} == {draft.pk, applied.pk}
    assert due_between(manager, today=TODAY, until=until - dt.timedelta(days=1)) == []
    # The KVKK contact reads no file and plans its disposal all the same.
    contact = make_actor("kvkk_contact")
    assert {one.case.pk for one in due_between(contact, today=TODAY, until=until)} == {draft.pk, applied.pk}
    assert not Case.objects.visible_to(contact).exists()
    with pytest.raises(NotAllowed):
        due_between(clerk, today=TODAY, until=until)
