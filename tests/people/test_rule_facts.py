"""Facts of people for rules: as of a day, in a fixed number of statements, within the purpose of their collection."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.people.models import Representative
from apps.people.operations import AddressDraft, FactDraft, SensitiveDraft
from apps.people.operations.medical import record_report
from apps.people.queries.described import PERSON_FACTS
from apps.people.queries.rule_facts import SPECIAL_KINDS, facts_of
from apps.people.rules.medical import ReportDraft
from apps.privacy.operations import record_basis
from apps.programmes.registry import Subject, catalogue_for, load_facts, subject_source
from omuz.conditions import Truth, evaluate, parse_or_raise
from tests.people.support import NOW, TODAY, programme, register, unit
from tests.programmes.rules_support import definition

ALL = frozenset(fact.name for fact in facts_of(definition()))


@pytest.fixture
def clerk(actor):
    return actor(role="intake_clerk")


@pytest.fixture
def here(actor):
    return programme(unit(), code="deneme")


def facts(person, *, on=TODAY, names=ALL, **parts):
    return load_facts(
        [person.id], subject=Subject.PERSON, on=on, names=frozenset(names), definition=definition(**parts)
    )[person.id]


def sensitive(code, kind="target_group", **values):
    return SensitiveDraft(kind=kind, code=code, **values)


def test_what_is_not_recorded_is_missing_and_never_a_silent_no(clerk, here):
    person = register(clerk, programme_id=here.id)
    found = facts(person)
    assert found == {
        "channel": "office", "registered_on": TODAY, "has_medical_report": False, "has_representative": False,
    }  # fmt: skip


def test_every_fact_is_read_with_the_type_that_the_catalogue_promises(clerk, here):
    person = register(
        clerk, programme_id=here.id, birth_date=dt.date(2008, 11, 23), sex="female",
        address=AddressDraft(province="Kayseri", district="Talas"),
        facts=[FactDraft(kind="education", code="bachelor"), FactDraft(kind="employment", code="seeking"),
               FactDraft(kind="marital", code="single"), FactDraft(kind="income", code="none"),
               FactDraft(kind="social_security", code="none")],
        sensitive=[sensitive("disabled", rank="primary"), sensitive("poverty"),
                   sensitive("visual", kind="disability_group")],
    )  # fmt: skip
    report = ReportDraft(kind="adult", rate=60, permanence="permanent", groups=("visual",))
    record_report(person.id, report, actor=clerk, now=NOW, programme_id=here.id)
    Representative.objects.create(person=person, kind="guardian", full_name="Veli Işık", recorded_by_id=clerk.id)
    found = facts(person)
    assert found.keys() == ALL
    assert (found["age"], found["age_months"], found["district"]) == (17, 215, "Talas")
    assert found["target_groups"] == {"disabled", "poverty"}
    assert (found["primary_target_group"], found["disability_groups"]) == ("disabled", {"visual"})
    assert (found["has_medical_report"], found["medical_report_rate"], found["has_representative"]) == (True, 60, True)
    catalogue = catalogue_for(definition(), Subject.PERSON)
    for name in ALL:
        asked = {"combinator": "and", "rules": [{"field": name, "operator": "notNull"}]}
        assert evaluate(parse_or_raise(asked, catalogue), found, on=TODAY).outcome is Truth.TRUE


def test_facts_are_those_of_the_day(clerk, here):
    person = register(clerk, programme_id=here.id, birth_date=dt.date(2000, 1, 1), registered_on=dt.date(2026, 1, 1),
                      facts=[FactDraft(kind="education", code="primary", valid_from=dt.date(2026, 1, 1))],
                      sensitive=[sensitive("poverty", valid_from=dt.date(2026, 6, 1), rank="primary")])  # fmt: skip
    before = facts(person, on=dt.date(2026, 5, 1))
    assert (before["age"], before["education"], before["target_groups"]) == (26, "primary", frozenset())
    assert "primary_target_group" not in before
    assert facts(person)["target_groups"] == {"poverty"}


def test_another_programmes_special_values_are_read_on_a_recorded_basis_only(actor, clerk, here):
    theirs = programme(here.unit)
    person = register(clerk, programme_id=here.id, sensitive=[sensitive("poverty", programme_id=theirs.id)])
    other = register(clerk, programme_id=here.id, sensitive=[sensitive("disabled", programme_id=theirs.id)])
    assert "target_groups" not in facts(person)
    record_basis(
        actor=actor(role="kvkk_contact"), source_programme_id=theirs.id, reader_programme_id=here.id,
        person_id=person.id, fields=["target_group"], legal_basis="social_services", statute="5378 m. 4",
        reason="Ortak hizmet planı", starts_on=TODAY, now=NOW,
    )  # fmt: skip
    assert facts(person)["target_groups"] == {"poverty"}
    assert "target_groups" not in facts(other)


def test_a_hidden_address_is_no_fact(clerk, here):
    address = AddressDraft(province="Kayseri", district="Talas", is_hidden=True)
    person = register(clerk, programme_id=here.id, address=address)
    assert "district" not in facts(person)


def test_an_ended_report_is_no_valid_one(clerk, here):
    person = register(clerk, programme_id=here.id, birth_date=dt.date(1990, 1, 1))
    report = ReportDraft(
        kind="adult", rate=60, groups=("visual",), issued_on=dt.date(2024, 1, 1), expires_on=dt.date(2026, 1, 1)
    )
    record_report(person.id, report, actor=clerk, now=NOW, programme_id=here.id)
    assert facts(person)["has_medical_report"] is False
    assert facts(person, on=dt.date(2025, 1, 1))["medical_report_rate"] == 60


def test_local_groups_are_choices_too():
    local = {
        "key": "mevsimlik_isci",
        "label": {"tr": "Mevsimlik tarım işçisi"},
        "special": False,
        "legal_basis": "karar",
    }
    found = definition(target_groups={"offered": ["mevsimlik_isci"], "local": [local]})
    catalogue = catalogue_for(found, Subject.PERSON)
    assert "mevsimlik_isci" in catalogue["target_groups"].labels_by_code
    assert "mevsimlik_isci" not in catalogue["disability_groups"].labels_by_code


def test_many_people_cost_as_many_statements_as_one(clerk, here):
    people = [register(clerk, programme_id=here.id, sensitive=[sensitive("poverty", rank="primary")]) for _ in range(4)]
    counts = []
    for some in (people[:1], people):
        with CaptureQueriesContext(
            connection,
        ) as seen:
            load_facts([one.id for one in some], subject=Subject.PERSON, on=TODAY, names=ALL, definition=definition())
        counts.append(len(seen))
    assert counts == [8, 8]


def test_special_facts_say_under_which_kind_their_reading_is_logged():
    assert {fact.name for fact in facts_of(definition()) if fact.special} == SPECIAL_KINDS.keys()
    assert PERSON_FACTS.keys() < ALL


def test_a_rule_is_tried_on_the_people_of_the_unit_and_shown_to_those_who_may_find_them(actor, clerk, here):
    source = subject_source(Subject.PERSON)
    assert source is not None
    ours = register(clerk, programme_id=here.id)
    hidden = register(clerk, programme_id=here.id, is_confidential=True)
    elsewhere = register(clerk, programme_id=programme().id)
    concerned = source.ids(programme_id=here.id, on=TODAY)
    assert set(concerned) == {ours.id, hidden.id}
    assert elsewhere.id not in concerned
    assert not source.ids(programme_id=here.id, on=TODAY - dt.timedelta(days=1))
    assert [row["id"] for row in source.visible(concerned, actor=actor(role="assessor"))] == [ours.id]
