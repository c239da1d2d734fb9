"""Imports: a file comes in, its columns are named, its rows are checked, decided upon and let in.

The heavy part runs in a task, in batches; see `apps.people.importing.engine`.
"""

import datetime as dt
import io
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from django.conf import settings as django_settings
from django.db import transaction

from apps.documents import operations as documents
from apps.documents.enums import FileKind
from apps.people.enums import ImportDecision, ImportRowState, ImportState
from apps.people.importing import engine, files
from apps.people.importing.engine import Clock, Step, check_job, run_job
from apps.people.importing.files import Layout, open_layout, seal_layout
from apps.people.importing.guarded import opened
from apps.people.importing.targets import (
    ImportSettings,
    ImportTarget,
    ReadRow,
    RowProblem,
    TargetSession,
    Verdict,
    register_target,
    target_kinds,
    target_of,
)
from apps.people.models.imports import ImportJob, ImportMapping, ImportRow
from omuz.kernel import audit, outbox, tasks
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict, DomainError, NotAllowed, NotFound
from omuz.tabular.badrows import BadRow, CellProblem, write_bad_rows
from omuz.tabular.errors import FileRefused, Problem
from omuz.tabular.fields import fold_words
from omuz.tabular.headings import guess_mapping
from omuz.tabular.rows import as_text
from omuz.tabular.source import CsvSource, open_source
from omuz.tabular.table import Table, find_table
from omuz.tabular.template import write_template

__all__ = [
    "CSV",
    "OPTION_NAMES",
    "XLSX",
    "ImportSettings",
    "ImportTarget",
    "OutFile",
    "ReadRow",
    "RowProblem",
    "TargetSession",
    "Verdict",
    "bad_rows_file",
    "cancel_import",
    "check_job",
    "decide_rows",
    "forget_mapping",
    "map_columns",
    "register_target",
    "request_check",
    "request_run",
    "run_job",
    "sample_rows",
    "save_mapping",
    "start_import",
    "target_kinds",
    "target_of",
    "template_file",
    "work_through",
]

#: How long a sent file is kept after the import was last touched.
KEEP_FILE: Final = dt.timedelta(days=30)
_REMAPPABLE: Final = (ImportState.UPLOADED, ImportState.READY, ImportState.CANCELLED, ImportState.FAILED)
_RUNNABLE: Final = (ImportState.READY, ImportState.CANCELLED, ImportState.FAILED, ImportState.DONE)
#: What a sender may say about an import; anything else is refused.
OPTION_NAMES: Final = frozenset(
    {"unit_id", "programme_id", "channel", "registered_on", "source", "existing", "missing_reason"}
)
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV: Final = "text/csv"


@dataclass(frozen=True, slots=True)
class OutFile:
    """A file to hand out."""

    name: str
    media_type: str
    content: bytes


def _target(kind: str, actor: Actor, now: dt.datetime) -> ImportTarget:
    """Return the kind's target as it stands today.

    Raises NotFound for a kind that is unknown or behind a capability that no programme has on, NotAllowed without its
    right.
    """
    try:
        target = opened(kind, on=local_date(now))
    except LookupError as error:
        raise NotFound("unknown_import", "Böyle bir içe aktarma yok.") from error
    if actor.kind != "system" and not actor.can(target.right):
        raise NotAllowed
    return target


def refused(refusal: FileRefused) -> DomainError:
    """Return a refused file as the domain's error."""
    return DomainError(refusal.code, refusal.message, remedy=refusal.remedy, field="file")


@transaction.atomic
def start_import(content: bytes, *, file_name: str, kind: str, actor: Actor, now: dt.datetime) -> ImportJob:
    """Keep a sent file sealed and return its job, the columns guessed. Nothing but the file's top has been read.

    Raises:
        NotAllowed: without the right to import this kind.
        DomainError: the file is hostile, broken, or no table; `code` says which.
    """
    target = _target(kind, actor, now)
    try:
        layout = _look_at(content, file_name, target, sheet=None, header_row=None)
    except FileRefused as refusal:
        raise refused(refusal) from refusal
    stored = documents.store_file(
        content,
        name=file_name,
        kind=FileKind.IMPORT_SOURCE,
        media_type=XLSX if layout.file_kind == "xlsx" else CSV,
        actor=actor,
        now=now,
        is_special=True,
        expires_at=now + KEEP_FILE,
    )
    job = ImportJob(
        kind=kind, file=stored, content_token=stored.content_token, requested_by_id=actor.id, requested_at=now
    )
    job.sealed_layout = seal_layout(layout, job_id=job.pk)
    job.columns = _guessed_columns(layout, kind)
    job.save(force_insert=True)
    audit.record(actor=actor, action="import.uploaded", subject=job, now=now)
    return job


