"""Many files out of a few: what hangs on some people and their cases, stored again and again under other people.

The few are made by the operations that staff use, so a multiplied file has everything that a real one has: events,
forms, documents, letters, decisions, visits, petitions. A copy has keys, numbers and sealed texts of its own, lies some
days further back and is worked on by another crew. Nothing of the audit log is copied. Triggers that see to the
order of steps (a letter is served after it was signed) do not look at copies, which come table by
table; constraints do.
"""

import dataclasses
import datetime as dt
import itertools
import secrets
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final

from django.apps import apps
from django.db import models
from psycopg import sql

from apps.appointments.models import Appointment
from apps.people.models import Person
from benchmarks.measuring.bulk import store
from omuz.kernel import crypto
from omuz.kernel.ids import new_id
from omuz.kernel.sealed_columns import KeyedColumn, SealedColumn, Sealing, TokenOfContent
from tenants.migration import owner_schema

#: Apps whose tables are searched, lowest first.
APPS: Final = ("people", "documents", "appointments", "cases", "letters", "coaching", "decisions", "petitions")
#: What numbers a row among all rows of its table.
_NUMBERED: Final = frozenset({"file_number", "number", "official_number"})
#: Tables whose rows are numbered within their case only.
_OWN_NUMBERS: Final = frozenset({"coaching.SupportPlan"})
_WRITTEN_ONCE: Final = frozenset({"client_key"})
_DAYS: Final = 400
_AT_ONCE: Final = 500
#: No person of a story has more numbered records, or more meetings, than these.
_NUMBERS: Final = 12
_MEETINGS: Final = 4
_HALF_HOUR: Final = dt.timedelta(minutes=30)
Crew = Mapping[uuid.UUID, uuid.UUID]


@dataclasses.dataclass(slots=True)
class _Row:
    """A row that is copied, the columns that differ in a copy, and what is sealed: column -> (field, content)."""

    row: models.Model
    keys: list[str]
    moments: list[str]
    numbered: list[str]
    unlike: list[str]
    written_once: list[str]
    opened: dict[str, tuple[str, str]]


def multiply(
    people: Sequence[uuid.UUID], *, copies: int, crews: Sequence[Crew], now: dt.datetime, first: int = 0
) -> None:
    """Store so many copies of these people in turn, with all that hangs on them; no two alike.

    `first` is how many were stored before: numbers and hours of meetings go on from there.
    """
    found = [_hanging_on(one) for one in people]
    numbers, hours = itertools.count(100_000 + _NUMBERS * first), itertools.count(1 + _MEETINGS * first)
    for start in range(first, first + copies, _AT_ONCE):
        made: dict[type[models.Model], list[models.Model]] = {}
        for place in range(start, min(start + _AT_ONCE, first + copies)):
            rows = found[place % len(found)]
            for row in _copies(rows, crew=crews[place % len(crews)], back=place, numbers=numbers):
                if isinstance(row, Appointment):
                    # Each member of staff is in one place at a time: no two meetings of the municipality coincide.
                    row.starts_at = now - _HALF_HOUR * next(hours)
                    row.ends_at = row.starts_at + _HALF_HOUR
                made.setdefault(type(row), []).append(row)
        for model in _in_order(made):
            store(made[model], now=now)


@contextmanager
def steps_unwatched(schema_name: str) -> Iterator[None]:
    """Keep the triggers of the tables that are copied from looking, as their owner, until the block ends."""
    _switch(schema_name, "DISABLE")
    try:
        yield
    finally:
        _switch(schema_name, "ENABLE")


def _switch(schema_name: str, what: str) -> None:
    with owner_schema(schema_name) as connection, connection.cursor() as cursor:
        for model in _models():
            statement = sql.SQL("ALTER TABLE {} {} TRIGGER USER")
            table = sql.Identifier(schema_name, model._meta.db_table)
            cursor.execute(statement.format(table, sql.SQL(what)).as_string(None))


def _models() -> list[type[models.Model]]:
    return [model for label in APPS for model in apps.get_app_config(label).get_models()]


