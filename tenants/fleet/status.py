"""How far every schema is, in one statement.

PostgreSQL runs SQL that is made while it runs in few places of a plain SELECT: `query_to_xml` needs a server built with
libxml (the embedded one is not), `ts_stat` does not. It is given one query a schema that answers as a text vector: the
number of migrations recorded, and their names only where they are not those of this release. The registry's tables are
read in the same way, so that the statement works before public has been migrated for the first time.
"""

import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Collection, Iterator
from typing import Any, Final

from tenants.enums import MunicipalityState
from tenants.fleet.plans import Name
from tenants.fleet.template import TEMPLATE_SCHEMA
from tenants.head import gate_number, migration_names
from tenants.migration import owner_schema
from tenants.naming import schema_name

#: What is read of public, where it stands: a column that is not there yet is null.
_PUBLIC: Final = {
    "tenants_municipality": ("id", "key", "slug", "name", "state", "migrations_applied"),
    "tenants_migrationfailure": ("municipality_id", "migration", "cause", "since", "last_tried", "attempts"),
    "tenants_spare": ("key", "is_ready"),
}
_COUNT_MARK: Final = "="
PREPARING: Final = str(MunicipalityState.PREPARING.value)

_READ: Final = f"""
SELECT array_to_tsvector(CASE
  WHEN encode(sha256(convert_to(coalesce(
         string_agg(app || '.' || name, ',' ORDER BY app || '.' || name COLLATE "C"), ''), 'UTF8')), 'hex') = %L
  THEN ARRAY['{_COUNT_MARK}' || count(*)]
  ELSE array_agg(DISTINCT app || '.' || name) || ('{_COUNT_MARK}' || count(*)) END)
FROM %I.django_migrations
"""  # noqa: S608 - our own constant
_STATEMENT: Final = """
WITH schemas AS (
  SELECT n.nspname AS name, EXISTS (
    SELECT FROM pg_class c WHERE c.relnamespace = n.oid AND c.relname = 'django_migrations' AND c.relkind = 'r'
  ) AS has_records
  FROM pg_namespace n WHERE n.nspname LIKE 'm\\_%%' OR n.nspname IN ('public', {template})
), heads AS (
  SELECT s.name, jsonb_agg(w.word) FILTER (WHERE w.word IS NOT NULL) AS words
  FROM schemas s LEFT JOIN LATERAL (
    SELECT word FROM ts_stat(
      CASE WHEN s.has_records THEN format({read}, {digest}, s.name) ELSE 'SELECT NULL::tsvector WHERE false' END
    )
  ) w ON true
  GROUP BY s.name
)
SELECT jsonb_build_object(
  'schemas', (SELECT jsonb_object_agg(name, words) FROM heads),
  {public},
  'gates', (
    SELECT coalesce(jsonb_agg(jsonb_build_object(
      'number', (l.classid::bigint << 32) | l.objid::bigint, 'held', l.granted, 'since', a.xact_start)), '[]')
    FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid
    WHERE l.locktype = 'advisory' AND l.objsubid = 1 AND l.mode = 'ExclusiveLock'
      AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
  )
)::text
"""


@dataclasses.dataclass(frozen=True, slots=True)
class Failure:
    """Where a municipality's migration stopped, why and since when."""

    migration: str
    cause: str
    since: dt.datetime
    last_tried: dt.datetime
    attempts: int


@dataclasses.dataclass(frozen=True, slots=True)
class SchemaStatus:
    """One schema: what it has and lacks. `registered` is the registry's count, None where the registry has none.

    `is_present` is False where there is no schema with records: being made, or archived and taken away.
    """

    schema: str
    applied: int
    missing: tuple[str, ...]
    is_present: bool = True
    unknown: tuple[str, ...] = ()
    slug: str = ""
    key: str = ""
    name: str = ""
    state: str = ""
    registered: int | None = None
    failure: Failure | None = None
    migrating_since: dt.datetime | None = None

    @property
    def is_at_head(self) -> bool:
        """Return whether nothing is missing."""
        return not self.missing

    @property
    def disagrees(self) -> bool:
        """Return whether the registry counts other than the schema does: requests go by the registry."""
        return self.is_present and self.registered is not None and self.registered != self.applied

    def records(self, known: Collection[Name]) -> frozenset[Name]:
        """Return the migrations recorded in the schema, as app and name."""
        missing = {_parted(name) for name in self.missing}
        return frozenset((set(known) - missing) | {_parted(name) for name in self.unknown})

    def as_json(self) -> dict[str, Any]:
        """Return the plain form for `--format json` and the operators' screen."""
        value = dataclasses.asdict(self)
        return {**value, "at_head": self.is_at_head, "registry_disagrees": self.disagrees}


