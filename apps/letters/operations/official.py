"""Official numbers in bulk: pasted from a table, or as a file (CSV, XLSX) out of the municipality's own system."""

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any, Final

from django.db import transaction

from apps.accounts.operations.checks import require
from apps.accounts.rights import Right
from apps.letters.models import Letter
from apps.letters.operations.signing import record_official_number
from omuz.kernel import audit
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.context import require_municipality
from omuz.kernel.errors import DomainError
from omuz.kernel.ids import new_id
from omuz.kernel.numbers import parse_date
from omuz.tabular import parsing
from omuz.tabular.errors import FileRefused
from omuz.tabular.fields import Field, ParseContext
from omuz.tabular.headings import guess_mapping
from omuz.tabular.limits import MIB, Limits
from omuz.tabular.rows import as_text
from omuz.tabular.source import open_source
from omuz.tabular.table import find_table
from omuz.tabular.template import write_template

__all__ = ["MOST_ROWS", "NumberRow", "RowResult", "import_official_numbers", "record_official_numbers", "template"]

MOST_ROWS: Final = 1000
_LIMITS: Final = Limits(file_bytes=2 * MIB, unpacked_bytes=32 * MIB, rows=2_000, cells=40_000)
_OWN: Final = re.compile(r"(\d{4})\s*[/-]\s*(\d{1,9})", re.ASCII)


@dataclasses.dataclass(frozen=True, slots=True)
class NumberRow:
    """One row as it was typed: Omuz' number of the letter, the official number, its date."""

    row: int
    letter: str
    number: str
    date: str


@dataclasses.dataclass(frozen=True, slots=True)
class RowResult:
    """What became of a row; without a code it went in."""

    row: int
    letter: str
    number: str
    code: str = ""
    message: str = ""
    remedy: str = ""


@transaction.atomic
def record_official_numbers(
    rows: Sequence[NumberRow], *, actor: Actor, now: dt.datetime, is_preview: bool = False
) -> list[RowResult]:
    """Record the numbers of many letters; good rows go in, bad ones come back with what is wrong. Safe to send twice.

    A preview says what would happen and changes nothing.

    Raises:
        NotAllowed: without `letters.write`.
        DomainError: more than 1000 rows, or none.
    """
    require(actor, Right.LETTERS_WRITE)
    if not rows or len(rows) > MOST_ROWS:
        raise DomainError(
            "bad_row_count",
            f"Bir kerede 1 ile {MOST_ROWS} satır gönderilebilir.",
            field="rows",
            remedy="Listeyi bölün.",
        )
    found = _letters(rows, actor)
    seen: set[str] = set()
    with transaction.atomic():
        results = [_one(row, found, seen, actor=actor, now=now) for row in rows]
        if is_preview:
            transaction.set_rollback(True)
    if not is_preview:
        good = sum(not one.code for one in results)
        audit.record(
            actor=actor, action="letter.numbers_recorded", subject=("letters.numbers", new_id()),
            after={"rows": len(rows), "recorded": good}, now=now,
        )  # fmt: skip
    return results


def _letters(rows: Sequence[NumberRow], actor: Actor) -> dict[tuple[int, int], Letter]:
    wanted = {key for row in rows if (key := _key(row.letter)) is not None}
    years, numbers = {year for year, _ in wanted}, {number for _, number in wanted}
    letters = Letter.objects.visible_to(actor).filter(year__in=years, number__in=numbers)
    return {(one.year or 0, one.number or 0): one for one in letters}


def _key(text: str) -> tuple[int, int] | None:
    found = _OWN.fullmatch(text.strip())
    return (int(found[1]), int(found[2])) if found is not None else None


