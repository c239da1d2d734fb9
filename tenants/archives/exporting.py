"""A municipality's data in open forms, for leaving the platform: CSV, files with their names, a data dictionary.

Without special values, tables behind the second wall, whatever is sealed, and stored files stay behind, and the
dictionary says so. Keys, passwords and keyed values never leave.
"""

import dataclasses
import datetime as dt
import io
import json
from collections import deque
from collections.abc import Iterator
from typing import Any, Final

import psycopg
from django.apps import apps
from django.db import models
from psycopg import sql

from omuz.kernel import context
from omuz.kernel.sealed_columns import KeyedColumn, Rekeying, Row, Sealing, TokenOfContent, sealings
from omuz.tabular.writing import OutColumn, write_csv
from tenants import walls
from tenants.archives import places, tables
from tenants.archives.backup import room_keys, snapshot
from tenants.archives.labels import label_of
from tenants.archives.sinks import Sink

#: Of the software, not of the municipality; or keys.
_NEVER: Final = frozenset(
    {
        "django_migrations", "django_content_type", "auth_permission", "auth_group", "auth_group_permissions",
        "kernel_datakey", "kernel_personkey", "mfa_authenticator", "accounts_invitation", "kernel_auditseal",
    }
)  # fmt: skip
_NEVER_COLUMNS: Final = frozenset({"password", "session_epoch", "origin_digest", "detail_digest"})
_LAWFUL: Final = "KVKK m. 5/2-a, ç; 5393 s. Kanun m. 14"
_SPECIAL: Final = "KVKK m. 6/3; satırdaki legal_basis ve statute sütunları"
_LEFT_OUT: Final = "özel nitelikli ya da mühürlü: bu dışa aktarmada yok"


@dataclasses.dataclass(frozen=True, slots=True)
class Column:
    """A line of the data dictionary."""

    table: str
    column: str
    type: str
    label_tr: str
    label_en: str
    is_special: bool
    legal_basis: str
    note: str


@dataclasses.dataclass(slots=True)
class Exported:
    """What was written."""

    rows: int = 0
    tables: int = 0
    files: int = 0
    left_out: list[str] = dataclasses.field(default_factory=list)


def export(room: context.Municipality, sink: Sink, *, now: dt.datetime, with_special: bool) -> Exported:
    """Write everything of the municipality into `sink` from one snapshot and return how much it was.

    Whoever passes `with_special` has checked the right, named the purpose and logged the reading before.

    Raises:
        CryptoError: something sealed does not open.
    """
    with snapshot(room) as connection:
        keys = room_keys(connection, room.key)
        work = _Export(connection, room, sink, Rekeying(keys, keys) if with_special else None)
        found = tables.archived_tables(connection.cursor(), room.schema_name)
        for table in found:
            work.table(table)
        if work.between is not None:
            for table in found:
                work.files(table, work.between)
    sink.put("sozluk.csv", _dictionary_csv(work.dictionary))
    sink.put("dictionary.json", _json([dataclasses.asdict(column) for column in work.dictionary]))
    about = {"municipality": room.name, "slug": room.slug, "made_at": now.isoformat(), "with_special": with_special}
    sink.put("export.json", _json(about | dataclasses.asdict(work.done)))
    sink.put("OKUBENI.txt", _readme(room, work.done, with_special=with_special).encode())
    return work.done


