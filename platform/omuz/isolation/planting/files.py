"""Planting files: documents, exports with a second person, and an import with rows to mend."""

import io
import zipfile

from apps.people.operations import exports
from apps.people.operations.documents import add_document
from apps.people.operations.imports import (
    map_columns,
    request_check,
    request_run,
    save_mapping,
    start_import,
    work_through,
)
from omuz.isolation.planting.ground import Ground
from omuz.tabular.writing import OutColumn, write_xlsx
from tenants import scope


def plant_documents(ground: Ground) -> None:
    """A petition and a medical report, each with a word in its name and its content."""
    for kind, word in (("petition", ground.words.plain), ("medical_report", ground.words.special)):
        stored = add_document(
            ground.person_ids[0], docx(word), name=f"{word}.docx", kind=kind, actor=ground.clerk, now=ground.now,
            programme_id=ground.programme_ids[0] if kind == "medical_report" else None,
        )  # fmt: skip
        ground.document_ids.append(stored.id)


def docx(text: str) -> bytes:
    """Return a document of a word processor that says `text`."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document>{text}</w:document>")
    return target.getvalue()


def plant_exports(ground: Ground) -> None:
    """A list that needs nobody's approval, and one with special-category data that a second person has approved."""
    plain = ["file_number", "given_names", "surname", "notes", "phone"]
    for columns, form, asker in ((plain, "xlsx", ground.clerk), (["all"], "csv", ground.manager)):
        request = exports.request_export(
            list_key="people", reason=ground.words.plain, filters={}, columns=columns, file_format=form, actor=asker,
            now=ground.now,
        )  # fmt: skip
        if request.needs_approval:
            exports.decide_export(
                request.pk, approve=True, reason=ground.words.plain, actor=ground.guardian, now=ground.now
            )
        exports.prepare_export(request.pk, actor=asker, now=ground.now)


def import_list(ground: Ground) -> None:
    """Check and let in a list with one good row and one to mend, as the worker does: a transaction a step."""
    word, special = ground.words.plain, ground.words.special
    headings = ["T.C. Kimlik No", "Adı Soyadı", "Doğum Tarihi", "Cep Tel", "Hedef Grup"]
    rows = [
        [ground.number(), f"{word} İçeri", "21.11.1980", f"0{ground.words.digits}", "Yoksul"],
        [ground.number(), f"{word} Bozuk", special, f"0{ground.words.digits}", special],
    ]
    target = io.BytesIO()
    write_xlsx(target, sheet=word, columns=[OutColumn(one) for one in headings], rows=rows)

    def step() -> object:
        return scope.enter(ground.municipality, statement_timeout="120s")

    with scope.enter(ground.municipality):
        job = start_import(
            target.getvalue(), file_name=f"{word}.xlsx", kind="people", actor=ground.clerk, now=ground.now
        )
        map_columns(job.pk, options={"programme_id": str(ground.programme_ids[0])}, actor=ground.clerk, now=ground.now)
        save_mapping(job.pk, name=f"{word} Eşleme", actor=ground.clerk, now=ground.now)
        request_check(job.pk, actor=ground.clerk, now=ground.now)
    work_through(job.pk, run=False, step=step, clock=lambda: ground.now, actor=ground.clerk)  # type: ignore[arg-type]
    with scope.enter(ground.municipality):
        request_run(job.pk, actor=ground.clerk, now=ground.now)
    work_through(job.pk, run=True, step=step, clock=lambda: ground.now, actor=ground.clerk)  # type: ignore[arg-type]


STEPS = (plant_documents, plant_exports)
