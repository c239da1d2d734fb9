"""Walking a file in batches: first to say what would happen, then to let it happen.

Each batch is one transaction and each row has its state, so a task may be killed anywhere, delivered twice or run
again: what is done is not done twice, what is not done is done later. The file is streamed anew in both passes;
nothing of it is stored outside of its sealed copy but the rows' keyed hashes and, sealed, what is wrong with them.
"""

import datetime as dt
import json
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

from django.db import DatabaseError, IntegrityError, connection, transaction

from apps.people.enums import ImportDecision, ImportRowState, ImportState
from apps.people.importing import files
from apps.people.importing.guarded import OpenedTarget, opened, refuse_closed, write_guarded
from apps.people.importing.rows import RowReader
from apps.people.importing.targets import (
    ImportSettings,
    ReadRow,
    RowProblem,
    TargetSession,
    Verdict,
)
from apps.people.models.imports import PROBLEMS_FIELD, ImportJob, ImportRow
from omuz.kernel import crypto, tasks
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.context import require_municipality
from omuz.kernel.errors import DomainError
from omuz.kernel.models.bulk import insert_many
from omuz.tabular.errors import FileRefused, Problem
from omuz.tabular.fields import ParseContext
from omuz.tabular.rows import Row
from omuz.tabular.source import open_source
from omuz.tabular.table import Table, find_table

BATCH: Final = 500

_S = ImportRowState
#: Rows in these states have become, or been found to be, a record.
SETTLED: Final = (_S.IMPORTED, _S.UPDATED, _S.UNCHANGED)

#: Rows in these states are done: checking the file anew, with other columns perhaps, leaves them alone.
WRITTEN: Final = (_S.IMPORTED, _S.UPDATED)

#: One transaction in the municipality.
Step = Callable[[], AbstractContextManager[object]]
Clock = Callable[[], dt.datetime]
ActorOf = Callable[[ImportJob], Actor]


class Superseded(Exception):  # noqa: N818 - no error: a newer delivery of the task has taken over
    """Somebody else works on the job now."""


class Cancelled(Exception):  # noqa: N818 - no error: the sender has stopped the import
    """The sender asked to stop."""


@dataclass(slots=True)
class Pass:
    """One pass over a job's file."""

    job_id: uuid.UUID
    attempt: int
    step: Step
    clock: Clock
    settings: ImportSettings
    session: TargetSession
    reader: RowReader
    table: Table
    kind: str
    task_id: uuid.UUID | None
    done: int = 0
    seen_tokens: dict[str, int] = field(default_factory=dict)
    seen_keys: dict[tuple[str, str], int] = field(default_factory=dict)

    def locked_job(self) -> ImportJob:
        """Return the job, locked for this batch. Raises Superseded or Cancelled."""
        job = ImportJob.objects.select_for_update().get(pk=self.job_id)
        if job.attempt != self.attempt:
            raise Superseded
        if job.cancel_requested or (self.task_id is not None and tasks.is_cancelled(self.task_id)):
            raise Cancelled
        return job

    def show(self, job: ImportJob, *, total: int | None = None) -> None:
        """Show the progress in the job and in the sender's tray."""
        job.done = self.done
        if self.task_id is not None:
            tasks.progress(self.task_id, done=self.done, total=total)


def check_job(job_id: uuid.UUID, *, step: Step, clock: Clock, actor_of: ActorOf) -> ImportState:
    """Read the whole file, say of each row what would happen, and return the job's new state.

    Nothing is written but the job and its rows. A file that is refused while it is read ends the job as REFUSED.
    """
    return _walk(job_id, ImportState.CHECKING, step=step, clock=clock, actor_of=actor_of, work=_check_all)


def run_job(job_id: uuid.UUID, *, step: Step, clock: Clock, actor_of: ActorOf) -> ImportState:
    """Write what the check found to be new or changed and what has been decided; return the job's new state."""
    return _walk(job_id, ImportState.RUNNING, step=step, clock=clock, actor_of=actor_of, work=_run_all)