@dataclasses.dataclass(slots=True)
class _Export:
    """One export: `between` opens what is sealed, None leaves it out."""

    connection: psycopg.Connection
    room: context.Municipality
    sink: Sink
    between: Rekeying | None
    done: Exported = dataclasses.field(default_factory=Exported)
    dictionary: list[Column] = dataclasses.field(default_factory=list)

    def table(self, table: tables.Table) -> None:
        """Write one table with its labels, and its lines of the dictionary."""
        model, sealing = _models().get(table.name), sealings().get(table.name)
        if table.name in _NEVER:
            if table.name == "kernel_personkey":
                # What the history keeps of a person is opened with these: they are read, never written.
                deque(self._rows(table, sealing), maxlen=0)
            return
        is_walled = model is not None and walls.is_walled(model)
        columns = sealing.columns if sealing is not None else ()
        secret = {column.column for column in columns}
        keyed = {column.column for column in columns if isinstance(column, KeyedColumn | TokenOfContent)}
        left_out: set[str] = set()
        if self.between is None:
            left_out = set(table.names) if is_walled else secret
        told = [(name, kind) for name, kind in table.columns if name not in keyed | _NEVER_COLUMNS]
        self.dictionary += [
            _described(
                table.name, model, name, kind, is_special=is_walled or name in secret, is_left_out=name in left_out
            )
            for name, kind in told
        ]
        self._write(table, model, sealing, [name for name, _ in told if name not in left_out])

    def _write(
        self, table: tables.Table, model: type[models.Model] | None, sealing: Sealing | None, kept: list[str]
    ) -> None:
        if not kept:
            self.done.left_out.append(table.name)
            return
        choices = {name: values for name, values in _choices(model).items() if name in kept}
        values = (
            [*(row[name] for name in kept), *(labels.get(row[name] or "", "") for name, labels in choices.items())]
            for row in self._rows(table, sealing)
        )
        target = io.BytesIO()
        headings = [OutColumn(one) for one in [*kept, *(f"{name}_label" for name in choices)]]
        self.done.rows += write_csv(target, columns=headings, rows=values)
        self.done.tables += 1
        self.sink.put(f"tables/{table.name}.csv", target.getvalue())

    def files(self, table: tables.Table, between: Rekeying) -> None:
        """Write the table's stored files, each under its own name behind its row's key."""
        sealed, sealing = places.file_tables().get(table.name), sealings().get(table.name)
        if sealed is None:
            return
        there = sql.SQL("SELECT id FROM {} WHERE {}").format(sql.Identifier(table.name), sql.SQL(sealed.condition))
        present = {str(row[0]) for row in self.connection.execute(there).fetchall()}
        for row in self._rows(table, sealing):
            row_id = str(row["id"])
            path = places.file_path(sealed.folder, self.room.key, row_id.replace("-", ""))
            if row_id in present and path.exists():
                plain = between.source.open(path.read_bytes(), use=sealed.use, field=sealed.field, row_id=row_id)
                self.sink.put(f"files/{row_id}/{_safe(row.get('sealed_name') or 'dosya')}", plain)
                self.done.files += 1

    def _rows(self, table: tables.Table, sealing: Sealing | None) -> Iterator[Row]:
        statement = tables.copy_out(self.room.schema_name, table)
        with self.connection.cursor() as cursor, cursor.copy(statement) as lines:
            for line in lines:
                row = tables.parse_row(bytes(line).decode().removesuffix("\n"), table.names)
                if sealing is not None and self.between is not None:
                    opened = sealing.convert(dict(row), self.between)
                    secret = [column.column for column in sealing.columns]
                    row |= {name: opened.get(name, b"").decode(errors="replace") for name in secret}
                yield row


def _safe(name: str) -> str:
    plain = "".join(letter if letter.isprintable() and letter not in '/\\:*?"<>|' else "_" for letter in name)
    return plain.strip(". ")[:120] or "dosya"


def _models() -> dict[str, type[models.Model]]:
    return {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}


def _choices(model: type[models.Model] | None) -> dict[str, dict[str, str]]:
    fields = model._meta.local_concrete_fields if model is not None else ()
    return {str(f.column): {str(k): str(v) for k, v in f.flatchoices} for f in fields if f.flatchoices}


def _described(
    table: str, model: type[models.Model] | None, name: str, kind: str, *, is_special: bool, is_left_out: bool
) -> Column:
    field = next((f for f in model._meta.local_concrete_fields if f.column == name), None) if model else None
    english = str(field.verbose_name) if field is not None else name.replace("_", " ")
    turkish, basis = label_of(name), _SPECIAL if is_special else _LAWFUL
    return Column(table, name, kind, turkish or english, english, is_special, basis, _LEFT_OUT if is_left_out else "")


def _dictionary_csv(dictionary: list[Column]) -> bytes:
    target = io.BytesIO()
    headings = [field.name for field in dataclasses.fields(Column)]
    rows = ([str(getattr(column, name)) for name in headings] for column in dictionary)
    write_csv(target, columns=[OutColumn(one) for one in headings], rows=rows)
    return target.getvalue()


def _json(values: Any) -> bytes:
    return json.dumps(values, ensure_ascii=False, indent=1).encode()


def _readme(room: context.Municipality, done: Exported, *, with_special: bool) -> str:
    special = (
        "Mühürlü ve özel nitelikli değerler açık olarak içindedir; okunması erişim kaydına yazılmıştır."
        if with_special
        else "Özel nitelikli ve mühürlü değerler ile dosyalar içinde değildir (sozluk.csv hangileri olduğunu söyler)."
    )
    return (
        f"{room.name}: Omuz'dan açık biçimde dışa aktarma\n\n"
        f"{done.tables} tablo, {done.rows} satır, {done.files} dosya.\n"
        "tables/*.csv: UTF-8, ayraç noktalı virgül; formül sayılabilecek hücreler kesme işaretiyle başlar.\n"
        "files/<kayıt anahtarı>/<ad>: dosyalar. sozluk.csv ve dictionary.json: her sütunun anlamı ve dayanağı.\n"
        f"{special}\n"
    )
