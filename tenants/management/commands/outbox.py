"""`outbox`: what waits in the rooms, what was given up, which jobs fail; and another try for what was given up."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from omuz.kernel import context, outbox
from tenants.flow import pointers, troubles
from tenants.management.rooms_argument import add_rooms_argument, entered_rooms


class Command(BaseCommand):
    """Shows counts and kinds of errors, never what a message is about."""

    help = "Show what waits in the outboxes and which jobs fail, or try given-up messages again."

    def add_arguments(self, parser: CommandParser) -> None:
        """Define the verbs."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("show", help="room, waiting, oldest, given up; then the jobs that fail in a room")
        add_rooms_argument(verbs.add_parser("retry", help="let given-up messages be tried again"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the verb.

        Raises:
            CommandError: an unknown room.
        """
        if options["verb"] == "show":
            self._show()
            return
        revived: dict[str, int] = {}
        for name in entered_rooms(options["room"]):
            revived[context.scope_key()] = count = outbox.revive()
            if count or options["room"]:
                self.stdout.write(f"{name}: {count} to be tried again")
        for key, count in revived.items():
            if count:
                pointers.wake(key)

    def _show(self) -> None:
        for lag in pointers.outbox_lag():
            oldest = lag.oldest.isoformat(timespec="seconds") if lag.oldest is not None else "-"
            self.stdout.write(f"{lag.room:<24} waiting {lag.waiting:>6}  oldest {oldest:<26} given up {lag.dead:>6}")
        for trouble in troubles.list_troubles():
            since = trouble.since.isoformat(timespec="seconds")
            self.stdout.write(
                f"{trouble.room:<24} {trouble.job} fails: {trouble.kind}, {trouble.times} times since {since}"
            )