@dataclasses.dataclass(frozen=True, slots=True)
class FleetStatus:
    """The whole database. `orphans` are schemas that look like a municipality's and stand in no register."""

    head: int
    public: SchemaStatus
    template: SchemaStatus | None
    municipalities: tuple[SchemaStatus, ...]
    spares: tuple[SchemaStatus, ...]
    orphans: tuple[SchemaStatus, ...]

    @property
    def behind(self) -> list[SchemaStatus]:
        """Return the municipalities that lack a migration; one that is being made is finished by its creation."""
        return [m for m in self.municipalities if m.is_present and not m.is_at_head and m.state != PREPARING]

    @property
    def failed(self) -> list[SchemaStatus]:
        """Return the municipalities whose last migration failed."""
        return [m for m in self.municipalities if m.failure is not None]

    @property
    def migrating(self) -> list[SchemaStatus]:
        """Return the municipalities that are being migrated at this moment."""
        return [m for m in self.municipalities if m.migrating_since is not None]

    @property
    def is_whole(self) -> bool:
        """Return whether nothing is left to be migrated, made or mended: public, template, spares, municipalities."""
        return (
            self.public.is_at_head
            and self.template is not None
            and not (self.template.missing or self.template.unknown)
            and all(spare.is_at_head for spare in self.spares)
            and all(m.is_at_head and not m.disagrees and m.failure is None for m in self.municipalities if m.is_present)
        )

    def counts(self) -> dict[str, int]:
        """Return the numbers of the summary."""
        return {
            "municipalities": len(self.municipalities),
            "at_head": sum(m.is_at_head for m in self.municipalities),
            "behind": len(self.behind),
            "failed": len(self.failed),
            "migrating": len(self.migrating),
            "preparing": sum(m.state == PREPARING for m in self.municipalities),
            "registry_disagrees": sum(m.disagrees for m in self.municipalities),
            "spares": len(self.spares),
            "orphans": len(self.orphans),
        }


def fleet_status() -> FleetStatus:
    """Return how far every schema is, read in one statement through the owner's connection."""
    known = migration_names()
    with owner_schema("public") as connection, connection.cursor() as cursor:
        cursor.execute(_statement(known))
        found: dict[str, Any] = json.loads(cursor.fetchone()[0])
    return _Reading(found, known).status()


def _statement(known: Collection[Name]) -> str:
    names = ",".join(sorted(".".join(name) for name in known))
    return _STATEMENT.replace("%%", "%").format(
        template=_literal(TEMPLATE_SCHEMA),
        read=_literal(_READ),
        digest=_literal(hashlib.sha256(names.encode()).hexdigest()),
        public=",\n  ".join(_rows_of(table, columns) for table, columns in _PUBLIC.items()),
    )


def _rows_of(table: str, columns: Collection[str]) -> str:
    """Return the pair that holds the table's rows as objects; no rows where the table does not exist yet."""
    wanted = ", ".join(f"'{column}', j->'{column}'" for column in columns)
    # Names of ours, no input.
    rows = f"SELECT to_jsonb(t) AS j FROM public.{table} t"  # noqa: S608
    query = f"SELECT array_to_tsvector(ARRAY[jsonb_build_object({wanted})::text]) FROM ({rows}) rows"  # noqa: S608
    nothing = "SELECT NULL::tsvector WHERE false"
    chosen = f"CASE WHEN to_regclass('public.{table}') IS NULL THEN {_literal(nothing)} ELSE {_literal(query)} END"
    return f"'{table}', (SELECT coalesce(jsonb_agg(word::jsonb), '[]') FROM ts_stat({chosen}))"  # noqa: S608


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _parted(name: str) -> Name:
    app, _, rest = name.partition(".")
    return app, rest


class _Reading:
    """Puts together what the statement has found."""

    def __init__(self, found: dict[str, Any], known: Collection[Name]) -> None:
        self.schemas: dict[str, list[str] | None] = found["schemas"]
        self.known = {".".join(name) for name in known}
        self.registry: list[dict[str, Any]] = found["tenants_municipality"]
        self.spare_keys = [row["key"] for row in found["tenants_spare"]]
        self.failures = {row["municipality_id"]: _failure(row) for row in found["tenants_migrationfailure"]}
        self.gates = {gate["number"]: gate["since"] for gate in found["gates"] if gate["held"]}

    def status(self) -> FleetStatus:
        """Return the whole."""
        municipalities = sorted(self._municipalities(), key=lambda m: m.slug)
        spares = [self._schema(schema_name(key)) for key in sorted(self.spare_keys)]
        told = {m.schema for m in [*municipalities, *spares]} | {"public", TEMPLATE_SCHEMA}
        return FleetStatus(
            head=len(self.known),
            public=self._schema("public"),
            template=self._schema(TEMPLATE_SCHEMA) if TEMPLATE_SCHEMA in self.schemas else None,
            municipalities=tuple(municipalities),
            spares=tuple(spares),
            orphans=tuple(self._schema(name) for name in sorted(self.schemas.keys() - told)),
        )

    def _municipalities(self) -> Iterator[SchemaStatus]:
        for row in self.registry:
            since = self.gates.get(gate_number(row["key"]))
            yield dataclasses.replace(
                self._schema(schema_name(row["key"])),
                slug=row["slug"],
                key=row["key"],
                name=row["name"],
                state=row["state"],
                registered=row["migrations_applied"],
                failure=self.failures.get(row["id"]),
                migrating_since=dt.datetime.fromisoformat(since) if since else None,
            )

    def _schema(self, name: str) -> SchemaStatus:
        words = self.schemas.get(name) or []
        count = next((int(word[1:]) for word in words if word.startswith(_COUNT_MARK)), 0)
        if len(words) == 1 and count:
            return SchemaStatus(name, count, ())
        recorded = {word for word in words if not word.startswith(_COUNT_MARK)}
        missing, unknown = tuple(sorted(self.known - recorded)), tuple(sorted(recorded - self.known))
        return SchemaStatus(name, count, missing, is_present=bool(words), unknown=unknown)


def _failure(row: dict[str, Any]) -> Failure:
    return Failure(
        migration=row["migration"],
        cause=row["cause"],
        since=dt.datetime.fromisoformat(row["since"]),
        last_tried=dt.datetime.fromisoformat(row["last_tried"]),
        attempts=row["attempts"],
    )
