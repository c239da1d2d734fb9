"""Reading imports: jobs, their rows with what is wrong, kept mappings."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db.models import QuerySet

from apps.people.enums import ImportState
from apps.people.importing.engine import open_problems
from apps.people.importing.files import Layout, open_layout
from apps.people.importing.guarded import kinds_on, opened
from apps.people.importing.targets import ImportTarget, target_kinds, target_of
from apps.people.models import Person
from apps.people.models.imports import ImportJob, ImportMapping, ImportRow
from omuz.kernel.actors import Actor
from omuz.kernel.errors import NotFound
from omuz.tabular.rows import cell_name, column_letters

__all__ = [
    "earlier_import",
    "get_import",
    "import_columns",
    "import_kinds",
    "import_layout",
    "list_imports",
    "list_mappings",
    "list_rows",
    "match_summaries",
    "open_problems",
    "row_problems",
    "target_fields",
]

_ENDED: Final = (ImportState.DONE,)


def list_imports(*, actor: Actor, kind: str = "") -> QuerySet[ImportJob]:
    """Return the actor's imports, to be ordered by the caller."""
    jobs = ImportJob.objects.visible_to(actor)
    return jobs.filter(kind=kind) if kind else jobs


def get_import(job_id: uuid.UUID, *, actor: Actor) -> ImportJob:
    """Return one of the actor's imports. Raises NotFound."""
    job = ImportJob.objects.visible_to(actor).filter(pk=job_id).first()
    if job is None:
        raise NotFound
    return job


def import_layout(job: ImportJob) -> Layout:
    """Return what is known of the file's shape."""
    return open_layout(job)


def earlier_import(job: ImportJob) -> ImportJob | None:
    """Return the latest finished import of the very same file, if there was one."""
    same = ImportJob.objects.filter(content_token=job.content_token, kind=job.kind, state__in=_ENDED)
    return same.exclude(pk=job.pk).order_by("-requested_at").first()


def list_rows(job: ImportJob, *, state: str = "") -> QuerySet[ImportRow]:
    """Return the job's rows, to be ordered by the caller."""
    rows = ImportRow.objects.filter(job=job)
    return rows.filter(state=state) if state else rows


def match_summaries(rows: Sequence[ImportRow], *, actor: Actor) -> Mapping[str, dict[str, Any]]:
    """Return, for the people that held rows may be, what tells them apart; only those whom the actor may find."""
    wanted = {match for row in rows for match in row.matches}
    people = Person.objects.visible_to(actor).filter(pk__in=wanted) if wanted else Person.objects.none()
    return {
        str(one.pk): {
            "id": str(one.pk),
            "file_number": one.file_number,
            "name": " ".join(filter(None, [one.given_names, one.surname])) or one.working_label,
            "birth_date": one.birth_date.isoformat() if one.birth_date else None,
            "birth_precision": one.birth_precision,
        }
        for one in people
    }


def list_mappings(kind: str) -> QuerySet[ImportMapping]:
    """Return the kept mappings of a kind by name."""
    return ImportMapping.objects.filter(kind=kind).order_by("name")


def target_fields(kind: str) -> ImportTarget:
    """Return what a kind of import understands. Raises NotFound."""
    if kind not in target_kinds():
        raise NotFound("unknown_import", "Böyle bir içe aktarma yok.")
    return target_of(kind)


def import_columns(job: ImportJob) -> list[dict[str, Any]]:
    """Return the file's columns: heading, what they are taken for, what they were guessed to be."""
    layout = open_layout(job)
    return [
        {
            "column": column,
            "letters": column_letters(column),
            "heading": heading,
            "field": job.columns.get(str(column)),
            "guess": guess["field"],
            "score": guess["score"],
            "others": guess["others"],
        }
        for column, (heading, guess) in enumerate(zip(layout.headings, layout.guesses, strict=True))
    ]


def row_problems(row: ImportRow) -> list[dict[str, Any]]:
    """Return a row's problems and notes with the names of their cells: "C14"."""
    return [
        {**one, "cell": cell_name(row.number, one["column"]) if one["column"] is not None else None}
        for one in open_problems(row)
    ]


def import_kinds(*, actor: Actor, on: dt.date) -> list[dict[str, Any]]:
    """Return the kinds that the actor may import, with the fields that columns may be mapped to."""
    return [
        {
            "kind": kind,
            "label": target_of(kind).label,
            "fields": [
                {
                    "key": one.key,
                    "label": one.label,
                    "label_en": one.label_en,
                    "is_required": one.required,
                    "is_special": one.special,
                    "is_multiple": one.multiple,
                    "help": one.help,
                    "example": one.example,
                    "choices": [{"code": code, "label": label} for code, label in one.choices.labels.items()]
                    if one.choices
                    else [],
                }
                for one in opened(kind, on=on).fields
            ],
        }
        for kind in kinds_on(on)
        if actor.can(target_of(kind).right)
    ]
