"""`keys`: rotation of the rooms' data keys and of the master key that wraps them. See docs/keys-and-history.md."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from omuz.kernel import clock, context, crypto
from tenants.management.rooms_argument import add_rooms_argument, entered_rooms
from tenants.provisioning import get_municipality
from tenants.wall_tokens import rewrap_tokens, rotate_token


class Command(BaseCommand):
    """Rotates and rewraps keys; it never prints one."""

    help = "Seal with a new data key from now on, or wrap the data keys with the current master key."

    def add_arguments(self, parser: CommandParser) -> None:
        """Define the verbs."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        add_rooms_argument(verbs.add_parser("rotate", help="new values use a new data key; old ones still open"))
        add_rooms_argument(verbs.add_parser("rewrap", help="wrap with the first line of the master key file"))
        wall = verbs.add_parser("rotate-wall", help="give a municipality's second wall a new token, after an incident")
        wall.add_argument("--room", metavar="SLUG", required=True, help="a municipality")
        wall.add_argument("--pause", type=float, help="seconds of the maintenance answer meanwhile; default: enough")
        master = verbs.add_parser("new-master-line", help="print a new line for the master key file (keep it secret)")
        master.add_argument("id", help="small letters, digits, hyphens; for example k2027")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the verb.

        Raises:
            CommandError: an unknown room, or a master key that is missing.
        """
        try:
            if options["verb"] == "new-master-line":
                self.stdout.write(crypto.new_master_key_line(options["id"]))
                return
            if options["verb"] == "rotate-wall":
                rotate_token(_municipality(options["room"]), pause=options["pause"])
                self.stdout.write(f"{options['room']}: the second wall asks for a new token")
                return
            if options["verb"] == "rewrap":
                count = rewrap_tokens(options["room"])
                self.stdout.write(f"registry: {count} wall tokens sealed anew")
            for room in entered_rooms(options["room"]):
                if options["verb"] == "rotate":
                    self.stdout.write(f"{room}: now sealing with {crypto.rotate(now=clock.now())}")
                else:
                    self.stdout.write(f"{room}: {crypto.rewrap()} data keys wrapped anew")
        except (crypto.CryptoError, ValueError) as error:
            raise CommandError(str(error)) from error


def _municipality(slug: str) -> context.Municipality:
    municipality = get_municipality(slug)
    if municipality is None:
        raise CommandError(f"There is no municipality {slug!r}; `tenant list` shows them.")
    return municipality
