"""`./omuz soak <name> [...]`: one of the programs in soak/, resumable, with a report."""

import importlib
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from omuz.commands.management.commands.bench import without_format


class Command(BaseCommand):
    """Runs a soak with its full counts; progress goes to stderr, the report to stdout."""

    help = "Run a soak with its full counts: fleet. Further options are the program's own: ./omuz soak fleet --help."

    def add_arguments(self, parser: CommandParser) -> None:
        """Define the name; what follows is the program's own."""
        parser.add_argument("name", help="a program in soak/, e.g. fleet")

    def run_from_argv(self, argv: list[str]) -> None:
        """Keep what follows the name for the program: it has options of its own."""
        self._rest, head = without_format(argv[3:]), argv[:3]
        super().run_from_argv(head)

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the soak.

        Raises:
            CommandError: there is none of that name.
        """
        known: tuple[str, ...] = importlib.import_module("soak").PROGRAMS
        if options["name"] not in known:
            raise CommandError(f"There is no soak {options['name']!r}. Known: {', '.join(known)}.")
        importlib.import_module(f"soak.{options['name']}").main(getattr(self, "_rest", []))
