"""A schema described from PostgreSQL's catalogue, without its own names, so that two schemas can be compared.

The schema's name, its role's and the hash of its wall's token are replaced by marks. Whatever is left differs only
where the schemas do: this is how a municipality made by replay is proved equal to a migrated one.
"""

import dataclasses
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.db import transaction
from psycopg import sql

from tenants.fleet.catalogue_queries import QUERIES

#: What stands for a schema's own names. No identifier of ours and no text of a migration contains an @-mark.
SCHEMA_MARK: Final = "@schema@"
ROLE_MARK: Final = "@role@"
HASH_MARK: Final = "@token_hash@"


@dataclasses.dataclass(frozen=True, slots=True)
class Thing:
    """One object of a schema: its kind ("column"), its name ("people_person.id") and what is to be known of it."""

    kind: str
    name: str
    facts: Mapping[str, Any]


@dataclasses.dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that stands in a schema, by kind and name; columns in the order of their tables."""

    things: tuple[Thing, ...]

    def of(self, kind: str) -> Iterator[Thing]:
        """Yield the objects of one kind."""
        return (thing for thing in self.things if thing.kind == kind)


class NoSuchSchemaError(LookupError):
    """There is no schema of that name."""


def read(connection: Any, *, schema: str, role: str = "", token_hash: str = "") -> Catalogue:
    """Return the description of `schema`, read in one transaction; any login may read the catalogue.

    Raises:
        NoSuchSchemaError: there is no such schema.
    """
    marks = {schema: SCHEMA_MARK, role: ROLE_MARK, token_hash: HASH_MARK}
    neutral = _Neutral({name: mark for name, mark in marks.items() if name})
    things: list[Thing] = []
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        path = _current_path(cursor)
        # Names are written out in full only where the path does not hold their schema.
        cursor.execute("SELECT set_config('search_path', 'pg_catalog', true)")
        cursor.execute("SELECT oid FROM pg_namespace WHERE nspname = %s", [schema])
        found = cursor.fetchone()
        if found is None:
            raise NoSuchSchemaError(f"There is no schema {schema!r}.")
        for kind, query in QUERIES.items():
            cursor.execute(query, {"schema": found[0]})
            names = [column.name for column in cursor.description]
            things += (_thing(kind, dict(zip(names, row, strict=True)), neutral) for row in cursor.fetchall())
        things += _recorded_migrations(cursor, schema)
        cursor.execute("SELECT set_config('search_path', %s, true)", [path])
    return Catalogue(tuple(things))


def diff(a: Catalogue, b: Catalogue) -> list[str]:
    """Return what differs, one line each ("column x.y: default: 'a' / 'b'"); empty when the schemas are equal."""
    ours, theirs = _by_name(a), _by_name(b)
    lines = [f"{kind} {name}: only in the first" for kind, name in sorted(ours.keys() - theirs.keys())]
    lines += [f"{kind} {name}: only in the second" for kind, name in sorted(theirs.keys() - ours.keys())]
    for kind, name in sorted(ours.keys() & theirs.keys()):
        mine, other = ours[kind, name], theirs[kind, name]
        lines += [
            f"{kind} {name}: {fact}: {mine.get(fact)!r} / {other.get(fact)!r}"
            for fact in sorted({*mine, *other})
            if mine.get(fact) != other.get(fact)
        ]
    return lines


def _by_name(catalogue: Catalogue) -> dict[tuple[str, str], Mapping[str, Any]]:
    return {(thing.kind, thing.name): thing.facts for thing in catalogue.things}


def _current_path(cursor: Any) -> str:
    cursor.execute("SELECT current_setting('search_path')")
    path: str = cursor.fetchone()[0]
    return path


def _recorded_migrations(cursor: Any, schema: str) -> list[Thing]:
    cursor.execute("SELECT to_regclass(%s)", [f'"{schema}".django_migrations'])
    if cursor.fetchone()[0] is None:
        return []
    query = sql.SQL("SELECT DISTINCT app || '.' || name FROM {} ORDER BY 1")
    cursor.execute(query.format(sql.Identifier(schema, "django_migrations")).as_string(None))
    return [Thing("migration", row[0], {}) for row in cursor.fetchall()]


class _Neutral:
    """Replaces whole names by their marks, in texts and lists of texts."""

    def __init__(self, marks: Mapping[str, str]) -> None:
        self._marks = marks
        names = "|".join(re.escape(name) for name in marks)
        self._pattern = re.compile(rf"(?<![A-Za-z0-9_])(?:{names})(?![A-Za-z0-9_])")

    def __call__(self, value: Any) -> Any:
        if isinstance(value, str):
            return self._pattern.sub(lambda found: self._marks[found.group()], value)
        if isinstance(value, list):
            return [self(entry) for entry in value]
        return value


def _thing(kind: str, row: dict[str, Any], neutral: _Neutral) -> Thing:
    name = neutral(row.pop("name"))
    facts = {fact: neutral(value) for fact, value in row.items()}
    # The order in which rights were given says nothing.
    return Thing(kind, name, {fact: sorted(v) if fact == "rights" and v else v for fact, v in facts.items()})