def _look_at(
    content: bytes, file_name: str, target: ImportTarget, *, sheet: str | None, header_row: int | None
) -> Layout:
    source = open_source(content)
    table: Table = find_table(source, target.fields, sheet=sheet, header_row=header_row)
    guesses = guess_mapping(table.headings, table.samples, target.fields)
    dialect = source.dialect if isinstance(source, CsvSource) else None
    return Layout(
        file_name=file_name[:200],
        file_kind=source.kind,
        sheet=table.sheet,
        sheets=[one.name for one in source.sheets if not one.hidden],
        header_row=table.header_row,
        headings=list(table.headings),
        guesses=[{"field": one.field, "score": one.score, "others": list(one.others)} for one in guesses],
        encoding=dialect.encoding if dialect else "",
        delimiter=dialect.delimiter if dialect else "",
    )


def _guessed_columns(layout: Layout, kind: str) -> dict[str, str]:
    """Return the guesses, or a kept mapping under which the sender's headings are all known."""
    folded = {fold_words(heading) for heading in layout.headings}
    for kept in ImportMapping.objects.filter(kind=kind).order_by("-updated_at")[:50]:
        if set(kept.columns) == folded:
            return _apply_mapping(layout, kept.columns)
    return {str(column): one["field"] for column, one in enumerate(layout.guesses) if one["field"]}


def _apply_mapping(layout: Layout, columns: Mapping[str, str | None]) -> dict[str, str]:
    named: dict[str, str] = {}
    for column, heading in enumerate(layout.headings):
        field = columns.get(fold_words(heading))
        if field and field not in named.values():
            named[str(column)] = field
    return named


def _locked(job_id: uuid.UUID, actor: Actor, states: tuple[ImportState, ...]) -> ImportJob:
    found = ImportJob.objects.visible_to(actor).filter(pk=job_id).values_list("pk", flat=True).first()
    job = ImportJob.objects.select_for_update(of=("self",)).filter(pk=found).first() if found else None
    if job is None:
        raise NotFound
    if job.state not in states:
        raise Conflict(
            "import_state",
            f"İçe aktarma “{ImportState(job.state).label}” durumunda; bu işlem yapılamaz.",
            remedy="Sayfayı yenileyin.",
        )
    return job


@transaction.atomic
def map_columns(
    job_id: uuid.UUID,
    *,
    columns: Mapping[str, str] | None = None,
    mapping_name: str = "",
    options: Mapping[str, Any] | None = None,
    sheet: str | None = None,
    header_row: int | None = None,
    actor: Actor,
    now: dt.datetime,
) -> ImportJob:
    """Say what each column means (column from 0 -> field), or which kept mapping does; return the job.

    With another sheet or line of headings the columns are guessed anew. The rows found so far are forgotten.

    Raises:
        NotFound: no such job of the actor, or no mapping of that name.
        Conflict: the job is being worked on, or is done.
        DomainError: an unknown field or option, a field given twice, no field that names the record.
    """
    job = _locked(job_id, actor, _REMAPPABLE)
    target = _target(job.kind, actor, now)
    layout = open_layout(job)
    if (sheet is not None and sheet != layout.sheet) or (header_row is not None and header_row != layout.header_row):
        try:
            content = files.read_source(job)
            layout = _look_at(content, layout.file_name, target, sheet=sheet or layout.sheet, header_row=header_row)
        except FileRefused as refusal:
            raise refused(refusal) from refusal
        job.sealed_layout = seal_layout(layout, job_id=job.pk)
        job.columns = _guessed_columns(layout, job.kind)
    if mapping_name:
        kept = ImportMapping.objects.filter(kind=job.kind, name=mapping_name).first()
        if kept is None:
            raise NotFound("unknown_mapping", f"“{mapping_name}” adlı eşleştirme yok.")
        job.columns = _apply_mapping(layout, kept.columns)
    if columns is not None:
        job.columns = _checked_columns(columns, target, len(layout.headings))
    if options is not None:
        job.options = _checked_options(options)
    job.state, job.counts, job.problem_counts, job.problem, job.problem_code = ImportState.UPLOADED, {}, {}, "", ""
    job.save()
    ImportRow.objects.filter(job=job).exclude(state__in=engine.WRITTEN).delete()
    return job


def _checked_columns(columns: Mapping[str, str], target: ImportTarget, width: int) -> dict[str, str]:
    known, places = {one.key for one in target.fields}, {str(place) for place in range(width)}
    chosen: dict[str, str] = {}
    for column, field in columns.items():
        if not field:
            continue
        if str(column) not in places or field not in known:
            raise DomainError("unknown_column", "Sütun ya da alan bilinmiyor.", field=f"columns.{column}")
        if field in chosen.values():
            label = next(one.label for one in target.fields if one.key == field)
            raise DomainError(
                "field_twice", f"“{label}” iki sütuna verilmiş.", field=f"columns.{column}", remedy="Birini bırakın."
            )
        chosen[str(column)] = field
    return chosen


