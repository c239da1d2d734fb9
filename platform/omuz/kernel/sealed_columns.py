"""What each table seals and keys, said beside the table: a copy of a municipality is sealed anew from it.

Every sealed value and every token carries its municipality's key (AAD, keyed hash), so that nothing of one municipality
opens in another. A copy under another key therefore has to open and seal each of them. The models say how:

    sealing: ClassVar = Sealing(SealedColumn("sealed", field=IDENTITY_FIELD), KeyedColumn("blind_index", ...))
    not_archived: ClassVar = "why rows of this table do not travel"

Tables of libraries are declared by `declare` when the app that uses them is ready. An architecture test holds every
binary and keyed column to a declaration.
"""

import base64
import dataclasses
import uuid
from collections.abc import Callable, Iterator
from typing import Final, Protocol

from django.apps import apps
from django.db import models

from omuz.kernel.crypto.room_keys import FIELDS, FILES, RoomKeys

#: A row of an archive: its columns as PostgreSQL writes them in text, None for NULL.
Row = dict[str, str | None]
_HEX: Final = "\\x"


class SealedColumnError(ValueError):
    """A declaration does not fit the rows: the message names table and column, never a value."""


@dataclasses.dataclass(slots=True)
class Rekeying:
    """The two rooms between which rows are carried, and what one table tells the next.

    `persons` holds the keys of persons by their row's id: the one that opens, the one that seals.
    `tokens` holds tokens of contents, old to new, as far as the contents themselves were at hand.
    """

    source: RoomKeys
    target: RoomKeys
    persons: dict[uuid.UUID, tuple[bytes, bytes]] = dataclasses.field(default_factory=dict)
    tokens: dict[str, str] = dataclasses.field(default_factory=dict)


#: Opened values of a row by column, filled from left to right.
Opened = dict[str, bytes]


class Column(Protocol):
    """What is said of one column."""

    @property
    def column(self) -> str: ...

    def convert(self, row: Row, opened: Opened, between: Rekeying) -> None: ...


def from_bytea(text: str | None) -> bytes:
    """Return the bytes of a bytea column as PostgreSQL writes it in text."""
    return bytes.fromhex(text.removeprefix(_HEX)) if text else b""


def to_bytea(content: bytes) -> str:
    """Return bytes as PostgreSQL reads them."""
    return _HEX + content.hex()


def text_of(row: Row, column: str) -> str:
    """Return a column that is never NULL."""
    value = row[column]
    if value is None:
        raise SealedColumnError(f"{column} is empty where a sealed value needs it")
    return value


def carry(blob: bytes, between: Rekeying, *, use: str, field: str, row_id: str) -> tuple[bytes, bytes]:
    """Return a sealed value as the target seals it, and the value itself."""
    plain = between.source.open(blob, use=use, field=field, row_id=row_id)
    return between.target.seal(plain, use=use, field=field, row_id=row_id), plain


@dataclasses.dataclass(frozen=True, slots=True)
class SealedColumn:
    """A bytea column sealed with `crypto.seal_text` (or `seal_bytes`, with `use="files"`)."""

    column: str
    field: str | Callable[[Row], str]
    row_key: str = "id"
    use: str = FIELDS

    def convert(self, row: Row, opened: Opened, between: Rekeying) -> None:
        """Seal the value anew; empty ones stay empty."""
        blob = from_bytea(row[self.column])
        if blob:
            field = self.field if isinstance(self.field, str) else self.field(row)
            row_id = text_of(row, self.row_key)
            sealed, opened[self.column] = carry(blob, between, use=self.use, field=field, row_id=row_id)
            row[self.column] = to_bytea(sealed)


@dataclasses.dataclass(frozen=True, slots=True)
class KeyedColumn:
    """A token or blind index of a value that the row's sealed columns hold: `plain` says which."""

    column: str
    field: str | Callable[[Row], str]
    plain: Callable[[Row, Opened], str]
    is_blind_index: bool = False

    def convert(self, row: Row, opened: Opened, between: Rekeying) -> None:
        """Compute the keyed value anew, after proving on the old one that it is computed rightly."""
        if not row[self.column]:
            return
        field = self.field if isinstance(self.field, str) else self.field(row)
        plain = self.plain(row, opened)
        source, target = between.source, between.target
        was = source.blind_index(plain, field=field) if self.is_blind_index else source.token(plain, field=field)
        if was != row[self.column]:
            raise SealedColumnError(f"{self.column} is not the keyed value of what its row holds")
        row[self.column] = (
            target.blind_index(plain, field=field) if self.is_blind_index else target.token(plain, field=field)
        )


