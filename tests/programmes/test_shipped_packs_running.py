"""The shipped packs at work: their forms can be filled in, their rules decide as the sources say."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest

from apps.programmes.deciding import Answer, Outcome, decide
from apps.programmes.definition import Definition
from apps.programmes.definition.forms import FormField, FormGroup
from apps.programmes.forms import choices_of, compile_form, fed_facts, items_of, validate
from tests.programmes.test_shipped_packs import SHIPPED, definition_of

TODAY = dt.date(2026, 11, 22)
_NEAR = {"past": TODAY - dt.timedelta(days=1), "future": TODAY + dt.timedelta(days=1)}


def filled(definition: Definition, key: str, *, yes: bool) -> dict[str, Any]:
    """Return answers to every question of a form; each boolean is answered `yes`."""
    answers: dict[str, Any] = {}
    for section in definition.forms_by_key[key].sections:
        for item in section.items:
            if isinstance(item, FormGroup):
                answers[item.key] = [{field.key: _value(definition, field, yes=yes) for field in item.fields}]
            else:
                answers[item.key] = _value(definition, item, yes=yes)
    return answers


def _value(definition: Definition, field: FormField, *, yes: bool) -> Any:
    if field.kind in {"choice", "choices"}:
        first = next(iter(choices_of(field, definition))).key
        return first if field.kind == "choice" else [first]
    if field.kind in {"integer", "number"}:
        return field.minimum or 1
    return {
        "boolean": yes,
        "date": _NEAR[field.bound or "past"].isoformat(),
        "email": "ad@example.org",
        "phone": "+905320000000",
    }.get(field.kind, "Metin")


@pytest.mark.parametrize("yes", [True, False])
@pytest.mark.parametrize("code", SHIPPED)
def test_every_form_can_be_filled_in_and_refuses_what_is_empty(code, yes):
    definition = definition_of(code)
    for form in definition.forms:
        compiled = compile_form(form, definition)
        assert validate(compiled, filled(definition, form.key, yes=yes), on=TODAY) == [], form.key
        assert validate(compiled, {}, on=TODAY), form.key


def asked(code: str, point: str, facts: Mapping[str, Any], *rule_sets: str) -> Answer:
    return decide(definition_of(code), point, facts, on=TODAY, rule_sets=rule_sets or None)


def outcome(code: str, facts: Mapping[str, Any]) -> str:
    return asked(code, "eligibility", facts).outcome


def documents(code: str, facts: Mapping[str, Any]) -> set[str]:
    return {one.value for one in asked(code, "required_documents", facts).values if one.certain}


NOBODY: dict[str, Any] = {"target_groups": [], "disability_groups": [], "has_medical_report": False}


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        (NOBODY, Outcome.NO),
        (NOBODY | {"target_groups": ["poverty"]}, Outcome.NO),
        (NOBODY | {"target_groups": ["disabled", "poverty"]}, Outcome.YES),
        (NOBODY | {"disability_groups": ["hearing"]}, Outcome.YES),
        ({"target_groups": []}, Outcome.UNKNOWN),
    ],
)
def test_izmir_is_for_persons_with_disabilities(facts, answer):
    assert outcome("izmir-destekli-istihdam", facts) == answer


def test_izmir_records_an_application_only_after_the_pre_application_form():
    """Appointment and documents are guards of Omuz (tests/articles/test_art_08*, 09*); the rule asks for the form."""
    izmir = definition_of("izmir-destekli-istihdam")
    form = izmir.forms_by_key["pre_application"]
    for yes in (True, False):
        facts = {f"case.{name}": value for name, value in fed_facts(form, filled(izmir, form.key, yes=yes)).items()}
        assert asked(izmir.code, "transition", facts, "application_gate").outcome == Outcome.YES
    refused = asked(izmir.code, "transition", {"case.scope_explained": None}, "application_gate")
    assert refused.outcome != Outcome.YES
    fed = {item.feeds for one in izmir.forms for item in items_of(one) if isinstance(item, FormField)}
    assert not fed & {"documents_complete", "candidate_present", "undertaking_signed", "application_recorded"}


def test_izmir_goes_through_all_its_stages_by_what_its_own_forms_feed():
    izmir = definition_of("izmir-destekli-istihdam")
    # The support plan is a record of its own, no form (apps.coaching).
    facts: dict[str, Any] = {"case.plan_agreed": True}
    stage = izmir.start_stage()
    for transition in ("record_application", "start_assessment", "start_plan", "start_monitoring"):
        assert stage is not None
        for use in stage.forms:
            fed = fed_facts(izmir.forms_by_key[use.form], filled(izmir, use.form, yes=True))
            facts |= {f"case.{name}": value for name, value in fed.items()}
        step = izmir.transitions_by_key[transition]
        assert stage.key in step.sources
        if step.guards:
            assert asked(izmir.code, "transition", facts, *step.guards).outcome == Outcome.YES, transition
        stage = izmir.stages_by_key[step.target]
    assert stage == izmir.stages_by_key["monitoring"]
    outcomes = asked(izmir.code, "allowed_outcomes", facts | {"case.stage": "assessment"}).values
    assert [one.value for one in outcomes] == [one.key for one in izmir.outcomes]


def test_izmir_only_proposes_grounds_that_its_records_show():
    facts = {
        "case.documents_complete": True, "case.days_open": 90, "case.participation": "absent",
        "case.rule_breach": False, "case.safety_risk": True,
    }  # fmt: skip
    values = asked("izmir-destekli-istihdam", "suspension_grounds", facts).values
    assert {one.value for one in values} == {"no_participation", "serious_risk"}


def test_bedestem_asks_people_subjected_to_violence_for_no_document():
    facts = {"target_groups": ["poverty"], "has_representative": False}
    assert documents("bedestem", facts) == {"identity_document", "income_document"}
    assert documents("bedestem", facts | {"target_groups": ["poverty", "violence_victim"]}) == set()
    assert outcome("bedestem", {"target_groups": ["roma"]}) == Outcome.YES
    assert outcome("bedestem", {"target_groups": []}) == Outcome.NO


def test_iskep_registers_face_to_face():
    groups = {"target_groups": ["disabled"]}
    assert outcome("iskep-2014-2016", groups | {"channel": "home_visit"}) == Outcome.YES
    assert outcome("iskep-2014-2016", groups | {"channel": "phone"}) == Outcome.NO
    assert outcome("iskep-2014-2016", {"target_groups": [], "channel": "office"}) == Outcome.NO


@pytest.mark.parametrize(("months", "answer"), [(35, "no"), (36, "yes"), (66, "yes"), (67, "no"), (None, "unknown")])
def test_children_are_counted_in_months(months, answer):
    assert outcome("cocuk-merkezi", {"age_months": months, "age": 5}) == answer


@pytest.mark.parametrize(("age", "answer"), [(17, "no"), (18, "yes"), (None, "unknown")])
def test_volunteers_are_of_age(age, answer):
    assert outcome("gonullu", {"age": age}) == answer


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ({"case.service": "device", "case.in_hardship": False}, "no"),
        ({"case.service": "device", "case.in_hardship": True}, "yes"),
        ({"case.service": "parcel", "case.coeliac": True}, "yes"),
        ({"case.service": "cleaning", "case.can_clean": True}, "no"),
        ({"case.service": "charging"}, "yes"),
    ],
)
def test_kayseri_gives_each_service_by_its_own_test(facts, answer):
    assert asked("kayseri-engelli-hizmetleri", "transition", facts, "approval_gate").outcome == answer