def _checked_options(options: Mapping[str, Any]) -> dict[str, Any]:
    unknown = set(options) - OPTION_NAMES
    if unknown:
        raise DomainError("unknown_option", "Bu ayar bilinmiyor.", field=f"options.{min(unknown)}")
    kept = {name: str(value) for name, value in options.items() if value not in (None, "")}
    if "missing_reason" in options:
        kept["missing_reason"] = str(options["missing_reason"] or "")
    try:
        if "registered_on" in kept:
            dt.date.fromisoformat(kept["registered_on"])
        for name in ("unit_id", "programme_id"):
            if name in kept:
                uuid.UUID(kept[name])
    except ValueError as error:
        raise DomainError("malformed_option", "Ayarlardan biri okunamadı.", field="options") from error
    return kept


@transaction.atomic
def save_mapping(job_id: uuid.UUID, *, name: str, actor: Actor, now: dt.datetime) -> ImportMapping:
    """Keep the job's columns by name for the next file of this shape; a name that exists is written over.

    Raises NotFound, or DomainError without a name.
    """
    job = ImportJob.objects.visible_to(actor).filter(pk=job_id).first()
    if job is None:
        raise NotFound
    if not name.strip():
        raise DomainError("name_required", "Eşleştirmeye bir ad verin.", field="name")
    columns = {
        fold_words(heading): job.columns.get(str(column)) for column, heading in enumerate(open_layout(job).headings)
    }
    mapping, _ = ImportMapping.objects.update_or_create(
        kind=job.kind, name=name.strip()[:80], defaults={"columns": columns, "owner_id": actor.id}
    )
    audit.record(actor=actor, action="import.mapping_saved", subject=mapping, now=now)
    return mapping


@transaction.atomic
def forget_mapping(mapping_id: uuid.UUID, *, actor: Actor, now: dt.datetime) -> None:
    """Delete the actor's own mapping. Raises NotFound."""
    mapping = ImportMapping.objects.filter(pk=mapping_id, owner_id=actor.id).first()
    if mapping is None:
        raise NotFound
    audit.record(actor=actor, action="import.mapping_forgotten", subject=mapping, now=now)
    mapping.delete()


@transaction.atomic
def request_check(job_id: uuid.UUID, *, actor: Actor, now: dt.datetime, in_tray: bool = True) -> ImportJob:
    """Let the job's file be read and every row be judged; the work is put into the actor's tray.

    Raises NotFound, Conflict, and DomainError where no row could be written with these columns and settings.
    """
    job = _locked(job_id, actor, _REMAPPABLE)
    target = _target(job.kind, actor, now)
    if not job.columns:
        raise DomainError("no_columns", "Hiçbir sütun eşleştirilmemiş.", field="columns", remedy="Sütunları seçin.")
    target.check_settings(engine.settings_of(job, actor=actor, now=now))
    job.state, job.done, job.cancel_requested = ImportState.CHECKING, 0, False
    return _queued(job, "import.check", actor, now, in_tray)


@transaction.atomic
def request_run(job_id: uuid.UUID, *, actor: Actor, now: dt.datetime, in_tray: bool = True) -> ImportJob:
    """Let in what the check found good and what has been decided since; the work is put into the actor's tray.

    A run that was stopped or killed goes on where it was. Raises NotFound and Conflict.
    """
    job = _locked(job_id, actor, _RUNNABLE)
    target = _target(job.kind, actor, now)
    if job.checked_at is None:
        raise Conflict("not_checked", "Satırlar henüz denetlenmedi.", remedy="Önce önizlemeyi hazırlayın.")
    target.check_settings(engine.settings_of(job, actor=actor, now=now))
    job.state, job.done, job.cancel_requested = ImportState.RUNNING, 0, False
    audit.record(actor=actor, action="import.started", subject=job, now=now)
    return _queued(job, "import.run", actor, now, in_tray)


def _queued(job: ImportJob, kind: str, actor: Actor, now: dt.datetime, in_tray: bool) -> ImportJob:
    job.task_id = tasks.queue_task(kind=kind, actor=actor, now=now, total=job.total or None).pk if in_tray else None
    job.finished_at = None
    job.save()
    if in_tray:
        outbox.publish(kind, job.pk, now=now)
    return job


