"""A made-up programme runs by configuration alone: four stages, two forms, three rule sets, no code of its own."""

import datetime as dt
from pathlib import Path

import pytest

from apps.cases.enums import CaseState, EventKind
from apps.cases.models import CaseEvent, CaseFact, Submission
from apps.cases.operations.forms import submit_form
from apps.cases.operations.opening import NotEligibleError, open_case
from apps.cases.operations.steps import StepRefusedError, take_transition
from apps.cases.queries.answers import answers_of, closed_in
from apps.programmes.queries.pinned import pinned_definition
from omuz.kernel.models.audit import AuditEvent
from tests.cases.support import KITCHEN, kitchen, person_of
from tests.support.staff import NOW, TODAY, make_actor

pytestmark = pytest.mark.django_db
WISH = {"kisi_sayisi": 3, "eve_gelsin": True, "adres_tarifi": "Fırının üstü", "ogunler": ["ogle"],
        "alerjiler": ["gluten"], "cocuk": [{"yas": 7, "okulda_yer": True}]}  # fmt: skip
VISIT = {"gun": "2026-11-20", "gozlem": "Asansör yok."}


def _take(case, transition, actor, **values):
    case.refresh_from_db()
    return take_transition(case.pk, transition, actor=actor, version=case.version, now=NOW, **values)


def test_it_runs_from_the_wish_to_the_end(kayseri):
    clerk = make_actor("intake_clerk")
    version = kitchen()
    person = person_of(clerk)
    result = open_case(person.pk, version.programme_id, actor=clerk, now=NOW)
    case = result.case
    assert (case.number, case.stage, case.state) == ("D-2026-00001", "istek", CaseState.OPEN)
    assert case.programme_version_id == version.pk
    assert case.due_on == TODAY + dt.timedelta(days=14)
    assert result.missing == []

    with pytest.raises(StepRefusedError) as refused:
        _take(case, "tanis", clerk)
    assert [one.code for one in refused.value.problems] == ["form_missing"]

    submit_form(case.pk, "istek", WISH, actor=clerk, now=NOW)
    _take(case, "tanis", clerk)
    submit_form(case.pk, "ziyaret", VISIT, actor=clerk, now=NOW)
    _take(case, "basla", clerk)
    case.refresh_from_db()
    assert (case.stage, case.due_on) == ("servis", None)

    ended = _take(case, "vazgec", clerk, reason="Başka ile taşındılar.", closure="tasindi")
    assert (ended.stage, ended.state, ended.closure, ended.closed_at) == ("bitti", CaseState.CLOSED, "tasindi", NOW)

    events = list(CaseEvent.objects.filter(case=case).order_by("sequence"))
    assert [event.kind for event in events] == [
        EventKind.OPENED, EventKind.SUBMISSION, EventKind.STAGE, EventKind.SUBMISSION, EventKind.STAGE,
        EventKind.STAGE, EventKind.CLOSED,
    ]  # fmt: skip
    audited = AuditEvent.objects.filter(subject_type="cases.case", subject_id=case.pk)
    assert {event.audit_event_id for event in events} == set(audited.values_list("pk", flat=True))


def test_whom_the_rule_excludes_gets_no_case_but_reason_and_article(kayseri):
    clerk = make_actor("intake_clerk")
    child = person_of(clerk, birth_date=dt.date(2014, 1, 1))
    with pytest.raises(NotEligibleError) as refused:
        open_case(child.pk, kitchen().programme_id, actor=clerk, now=NOW)
    assert refused.value.article == "Meclis kararı m. 3"
    assert [one.message for one in refused.value.problems] == ["18 yaşını doldurmuş olmalı."]
    # Readings 13 and 15: information and referral stay open.
    assert "yönlendirilebilir" in refused.value.remedy


def test_what_is_not_known_opens_and_says_what_is_missing(kayseri):
    clerk = make_actor("intake_clerk")
    ageless = person_of(clerk, birth_date=None, birth_precision="unknown")
    result = open_case(ageless.pk, kitchen().programme_id, actor=clerk, now=NOW)
    assert result.case.state == CaseState.OPEN
    assert result.missing == ["Eksik bilgi: Yaş."]


def test_answers_feed_what_the_rules_read(kayseri):
    clerk = make_actor("intake_clerk")
    version = kitchen()
    case = open_case(person_of(clerk).pk, version.programme_id, actor=clerk, now=NOW).case
    submit_form(case.pk, "istek", WISH | {"kisi_sayisi": 9}, actor=clerk, now=NOW)
    _take(case, "tanis", clerk)
    submit_form(case.pk, "ziyaret", VISIT, actor=clerk, now=NOW)
    with pytest.raises(StepRefusedError) as refused:
        _take(case, "basla", clerk)
    assert refused.value.article == "Meclis kararı m. 5"
    assert [one.message for one in refused.value.problems] == ["Bir mutfak en çok 8 kişilik haneye yetişir."]

    case.refresh_from_db()
    definition = pinned_definition(version.pk)
    asked = answers_of(case, definition, ["required_documents"], on=TODAY, closed=closed_in(case, on=TODAY))
    assert asked["required_documents"].certain_values() == {"kimlik", "hane_belgesi"}


def test_special_answers_stand_apart_and_their_facts_are_sealed(kayseri):
    clerk = make_actor("intake_clerk")
    case = open_case(person_of(clerk).pk, kitchen().programme_id, actor=clerk, now=NOW).case
    submit_form(case.pk, "istek", WISH, actor=clerk, now=NOW)
    row = Submission.objects.get(case=case)
    assert b"gluten" not in bytes(row.sealed) + bytes(row.sealed_special)
    assert bytes(row.sealed_special)
    allergy = CaseFact.objects.get(case=case, name="allergies")
    assert allergy.token
    assert not allergy.code
    assert CaseFact.objects.get(case=case, name="household_size").number == 3


def test_the_kernel_knows_nothing_of_the_programmes_that_run_on_it():
    root = Path(__file__).resolve().parents[2]
    text = "\n".join(file.read_text(encoding="utf-8") for file in (root / "apps" / "cases").rglob("*.py")).lower()
    words = [KITCHEN["code"], "izmir", "iskep", "kayseri", "bedestem", "torbal", "mutfa"]
    keys = [one["key"] for part in ("stages", "transitions", "closures", "forms") for one in KITCHEN[part]]
    found = [word for word in words if word in text] + [key for key in keys if f'"{key}"' in text]
    assert not found