@dataclasses.dataclass(frozen=True, slots=True)
class TokenOfContent:
    """A token of something that no row holds (a file's content, a line of a list).

    Where the content travels too, the new token is that of the content. Otherwise it is the token of the old token:
    equal ones stay equal within the copy and tell nothing of the first municipality; what comes in later is not
    recognised by them.
    """

    column: str
    field: str

    def convert(self, row: Row, opened: Opened, between: Rekeying) -> None:
        """Put the content's new token, or one made of the old."""
        old = row[self.column]
        if old:
            row[self.column] = between.tokens.get(old) or between.target.token(old, field=self.field)


@dataclasses.dataclass(frozen=True, slots=True)
class CustomColumn:
    """A column with sealed values inside a structure of its own; `carry` returns its text for the copy."""

    column: str
    carry: Callable[[Row, Opened, Rekeying], str | None]

    def convert(self, row: Row, opened: Opened, between: Rekeying) -> None:
        """Put what `carry` makes of the column."""
        row[self.column] = self.carry(row, opened, between)


@dataclasses.dataclass(frozen=True, slots=True)
class PlainColumn:
    """A column whose name or kind looks sealed and that is not: `why` says so for the reader and the test."""

    column: str
    why: str

    def convert(self, row: Row, opened: Opened, between: Rekeying) -> None:
        """Change nothing."""


@dataclasses.dataclass(frozen=True, slots=True)
class SealedFile:
    """Files that belong to the rows: `<data folder>/<folder>/<municipality key>/<last two digits>/<id>`, sealed.

    `token_column` holds the token of the content's SHA-256; `condition` is true (in SQL) of rows whose file is there.
    """

    field: str
    folder: str = "files"
    condition: str = "true"
    token_column: str = ""
    use: str = FILES


class Sealing:
    """All that is said of one table."""

    __slots__ = ("columns", "file")

    def __init__(self, *columns: Column, file: SealedFile | None = None) -> None:
        self.columns = columns
        self.file = file

    def convert(self, row: Row, between: Rekeying) -> Opened:
        """Seal a row anew, in place, and return its opened values. Columns that the row lacks are passed over."""
        opened: Opened = {}
        for column in self.columns:
            if column.column in row:
                column.convert(row, opened, between)
        return opened


_declared: dict[str, Sealing] = {}
_not_archived: dict[str, str] = {}


def declare(model: type[models.Model], sealing: Sealing) -> None:
    """Say what a library's table seals; its own app cannot."""
    _declared[model._meta.db_table] = sealing


def declare_not_archived(model: type[models.Model], why: str) -> None:
    """Say that a library's rows do not travel."""
    _not_archived[model._meta.db_table] = why


def sealings() -> dict[str, Sealing]:
    """Return what every table seals, by the table's name."""
    own = {model._meta.db_table: getattr(model, "sealing", None) for model in apps.get_models()}
    return {table: said for table, said in own.items() if isinstance(said, Sealing)} | _declared


def not_archived() -> dict[str, str]:
    """Return the tables whose rows do not travel in archives, with the reason."""
    own = {m._meta.db_table: str(m.not_archived) for m in apps.get_models() if hasattr(m, "not_archived")}
    return own | _not_archived


def carry_text(text: str, between: Rekeying, *, field: str) -> tuple[str, bytes]:
    """Return "<place>.<base64 of a blob>" (how allauth's secrets are kept) as the target seals it, and what it says."""
    place, _, blob = text.partition(".")
    sealed, plain = carry(base64.b64decode(blob), between, use=FIELDS, field=field, row_id=place)
    return f"{place}.{base64.b64encode(sealed).decode('ascii')}", plain


def declared_models() -> Iterator[type[models.Model]]:
    """Yield the models that say something about their columns."""
    known = sealings()
    yield from (model for model in apps.get_models() if model._meta.db_table in known)