def _walk(
    job_id: uuid.UUID,
    state: ImportState,
    *,
    step: Step,
    clock: Clock,
    actor_of: ActorOf,
    work: Callable[[Pass], ImportState],
) -> ImportState:
    walk: Pass | None = None
    try:
        walk = _begin(job_id, state, step=step, clock=clock, actor_of=actor_of)
        if walk is None:
            return ImportState.FAILED
        outcome = work(walk)
    except Superseded:
        return state
    except Cancelled:
        return _end(job_id, ImportState.CANCELLED, step=step, clock=clock)
    except FileRefused as refusal:
        return _end(job_id, ImportState.REFUSED, step=step, clock=clock, refusal=refusal)
    except Exception as error:
        _end(job_id, ImportState.FAILED, step=step, clock=clock, error=error)
        raise
    return _end(job_id, outcome, step=step, clock=clock)


def _begin(job_id: uuid.UUID, state: ImportState, *, step: Step, clock: Clock, actor_of: ActorOf) -> Pass | None:
    with step():
        job = ImportJob.objects.select_for_update().filter(pk=job_id, state=state).first()
        if job is None or job.file_id is None:
            return None
        now = clock()
        job.attempt += 1
        job.started_at = job.started_at or now
        job.save(update_fields=["attempt", "started_at", "updated_at"])
        if job.task_id is not None:
            tasks.start_task(job.task_id, now=now)
        content = files.read_source(job)
        layout = files.open_layout(job)
        settings = settings_of(job, actor=actor_of(job), now=now)
        target = _opened(job.kind, settings)
        session = target.session(settings)
    source = open_source(content)
    table = find_table(source, target.fields, sheet=layout.sheet, header_row=layout.header_row)
    context = ParseContext(today=settings.today, is_demo=settings.is_demo)
    columns = {int(column): key for column, key in job.columns.items()}
    width = len(table.headings) if source.kind == "csv" else None
    reader = RowReader(target.fields, columns, context, strict_width=width)
    return Pass(job_id, job.attempt, step, clock, settings, session, reader, table, job.kind, job.task_id)


def _opened(kind: str, settings: ImportSettings) -> OpenedTarget:
    """Return the kind as it stands today: a grant may have ended since the file was sent. Raises FileRefused."""
    try:
        refuse_closed(kind, settings)
        return opened(kind, on=settings.today)
    except LookupError as error:
        raise FileRefused("unknown_import", "Bu liste artık içe aktarılamaz.", "") from error
    except DomainError as error:
        raise FileRefused(error.code, error.message, error.remedy or "") from error


def settings_of(job: ImportJob, *, actor: Actor, now: dt.datetime) -> ImportSettings:
    """Return what the job's rows are read and written with."""
    return ImportSettings(
        actor=actor,
        now=now,
        today=local_date(now),
        is_demo=require_municipality().is_demo,
        options=job.options,
        columns={key: int(column) for column, key in job.columns.items()},
    )


def _end(
    job_id: uuid.UUID,
    state: ImportState,
    *,
    step: Step,
    clock: Clock,
    refusal: FileRefused | None = None,
    error: BaseException | None = None,
) -> ImportState:
    with step():
        now = clock()
        job = ImportJob.objects.select_for_update().get(pk=job_id)
        job.state = state
        job.counts = count_states(job_id)
        job.finished_at = now
        job.cancel_requested = False
        if refusal is not None:
            job.problem_code, job.problem = refusal.code, f"{refusal.message} {refusal.remedy}"
        elif error is not None:
            job.problem_code, job.problem = "failed", tasks.tray.UNEXPECTED
        job.save()
        if job.task_id is not None:
            _end_task(job, refusal, error, now)
    return state


