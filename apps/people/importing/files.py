"""The job's file and what is known of its shape, both sealed."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from apps.documents import operations as documents
from apps.people.models.imports import LAYOUT_FIELD, ImportJob
from omuz.kernel import crypto
from omuz.kernel.clock import now as clock_now


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the table stands in the file, and what its columns were taken for."""

    file_name: str
    file_kind: str
    sheet: str | None
    sheets: list[str]
    header_row: int
    headings: list[str]
    #: One for each column: {"field", "score", "others"}.
    guesses: list[dict[str, Any]] = field(default_factory=list)
    #: CSV only: how the text was read.
    encoding: str = ""
    delimiter: str = ""


def seal_layout(layout: Layout, *, job_id: uuid.UUID) -> bytes:
    """Return the layout sealed: the headings of a list without headings are a person."""
    return crypto.seal_text(json.dumps(asdict(layout), ensure_ascii=False), field=LAYOUT_FIELD, row_id=job_id)


def open_layout(job: ImportJob) -> Layout:
    """Return the job's layout."""
    plain: Mapping[str, Any] = json.loads(crypto.open_text(bytes(job.sealed_layout), field=LAYOUT_FIELD, row_id=job.pk))
    return Layout(**plain)


def read_source(job: ImportJob) -> bytes:
    """Return the file as it was sent. Raises FileGone when it has been removed meanwhile."""
    if job.file is None:
        raise documents.FileGone
    return documents.read_content(job.file, now=clock_now())