def _one(
    row: NumberRow, found: dict[tuple[int, int], Letter], seen: set[str], *, actor: Actor, now: dt.datetime
) -> RowResult:
    def bad(code: str, message: str, remedy: str = "") -> RowResult:
        return RowResult(row.row, row.letter[:40], row.number[:80], code, message, remedy)

    key = _key(row.letter)
    letter = found.get(key) if key is not None else None
    if letter is None:
        return bad("letter_unknown", "Bu numarada bir yazı bulunamadı.", "Yazı no: yıl/sıra (örnek: 2026/15).")
    number = " ".join(row.number.split())
    if number and number in seen:
        return bad("named_twice", "Bu EBYS sayısı listede iki kez geçiyor.", "Satırlardan birini düzeltin.")
    seen.add(number)
    try:
        dated = parse_date(row.date)
    except ValueError:
        return bad("bad_date", "Tarih okunamadı.", "Gün.ay.yıl olarak yazın (örnek: 21.11.2026).")
    try:
        with transaction.atomic():
            record_official_number(letter.pk, actor=actor, version=None, number=number, dated=dated, now=now)
    except DomainError as error:
        first = error.problems[0] if error.problems else None
        return bad(
            error.code, first.message if first else error.message, (first and first.remedy) or error.remedy or ""
        )
    return RowResult(row.row, row.letter, number)


def import_official_numbers(content: bytes, *, actor: Actor, now: dt.datetime, is_preview: bool) -> list[RowResult]:
    """Record the numbers that stand in a file; see `record_official_numbers`.

    Raises:
        NotAllowed: without `letters.write`.
        DomainError: the file cannot be read, lacks a column (each is named), or holds too many rows.
    """
    require(actor, Right.LETTERS_WRITE)
    try:
        rows = list(_rows(content, today=local_date(now)))
    except FileRefused as refusal:
        raise DomainError(refusal.code, refusal.message, field="file", remedy=refusal.remedy) from refusal
    return record_official_numbers(rows, actor=actor, now=now, is_preview=is_preview)


def template() -> bytes:
    """Return an empty workbook to fill in."""
    target = BytesIO()
    write_template(target, sheet="EBYS sayıları", fields=_fields())
    return target.getvalue()


def _fields() -> tuple[Field, ...]:
    words = parsing.text(max_length=80)
    return (
        Field("letter", "Yazı no", "Letter no.", words, ("kayıt no", "yazı numarası", "omuz no"), required=True,
              example="2026/15"),
        Field("number", "Sayı (EBYS)", "Official number", words, ("sayı", "ebys sayısı", "evrak sayısı"),
              required=True, example="E-12345678-622.01-987654"),
        Field("date", "Tarih", "Date", words, ("evrak tarihi", "ebys tarihi"), required=True, example="21.11.2026"),
    )  # fmt: skip


def _rows(content: bytes, *, today: dt.date) -> Iterator[NumberRow]:
    fields = {field.key: field for field in _fields()}
    table = find_table(open_source(content, limits=_LIMITS), tuple(fields.values()))
    guesses = guess_mapping(table.headings, table.samples, tuple(fields.values()))
    columns = {one.field: one.column for one in guesses if one.field}
    _refuse_missing([field.label for field in fields.values() if field.key not in columns])
    context = ParseContext(today=today, is_demo=require_municipality().is_demo)
    for row in table.rows():
        cells = {key: row.value(columns[key]) if key in columns else None for key in fields}
        yield NumberRow(row.number, as_text(cells["letter"]), as_text(cells["number"]), _day(cells["date"], context))


def _refuse_missing(labels: Sequence[str]) -> None:
    if labels:
        raise DomainError(
            "columns_missing", f"Dosyada şu sütunlar bulunamadı: {', '.join(labels)}.", field="file",
            remedy="Sütun başlıklarını boş listedeki gibi yazın ya da sayıları boş listeye yapıştırın.",
        )  # fmt: skip


def _day(cell: Any, context: ParseContext) -> str:
    """Return a cell as a date in words: a spreadsheet's own dates come as days, typed ones as texts."""
    day = parsing.any_date()(cell, context).value
    return day.isoformat() if isinstance(day, dt.date) else as_text(cell)