def _in_order(made: Mapping[type[models.Model], Any]) -> Iterator[type[models.Model]]:
    """Yield the tables so that what is pointed at comes before what points."""
    left = [model for model in _models() if model in made]
    while left:
        model = next(one for one in left if not (_pointed_at(one) - {one}) & set(left))
        left.remove(model)
        yield model


def _pointed_at(model: type[models.Model]) -> set[type[models.Model]]:
    return {field.related_model for field in model._meta.concrete_fields if field.is_relation}  # type: ignore[misc]


def _hanging_on(person_id: uuid.UUID) -> list[_Row]:
    """Return the rows that belong to a person and no other, in whatever depth."""
    held: dict[tuple[type[models.Model], Any], models.Model] = {}
    held[Person, person_id] = Person.objects.get(pk=person_id)
    grown = True
    while grown:
        before = len(held)
        keys = {key for _, key in held}
        for model in _models():
            for row in _pointing(model, held, keys):
                held.setdefault((model, row.pk), row)
        grown = len(held) > before
    return [_prepared(row) for row in held.values()]


def _pointing(
    model: type[models.Model], held: Mapping[tuple[type[models.Model], Any], Any], keys: set[Any]
) -> Iterator[models.Model]:
    condition = models.Q()
    kinds = {kind for kind, _ in held}
    for field in model._meta.concrete_fields:
        if field.is_relation and field.related_model in kinds:
            condition |= models.Q(
                **{f"{field.attname}__in": [key for kind, key in held if kind is field.related_model]}
            )
        elif field.attname == "case_id":
            condition |= models.Q(case_id__in=keys)
    if condition and model is not Person:
        yield from model._default_manager.filter(condition)
    for kind, key in [*held]:
        for field in kind._meta.concrete_fields:
            if field.is_relation and field.related_model is model and model._meta.label == "documents.StoredFile":
                yield from model._default_manager.filter(pk=getattr(held[kind, key], field.attname))


def _prepared(row: models.Model) -> _Row:
    values = {field.attname: vars(row)[field.attname] for field in row._meta.concrete_fields if not field.generated}
    sealing = getattr(row, "sealing", None)
    columns = sealing.columns if isinstance(sealing, Sealing) else ()
    return _Row(
        row,
        keys=[name for name, value in values.items() if isinstance(value, uuid.UUID) and name not in _WRITTEN_ONCE],
        moments=[name for name, value in values.items() if isinstance(value, dt.date)],
        numbered=[name for name in _NUMBERED & values.keys() if values[name] and row._meta.label not in _OWN_NUMBERS],
        unlike=[c.column for c in columns if isinstance(c, KeyedColumn | TokenOfContent) and values[c.column]],
        written_once=[name for name in _WRITTEN_ONCE & values.keys() if values[name]],
        opened={c.column: _opened(row, c) for c in columns if isinstance(c, SealedColumn) and values[c.column]},
    )


def _opened(row: models.Model, column: SealedColumn) -> tuple[str, str]:
    field = column.field if isinstance(column.field, str) else column.field(_texts(row))
    return field, crypto.open_text(getattr(row, column.column), field=field, row_id=row.pk)


def _texts(row: models.Model) -> dict[str, str | None]:
    return {str(field.column): str(vars(row)[field.attname]) for field in row._meta.concrete_fields}


def _copies(rows: Sequence[_Row], *, crew: Crew, back: int, numbers: Iterator[int]) -> Iterator[models.Model]:
    keys: dict[Any, Any] = {one.row.pk: new_id() for one in rows} | dict(crew)
    ago = dt.timedelta(days=back % _DAYS, minutes=back % 1000)
    for one in rows:
        row = type(one.row).__new__(type(one.row))
        values = vars(row)
        values.update(vars(one.row), _state=models.base.ModelState())
        for name in one.keys:
            values[name] = keys.get(values[name], values[name])
        for name in one.moments:
            values[name] -= ago
        for name in one.numbered:
            number = next(numbers)
            values[name] = number if isinstance(values[name], int) else f"{values[name][:6]}{number}"
        for name in one.unlike:
            # A look-up by what is keyed finds the first of its kind only.
            values[name] = secrets.token_hex(32)
        for name in one.written_once:
            values[name] = new_id()
        for name, (field, content) in one.opened.items():
            values[name] = crypto.seal_text(content, field=field, row_id=row.pk)
        yield row
