"""Letters in batches: one text to many cases, written and approved in the background."""

import datetime as dt
import uuid
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any, Final

from django.db import transaction

from apps.accounts.operations.checks import require
from apps.accounts.rights import Right
from apps.letters.enums import BatchState, LetterState
from apps.letters.models import Letter, LetterBatch, LetterBatchItem
from apps.letters.operations.approving import approve_letter
from apps.letters.operations.drafting import draft_for_batch
from apps.letters.operations.printing import PDF, OutFile, page_of
from apps.letters.printing.pages import print_letters
from apps.letters.queries.addressing import mark_protected
from apps.letters.registry import batch_source
from apps.programmes.queries import unit_of_programme
from omuz.kernel import audit, outbox, tasks
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict, DomainError, FieldProblem, Invalid, NotAllowed, NotFound
from omuz.kernel.reach import within

__all__ = [
    "MOST", "batch_file", "find_batch", "run_approval", "run_batch", "start_approval", "start_batch",
]  # fmt: skip

#: A pile that somebody can still sign.
MOST: Final = 500
_CHUNK: Final = 20
Step = Callable[[], AbstractContextManager[object]]
Clock = Callable[[], dt.datetime]
ActorOf = Callable[[uuid.UUID], Actor]


@transaction.atomic
def start_batch(
    *,
    source: str,
    programme_id: uuid.UUID,
    criteria: Mapping[str, Any],
    use: str,
    template: str,
    shared: Mapping[str, str],
    actor: Actor,
    now: dt.datetime,
) -> LetterBatch:
    """Choose the cases, keep the choice, and have a draft written for each in the background; return the batch.

    Raises:
        NotAllowed: without `letters.write` in that programme.
        NotFound: nobody offers such a choice, or no such programme.
        Invalid: no case fits, or more than 500.
    """
    require(actor, Right.LETTERS_WRITE)
    offered, unit_id = batch_source(source), unit_of_programme(programme_id)
    if offered is None or unit_id is None:
        raise NotFound
    chosen = offered.choose(programme_id, criteria, actor=actor, today=local_date(now), limit=MOST + 1)
    if not chosen:
        raise Invalid([FieldProblem("criteria", "nobody", "Bu seçime uyan dosya yok.", "Seçimi genişletin.")])
    if len(chosen) > MOST:
        raise Invalid([FieldProblem("criteria", "too_many", f"Seçime {MOST} dosyadan fazlası uyuyor.", "Daraltın.")])
    batch = LetterBatch(
        programme_id=programme_id, unit_id=unit_id, use=use, template=template, source=source,
        criteria=dict(criteria), shared=dict(shared), requested_by_id=actor.id, requested_at=now,
    )  # fmt: skip
    batch.task_id = tasks.queue_task(kind="letters.draft", actor=actor, now=now, total=len(chosen)).pk
    batch.save(force_insert=True)
    if not LetterBatch.objects.filter(within(actor, Right.LETTERS_WRITE), pk=batch.pk).exists():
        raise NotAllowed
    LetterBatchItem.objects.bulk_create(
        LetterBatchItem(
            batch=batch, position=position, person_id=one.person_id, case_id=one.case_id,
            programme_version_id=one.programme_version_id,
        )
        for position, one in enumerate(chosen, start=1)
    )  # fmt: skip
    audit.record(actor=actor, action="letter_batch.started", subject=batch, after={"cases": len(chosen)}, now=now)
    outbox.publish("letters.draft", batch.pk, now=now)
    return batch


def find_batch(batch_id: uuid.UUID, *, actor: Actor) -> LetterBatch:
    """Return a batch within the actor's reach.

    Raises:
        NotFound: there is none.
    """
    batch = LetterBatch.objects.visible_to(actor).select_related("programme", "unit").filter(pk=batch_id).first()
    if batch is None:
        raise NotFound
    return batch


def run_batch(batch_id: uuid.UUID, *, step: Step, clock: Clock, actor_of: ActorOf) -> str:
    """Write the drafts of a batch, twenty in a transaction; goes on where an earlier run was stopped or killed.

    A case whose letter cannot be written says why and keeps no other waiting.
    """
    return _work(batch_id, BatchState.RUNNING, BatchState.DONE, _draft_some, step=step, clock=clock, actor_of=actor_of)


def run_approval(batch_id: uuid.UUID, *, step: Step, clock: Clock, actor_of: ActorOf) -> str:
    """Approve the drafts of a batch, twenty in a transaction; goes on where an earlier run was stopped or killed."""
    return _work(
        batch_id, BatchState.APPROVING, BatchState.APPROVED, _approve_some, step=step, clock=clock, actor_of=actor_of
    )


Some = Callable[[LetterBatch, Actor, dt.datetime], bool]


def _work(
    batch_id: uuid.UUID, running: BatchState, done: BatchState, some: Some, *, step: Step, clock: Clock,
    actor_of: ActorOf,
) -> str:  # fmt: skip
    while True:
        with step():
            batch = LetterBatch.objects.select_for_update().filter(pk=batch_id, state=running).first()
            if batch is None:
                return "nothing to do"
            now, task_id = clock(), batch.task_id
            if task_id is not None and not tasks.start_task(task_id, now=now) and tasks.is_cancelled(task_id):
                tasks.stop_task(task_id, now=now)
                return _ended(batch, BatchState.CANCELLED, now)
            try:
                actor = actor_of(batch.approved_by_id if running == BatchState.APPROVING and batch.approved_by_id
                                 else batch.requested_by_id)  # fmt: skip
            except NotAllowed as error:
                if task_id is not None:
                    tasks.fail_task(task_id, error, now=now)
                return _ended(batch, BatchState.CANCELLED, now)
            goes_on = some(batch, actor, now)
            if task_id is not None:
                tasks.progress(task_id, done=_done_of(batch, running))
            if not goes_on:
                if task_id is not None:
                    tasks.finish_task(task_id, now=now, result=("letters.letterbatch", batch.pk))
                return _ended(batch, done, now)


