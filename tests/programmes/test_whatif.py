"""The what-if: both ways, adding up, nothing changed by a version against itself, and small figures kept small."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.v1.rules.views import effects as views
from apps.cases.operations.opening import open_case
from apps.people.models import Person
from apps.people.operations import SensitiveDraft
from apps.people.operations.rule_facts import may_see_effects
from apps.privacy.models import AccessLogEntry
from apps.programmes.deciding import decide
from apps.programmes.models import ProgrammeVersion
from apps.programmes.operations.versions import save_section, start_draft
from apps.programmes.registry import FactSource, Subject
from apps.programmes.whatif.people import PERSON_CHANGES, PeopleExaminer
from omuz.kernel import clock
from tenants import scope
from tests.people.support import in_unit, register, unit
from tests.programmes.rules_support import (
    FACTS,
    ON,
    clause,
    clauses_of,
    definition,
    offered,
    rule,
    rule_set,
    some_facts,
)
from tests.programmes.support import made_up, published
from tests.support.staff import NOW, make_actor

many = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
yes_no = clauses_of("require", "exclude")
crowds = st.lists(some_facts, min_size=1, max_size=12)


def eligibility(clauses):
    return definition(rule_set("uygunluk", "eligibility", *clauses))


def examined(before, after, crowd):
    people = {uuid.UUID(int=i): facts for i, facts in enumerate(crowd, start=1)}

    def load(ids, *, on, names, definition):
        return {key: {name: value for name, value in people[key].items() if name in names} for key in ids}

    source = FactSource("tests", Subject.PERSON, lambda _definition: FACTS, load)
    with offered(source):
        examiner = PeopleExaminer(before=before, after=after, on=ON, closed_before=(), closed_after=())
        return list(examiner.examine(list(people)))


@many
@given(clauses=yes_no, crowd=crowds)
def test_a_version_against_itself_changes_nothing(clauses, crowd):
    same = eligibility(clauses)
    assert {effect.change for effect in examined(same, same, crowd)} <= {"unchanged"}


@many
@given(before=yes_no, after=yes_no, crowd=crowds)
def test_every_person_is_counted_once_and_as_decided(before, after, crowd):
    old, new = eligibility(before), eligibility(after)
    effects = examined(old, new, crowd)
    assert len(effects) == len(crowd)
    assert sum(Counter(effect.change for effect in effects).values()) == len(crowd)
    with offered():
        for effect, facts in zip(effects, crowd, strict=True):
            assert effect.before is decide(old, "eligibility", facts, on=ON).outcome
            assert effect.after is decide(new, "eligibility", facts, on=ON).outcome
            assert effect.change in PERSON_CHANGES
            assert bool(effect.missing) <= (effect.change == "undecided")


@many
@given(clauses=yes_no, more=yes_no, crowd=crowds)
def test_what_one_way_gives_the_other_way_takes(clauses, more, crowd):
    old, new = eligibility(clauses), eligibility(more)
    there, back = examined(old, new, crowd), examined(new, old, crowd)
    for forth, home in zip(there, back, strict=True):
        assert (forth.before, forth.after) == (home.after, home.before)
        if forth.change == "loses":
            assert home.change == "gains"


@many
@given(clauses=yes_no, crowd=crowds)
def test_a_further_exclusion_lets_nobody_gain(clauses, crowd):
    stricter = [*clauses, clause("yeni", rule("age", "<", 18), "exclude")]
    effects = examined(eligibility(clauses), eligibility(stricter), crowd)
    assert not {"gains"} & {effect.change for effect in effects}


def test_who_becomes_undecided_is_told_for_want_of_what():
    effects = examined(
        eligibility([]), eligibility([clause("a", rule("age", ">", 18), "require")]), [{"employed": True}]
    )
    assert (effects[0].change, effects[0].missing) == ("undecided", ("age",))


def test_against_nothing_everybody_starts_outside():
    crowd = [{"age": 30}, {"age": 3}, {}]
    effects = examined(None, eligibility([clause("a", rule("age", ">", 18), "require")]), crowd)
    assert [effect.change for effect in effects] == ["gains", "unchanged", "undecided"]


# With people and cases of a municipality

ADULTS = [rule_set("uygunluk", "eligibility", clause("yas", rule("age", ">=", 18), "require"))]
ELDER = [rule_set("uygunluk", "eligibility", clause("yas", rule("age", ">=", 60), "require"))]
GROUPED = [
    rule_set("uygunluk", "eligibility", clause("grup", rule("target_groups", "in", ["disabled"]), "require",
                                               basis={"source": "karar"})),
]  # fmt: skip
DISABLED = SensitiveDraft(kind="target_group", code="disabled", rank="primary")


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


def draft_of(version, **sections):
    draft = start_draft(version.programme_id, note="", actor=make_actor("tenant_admin"), now=NOW)
    for section, value in sections.items():
        draft = save_section(
            draft.pk, section, value, seen=draft.version, actor=make_actor("tenant_admin"), now=NOW
        )  # fmt: skip
    return draft


def born(years: int) -> dt.date:
    return dt.date(NOW.year - years, 1, 1)


@pytest.fixture
def kept(municipalities, db):
    """Return a published version, a stricter draft of it, and 12 adults of 40, 3 of 70, one of unknown age."""
    with scope.enter(municipalities["kayseri"]):
        version = published(made_up(rules=ADULTS))
        clerk = make_actor("intake_clerk")
        for i, years in enumerate([40] * 12 + [70] * 3 + [None]):
            register(clerk, programme_id=version.programme_id, given_names=f"Kişi{i:02}", sex="female",
                     birth_date=born(years) if years else None, sensitive=[DISABLED] if i < 2 else [])  # fmt: skip
        return version, draft_of(version, rules=ELDER)


def post(client, version, end, **body):
    return client.post(f"/api/v1/programme-versions/{version.pk}/{end}/", body, format="json")


def test_figures_say_who_gains_and_who_loses_both_ways(api, kept):
    version, draft = kept
    found = post(api(role="unit_manager"), draft, "what-if").json()
    assert (found["against"]["id"], found["masked"], found["may_open"]) == (str(version.pk), False, True)
    assert found["persons"]["totals"] == {
        "gains": 0, "loses": 12, "undecided": 0, "ruled_out": 0, "unchanged": 4,
    }  # fmt: skip
    assert found["persons"]["total"] == 16
    for table in found["persons"]["tables"]:
        for column, total in found["persons"]["totals"].items():
            assert sum(row["cells"][column] for row in table["rows"]) == total
        assert sum(row["total"] for row in table["rows"]) == 16
    ages = {row["key"]: row["cells"]["loses"] for row in found["persons"]["tables"][2]["rows"]}
    assert ages == {"35-44": 12, "65+": 0, "": 0}
    back = post(api(role="unit_manager"), version, "what-if", against=str(draft.pk)).json()
    assert back["persons"]["totals"]["gains"] == 12


def test_against_nothing_and_against_another_programme(api, kept, municipalities):
    _, draft = kept
    found = post(api(role="unit_manager"), draft, "what-if", against=None).json()
    assert found["against"] is None
    assert found["persons"]["totals"]["gains"] == 3
    assert found["persons"]["missing"] == [{"fact": "age", "label": "Yaş", "special": False, "count": 1}]
    with scope.enter(municipalities["kayseri"]):
        other = published(made_up(code="baska-program"))
    assert post(api(role="unit_manager"), draft, "what-if", against=str(other.pk)).status_code == 422


def test_who_may_see_no_person_gets_masked_figures_and_no_names(api, kept):
    _, draft = kept
    admin = api(role="tenant_admin")
    found = post(admin, draft, "what-if").json()
    assert (found["masked"], found["threshold"], found["may_open"]) == (True, 10, False)
    totals = found["persons"]["totals"]
    assert totals["gains"] == 0  # nobody at all: a total that tells nothing of anybody
    assert totals["unchanged"] is None
    assert totals["loses"] is None  # 12 of 16 would tell the 4
    assert all(row["cells"]["unchanged"] is None for table in found["persons"]["tables"] for row in table["rows"])
    assert post(admin, draft, "what-if/people", change="loses").status_code == 403


def test_a_manager_of_another_unit_gets_masked_figures(api, kept, municipalities):
    version, _ = kept
    with scope.enter(municipalities["kayseri"]):
        home, elsewhere = version.programme.unit, unit()
        assert may_see_effects(in_unit("unit_manager", home), programme_id=version.programme_id)
        assert not may_see_effects(in_unit("unit_manager", elsewhere), programme_id=version.programme_id)


def test_the_people_behind_a_figure_are_paged_and_found_by_who_may_find_them(api, kept, municipalities, monkeypatch):
    _, draft = kept
    monkeypatch.setattr(views, "PAGE", 5)
    with scope.enter(municipalities["kayseri"]):
        hidden = Person.objects.get(given_names="Kişi03")
        Person.objects.filter(pk=hidden.pk).update(is_confidential=True)
    manager = api(role="unit_manager")
    names, cursor = [], None
    for _ in range(4):
        page = post(manager, draft, "what-if/people", change="loses", cursor=cursor).json()
        names += [row["label"] for row in page["results"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert len(names) == len(set(names)) == 12  # a unit manager names staff, so confidential records are found
    first = post(manager, draft, "what-if/people", change="loses", table="age", category="65+").json()
    assert first == {"results": [], "next": None}
    with scope.enter(municipalities["kayseri"]):
        assert not AccessLogEntry.objects.exists()


def test_a_list_that_tells_special_facts_needs_a_purpose_and_is_logged(api, kept, municipalities):
    version, _ = kept
    with scope.enter(municipalities["kayseri"]):
        ProgrammeVersion.objects.filter(programme=version.programme_id, state="draft").delete()
        draft = draft_of(version, rules=GROUPED)
    manager = api(role="unit_manager")
    assert post(manager, draft, "what-if/people", change="undecided").status_code == 428
    page = post(manager, draft, "what-if/people", change="undecided", purpose="service_planning").json()
    assert len(page["results"]) == 13
    assert page["results"][0]["missing"] == [{"fact": "target_groups", "label": "Hedef gruplar", "special": True}]
    with scope.enter(municipalities["kayseri"]):
        assert AccessLogEntry.objects.count() == 13
        assert set(AccessLogEntry.objects.values_list("purpose", flat=True)) == {"service_planning"}


@pytest.mark.parametrize(
    "body",
    [
        {"change": "nonsense"},
        {"change": "loses", "table": "income"},
        {"change": "loses", "cursor": "x"},
        {"change": "loses", "cursor": "00000000-0000-7000-8000-000000000000"},
        {"change": ["loses"]},
        {},
    ],
)
def test_hostile_lists_are_refused(api, kept, body):
    assert post(api(role="unit_manager"), kept[1], "what-if/people", **body).status_code in {400, 422}


def test_a_what_if_costs_a_fixed_number_of_statements(api, kept, django_assert_max_num_queries):
    _, draft = kept
    manager = api(role="unit_manager")
    post(manager, draft, "what-if")
    with django_assert_max_num_queries(30):
        post(manager, draft, "what-if")
    with django_assert_max_num_queries(30):
        post(manager, draft, "what-if/people", change="loses")


STAGES: list[dict[str, Any]] = [
    {"key": "giris", "label": {"tr": "Giriş"}, "kind": "start"},
    {"key": "calisma", "label": {"tr": "Çalışma"}},
    {"key": "son", "label": {"tr": "Kapandı"}, "kind": "end"},
]
STEPS: list[dict[str, Any]] = [
    {"key": "basla", "label": {"tr": "Başla"}, "sources": ["giris"], "target": "calisma"},
    {"key": "bitir", "label": {"tr": "Kapat"}, "sources": ["giris", "calisma"], "target": "son"},
]


def test_open_cases_whose_documents_steps_deadline_or_stage_change(api, municipalities, db):
    paper = [{"key": "rapor", "label": {"tr": "Rapor"}}]
    with scope.enter(municipalities["kayseri"]):
        version = published(made_up(stages=STAGES, transitions=STEPS, documents=paper))
        person = register(make_actor("intake_clerk"), programme_id=version.programme_id, birth_date=born(30))
        open_case(person.pk, version.programme_id, actor=make_actor("unit_manager"), now=NOW)
        draft = draft_of(
            version,
            deadlines=[{"key": "ilk", "label": {"tr": "İlk süre"}, "amount": 5, "unit": "days",
                        "starts": "stage_entered"}],
            rules=[rule_set("belge", "required_documents", clause("r", rule("age", ">=", 18), "add", value="rapor")),
                   rule_set("kapi", "transition", clause("y", rule("age", ">=", 65), "require"))],
            stages=[STAGES[0] | {"label": {"tr": "İlk görüşme"}, "deadline": "ilk"}, *STAGES[1:]],
            transitions=[STEPS[0] | {"guards": ["kapi"]}, STEPS[1]],
        )  # fmt: skip
    manager = api(role="unit_manager")
    cases = post(manager, draft, "what-if").json()["cases"]
    assert cases["totals"] == {"changed": 1, "unchanged": 0}
    assert cases["changes"] == {
        "stage_removed": 0, "stage_renamed": 1, "documents": 1, "deadline": 1, "transitions": 1,
    }  # fmt: skip
    assert cases["stages"] == [{"key": "giris", "label": "Giriş", "after": "İlk görüşme", "count": 1}]
    assert cases["documents"] == [{"key": "rapor", "label": "Rapor", "added": 1, "removed": 0}]
    assert cases["transitions"] == [{"key": "basla", "label": "Başla", "opened": 0, "closed": 1, "unsettled": 0}]
    rows = post(manager, draft, "what-if/people", subject="case", change="documents").json()["results"]
    assert [(row["label"], row["documents_added"]) for row in rows] == [("Ayşe Işık", ["Rapor"])]
    assert rows[0]["transitions"] == [{"key": "basla", "label": "Başla", "before": "yes", "after": "no"}]
    same = post(manager, version, "what-if").json()["cases"]
    assert same["totals"] == {"changed": 0, "unchanged": 1}