def _end_task(job: ImportJob, refusal: FileRefused | None, error: BaseException | None, now: dt.datetime) -> None:
    if job.task_id is None:
        return
    if job.state == ImportState.CANCELLED:
        tasks.stop_task(job.task_id, now=now)
    elif refusal is not None or error is not None:
        tasks.fail_task(job.task_id, error or RuntimeError(job.problem_code), now=now)
    else:
        tasks.finish_task(job.task_id, now=now, result=("people.importjob", job.pk))


def count_states(job_id: uuid.UUID) -> dict[str, int]:
    """Return how many of the job's rows stand in each state."""
    counts: Counter[str] = Counter(ImportRow.objects.filter(job=job_id).values_list("state", flat=True).iterator())
    return dict(counts)


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        yield batch


# --- the check ---------------------------------------------------------------------------------------------------


def _check_all(walk: Pass) -> ImportState:
    problems: Counter[str] = Counter()
    with walk.step():
        walk.locked_job()
        ImportRow.objects.filter(job=walk.job_id).exclude(state__in=WRITTEN).delete()
    for batch in _batches(walk.table.rows()):
        with walk.step():
            job = walk.locked_job()
            _check_batch(walk, batch, problems)
            walk.done += len(batch)
            walk.show(job)
            job.save(update_fields=["done", "updated_at"])
    with walk.step():
        job = walk.locked_job()
        job.total, job.checked_at, job.problem_counts = walk.done, walk.clock(), dict(problems)
        job.save(update_fields=["total", "checked_at", "problem_counts", "updated_at"])
    return ImportState.READY


def _check_batch(walk: Pass, batch: Sequence[Row], problems: Counter[str]) -> None:
    numbers = [row.number for row in batch]
    written = set(ImportRow.objects.filter(job=walk.job_id, number__in=numbers).values_list("number", flat=True))
    rows = [walk.reader.read(row, walk.kind) for row in batch if row.number not in written]
    verdicts = judge(walk, rows)
    stored = []
    for row, verdict in zip(rows, verdicts, strict=True):
        found = [*row.problems, *verdict.problems]
        problems.update(f"{one.field}:{one.problem.code}" for one in found)
        stored.append(_stored_row(walk.job_id, row, verdict, found))
    insert_many(stored)
    walk.session.release()


def _stored_row(job_id: uuid.UUID, row: ReadRow, verdict: Verdict, found: Sequence[RowProblem]) -> ImportRow:
    stored = ImportRow(
        job_id=job_id,
        number=row.number,
        state=verdict.state,
        row_token=row.token,
        subject_id=verdict.subject_id,
        matches=[str(match) for match in verdict.matches],
    )
    said = [*found, *row.notes]
    if said:
        stored.sealed_problems = seal_problems(stored.pk, said)
    return stored


def seal_problems(row_id: uuid.UUID, problems: Sequence[RowProblem]) -> bytes:
    """Return problems as stored with their row: they repeat what stood in cells, so they are sealed."""
    plain = [
        {
            "column": one.column,
            "field": one.field,
            "code": one.problem.code,
            "message": one.problem.message,
            "remedy": one.problem.remedy,
        }
        for one in problems
    ]
    return crypto.seal_text(json.dumps(plain, ensure_ascii=False), field=PROBLEMS_FIELD, row_id=row_id)


def open_problems(row: ImportRow) -> list[dict[str, Any]]:
    """Return a stored row's problems and notes: {"column", "field", "code", "message", "remedy"}."""
    if not row.sealed_problems:
        return []
    found: list[dict[str, Any]] = json.loads(
        crypto.open_text(bytes(row.sealed_problems), field=PROBLEMS_FIELD, row_id=row.pk)
    )
    return found