def _done_of(batch: LetterBatch, running: BatchState) -> int:
    if running == BatchState.APPROVING:
        return Letter.objects.filter(batch=batch).exclude(state=LetterState.DRAFT).count()
    return LetterBatchItem.objects.filter(batch=batch, done_at__isnull=False).count()


def _ended(batch: LetterBatch, state: BatchState, now: dt.datetime) -> str:
    batch.state, batch.finished_at = state, now
    batch.version += 1
    batch.save(update_fields=["state", "finished_at", "version", "updated_at"])
    return state.value


def _draft_some(batch: LetterBatch, actor: Actor, now: dt.datetime) -> bool:
    waiting = LetterBatchItem.objects.filter(batch=batch, done_at__isnull=True).order_by("position")
    items = list(waiting.select_for_update()[:_CHUNK])
    offered = batch_source(batch.source)
    keys = [item.case_id for item in items]
    known = offered.values(keys, today=local_date(now)) if offered is not None else {}
    for item in items:
        values = {**known.get(item.case_id, {}), **batch.shared}
        try:
            with transaction.atomic():
                item.letter = draft_for_batch(item, values=values, actor=actor, now=now)
        except DomainError as error:
            item.problem = " ".join([error.message, *(one.message for one in error.problems)])[:240]
        item.done_at = now
        item.version += 1
        item.save(update_fields=["letter", "problem", "done_at", "version", "updated_at"])
    return waiting.exists()


@transaction.atomic
def start_approval(batch_id: uuid.UUID, *, actor: Actor, now: dt.datetime) -> LetterBatch:
    """Have every draft of a batch approved in the background by the actor, who did not write it; return the batch.

    Raises:
        NotFound, NotAllowed: out of reach, without `letters.approve`, one's own batch.
        Conflict: it is being written, or approved already.
    """
    require(actor, Right.LETTERS_APPROVE)
    find_batch(batch_id, actor=actor)
    batch = LetterBatch.objects.select_for_update().get(pk=batch_id)
    if batch.state != BatchState.DONE:
        raise Conflict(
            "batch_state", f"Toplu yazı “{BatchState(batch.state).label}” durumunda.", remedy="Sayfayı yenileyin."
        )
    if batch.requested_by_id == actor.id:
        raise NotAllowed(
            "second_person_needed", "Kendi hazırlattığınız toplu yazıyı siz onaylayamazsınız.",
            remedy="Onayı yetkili başka biri vermeli.",
        )  # fmt: skip
    drafts = Letter.objects.filter(batch=batch, state=LetterState.DRAFT).count()
    batch.task_id = tasks.queue_task(kind="letters.approve", actor=actor, now=now, total=drafts).pk
    batch.state, batch.approved_by_id, batch.finished_at = BatchState.APPROVING, actor.id, None
    batch.version += 1
    batch.save(update_fields=["task_id", "state", "approved_by_id", "finished_at", "version", "updated_at"])
    audit.record(actor=actor, action="letter_batch.approval_started", subject=batch, after={"drafts": drafts}, now=now)
    outbox.publish("letters.approve", batch.pk, now=now)
    return batch


def _approve_some(batch: LetterBatch, actor: Actor, now: dt.datetime) -> bool:
    waiting = LetterBatchItem.objects.filter(batch=batch, letter__state=LetterState.DRAFT, problem="")
    items = list(waiting.order_by("position").select_related("letter")[:_CHUNK])
    for item in items:
        if item.letter is None:
            continue
        try:
            with transaction.atomic():
                approve_letter(item.letter.pk, actor=actor, version=item.letter.version, now=now)
        except DomainError as error:
            item.problem = " ".join([error.message, *(one.message for one in error.problems)])[:240]
            item.version += 1
            item.save(update_fields=["problem", "version", "updated_at"])
    return waiting.exists()


@transaction.atomic
def batch_file(batch_id: uuid.UUID, *, actor: Actor, now: dt.datetime) -> OutFile:
    """Return the letters of a batch that the actor may find as one PDF, in order; cancelled ones are left out.

    It is made when it is asked for: official numbers that came in since stand on it, and nobody is in it whom this
    reader may not find.

    Raises:
        NotFound: no such batch, or no letter in it.
    """
    batch = find_batch(batch_id, actor=actor)
    rows = Letter.objects.visible_to(actor).filter(batch=batch).exclude(state=LetterState.CANCELLED)
    letters = list(rows.select_related("unit").order_by("batch_item__position"))
    if not letters:
        raise NotFound("no_letters", "Bu toplu yazıda basılacak yazı yok.", remedy="Hazırlanmasını bekleyin.")
    mark_protected(letters, on=local_date(now))
    content = print_letters([page_of(one) for one in letters], title="Yazılar", printed_on=local_date(now))
    audit.record_many(
        [audit.Entry(action="letter.printed", subject=one, person_id=one.person_id) for one in letters],
        actor=actor, now=now,
    )  # fmt: skip
    return OutFile(f"yazilar-{local_date(now):%Y%m%d}.pdf", PDF, content)
