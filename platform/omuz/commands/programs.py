"""Commands that hand over to one of the programs in a folder of the repository: benchmarks/ and soak/."""

import importlib
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError, CommandParser


class ProgramCommand(BaseCommand):
    """Runs a program of `package`, which lists them as PROGRAMS; what follows the name is the program's own."""

    package: ClassVar[str]
    #: What a program is called in an error, and an example of one.
    noun: ClassVar[str]
    example: ClassVar[str]

    def add_arguments(self, parser: CommandParser) -> None:
        """Define the name; what follows is the program's own."""
        parser.add_argument("name", help=f"a program in {self.package}/, e.g. {self.example}")

    def run_from_argv(self, argv: list[str]) -> None:
        """Keep what follows the name for the program: it has options of its own."""
        self._rest, head = without_format(argv[3:]), argv[:3]
        super().run_from_argv(head)

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the program.

        Raises:
            CommandError: there is none of that name.
        """
        known: tuple[str, ...] = importlib.import_module(self.package).PROGRAMS
        if options["name"] not in known:
            raise CommandError(f"There is no {self.noun} {options['name']!r}. Known: {', '.join(known)}.")
        importlib.import_module(f"{self.package}.{options['name']}").main(getattr(self, "_rest", []))


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
