"""`./omuz bench <name> [...]`: one of the programs in benchmarks/, with the database that runs."""

import importlib
import pkgutil
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    """Runs a benchmark and prints its JSON."""

    help = "Measure one promise; prints JSON (benchmarks/README.md)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Define the name; what follows is the benchmark's own."""
        parser.add_argument("name", help="a program in benchmarks/, e.g. search")

    def run_from_argv(self, argv: list[str]) -> None:
        """Keep what follows the name for the benchmark: it has options of its own."""
        self._rest, head = argv[3:], argv[:3]
        super().run_from_argv(head)

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the benchmark.

        Raises:
            CommandError: there is none of that name.
        """
        package = importlib.import_module("benchmarks")
        known = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
        if options["name"] not in known:
            raise CommandError(f"There is no benchmark {options['name']!r}. Known: {', '.join(known)}.")
        importlib.import_module(f"benchmarks.{options['name']}").main(getattr(self, "_rest", []))
