"""A unit with a programme, a sender, and lists to send."""

import io
from collections.abc import Callable, Sequence
from contextlib import nullcontext

import pytest

from apps.accounts.models import OrgUnit
from apps.people.models.imports import ImportJob, ImportRow
from apps.people.operations import imports
from apps.programmes.models import Programme
from omuz.kernel.actors import Actor
from omuz.tabular.rows import CellValue
from omuz.tabular.writing import OutColumn, write_csv, write_xlsx
from tests.support.staff import NOW

HEADINGS = [
    "Sıra", "T.C. Kimlik No", "Adı Soyadı", "Doğum Tarihi", "Cinsiyet", "Cep Tel", "İlçe", "Eğitim", "Çalışma Durumu",
    "Hedef Grup", "Engel Türü",
]  # fmt: skip
GOOD: list[CellValue] = [
    1,
    "01000000168",
    "Işık Çağlayan",
    "21.11.1980",
    "K",
    "0000 123 45 67",
    "Melikgazi",
    "Lise",
    "İşsiz",
    "Yoksul",
    "",
]


def xlsx(rows: Sequence[Sequence[CellValue]], headings: Sequence[str] = HEADINGS) -> bytes:
    target = io.BytesIO()
    write_xlsx(target, sheet="Liste", columns=[OutColumn(one) for one in headings], rows=rows)
    return target.getvalue()


def csv(rows: Sequence[Sequence[CellValue]], headings: Sequence[str] = HEADINGS) -> bytes:
    target = io.BytesIO()
    write_csv(target, columns=[OutColumn(one) for one in headings], rows=rows)
    return target.getvalue()


@pytest.fixture
def unit(kayseri) -> OrgUnit:
    return OrgUnit.objects.create(name="BEDESTEM")


@pytest.fixture
def programme(unit) -> Programme:
    return Programme.objects.create(code="iskep", name="İSKEP", unit=unit)


@pytest.fixture
def clerk(kayseri, programme, actor) -> Actor:
    made: Actor = actor(role="intake_clerk")
    return made


def clock():
    return NOW


@pytest.fixture
def send(clerk) -> Callable[..., ImportJob]:
    """Send a file and check it; with `run` also let it in."""

    def factory(
        content: bytes, *, run: bool = True, who: Actor | None = None, kind: str = "people", **options: str
    ) -> ImportJob:
        sender = who or clerk
        job = imports.start_import(content, file_name="liste.xlsx", kind=kind, actor=sender, now=NOW)
        if options:
            imports.map_columns(job.pk, options=options, actor=sender, now=NOW)
        imports.request_check(job.pk, actor=sender, now=NOW, in_tray=False)
        work(job, sender, run=False)
        if run:
            let_in(job, sender)
        return ImportJob.objects.get(pk=job.pk)

    return factory


def work(job: ImportJob, who: Actor, *, run: bool):
    return imports.work_through(job.pk, run=run, step=nullcontext, clock=clock, actor=who)


def let_in(job: ImportJob, who: Actor):
    imports.request_run(job.pk, actor=who, now=NOW, in_tray=False)
    return work(job, who, run=True)


def states(job: ImportJob) -> dict[int, str]:
    return dict(ImportRow.objects.filter(job=job).values_list("number", "state"))
