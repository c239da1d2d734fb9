"""`./omuz report <municipality> <report> [--as-of DAY] [--format text|json]`: a report at the terminal."""

import datetime as dt
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.accounts.rights import Right
from apps.indicators.queries import get_report, report_as_text, report_as_values
from omuz.kernel import clock
from omuz.kernel.actors import system_actor
from omuz.kernel.errors import DomainError
from omuz.kernel.numbers import parse_date
from tenants import scope
from tenants.provisioning import get_municipality, list_municipalities


class Command(BaseCommand):
    """Prints a municipality's report."""

    help = "Print a report of a municipality, as of its default day or another one."

    def add_arguments(self, parser: CommandParser) -> None:
        """Define municipality, report, day and format."""
        parser.add_argument("municipality", help="the municipality's address label, e.g. kayseri")
        parser.add_argument("report", help="the report's name, e.g. mdis")
        parser.add_argument("--as-of", type=_day, help="the day counted on: 2016-11-19 or 19.11.2016")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the report.

        Raises:
            CommandError: no such municipality or report, or a day out of range.
        """
        municipality = get_municipality(options["municipality"])
        if municipality is None:
            known = ", ".join(entry.slug for entry in list_municipalities()) or "none yet"
            raise CommandError(f"There is no municipality {options['municipality']!r}. Known: {known}.")
        actor = system_actor("Komut satırı", frozenset({Right.REPORTS_READ}))
        today = clock.local_date(clock.now())
        try:
            with scope.enter(municipality):
                report = get_report(options["report"], actor=actor, as_of=options["as_of"], today=today)
        except DomainError as error:
            raise CommandError(f"{error.message} {error.remedy or ''}".strip()) from error
        if options["format"] == "json":
            values = report_as_values(report, municipality=municipality.slug)
            self.stdout.write(json.dumps(values, ensure_ascii=False, indent=2))
        else:
            self.stdout.write(report_as_text(report, municipality=municipality.name), ending="")


def _day(text: str) -> dt.date:
    return parse_date(text)
