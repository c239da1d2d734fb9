"""What commands that work in rooms share: which ones, and how they are entered."""

from collections.abc import Iterator

from django.core.management.base import CommandError, CommandParser

from omuz.kernel import context
from tenants import scope
from tenants.provisioning import get_municipality, list_municipalities

PLATFORM = context.PUBLIC_KEY


def add_rooms_argument(parser: CommandParser) -> None:
    """Take the rooms: a municipality's slug, `public` for the platform's own, or `--all`."""
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--room", metavar="SLUG", help="a municipality, or `public` for the platform's own room")
    which.add_argument("--all", action="store_true", help="every municipality and the platform's own room")


def entered_rooms(room: str | None) -> Iterator[str]:
    """Enter the room called `room` (None: all of them, one after the other) and yield its name inside a transaction.

    Raises:
        CommandError: no municipality has that slug.
    """
    chosen: list[context.Municipality | None]
    if room is None:
        chosen = [None, *list_municipalities()]
    elif room == PLATFORM:
        chosen = [None]
    else:
        municipality = get_municipality(room)
        if municipality is None:
            raise CommandError(f"There is no municipality {room!r}; `tenant list` shows them.")
        chosen = [municipality]
    for municipality in chosen:
        with scope.enter(municipality, statement_timeout="0"):
            yield municipality.slug if municipality is not None else PLATFORM
