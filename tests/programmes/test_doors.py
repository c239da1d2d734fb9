"""A capability at every door: off is absent, on is open, expired is frozen and readable. Proved on a made-up module."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from apps.indicators.queries import get_report, list_reports
from apps.people.exporting.columns import check_columns
from apps.people.importing.guarded import kinds_on, opened
from apps.people.models import Person
from apps.people.operations import exports, imports
from apps.people.queries.exports import people_columns
from apps.programmes.deciding import decide
from apps.programmes.definition import read
from apps.programmes.forms import compile_form
from apps.programmes.queries.capabilities import closed_capabilities, unreadable_capabilities
from apps.programmes.registry import Subject, catalogue_for, load_facts
from omuz.isolation.routes import walk
from omuz.kernel.errors import DomainError, NotFound
from tests.imports.conftest import csv, let_in, work
from tests.people.support import register
from tests.programmes.brokerage import module
from tests.programmes.capability_support import (
    HOLDS_BROKERAGE,
    IZMIR_TEXT,
    document,
    granted,
    programme_with,
)
from tests.support.staff import make_actor

NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
TODAY = NOW.date()
YESTERDAY = TODAY - dt.timedelta(days=1)
UNKNOWN = "01a20000-0000-7000-8000-000000000000"
STATES = ("off", "refused", "waiting", "on", "frozen")
READABLE = {"on", "frozen"}


@pytest.fixture(autouse=True)
def _module(monkeypatch):
    module.put_in(monkeypatch)
    monkeypatch.setattr("omuz.kernel.clock.now", lambda: NOW)
    with override_settings(ROOT_URLCONF="tests.programmes.brokerage.urls"):
        yield


def programme_in(state):
    """Return a programme of the entered municipality in which brokerage stands so."""
    programme = programme_with(IZMIR_TEXT if state == "refused" else HOLDS_BROKERAGE)
    if state == "waiting":
        granted(programme, state="requested")
    elif state == "on":
        granted(programme, valid_to=TODAY)
    elif state == "frozen":
        granted(programme, valid_to=YESTERDAY)
    module.VACANCIES[programme.pk].append("Paketleme")
    return programme


@pytest.fixture
def town(kayseri):
    return kayseri


def address(programme_id):
    return f"/api/v1/programmes/{programme_id}/test-vacancies/"


@pytest.mark.parametrize("state", STATES)
def test_an_endpoint_is_absent_open_or_readable(state, api, town):
    programme = programme_in(state)
    client = api()
    reading, writing = (
        client.get(address(programme.pk)),
        client.post(address(programme.pk), {"title": "Kasiyer"}, format="json"),
    )
    if state == "on":
        assert (reading.json()["results"], writing.status_code) == (["Paketleme"], 201)
    elif state == "frozen":
        assert reading.json()["results"] == ["Paketleme"]
        assert (writing.status_code, writing.json()["code"]) == (409, "capability_frozen")
        assert writing.json()["article"] == "4904 m. 17"
        assert "süresi doldu" in writing.json()["title"]
    else:
        assert (reading.status_code, writing.status_code) == (404, 404)


@pytest.mark.parametrize("state", ["off", "refused", "waiting"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_absent_capability_answers_as_an_unknown_programme_does(state, method, api, town):
    programme = programme_in(state)
    client = api()
    call = getattr(client, method)
    call(address(UNKNOWN))
    answers, statements = [], []
    for one in (programme.pk, UNKNOWN):
        with CaptureQueriesContext(connection) as seen:
            answers.append(call(address(one)))
        statements.append([query["sql"].split(" ", 1)[0] for query in seen.captured_queries])
    assert [one.status_code for one in answers] == [404, 404]
    assert answers[0].content == answers[1].content
    kept = [{k: v for k, v in one.headers.items() if k != "X-Request-ID"} for one in answers]
    assert kept[0] == kept[1]
    assert statements[0] == statements[1]


def test_art_6_izmirs_office_answers_404_while_meslek_fabrikasi_beside_it_takes_vacancies(api, izmir):
    office, factory = programme_in("refused"), programme_in("on")
    client = api(municipality="izmir")
    assert client.get(address(office.pk)).status_code == 404
    assert client.post(address(office.pk), {"title": "Kasiyer"}, format="json").status_code == 404
    assert client.post(address(factory.pk), {"title": "Kasiyer"}, format="json").status_code == 201
    assert module.VACANCIES[office.pk] == ["Paketleme"]
    held = client.get("/api/v1/me/").json()["capabilities"]
    assert "job_brokerage" not in held[str(office.pk)]
    assert held[str(factory.pk)]["job_brokerage"] == "on"


def test_an_acknowledged_write_that_is_sent_again_after_the_end_gets_its_first_answer(api, town):
    programme = programme_in("on")
    client = api()
    again = {"data": {"title": "Kasiyer"}, "format": "json", "HTTP_IDEMPOTENCY_KEY": "k1"}
    first = client.post(address(programme.pk), **again)
    programme.grants.update(state="ended", ended_at=NOW, reason="Feshedildi")
    second = client.post(address(programme.pk), **again)
    assert (first.status_code, second.status_code) == (201, 201)
    assert module.VACANCIES[programme.pk] == ["Paketleme", "Kasiyer"]


@pytest.mark.parametrize("state", STATES)
def test_the_description_holds_it_only_where_some_programme_does(state, api, town):
    programme_in(state)
    described = api().get("/api/v1/schema/").json()
    own = "/api/v1/programmes/{programme_id}/test-vacancies/"
    assert (own in described["paths"]) == (state in READABLE)
    assert ("TestVacancies" in described["components"]["schemas"]) == (state in READABLE)
    assert "/api/v1/people/" in described["paths"]


@pytest.mark.parametrize("state", STATES)
def test_a_list_to_export(state, town):
    programme_in(state)
    actor = make_actor("unit_manager")
    ask = {"list_key": "vacancies", "reason": "Deneme", "filters": {}, "columns": [], "file_format": "csv"}
    if state not in READABLE:
        with pytest.raises(NotFound) as absent:
            exports.request_export(**ask, actor=actor, now=NOW)
        with pytest.raises(NotFound) as unknown:
            exports.request_export(**(ask | {"list_key": "nothing"}), actor=actor, now=NOW)
        assert str(absent.value) == str(unknown.value)
        return
    made = exports.request_export(**ask, actor=actor, now=NOW)
    assert exports.prepare_export(made.pk, actor=actor, now=NOW).state == "ready"
    content = exports.download_export(made.pk, actor=actor, now=NOW).content.decode()
    assert "Paketleme" in content


def test_a_list_that_was_asked_for_in_time_is_not_written_once_it_is_absent(town):
    programme = programme_in("on")
    actor = make_actor("unit_manager")
    made = exports.request_export(list_key="vacancies", reason="Deneme", filters={}, columns=[], file_format="csv",
                                  actor=actor, now=NOW)  # fmt: skip
    # Ended by hand before its first day it was never in force: nothing is frozen, it is absent.
    programme.grants.update(state="ended", ended_at=NOW - dt.timedelta(days=500), reason="Hatalı onay")
    assert exports.prepare_export(made.pk, actor=actor, now=NOW).state == "failed"


@pytest.mark.parametrize("state", STATES)
def test_a_column_to_export_shows_people_of_that_programme_only(state, town, clerk):
    programme, other = programme_in(state), programme_with(IZMIR_TEXT)
    inside = register(clerk, programme_id=programme.pk, given_names="Ali")
    outside = register(clerk, programme_id=other.pk, given_names="Veli")
    module.SENT.update({inside.pk: "gönderildi", outside.pk: "sızdı"})
    manager = make_actor("unit_manager")
    offered = {one["key"] for one in people_columns(actor=manager, on=TODAY)}
    assert ("cv_sent" in offered) == (state in READABLE)
    if state not in READABLE:
        with pytest.raises(DomainError) as absent:
            check_columns(["cv_sent"], on=TODAY)
        with pytest.raises(DomainError) as unknown:
            check_columns(["nothing"], on=TODAY)
        assert str(absent.value) == str(unknown.value)
        return
    people = exports.PeopleExport()
    chosen = people.columns(["given_names", "cv_sent"], on=TODAY)
    _, rows = people.rows(chosen, {}, actor=manager, now=NOW)
    assert sorted(map(tuple, rows), key=str) == [("Ali", "gönderildi"), ("Veli", None)]


@pytest.fixture
def clerk(town):
    return make_actor("intake_clerk")


@pytest.mark.parametrize("state", STATES)
def test_a_kind_of_import(state, clerk):
    programme_in(state)
    offered = state == "on"
    assert ("vacancies" in kinds_on(TODAY)) == offered
    if offered:
        assert imports.template_file("vacancies", actor=clerk, now=NOW).content
        return
    with pytest.raises(NotFound) as absent:
        imports.template_file("vacancies", actor=clerk, now=NOW)
    with pytest.raises(NotFound) as unknown:
        imports.template_file("nothing", actor=clerk, now=NOW)
    assert str(absent.value) == str(unknown.value)


@pytest.mark.parametrize("state", STATES)
def test_a_column_to_import_is_written_for_its_programme_only(state, clerk):
    programme = programme_in(state)
    content = csv([["Ayşe", "Işık", "21.11.1980", "gönderildi"]], ["Adı", "Soyadı", "Doğum Tarihi", "Özgeçmiş"])
    assert ("cv_sent" in {one.key for one in opened("people", on=TODAY).fields}) == (state == "on")
    job = imports.start_import(content, file_name="liste.csv", kind="people", actor=clerk, now=NOW)
    assert ("cv_sent" in job.columns.values()) == (state == "on")
    if state != "on":
        return
    other = programme_with(IZMIR_TEXT)
    job = imports.map_columns(job.pk, options=_options(other, clerk), actor=clerk, now=NOW)
    with pytest.raises(DomainError, match="capability_closed"):
        imports.request_check(job.pk, actor=clerk, now=NOW)
    imports.map_columns(job.pk, options=_options(programme, clerk), actor=clerk, now=NOW)
    imports.request_check(job.pk, actor=clerk, now=NOW, in_tray=False)
    work(job, clerk, run=False)
    let_in(job, clerk)
    person = Person.objects.get()
    assert (person.programme_id, module.SENT) == (programme.pk, {person.pk: "gönderildi"})


def test_an_import_that_was_begun_in_time_writes_nothing_after_the_end(clerk):
    programme = programme_in("on")
    content = csv([["Ayşe", "Işık", "21.11.1980", "gönderildi"]], ["Adı", "Soyadı", "Doğum Tarihi", "Özgeçmiş"])
    job = imports.start_import(content, file_name="liste.csv", kind="people", actor=clerk, now=NOW)
    imports.map_columns(job.pk, options=_options(programme, clerk), actor=clerk, now=NOW)
    imports.request_check(job.pk, actor=clerk, now=NOW, in_tray=False)
    over = NOW - dt.timedelta(days=2)  # the imports' own clock runs a day behind
    programme.grants.update(state="ended", ended_at=over, reason="Feshedildi")
    work(job, clerk, run=False)
    job.refresh_from_db()
    assert (job.state, job.problem_code) == ("refused", "capability_closed")
    assert not Person.objects.exists()


def _options(programme, clerk):
    return {"unit_id": str(programme.unit_id), "programme_id": str(programme.pk), "channel": "archive"}


@pytest.mark.parametrize("state", STATES)
def test_a_report_and_a_table_count_people_of_that_programme_only(state, clerk):
    programme, other = programme_in(state), programme_with(IZMIR_TEXT)
    for one in (programme, other):
        register(clerk, programme_id=one.pk)
    reader = make_actor("unit_manager")
    listed = {definition.key for definition, _ in list_reports(actor=reader, today=TODAY)}
    assert ("placements" in listed) == (state in READABLE)
    guarded = module.report().tables[0].key
    tables = {one.definition.key: one for one in get_report("mdis", actor=reader, as_of=None, today=TODAY).tables}
    assert (guarded in tables) == (state in READABLE)
    if state not in READABLE:
        with pytest.raises(NotFound) as absent:
            get_report("placements", actor=reader, as_of=None, today=TODAY)
        with pytest.raises(NotFound) as unknown:
            get_report("nothing", actor=reader, as_of=None, today=TODAY)
        assert str(absent.value) == str(unknown.value)
        return
    report = get_report("placements", actor=reader, as_of=None, today=TODAY)
    assert sum(row.figure.n for row in report.tables[0].rows) == 1
    assert sum(row.figure.n for row in tables[guarded].rows) == 1


FORM = {
    "key": "basvuru",
    "title": {"tr": "Başvuru"},
    "sections": [
        {
            "key": "bir",
            "title": {"tr": "Bir"},
            "items": [
                {"type": "field", "key": "neden", "kind": "text", "label": {"tr": "Neden"}},
                {"type": "field", "key": "meslek", "kind": "text", "label": {"tr": "Meslek"},
                 "capability": "job_brokerage"},
            ],
        }
    ],
}  # fmt: skip
SENT_BEFORE = {"combinator": "and", "rules": [{"field": "brokerage.cv_sent", "operator": "=", "value": True}]}
RULES = [
    {
        "key": "uygunluk",
        "point": "eligibility",
        "label": {"tr": "Uygunluk"},
        "clauses": [
            {"key": "gonderilmis", "condition": SENT_BEFORE, "effect": {"kind": "require"}, "message": {"tr": "-"},
             "capability": "job_brokerage"},
        ],
    }
]  # fmt: skip


def version_in(state):
    programme = programme_in(state)
    version = programme.versions.get()
    kept = {"capabilities": version.document["capabilities"]}
    return SimpleNamespace(
        programme=programme,
        stored=version,
        definition=read(document(**kept, forms=[FORM], rules=RULES)),
        closed=closed_capabilities(version, programme.unit_id, TODAY),
        unreadable=unreadable_capabilities(version, programme.unit_id, TODAY),
    )


@pytest.mark.parametrize("state", STATES)
def test_a_question_of_a_form(state, town):
    one = version_in(state)
    form = one.definition.forms[0]
    # The compiled form may still take an old answer to it; what matters is whether the question is put.
    asked, shown = (
        str((whole.schema, whole.ui_schema))
        for whole in (
            compile_form(form, one.definition, closed=one.closed),
            compile_form(form, one.definition, closed=one.unreadable),
        )
    )
    assert ("Meslek" in asked, "Meslek" in shown) == (state == "on", state in READABLE)
    assert "Neden" in asked


@pytest.mark.parametrize("state", STATES)
def test_a_clause_and_a_fact_of_a_rule(state, clerk):
    one = version_in(state)
    person = register(clerk, programme_id=one.programme.pk)
    module.SENT[person.pk] = "gönderildi"
    held = state != "refused"
    assert ("brokerage.cv_sent" in str(list(catalogue_for(one.definition, Subject.PERSON)))) == held
    names = frozenset({"brokerage.cv_sent"})
    loaded = load_facts([person.pk], subject=Subject.PERSON, on=TODAY, names=names, definition=one.definition,
                        closed=one.closed)  # fmt: skip
    assert loaded[person.pk] == ({"brokerage.cv_sent": True} if state == "on" else {})
    if held:
        answer = decide(one.definition, "eligibility", loaded[person.pk], on=TODAY, closed=one.closed)
        assert [clause.key for clause in answer.clauses] == (["gonderilmis"] if state == "on" else [])


def test_nothing_of_the_made_up_module_is_shipped():
    assert not apps.is_installed("tests.programmes.brokerage")
    with override_settings(ROOT_URLCONF="omuz.urls"):
        assert not [path for path, _ in walk() if "test-vacancies" in path]
