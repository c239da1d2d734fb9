"""Measuring the whole fleet in a few statements, by the owner: sizes from the catalogue, the rest schema by schema.

Two statements for each group of schemas; a group is small enough that one statement never runs for long. It counts
tables, bytes and waiting messages. It never counts people or reads a row that names one.
"""

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final

from django.db import connections

from tenants import scope
from tenants.archives.records import last_backups
from tenants.enums import MunicipalityState
from tenants.head import migrations_known
from tenants.migration import owner_schema
from tenants.models import Municipality, MunicipalityHealth
from tenants.operating.enums import Finding, Grade
from tenants.router import OWNER_ALIAS

GROUP: Final = 100
_BATCH: Final = 200
_LATE, _STUCK = dt.timedelta(minutes=10), dt.timedelta(hours=1)
_BACKUP_FRESH: Final = dt.timedelta(days=7)

_SIZES: Final = """
SELECT n.nspname, count(*), coalesce(sum(pg_total_relation_size(c.oid)), 0),
  array_agg(c.relname::text) FILTER (WHERE c.relname = ANY(%s))
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = ANY(%s) AND c.relkind IN ('r', 'p')
GROUP BY n.nspname
"""
#: PostgreSQL runs SQL that is made while it runs in few places of a plain SELECT (see tenants.fleet.status); the text
#: comes from the list below, names its own schema only and answers in words such as "waiting=3".
_CONTENT: Final = "SELECT s.name, w.word FROM unnest(%s::text[], %s::text[]) AS s(name, query), ts_stat(s.query) AS w"
_PARTS: Final = {
    "django_migrations": "'applied=' || (SELECT count(*) FROM {schema}.django_migrations)",
    "kernel_auditseal": (
        "'sealed=' || coalesce((SELECT extract(epoch FROM max(sealed_at)) FROM {schema}.kernel_auditseal), 0)"
    ),
    "kernel_outboxmessage": (
        "'waiting=' || (SELECT count(*) FROM {schema}.kernel_outboxmessage WHERE sent_at IS NULL), "
        "'oldest=' || coalesce((SELECT extract(epoch FROM min(created_at)) "
        "FROM {schema}.kernel_outboxmessage WHERE sent_at IS NULL), 0)"
    ),
}


@dataclasses.dataclass(frozen=True, slots=True)
class Measured:
    """What one schema answered."""

    tables: int = 0
    size_bytes: int = 0
    applied: int = 0
    sealed_at: dt.datetime | None = None
    waiting: int = 0
    oldest_at: dt.datetime | None = None


def measure_fleet(*, now: dt.datetime, keys: Sequence[str] | None = None) -> int:
    """Measure every municipality (or those with `keys`), store it, and return how many.

    Needs the owner's login; entered from outside of any room.
    """
    with scope.enter(None):
        rows = Municipality.objects.exclude(state=MunicipalityState.PREPARING).order_by("key")
        chosen = list(rows if keys is None else rows.filter(key__in=keys))
        backups = last_backups()
    found: dict[str, Measured] = {}
    schemas = [municipality.as_context().schema_name for municipality in chosen]
    for start in range(0, len(schemas), GROUP):
        found |= _measure(schemas[start : start + GROUP])
    # It has looked into many schemas and remembers their catalogue: 60 MB and more for a whole country.
    connections[OWNER_ALIAS].close()
    with scope.enter(None):
        _store([_row(m, found.get(m.as_context().schema_name, Measured()), backups.get(m.key), now) for m in chosen])
    return len(chosen)


def _measure(schemas: list[str]) -> dict[str, Measured]:
    with owner_schema("public") as connection, connection.cursor() as cursor:
        cursor.execute(_SIZES, [list(_PARTS), schemas])
        sizes = {name: (int(tables), int(size), parts or []) for name, tables, size, parts in cursor.fetchall()}
        asked = {name: parts for name, (_, _, parts) in sizes.items() if parts}
        cursor.execute(_CONTENT, [list(asked), [_query(name, parts) for name, parts in asked.items()]])
        answers: dict[str, dict[str, str]] = defaultdict(dict)
        for name, word in cursor.fetchall():
            label, _, value = word.partition("=")
            answers[name][label] = value
    return {
        name: Measured(
            tables=tables,
            size_bytes=size,
            applied=int(answers[name].get("applied", 0)),
            sealed_at=_moment(answers[name].get("sealed", "0")),
            waiting=int(answers[name].get("waiting", 0)),
            oldest_at=_moment(answers[name].get("oldest", "0")),
        )
        for name, (tables, size, _) in sizes.items()
    }


def _query(schema: str, parts: Sequence[str]) -> str:
    quoted = connections[OWNER_ALIAS].ops.quote_name(schema)
    return f"SELECT array_to_tsvector(ARRAY[{', '.join(_PARTS[part].format(schema=quoted) for part in parts)}])"


def _moment(seconds: str) -> dt.datetime | None:
    return dt.datetime.fromtimestamp(float(seconds), dt.UTC) if float(seconds) else None


def findings_of(measured: Measured, *, backup_at: dt.datetime | None, known: int, now: dt.datetime) -> list[Finding]:
    """Return what is worth an operator's look, the worst first."""
    found = []
    if measured.tables == 0:
        found.append(Finding.INCOMPLETE)
    elif measured.applied < known:
        found.append(Finding.BEHIND)
    if measured.oldest_at is not None and now - measured.oldest_at > _STUCK:
        found.append(Finding.OUTBOX_STUCK)
    elif measured.oldest_at is not None and now - measured.oldest_at > _LATE:
        found.append(Finding.OUTBOX_LATE)
    if backup_at is None:
        found.append(Finding.NO_BACKUP)
    elif now - backup_at > _BACKUP_FRESH:
        found.append(Finding.BACKUP_OLD)
    return found


def grade_of(findings: Sequence[Finding]) -> Grade:
    """Return the grade that the worst finding gives."""
    if not findings:
        return Grade.GOOD
    bad = {Finding.INCOMPLETE, Finding.BEHIND, Finding.OUTBOX_STUCK}
    return Grade.BAD if bad & set(findings) else Grade.ATTENTION


def _row(
    municipality: Municipality, measured: Measured, backup_at: dt.datetime | None, now: dt.datetime
) -> MunicipalityHealth:
    known = migrations_known()
    findings = findings_of(measured, backup_at=backup_at, known=known, now=now)
    return MunicipalityHealth(
        municipality=municipality,
        size_bytes=measured.size_bytes,
        tables=measured.tables,
        migrations_applied=measured.applied,
        migrations_known=known,
        history_sealed_at=measured.sealed_at,
        outbox_waiting=measured.waiting,
        outbox_oldest_at=measured.oldest_at,
        last_backup_at=backup_at,
        grade=grade_of(findings),
        findings=[finding.value for finding in findings],
        measured_at=now,
    )


def _store(rows: list[MunicipalityHealth]) -> None:
    columns = [
        field.name for field in MunicipalityHealth._meta.concrete_fields if field.name not in {"id", "municipality"}
    ]
    options: dict[str, Any] = {"update_conflicts": True, "unique_fields": ["municipality"], "update_fields": columns}
    MunicipalityHealth.objects.bulk_create(rows, batch_size=_BATCH, **options)