@transaction.atomic
def cancel_import(job_id: uuid.UUID, *, actor: Actor, now: dt.datetime) -> ImportJob:
    """Ask to stop: between two batches while it runs. What has been let in stays. Raises NotFound and Conflict."""
    job = _locked(job_id, actor, (ImportState.CHECKING, ImportState.RUNNING, *_REMAPPABLE))
    if job.state in (ImportState.CHECKING, ImportState.RUNNING):
        job.cancel_requested = True
        if job.task_id is not None:
            tasks.cancel_task(job.task_id, actor=actor, now=now)
    else:
        job.state, job.finished_at = ImportState.CANCELLED, now
    job.save()
    audit.record(actor=actor, action="import.cancelled", subject=job, now=now)
    return job


@transaction.atomic
def decide_rows(
    job_id: uuid.UUID, *, decisions: Mapping[int, tuple[str, uuid.UUID | None]], actor: Actor, now: dt.datetime
) -> int:
    """Say what becomes of held rows: row number -> (decision, the record it is the same as); return how many.

    The decided rows are let in by the next run. Raises NotFound, Conflict, and DomainError for a row that is not
    held or a record that was not among its matches.
    """
    job = _locked(job_id, actor, (ImportState.READY, ImportState.DONE, ImportState.CANCELLED))
    held = {
        row.number: row
        for row in ImportRow.objects.filter(job=job, number__in=list(decisions), state=ImportRowState.HELD)
    }
    for number, (decision, subject) in decisions.items():
        row = held.get(number)
        if row is None or decision not in ImportDecision.values:
            raise DomainError("not_held", f"Satır {number} karar beklemiyor.", field=f"decisions.{number}")
        if decision == ImportDecision.SAME:
            chosen = str(subject) if subject else (row.matches[0] if len(row.matches) == 1 else "")
            if chosen not in row.matches:
                raise DomainError("not_a_match", "Hangi kayıtla aynı olduğunu seçin.", field=f"decisions.{number}")
            row.subject_id = uuid.UUID(chosen)
        row.decision, row.decided_by_id, row.decided_at = decision, actor.id, now
    ImportRow.objects.bulk_update(held.values(), ["decision", "decided_by_id", "decided_at", "subject_id"])
    audit.record(actor=actor, action="import.rows_decided", subject=job, now=now)
    return len(held)


def bad_rows_file(job: ImportJob, *, csv: bool = False) -> OutFile:
    """Return the rows to mend as a file: the columns as sent, then "Satır" and "Sorunlar".

    Raises FileGone when the sent file has been removed meanwhile.
    """
    layout = open_layout(job)
    table = find_table(
        open_source(files.read_source(job)),
        target_of(job.kind).fields,
        sheet=layout.sheet,
        header_row=layout.header_row,
    )
    target = io.BytesIO()
    scratch = django_settings.OMUZ_DATA_DIR / "scratch"
    scratch.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_bad_rows(target, headings=table.headings, rows=_bad_rows(job, table), csv=csv, scratch=scratch)
    stem = layout.file_name.rpartition(".")[0] or layout.file_name
    name = f"{stem} - düzeltilecek.{'csv' if csv else 'xlsx'}"
    return OutFile(name, CSV if csv else XLSX, target.getvalue())


def _bad_rows(job: ImportJob, table: Table) -> Iterator[BadRow]:
    bad = {row.number: row for row in ImportRow.objects.filter(job=job, state=ImportRowState.INVALID).iterator()}
    for row in table.rows():
        stored = bad.get(row.number)
        if stored is not None:
            problems = tuple(
                CellProblem(one["column"], Problem(one["code"], one["message"], one["remedy"]))
                for one in engine.open_problems(stored)
            )
            yield BadRow(row, problems)


def sample_rows(job: ImportJob, *, count: int = 5) -> list[list[str]]:
    """Return the first rows below the headings as texts, for the sender to see what stands in each column.

    Raises FileGone when the sent file has been removed meanwhile.
    """
    layout = open_layout(job)
    source = open_source(files.read_source(job))
    width = len(layout.headings)
    rows = (row for row in source.rows(layout.sheet, head_only=True) if row.number > layout.header_row)
    return [[as_text(row.value(column))[:80] for column in range(width)] for row in islice(rows, count)]


def template_file(kind: str, *, actor: Actor, now: dt.datetime) -> OutFile:
    """Return an empty list of this kind to fill in. Raises NotFound and NotAllowed."""
    target = _target(kind, actor, now)
    content = io.BytesIO()
    write_template(content, sheet=target.label, fields=target.fields)
    return OutFile(f"{target.label} - boş liste.xlsx", XLSX, content.getvalue())


def work_through(job_id: uuid.UUID, *, run: bool, step: Step, clock: Clock, actor: Actor) -> ImportState:
    """Check or run a job here and now, for the command line: each batch is a transaction that `step` opens."""
    work = run_job if run else check_job
    return work(job_id, step=step, clock=clock, actor_of=lambda _: actor)
