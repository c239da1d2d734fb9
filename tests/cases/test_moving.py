"""Moving open cases to a newer version: previewed, case by case, audited, and nothing lost on the way."""

import copy

import pytest

from apps.cases.enums import EventKind
from apps.cases.models import Case, CaseEvent, CaseFact, Submission
from apps.cases.operations.forms import submit_form
from apps.cases.operations.lifecycle import close_case
from apps.cases.operations.moving import move_cases
from apps.cases.operations.steps import take_transition
from apps.cases.queries.moving import preview_move
from apps.programmes.models import ProgrammeVersion
from apps.programmes.operations.versions import save_document, start_draft
from omuz.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from omuz.kernel.models.audit import AuditEvent
from tests.cases.support import kitchen, kitchen_document, opened
from tests.programmes.support import publish
from tests.support.staff import NOW, TODAY, make_actor

pytestmark = pytest.mark.django_db
WISH = {"kisi_sayisi": 3, "eve_gelsin": False, "ogunler": ["ogle"]}


def _newer(version) -> ProgrammeVersion:
    """Publish a version in which a stage is called otherwise, and a question is new and feeds a fact."""
    writer = make_actor("tenant_admin")
    document = copy.deepcopy(kitchen_document())
    for stage in document["stages"]:
        stage["key"] = {"tanisma": "ziyaret_asamasi"}.get(stage["key"], stage["key"])
    for step in document["transitions"]:
        step["sources"] = ["ziyaret_asamasi" if one == "tanisma" else one for one in step["sources"]]
        step["target"] = "ziyaret_asamasi" if step["target"] == "tanisma" else step["target"]
    items = document["forms"][0]["sections"][0]["items"]
    items.append({"key": "kat", "kind": "integer", "label": {"tr": "Kaçıncı kat?"}, "required": True})
    draft = start_draft(version.programme_id, actor=writer, now=NOW)
    saved = save_document(draft.pk, document, seen=draft.version, actor=writer, now=NOW)
    return publish(saved, writer=writer)


@pytest.fixture
def ground(kayseri):
    """Three cases on the first version: one at the start, one with its form at the second stage, one closed."""
    clerk = make_actor("intake_clerk")
    version = kitchen()
    first, second, third = (opened(version, actor=clerk, given_names=name) for name in ("Ali", "Veli", "Can"))
    submit_form(second.pk, "istek", WISH, actor=clerk, now=NOW)
    second.refresh_from_db()
    take_transition(second.pk, "tanis", actor=clerk, version=second.version, now=NOW)
    close_case(third.pk, actor=clerk, version=third.version, reason="Bitti.", closure="tasindi", now=NOW)
    return version, _newer(version), [first, second, third]


def test_the_preview_names_cases_stages_and_what_would_be_missing(ground):
    _, newer, (first, second, _) = ground
    found = preview_move(newer.pk, actor=make_actor("unit_manager"), chosen={}, today=TODAY)
    assert found.total == 2
    assert {(one.stage, one.count, one.target) for one in found.stages} == {("istek", 1, "istek"), ("tanisma", 1, None)}
    assert [row.case.pk for row in found.rows] == [first.pk, second.pk]
    chosen = {"tanisma": "servis"}
    found = preview_move(newer.pk, actor=make_actor("unit_manager"), chosen=chosen, today=TODAY)
    assert [one.form for one in found.rows[0].missing] == ["istek"]
    assert [label for label, _ in found.rows[1].missing[0].questions] == ["Kaçıncı kat?"]


def test_an_administrator_sees_figures_and_no_person(ground):
    _, newer, _ = ground
    found = preview_move(newer.pk, actor=make_actor("tenant_admin"), chosen={}, today=TODAY)
    assert (found.total, found.hidden, found.rows, found.may_move) == (2, 2, (), False)
    with pytest.raises(NotAllowed):
        move_cases(newer.pk, actor=make_actor("tenant_admin"), reason="Yeni sürüm", now=NOW)


def test_whoever_works_on_cases_but_decides_no_version_moves_none(ground):
    _, newer, _ = ground
    with pytest.raises(NotFound):
        move_cases(newer.pk, actor=make_actor("assessor"), reason="Yeni sürüm", now=NOW)
    assert not Case.objects.filter(programme_version=newer).exists()


def test_cases_move_with_everything_that_was_handed_in(ground):
    version, newer, (first, second, third) = ground
    manager = make_actor("unit_manager")
    with pytest.raises(Invalid) as refused:
        move_cases(newer.pk, actor=manager, reason="Yeni sürüm", now=NOW)
    assert [one.field for one in refused.value.problems] == ["stages.tanisma"]
    stages = {"tanisma": "ziyaret_asamasi"}
    moved = move_cases(newer.pk, actor=manager, reason="Yeni sürüm", stages=stages, now=NOW)
    assert (len(moved.moved), moved.left) == (2, 0)
    for case in (first, second, third):
        case.refresh_from_db()
    assert [case.programme_version_id for case in (first, second, third)] == [newer.pk, newer.pk, version.pk]
    assert (first.stage, second.stage) == ("istek", "ziyaret_asamasi")
    assert Submission.objects.get(case=second).programme_version_id == version.pk
    assert CaseFact.objects.get(case=second, name="meals").code == "ogle"
    event = CaseEvent.objects.get(case=second, kind=EventKind.MOVED)
    assert (event.stage_before, event.stage, event.version_before_id) == ("tanisma", "ziyaret_asamasi", version.pk)
    audited = AuditEvent.objects.filter(action="case.moved")
    assert {row.subject_id for row in audited} == {first.pk, second.pk}
    again = move_cases(newer.pk, actor=manager, reason="Yeni sürüm", now=NOW)
    assert (again.moved, again.left) == ((), 0)


def test_only_the_cases_that_were_named_move(ground):
    _, newer, (first, second, _) = ground
    moved = move_cases(newer.pk, actor=make_actor("unit_manager"), reason="Deneme", only=[first.pk], now=NOW)
    assert [case.pk for case in moved.moved] == [first.pk]
    second.refresh_from_db()
    assert second.programme_version_id != newer.pk


def test_cases_move_to_the_version_in_force_only(ground):
    version, _, _ = ground
    with pytest.raises(Conflict, match="yürürlükteki"):
        move_cases(version.pk, actor=make_actor("unit_manager"), reason="Geri", now=NOW)
