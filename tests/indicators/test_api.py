"""Reports over HTTP: who may read them, what they say, what can be taken away."""

import datetime as dt

import pytest

from apps.accounts.rights import Right
from apps.indicators.models import PublishedFigure, ReportSetting
from apps.people.operations import FactDraft, PersonDraft, register_person
from omuz.kernel.actors import system_actor
from tenants import scope
from tests.cases.support import kitchen, opened

NOW = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)
DAY = dt.date(2016, 11, 19)


@pytest.fixture
def records(municipalities, db):
    """Give Kayseri one person and a published figure."""
    writer = system_actor("test", frozenset({Right.PEOPLE_WRITE}))
    with scope.enter(municipalities["kayseri"]):
        draft = PersonDraft(
            given_names="Ayşe", sex="female", channel="office", registered_on=dt.date(2016, 1, 4),
            facts=[FactDraft(kind="employment", code="seeking", valid_from=dt.date(2016, 1, 4))],
        )  # fmt: skip
        register_person(draft, actor=writer, now=NOW)
        ReportSetting.objects.create(report="mdis", pinned_as_of=DAY, pinned_reason="Projenin sonu")
        PublishedFigure.objects.create(
            report="mdis", table="gender", row="female", as_of=DAY, percent="99", why_tr="Neden", why_en="Why",
            source="Sayfa",
        )  # fmt: skip


def table(answer, key):
    return next(entry for entry in answer.json()["tables"] if entry["key"] == key)


def test_the_list_names_the_reports_and_their_default_day(api, records):
    answer = api(role="unit_manager").get("/api/v1/reports/")
    assert answer.status_code == 200
    assert answer.json()["results"][0] | {"title": "", "description": ""} == {
        "key": "mdis", "title": "", "description": "", "programme": "", "pinned_as_of": "2016-11-19",
        "pinned_reason": "Projenin sonu",
    }  # fmt: skip


def test_a_report_says_what_each_figure_means(api, records):
    answer = api(role="unit_manager").get("/api/v1/reports/mdis/")
    assert answer.status_code == 200
    assert answer.json()["as_of"] == "2016-11-19"
    gender = table(answer, "gender")
    assert gender["rows"][0] == {
        "key": "female", "label": "Kadın", "n": 1, "percent": "100", "share": 100.0, "published": "99", "differs": True,
        "why": "Neden",
    }  # fmt: skip
    assert gender["population"]
    assert gender["exclusions"]
    assert gender["unit"] == "kişi"
    assert gender["denominator"] == 1
    assert "Çalışma durumu" in table(answer, "age")["definition"]


def test_a_report_speaks_the_readers_language(api, records):
    answer = api(role="unit_manager").get("/api/v1/reports/mdis/", HTTP_ACCEPT_LANGUAGE="en")
    assert table(answer, "gender")["rows"][0]["label"] == "Female"
    assert table(answer, "gender")["rows"][0]["why"] == "Why"


def test_another_day_is_counted_on_that_day(api, records):
    answer = api(role="unit_manager").get("/api/v1/reports/mdis/?as_of=2015-06-01")
    assert table(answer, "gender")["total"]["n"] == 0


@pytest.mark.parametrize("day", ["2999-01-01", "1850-01-01", "yesterday"])
def test_an_impossible_day_is_refused_at_its_field(api, records, day):
    answer = api(role="unit_manager").get(f"/api/v1/reports/mdis/?as_of={day}")
    assert answer.status_code in {400, 422}
    assert answer.json()["errors"][0]["field"] == "as_of"


def test_an_unknown_report_is_not_found(api, records):
    assert api(role="unit_manager").get("/api/v1/reports/other/").status_code == 404


@pytest.mark.parametrize("path", ["", "mdis/", "mdis.pdf", "mdis.xlsx"])
def test_reports_are_for_those_with_the_right(api, records, path):
    assert api(role="tenant_admin").get(f"/api/v1/reports/{path}").status_code == 403
    assert api(role=None).get(f"/api/v1/reports/{path}").status_code in {401, 403}


@pytest.mark.parametrize(("form", "start"), [("pdf", b"%PDF-"), ("xlsx", b"PK")])
def test_files_are_for_taking_away_only(api, records, form, start):
    answer = api(role="unit_manager").get(f"/api/v1/reports/mdis.{form}?as_of=2016-11-19")
    assert answer.status_code == 200
    assert answer.content.startswith(start)
    assert answer["Content-Disposition"] == f'attachment; filename="kayseri-mdis-2016-11-19.{form}"'
    assert "no-store" in answer["Cache-Control"]


def test_nothing_of_kayseri_shows_in_izmirs_report(api, records):
    answer = api(role="unit_manager", municipality="izmir").get("/api/v1/reports/mdis/?as_of=2016-11-19")
    assert table(answer, "gender")["total"]["n"] == 0
    assert table(answer, "gender")["rows"][0]["published"] is None


def test_a_programmes_own_figures_stand_beside_the_others(api, municipalities, db):
    with scope.enter(municipalities["kayseri"]):
        version = kitchen(indicators=[
            {"key": "by_stage", "title": {"tr": "Aşamalarına göre"}, "unit": "case", "dimension": "case.stage"},
            {"key": "by_allergy", "title": {"tr": "Alerjiye göre"}, "unit": "case", "dimension": "case.allergies"},
        ])  # fmt: skip
        opened(version)
    manager, adviser = api(role="unit_manager"), api(role="employer_adviser")
    entry = manager.get("/api/v1/reports/").json()["results"][-1]
    assert (entry["key"], entry["programme"]) == ("programme-komsu-mutfagi", "Komşu Mutfağı")
    answer = manager.get("/api/v1/reports/programme-komsu-mutfagi/")
    assert table(answer, "by_stage")["rows"][0] == {
        "key": "istek", "label": "İstek alındı", "n": 1, "percent": None, "share": None, "published": None,
        "differs": False, "why": "",
    }  # fmt: skip
    assert table(answer, "by_stage")["unit"] == "dosya"
    assert answer.json()["left_out"] == []
    for form, start in (("pdf", b"%PDF-"), ("xlsx", b"PK")):
        taken = adviser.get(f"/api/v1/reports/programme-komsu-mutfagi.{form}")
        assert taken.content.startswith(start)
    hidden = adviser.get("/api/v1/reports/programme-komsu-mutfagi/").json()
    assert [one["title"] for one in hidden["left_out"]] == ["Alerjiye göre"]
    elsewhere = api(role="unit_manager", municipality="izmir")
    assert elsewhere.get("/api/v1/reports/programme-komsu-mutfagi/").status_code == 404
