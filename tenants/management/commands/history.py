"""`history`: verify the sealed chain of what staff did, or seal what is waiting."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from omuz.kernel import audit, clock
from tenants.management.rooms_argument import add_rooms_argument, entered_rooms


class Command(BaseCommand):
    """Reads and extends the chain; nothing can change it."""

    help = "Verify the sealed history, or seal now what the background job would seal within a minute."

    def add_arguments(self, parser: CommandParser) -> None:
        """Define the verbs."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        add_rooms_argument(verbs.add_parser("verify", help="compare every sealed event with its seal and its anchor"))
        add_rooms_argument(verbs.add_parser("seal", help="seal what no running transaction can add to any more"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the verb.

        Raises:
            CommandError: an unknown room, or a history that is not what was sealed.
        """
        broken = []
        for room in entered_rooms(options["room"]):
            if options["verb"] == "seal":
                self.stdout.write(f"{room}: {audit.seal_pending(now=clock.now())} events sealed")
                continue
            found = audit.verify_chain()
            if found is None:
                self.stdout.write(f"{room}: intact")
            else:
                broken.append(f"{room}: seal {found.sequence}: {found.reason}")
        if broken:
            raise CommandError("The history is not what was sealed.\n" + "\n".join(broken))
