"""Commands made of verbs (`tenant create`, `fleet status`): each verb is a module of its own, listed in one table."""

import dataclasses
from collections.abc import Callable, Sequence
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser, OutputWrapper

from omuz.kernel import context
from tenants.provisioning import get_municipality, list_municipalities

#: Given the parsed options and where to print.
Run = Callable[[dict[str, Any], OutputWrapper], None]
_SHOWN: Final = 12


@dataclasses.dataclass(frozen=True, slots=True)
class Verb:
    """One verb: `arguments` defines its options, `run` does it and raises CommandError with what to change."""

    name: str
    help: str
    arguments: Callable[[CommandParser], None]
    run: Run


class VerbCommand(BaseCommand):
    """A command that hands over to its verbs."""

    verbs: Sequence[Verb] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Define the verbs."""
        known = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
        for verb in self.verbs:
            verb.arguments(known.add_parser(verb.name, help=verb.help, description=verb.help))

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the verb.

        Raises:
            CommandError: what the verb could not do, and what to change.
        """
        chosen = next(verb for verb in self.verbs if verb.name == options["verb"])
        chosen.run(options, self.stdout)


def add_format(parser: CommandParser) -> None:
    """Take `--format text|json`."""
    parser.add_argument("--format", choices=("text", "json"), default="text")


def find_municipality(slug: str) -> context.Municipality:
    """Return the municipality with that address label.

    Raises:
        CommandError: there is none; some that exist are named.
    """
    municipality = get_municipality(slug)
    if municipality is None:
        known = [entry.slug for entry in list_municipalities()]
        named = ", ".join(known[:_SHOWN]) + (", ..." if len(known) > _SHOWN else "")
        raise CommandError(f"There is no municipality {slug!r}. Known: {named or 'none yet'}.")
    return municipality
