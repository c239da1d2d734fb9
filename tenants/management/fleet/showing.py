"""`fleet status`: who is at head, who is behind and by what, who failed, why and since when."""

import json
from collections.abc import Iterator
from typing import Any, Final

from django.core.management.base import CommandParser, OutputWrapper

from tenants.fleet.status import FleetStatus, SchemaStatus, fleet_status
from tenants.management.verbs import Verb, add_format

_NAMED: Final = 4


def _arguments(parser: CommandParser) -> None:
    add_format(parser)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--behind", action="store_true", help="only municipalities that lack a migration")
    which.add_argument("--failed", action="store_true", help="only municipalities whose migration failed")


def _status(options: dict[str, Any], out: OutputWrapper) -> None:
    status = fleet_status()
    if options["format"] == "json":
        out.write(json.dumps(_as_json(status, options), ensure_ascii=False, default=str))
        return
    for line in _lines(status, options):
        out.write(line)


def _chosen(status: FleetStatus, options: dict[str, Any]) -> list[SchemaStatus]:
    if options["behind"]:
        return status.behind
    return status.failed if options["failed"] else list(status.municipalities)


def _as_json(status: FleetStatus, options: dict[str, Any]) -> dict[str, Any]:
    return {
        "head": status.head,
        "counts": status.counts(),
        "public": status.public.as_json(),
        "template": status.template.as_json() if status.template else None,
        "municipalities": [m.as_json() for m in _chosen(status, options)],
        "orphans": [schema.schema for schema in status.orphans],
    }


def _lines(status: FleetStatus, options: dict[str, Any]) -> Iterator[str]:
    counts = status.counts()
    yield (
        f"head: {status.head} migrations. {counts['municipalities']} municipalities: {counts['at_head']} at head, "
        f"{counts['behind']} behind, {counts['failed']} failed, {counts['migrating']} being migrated now, "
        f"{counts['preparing']} being prepared. {counts['spares']} spare rooms."
    )
    for name, schema in (("public", status.public), ("template", status.template)):
        if schema is None:
            yield f"{name}: not made yet"
        elif not schema.is_at_head:
            yield f"{name}: lacks {_named(schema.missing)}"
    for schema in _chosen(status, options):
        remarks = list(_remarks(schema))
        if remarks:
            yield f"{schema.slug:<20} {schema.state:<10} {'; '.join(remarks)}"
    if status.orphans:
        yield f"schemas of no municipality: {', '.join(schema.schema for schema in status.orphans)}"
    if status.behind:
        yield "`./omuz fleet migrate` brings them to head; docs/fleet.md says what to do when one fails."


def _remarks(schema: SchemaStatus) -> Iterator[str]:
    if not schema.is_present:
        yield "no schema"
    elif schema.missing:
        yield f"behind by {len(schema.missing)}: {_named(schema.missing)}"
    if schema.unknown:
        yield f"has what this release does not know: {_named(schema.unknown)}"
    if schema.migrating_since is not None:
        yield f"being migrated since {schema.migrating_since:%Y-%m-%d %H:%M:%S %Z}"
    if schema.failure is not None:
        failure = schema.failure
        yield (
            f"failed at {failure.migration or 'the start'} since {failure.since:%Y-%m-%d %H:%M %Z} "
            f"({failure.attempts} attempts): {failure.cause}"
        )
    if schema.disagrees:
        yield f"the registry counts {schema.registered}, the schema {schema.applied}"


def _named(names: tuple[str, ...]) -> str:
    return ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED} more" if len(names) > _NAMED else "")


STATUS = Verb("status", "who is at head, who is behind, who failed and since when", _arguments, _status)
