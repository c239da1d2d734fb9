"""`./omuz bench <name> [...]`: one of the programs in benchmarks/, with the database that runs."""

import importlib
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    """Runs a benchmark and prints its JSON."""

    help = "Measure one promise; prints JSON (benchmarks/README.md). Further options are the program's own: --help."

    def add_arguments(self, parser: CommandParser) -> None:
        """Define the name; what follows is the benchmark's own."""
        parser.add_argument("name", help="a program in benchmarks/, e.g. search")

    def run_from_argv(self, argv: list[str]) -> None:
        """Keep what follows the name for the benchmark: it has options of its own."""
        self._rest, head = without_format(argv[3:]), argv[:3]
        super().run_from_argv(head)

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the benchmark.

        Raises:
            CommandError: there is none of that name.
        """
        known: tuple[str, ...] = importlib.import_module("benchmarks").PROGRAMS
        if options["name"] not in known:
            raise CommandError(f"There is no benchmark {options['name']!r}. Known: {', '.join(known)}.")
        importlib.import_module(f"benchmarks.{options['name']}").main(getattr(self, "_rest", []))


def without_format(arguments: list[str]) -> list[str]:
    """Return the arguments without `--format json`: there is no other form.

    Raises:
        CommandError: another form is asked for.
    """
    rest, waiting = [], iter(arguments)
    for argument in waiting:
        if argument == "--format" or argument.startswith("--format="):
            form = argument.partition("=")[2] or next(waiting, "")
            if form != "json":
                raise CommandError(f"Benchmarks print JSON and nothing else; {form!r} is not to be had.")
        else:
            rest.append(argument)
    return rest
