# ruff: noqa: N999 - the module is called as the command is
"""`./omuz import <municipality> people|providers FILE`: the same engine as the screen's."""

import json
from argparse import ArgumentTypeError
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.accounts.rights import Right
from apps.people.enums import ImportRowState, ImportState
from apps.people.operations import imports
from apps.people.queries.imports import get_import, list_rows, open_problems
from omuz.demo.seeding.from_list import make_places_of
from omuz.kernel import clock
from omuz.kernel.actors import Actor, system_actor
from omuz.kernel.context import Municipality
from omuz.kernel.errors import DomainError
from omuz.tabular.rows import column_letters
from tenants import scope
from tenants.provisioning import get_municipality

_SHOWN = 20
_RIGHTS = frozenset(
    {Right.PEOPLE_IMPORT, Right.PEOPLE_WRITE, Right.PEOPLE_SPECIAL_WRITE, Right.DIRECTORY_IMPORT, Right.DIRECTORY_READ}
)


def _option(text: str) -> tuple[str, str]:
    name, separator, value = text.partition("=")
    if not separator or name not in imports.OPTION_NAMES:
        raise ArgumentTypeError(f"use name=value with one of: {', '.join(sorted(imports.OPTION_NAMES))}")
    return name, value


class Command(BaseCommand):
    """Checks the file, lets the good rows in, and writes the rows to mend beside it."""

    help = "Import people or providers from an XLSX or CSV file."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the municipality's address label, what the list holds, and the file."""
        parser.add_argument("municipality")
        parser.add_argument("kind", choices=["people", "providers"])
        parser.add_argument("file", type=Path)
        parser.add_argument("--mapping", default="", help="a mapping kept by name")
        parser.add_argument("--sheet", default=None)
        parser.add_argument("--option", action="append", type=_option, default=[], metavar="NAME=VALUE")
        parser.add_argument("--check", action="store_true", help="only say what would happen")
        parser.add_argument("--bad-rows", type=Path, default=None, help="where to write the rows to mend")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import.

        Raises:
            CommandError: an unknown municipality, a file that is refused, or an import that broke off.
        """
        municipality = get_municipality(options["municipality"])
        if municipality is None:
            raise CommandError(f"There is no municipality called {options['municipality']!r}.")
        try:
            content = options["file"].read_bytes()
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}") from error
        actor = system_actor("./omuz import", _RIGHTS)
        try:
            result = self._import(municipality, actor, content, options)
        except DomainError as error:
            raise CommandError(f"{error.message} {error.remedy or ''} ({error.code})") from error
        self._show(result, options["format"])
        if result["state"] not in (ImportState.DONE, ImportState.READY):
            raise CommandError(result["problem"] or result["state"])

    def _import(
        self, municipality: Municipality, actor: Actor, content: bytes, options: dict[str, Any]
    ) -> dict[str, Any]:
        def step() -> AbstractContextManager[object]:
            return scope.enter(municipality, statement_timeout="120s")

        with step():
            job = imports.start_import(
                content, file_name=options["file"].name, kind=options["kind"], actor=actor, now=clock.now()
            )
            if options["kind"] == "people":
                make_places_of(content, now=clock.now())
            imports.map_columns(
                job.pk,
                mapping_name=options["mapping"],
                options=dict(options["option"]),
                sheet=options["sheet"],
                actor=actor,
                now=clock.now(),
            )
            imports.request_check(job.pk, actor=actor, now=clock.now(), in_tray=False)
        state = imports.work_through(job.pk, run=False, step=step, clock=clock.now, actor=actor)
        if state == ImportState.READY and not options["check"]:
            with step():
                imports.request_run(job.pk, actor=actor, now=clock.now(), in_tray=False)
            imports.work_through(job.pk, run=True, step=step, clock=clock.now, actor=actor)
        with step():
            return self._result(get_import(job.pk, actor=actor), options)

    def _result(self, job: Any, options: dict[str, Any]) -> dict[str, Any]:
        result: dict[str, Any] = {
            "job": str(job.pk),
            "state": job.state,
            "total": job.total,
            "counts": job.counts,
            "problems": job.problem_counts,
            "problem": job.problem,
            "columns": job.columns,
            "rows": [],
            "bad_rows_file": None,
        }
        bad = list_rows(job, state=ImportRowState.INVALID).order_by("number")
        for row in bad[:_SHOWN]:
            result["rows"] += [{"row": row.number, **one} for one in open_problems(row)]
        if options["bad_rows"] is not None and bad.exists():
            out = imports.bad_rows_file(job, csv=options["bad_rows"].suffix.lower() == ".csv")
            options["bad_rows"].write_bytes(out.content)
            result["bad_rows_file"] = str(options["bad_rows"])
        return result

    def _show(self, result: dict[str, Any], form: str) -> None:
        if form == "json":
            self.stdout.write(json.dumps(result, ensure_ascii=False, indent=1))
            return
        self.stdout.write(f"{result['total']} satır: {ImportState(result['state']).label}")
        for state, count in sorted(result["counts"].items()):
            self.stdout.write(f"  {ImportRowState(state).label}: {count}")
        for one in result["rows"]:
            place = (
                f"{column_letters(one['column'])}{one['row']}" if one["column"] is not None else f"satır {one['row']}"
            )
            self.stdout.write(f"  {place}: {one['message']} {one['remedy']}")
        if result["bad_rows_file"]:
            self.stdout.write(f"Düzeltilecek satırlar: {result['bad_rows_file']}")
