"""`./omuz export <municipality> people|providers FILE --reason ...`: a whole list, in demo municipalities only."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.accounts.rights import Right
from apps.people.operations.exports import export_now
from omuz.kernel import clock
from omuz.kernel.actors import system_actor
from omuz.kernel.errors import DomainError
from tenants import scope
from tenants.provisioning import get_municipality

_RIGHTS = frozenset(
    {Right.PEOPLE_READ, Right.PEOPLE_EXPORT, Right.PEOPLE_SPECIAL_READ, Right.DIRECTORY_READ, Right.DIRECTORY_EXPORT}
)


class Command(BaseCommand):
    """Writes a list with every column, so that it can be imported elsewhere unchanged."""

    help = "Write all people or providers of a demo municipality to an XLSX or CSV file."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the municipality's address label, what to write, and where."""
        parser.add_argument("municipality")
        parser.add_argument("kind", choices=["people", "providers"])
        parser.add_argument("file", type=Path)
        parser.add_argument("--reason", required=True, help="kept in the history")

    def handle(self, *args: Any, **options: Any) -> None:
        """Export.

        Raises:
            CommandError: an unknown municipality, or one of real people: there the screen asks for a second person.
        """
        municipality = get_municipality(options["municipality"])
        if municipality is None:
            raise CommandError(f"There is no municipality called {options['municipality']!r}.")
        form = "csv" if options["file"].suffix.lower() == ".csv" else "xlsx"
        try:
            with scope.enter(municipality, statement_timeout="300s"):
                content = export_now(
                    options["kind"],
                    file_format=form,
                    columns=["all"],
                    reason=options["reason"],
                    actor=system_actor("./omuz export", _RIGHTS),
                    now=clock.now(),
                )
        except DomainError as error:
            raise CommandError(f"{error.message} {error.remedy or ''} ({error.code})") from error
        options["file"].write_bytes(content)
        self.stdout.write(f"{options['file']} ({len(content)} bytes)")