def judge(walk: Pass, rows: Sequence[ReadRow]) -> list[Verdict]:
    """Return what would happen to each row, against the file's earlier rows and against what is stored."""
    known = _imported_before(walk, rows)
    verdicts: dict[int, Verdict] = {}
    open_rows: list[ReadRow] = []
    for row in rows:
        if not row.problems:
            walk.session.check(row)
        if row.problems:
            verdicts[row.number] = Verdict(_S.INVALID)
        elif row.token in known:
            verdicts[row.number] = Verdict(_S.UNCHANGED, known[row.token])
        elif (verdict := _within_file(walk, row)) is not None:
            verdicts[row.number] = verdict
        else:
            open_rows.append(row)
    if open_rows:
        for row, verdict in zip(open_rows, walk.session.match(open_rows), strict=True):
            verdicts[row.number] = verdict
    return [verdicts[row.number] for row in rows]


def _imported_before(walk: Pass, rows: Sequence[ReadRow]) -> dict[str, uuid.UUID]:
    tokens = [row.token for row in rows]
    found = ImportRow.objects.filter(
        row_token__in=tokens, state__in=SETTLED, subject_id__isnull=False, job__kind=walk.kind
    ).values_list("row_token", "subject_id")
    known = {token: subject for token, subject in found if subject is not None}
    standing = walk.session.existing(list(known.values())) if known else set()
    return {token: subject for token, subject in known.items() if subject in standing}


def _within_file(walk: Pass, row: ReadRow) -> Verdict | None:
    earlier = walk.seen_tokens.setdefault(row.token, row.number)
    if earlier != row.number:
        note = _row_problem("same_row", f"Satır {earlier} ile aynı.", "Bir kez alınır; bir şey yapmanız gerekmez.")
        return Verdict(_S.SKIPPED, problems=(note,))
    held: Verdict | None = None
    for name, value, sure in walk.session.keys(row):
        other = walk.seen_keys.setdefault((name, value), row.number)
        if other == row.number:
            continue
        if sure:
            problem = _row_problem(
                "duplicate_in_file",
                f"Satır {other} ile aynı kişi ({name}).",
                "İki satırı birleştirin ya da yanlış olanı düzeltin.",
            )
            return Verdict(_S.INVALID, problems=(problem,))
        held = Verdict(
            _S.HELD,
            problems=(
                _row_problem(
                    "likely_duplicate_in_file", f"Satır {other} ile aynı kişi olabilir ({name}).", "Karar verin."
                ),
            ),
        )
    return held


def _row_problem(code: str, message: str, remedy: str) -> RowProblem:
    return RowProblem(None, "", Problem(code, message, remedy))


# --- the run -----------------------------------------------------------------------------------------------------


def _run_all(walk: Pass) -> ImportState:
    for batch in _batches(walk.table.rows()):
        with walk.step():
            job = walk.locked_job()
            _run_batch(walk, batch)
            walk.done += len(batch)
            walk.show(job, total=job.total)
            job.save(update_fields=["done", "updated_at"])
    return ImportState.DONE


def _run_batch(walk: Pass, batch: Sequence[Row]) -> None:
    numbers = [row.number for row in batch]
    stored = {row.number: row for row in ImportRow.objects.filter(job=walk.job_id, number__in=numbers)}
    waiting = {number: row for number, row in stored.items() if _is_waiting(row)}
    if not waiting:
        return
    rows = [walk.reader.read(row, walk.kind) for row in batch if row.number in waiting]
    for row in rows:
        walk.session.check(row)
    to_create, to_update = _sort_out(walk, rows, waiting)
    _create(walk, to_create, waiting)
    _update(walk, to_update, waiting)
    _store_outcomes(waiting.values(), now=walk.clock())
    walk.session.release()


def _store_outcomes(rows: Iterable[ImportRow], *, now: dt.datetime) -> None:
    """Store what became of the rows: one statement for their states, another for the few with something to say."""
    rows = list(rows)
    table = connection.ops.quote_name(ImportRow._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} AS r SET state = v.state, subject_id = v.subject, updated_at = %s "  # noqa: S608
            "FROM unnest(%s::uuid[], %s::text[], %s::uuid[]) AS v(id, state, subject) WHERE r.id = v.id",
            [now, [row.pk for row in rows], [str(row.state) for row in rows], [row.subject_id for row in rows]],
        )
    telling = [row for row in rows if row.sealed_problems or row.matches]
    if telling:
        ImportRow.objects.bulk_update(telling, ["matches", "sealed_problems"], batch_size=BATCH)


