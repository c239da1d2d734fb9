"""Kayseri's published tables come out of 824 records, and out of nothing else."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.indicators import rules
from apps.indicators.definitions import report_definition
from apps.indicators.enums import TotalMode
from apps.indicators.queries import Report, Table, get_report
from omuz.demo.people.margins import published
from tests.indicators.conftest import NOW

PUBLISHED = published()["tables"]
SHOWN = ["gender", "employed_by_gender", "target_group", "age", "education", "disability", "providers"]
THE_DAY = dt.date(2016, 11, 19)


@pytest.fixture(scope="module")
def report(seeded) -> Report:
    from apps.accounts.rights import Right
    from omuz.kernel.actors import system_actor

    return get_report("mdis", actor=system_actor("test", frozenset({Right.REPORTS_READ})), as_of=None, today=NOW.date())


def table(report: Report, name: str) -> Table:
    return next(entry for entry in report.tables if entry.definition.key == name)


def test_it_shows_the_tables_that_have_data_and_no_other(report):
    assert [entry.definition.key for entry in report.tables] == SHOWN


@pytest.mark.parametrize("name", SHOWN)
def test_each_row_is_as_expected(report, name):
    ours = [(row.figure.key, row.figure.n, row.figure.percent_text) for row in table(report, name).rows]
    assert ours == [(row["key"], row["n"], row.get("expected")) for row in PUBLISHED[name]["rows"]]


@pytest.mark.parametrize("name", SHOWN)
def test_each_total_is_as_expected(report, name):
    total, wanted = table(report, name).total, PUBLISHED[name].get("total")
    assert (total is None) == (wanted is None)
    if total is not None:
        assert (total.figure.n, total.figure.percent_text) == (wanted["n"], wanted["expected"])


@pytest.mark.parametrize("name", SHOWN)
def test_each_printed_figure_stands_beside_ours_and_says_why_where_it_differs(report, name):
    entry = table(report, name)
    rows = [row.figure for row in entry.rows] + ([entry.total.figure] if entry.total else [])
    wanted = {row["key"]: row for row in PUBLISHED[name]["rows"]} | {"total": PUBLISHED[name].get("total", {})}
    for figure in rows:
        assert (figure.printed.percent if figure.printed else None) == wanted[figure.key].get("published")
        assert figure.differs == bool("why" in wanted[figure.key])
        if figure.differs:
            assert figure.printed.why_tr
            assert figure.printed.why_en


def test_labels_are_those_that_were_printed(report):
    for name in ("gender", "target_group", "education", "disability"):
        printed = {row["key"]: row["label_tr"] for row in PUBLISHED[name]["rows"]}
        assert {row.figure.key: row.label.tr for row in table(report, name).rows} == printed


def test_the_default_day_is_the_end_of_the_project(report):
    assert report.as_of == THE_DAY == report.pinned_as_of
    assert "19.11.2016" in report.pinned_reason


def test_the_employed_total_is_9_3_recomputed_and_9_4_as_the_sum_of_rounded_rows(report):
    entry = table(report, "employed_by_gender")
    rows = [row.figure for row in entry.rows]
    assert rules.total_figure(entry.counts, rows, mode=TotalMode.RECOMPUTE, printed=None).percent_text == "9,3"
    assert rules.total_figure(entry.counts, rows, mode=TotalMode.SUM_OF_ROUNDED, printed=None).percent_text == "9,4"


def test_disability_rows_are_not_forced_to_add_up_to_100(report):
    rows = table(report, "disability").rows
    assert sum(row.figure.percent for row in rows) == rules.Decimal("99.9")
    assert table(report, "disability").counts.denominator == 155


def test_denominators_are_the_cohorts_of_the_source(report):
    cohorts = published()["cohorts"]
    wanted = {
        "gender": cohorts["registered"],
        "employed_by_gender": cohorts["registered"],
        "target_group": cohorts["registered_not_employed"],
        "age": cohorts["registered_not_employed"],
        "education": cohorts["registered_not_employed"],
        "disability": cohorts["disability_memberships"],
        "providers": None,
    }
    assert {entry.definition.key: entry.counts.denominator for entry in report.tables} == wanted


def test_each_table_is_one_statement(seeded, reader):
    definition = report_definition("mdis")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        get_report("mdis", actor=reader, as_of=THE_DAY, today=NOW.date())
    counting = [query for query in queries.captured_queries if "GROUPING SETS" in query["sql"]]
    assert len(counting) == len(definition.tables)
    # The municipality's setting, its published figures, the planner's switch: four more, however many tables there are.
    assert len(queries.captured_queries) == len(definition.tables) + 4
