"""One text to many cases: resumed after a kill, approved by somebody else, one PDF."""

from contextlib import contextmanager
from io import BytesIO

import pytest
from pypdf import PdfReader

from apps.letters.enums import BatchState, LetterState
from apps.letters.models import Letter, LetterBatchItem
from apps.letters.operations.approving import cancel_letter
from apps.letters.operations.batches import batch_file, run_approval, run_batch, start_approval, start_batch
from apps.letters.queries.contents import text_of
from omuz.kernel import tasks
from omuz.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from omuz.kernel.models.tasks import BackgroundTask
from tests.cases.support import kitchen, opened
from tests.support.staff import NOW, make_actor

pytestmark = pytest.mark.django_db


@contextmanager
def _step():
    yield


class _Killed(BaseException):
    pass


def _started(clerk, version, **more):
    return start_batch(
        source="cases", programme_id=version.programme_id, criteria={"missing_documents": True},
        use="missing_documents", template="", shared={"son_gun": "31.12.2026"}, actor=clerk, now=NOW, **more,
    )  # fmt: skip


def _run(batch, actor, work=run_batch, step=_step):
    return work(batch.pk, step=step, clock=lambda: NOW, actor_of=lambda _: actor)


def test_each_case_gets_a_letter_of_its_own_with_what_it_lacks(kayseri):
    clerk, version = make_actor("intake_clerk"), kitchen()
    cases = [opened(version, actor=clerk) for _ in range(3)]
    batch = _started(clerk, version)
    assert _run(batch, clerk) == BatchState.DONE
    letters = Letter.objects.filter(batch=batch)
    assert {one.case_id for one in letters} == {one.pk for one in cases}
    assert all("- Kimlik" in text_of(one).body and "31.12.2026" in text_of(one).body for one in letters)
    assert BackgroundTask.objects.get(pk=batch.task_id).state == "done"
    assert _run(batch, clerk) == "nothing to do"
    assert letters.count() == 3


def test_a_batch_goes_on_where_it_was_killed(kayseri):
    clerk, version = make_actor("intake_clerk"), kitchen()
    for _ in range(23):
        opened(version, actor=clerk)
    batch = _started(clerk, version)
    steps = []

    @contextmanager
    def dying():
        steps.append(1)
        if len(steps) == 2:
            raise _Killed
        yield

    with pytest.raises(_Killed):
        _run(batch, clerk, step=dying)
    assert Letter.objects.filter(batch=batch).count() == 20
    assert _run(batch, clerk) == BatchState.DONE
    assert Letter.objects.filter(batch=batch).count() == 23
    assert LetterBatchItem.objects.filter(batch=batch, letter__isnull=True).count() == 0


def test_a_stopped_batch_stops_between_two_steps(kayseri):
    clerk, version = make_actor("intake_clerk"), kitchen()
    opened(version, actor=clerk)
    batch = _started(clerk, version)
    tasks.cancel_task(batch.task_id, actor=clerk, now=NOW)
    assert _run(batch, clerk) == BatchState.CANCELLED
    assert not Letter.objects.filter(batch=batch).exists()


def test_a_case_that_cannot_be_written_to_says_why_and_keeps_no_other_waiting(kayseri):
    letters = [{"key": "eksik", "label": {"tr": "Eksik"}, "subject": "Eksikler", "use": "missing_documents",
                "body": "{basvuru_no}: {eksikler}"}]  # fmt: skip
    clerk, version = make_actor("intake_clerk"), kitchen(letters=letters)
    opened(version, actor=clerk)
    batch = _started(clerk, version)
    assert _run(batch, clerk) == BatchState.DONE
    item = LetterBatchItem.objects.get(batch=batch)
    assert (item.letter, "başvuru numarası" in item.problem) == (None, True)


def test_the_batch_is_approved_by_somebody_else_in_order_and_printed_as_one(kayseri):
    clerk, version = make_actor("intake_clerk"), kitchen()
    for _ in range(3):
        opened(version, actor=clerk)
    batch, manager = _started(clerk, version), make_actor("unit_manager")
    with pytest.raises(Conflict):
        start_approval(batch.pk, actor=manager, now=NOW)
    _run(batch, clerk)
    with pytest.raises(NotAllowed):
        start_approval(batch.pk, actor=clerk, now=NOW)
    batch = start_approval(batch.pk, actor=manager, now=NOW)
    assert _run(batch, manager, run_approval) == BatchState.APPROVED
    letters = list(Letter.objects.filter(batch=batch).order_by("batch_item__position"))
    assert [one.number for one in letters] == [1, 2, 3]
    cancel_letter(letters[0].pk, actor=manager, version=letters[0].version, reason="Gelmiş", now=NOW)
    reader = PdfReader(BytesIO(batch_file(batch.pk, actor=clerk, now=NOW).content))
    assert len(reader.pages) == 2
    assert all("Sayfa 1 / 1" in page.extract_text() for page in reader.pages)


def test_nobody_to_write_to_is_said_before_anything_is_made(kayseri):
    with pytest.raises(Invalid) as refused:
        _started(make_actor("intake_clerk"), kitchen())
    assert refused.value.problems[0].code == "nobody"


def test_a_batch_is_not_found_without_the_right(kayseri):
    clerk, version = make_actor("intake_clerk"), kitchen()
    opened(version, actor=clerk)
    batch = _started(clerk, version)
    with pytest.raises(NotFound):
        batch_file(batch.pk, actor=make_actor("job_coach"), now=NOW)
    assert Letter.objects.exclude(state=LetterState.DRAFT).count() == 0