def _is_waiting(row: ImportRow) -> bool:
    return row.state in (_S.VALID, _S.CHANGED) or (row.state == _S.HELD and bool(row.decision))


def _sort_out(
    walk: Pass, rows: Sequence[ReadRow], waiting: dict[int, ImportRow]
) -> tuple[list[ReadRow], list[tuple[ReadRow, uuid.UUID]]]:
    """Return the rows to create and those to update. Since the check, others may have registered the same people."""
    known = _imported_before(walk, rows)
    create: list[ReadRow] = []
    update: list[tuple[ReadRow, uuid.UUID]] = []
    open_rows: list[ReadRow] = []
    for row in rows:
        stored = waiting[row.number]
        if row.token in known:
            stored.state, stored.subject_id = _S.UNCHANGED, known[row.token]
        elif stored.decision == ImportDecision.SKIP:
            stored.state = _S.SKIPPED
        elif stored.decision == ImportDecision.CREATE:
            create.append(row)
        elif stored.decision == ImportDecision.SAME and stored.subject_id is not None:
            update.append((row, stored.subject_id))
        else:
            open_rows.append(row)
    for row, verdict in zip(open_rows, walk.session.match(open_rows) if open_rows else (), strict=True):
        _apply_verdict(row, verdict, waiting[row.number], create, update)
    return create, update


def _apply_verdict(
    row: ReadRow,
    verdict: Verdict,
    stored: ImportRow,
    create: list[ReadRow],
    update: list[tuple[ReadRow, uuid.UUID]],
) -> None:
    if verdict.state == _S.VALID:
        create.append(row)
    elif verdict.state == _S.CHANGED and verdict.subject_id is not None:
        update.append((row, verdict.subject_id))
    else:
        stored.state, stored.subject_id = verdict.state, verdict.subject_id
        stored.matches = [str(match) for match in verdict.matches]
        if verdict.problems:
            stored.sealed_problems = seal_problems(stored.pk, verdict.problems)


def _create(walk: Pass, rows: Sequence[ReadRow], waiting: dict[int, ImportRow]) -> None:
    if not rows:
        return
    try:
        with transaction.atomic():
            subjects: Sequence[uuid.UUID | None] = walk.session.create(rows)
    except (IntegrityError, DatabaseError):
        # One row of the batch hits a constraint, a race with a clerk at the desk perhaps: the others go in alone.
        subjects = [_create_alone(walk, row, waiting[row.number]) for row in rows]
    made = [(row, subject) for row, subject in zip(rows, subjects, strict=True) if subject is not None]
    for row, subject in made:
        waiting[row.number].state, waiting[row.number].subject_id = _S.IMPORTED, subject
    write_guarded(walk.kind, made, walk.settings)


def _create_alone(walk: Pass, row: ReadRow, stored: ImportRow) -> uuid.UUID | None:
    try:
        with transaction.atomic():
            return walk.session.create([row])[0]
    except (IntegrityError, DatabaseError):
        problem = _row_problem(
            "not_written",
            "Kayıt yazılamadı; aynı bilgi bu sırada başka biri tarafından kaydedilmiş olabilir.",
            "Kişiyi arayın; yoksa satırı yeniden gönderin.",
        )
        stored.state, stored.sealed_problems = _S.INVALID, seal_problems(stored.pk, [problem])
        return None


def _update(walk: Pass, rows: Sequence[tuple[ReadRow, uuid.UUID]], waiting: dict[int, ImportRow]) -> None:
    if not rows:
        return
    for (row, subject), changed in zip(rows, walk.session.update(rows), strict=True):
        stored = waiting[row.number]
        stored.state, stored.subject_id = (_S.UPDATED if changed else _S.UNCHANGED), subject
    write_guarded(walk.kind, rows, walk.settings)
