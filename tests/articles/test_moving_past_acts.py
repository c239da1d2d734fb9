"""Moving cases to another version does nothing that only an act in law does (Art. 8, 9, 22)."""

import pytest

from apps.cases.models import Application, Case
from apps.cases.operations.application import record_application
from apps.cases.operations.moving import move_cases
from apps.cases.queries.moving import ForbiddenMove, preview_move
from apps.cases.rules.moving import past_application, past_decision
from apps.programmes.definition.flow import Act
from apps.programmes.definition.ways import behind
from apps.programmes.models import ProgrammeVersion
from apps.programmes.operations.guarding import GuardRefusedError
from apps.programmes.operations.versions import save_document, start_draft
from omuz.kernel.actors import Actor
from tenants import scope
from tests.articles.support import BEDESTEM, IZMIR, definition_of, document_of
from tests.cases.intake_support import candidate_case, izmir_version, ready
from tests.cases.support import kitchen, kitchen_document, opened
from tests.programmes.support import publish
from tests.support.staff import NOW, TODAY, make_actor

SERVED = {"assessment", "support_plan", "monitoring"}


def _newer(version: ProgrammeVersion, document: dict[str, object]) -> ProgrammeVersion:
    writer = make_actor("tenant_admin")
    draft = start_draft(version.programme_id, actor=writer, now=NOW)
    saved = save_document(draft.pk, document, seen=draft.version, actor=writer, now=NOW)
    return publish(saved, writer=writer)


def _renamed() -> dict[str, object]:
    return document_of(name={"tr": "Destekli İstihdam Programı (yeni metin)"})


def _told(version: ProgrammeVersion, actor: Actor, chosen: dict[str, str]) -> dict[str, tuple[ForbiddenMove, ...]]:
    """Return what the preview says against each stage, before anybody moves anything."""
    found = preview_move(version.pk, actor=actor, chosen=chosen, today=TODAY)
    return {one.stage: one.forbidden for one in found.stages}


def test_art_9_knows_which_stages_presuppose_the_number():
    assert behind(definition_of(IZMIR), Act.RECORD_APPLICATION) == {"application", "suspended", *SERVED}
    assert behind(definition_of(IZMIR), Act.SUSPEND) == {"suspended"}
    assert not behind(definition_of(BEDESTEM), Act.RECORD_APPLICATION)


def test_art_9_a_move_gives_no_case_what_only_a_number_gives(izmir):
    clerk, manager = make_actor("intake_clerk"), make_actor("unit_manager")
    version = izmir_version()
    numbered = ready(version, clerk)
    record_application(numbered.pk, actor=clerk, version=numbered.version, now=NOW)
    waiting = candidate_case(version, clerk, given_names="Fatma")
    newer = _newer(version, _renamed())
    past = {"pre_application": "assessment"}
    told = _told(newer, manager, past)
    assert {stage: [one.guard.guard.key for one in found] for stage, found in told.items()} == {
        "application": [], "pre_application": ["attended_appointment", "complete_file"],
    }  # fmt: skip
    with pytest.raises(GuardRefusedError) as refused:
        move_cases(newer.pk, actor=manager, reason="Yeni metin", now=NOW, stages=past)
    first = told["pre_application"][0]
    assert (refused.value.article, refused.value.message) == (first.guard.cited, first.verdict.message)
    assert first.guard.text
    assert (refused.value.code, refused.value.field) == ("application_not_recorded", "stages.pre_application")
    assert "m. 8" in (refused.value.article or "")
    assert not Case.objects.filter(programme_version=newer).exists()
    moved = move_cases(newer.pk, actor=manager, reason="Yeni metin", now=NOW, stages={"application": "assessment"})
    assert {case.pk: case.stage for case in moved.moved} == {numbered.pk: "assessment", waiting.pk: "pre_application"}
    assert Application.objects.count() == 1


@pytest.mark.parametrize(("stage", "target"), [("monitoring", "suspended"), ("suspended", "monitoring")])
def test_art_22_a_move_neither_suspends_nor_resumes(izmir, stage, target):
    manager = make_actor("unit_manager")
    version = izmir_version()
    case = candidate_case(version, make_actor("intake_clerk"))
    Case.objects.filter(pk=case.pk).update(stage=stage)
    newer = _newer(version, _renamed())
    (told,) = _told(newer, manager, {stage: target})[stage]
    assert _told(newer, manager, {}) == {stage: ()}
    with pytest.raises(GuardRefusedError) as refused:
        move_cases(newer.pk, actor=manager, reason="Yeni metin", now=NOW, stages={stage: target})
    assert (refused.value.message, refused.value.remedy) == (told.verdict.message, told.verdict.remedy)
    assert refused.value.code == "suspension_by_decision"
    assert "m. 22" in (refused.value.article or "")
    moved = move_cases(newer.pk, actor=manager, reason="Yeni metin", now=NOW)
    assert [one.stage for one in moved.moved] == [stage]


def test_art_22_the_preview_over_http_carries_the_article_its_text_and_what_to_do(api, municipalities):
    manager = api(role="unit_manager", municipality="izmir")
    with scope.enter(municipalities["izmir"]):
        version = izmir_version()
        case = candidate_case(version, make_actor("intake_clerk"))
        Case.objects.filter(pk=case.pk).update(stage="monitoring")
        newer = _newer(version, _renamed())
    path = f"/api/v1/programme-versions/{newer.pk}/moving/"
    told = manager.post(f"{path}preview/", {"stages": {"monitoring": "suspended"}}, format="json").json()
    [found] = told["stages"][0]["forbidden"]
    assert (found["guard"], found["article"][-5:], "askıya alınabilir" in found["text"]) == (
        "listed_grounds", "m. 22", True,
    )  # fmt: skip
    sent = {"stages": {"monitoring": "suspended"}, "reason": "Yeni metin"}
    refused = manager.post(path, sent, format="json").json()["errors"][0]
    assert (refused["message"], refused["remedy"]) == (found["message"], found["remedy"])
    free = manager.post(f"{path}preview/", {"stages": {}}, format="json").json()
    assert free["stages"][0]["forbidden"] == []


def test_art_9_a_version_that_gave_no_numbers_leaves_its_cases_where_they_are():
    old, new = definition_of(BEDESTEM), definition_of(IZMIR)
    assert past_application(old, new, stage="pre_application", target="assessment").allowed
    assert past_decision(old, new, stage="pre_application", target="assessment").allowed


def test_art_9_and_22_do_not_bind_moves_of_a_programme_that_has_not_adopted_them(kayseri):
    version = kitchen()
    case = opened(version)
    newer = _newer(version, kitchen_document(name={"tr": "Mutfak (yeni)"}))
    assert not any(_told(newer, make_actor("unit_manager"), {case.stage: "servis"}).values())
    moved = move_cases(
        newer.pk, actor=make_actor("unit_manager"), reason="Yeni", now=NOW, stages={case.stage: "servis"}
    )
    assert [one.stage for one in moved.moved] == ["servis"]
