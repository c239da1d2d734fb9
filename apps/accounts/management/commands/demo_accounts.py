"""`demo_accounts`: how to sign in to the demo municipalities right now."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.accounts import operations
from omuz.kernel import clock, context
from omuz.kernel.errors import NotFound
from tenants import scope
from tenants.provisioning import get_municipality, list_municipalities


class Command(BaseCommand):
    """Prints e-mail, password and the code of this moment for each role."""

    help = "Print the demo accounts and the codes that work now (demo mode and demo municipalities only)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take a municipality, or "public" for the coordinator's room; nothing means all of them."""
        parser.add_argument("municipality", nargs="?")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line an account.

        Raises:
            CommandError: an unknown municipality, or one without demo accounts.
        """
        for room in self._rooms(options["municipality"]):
            with scope.enter(room):
                try:
                    accounts = operations.list_demo_accounts(now=clock.now())
                except NotFound as error:
                    raise CommandError("Demo accounts exist in demo mode and in demo municipalities only.") from error
            self.stdout.write(f"\n{room.name if room is not None else 'Ulusal koordinatör'}")
            for account in accounts:
                self.stdout.write(
                    f"  {account.role.label:<28} {account.email:<46} {account.password}  "
                    f"{account.totp_code or '------'}  ({account.seconds_left} s)"
                )

    def _rooms(self, slug: str | None) -> list[context.Municipality | None]:
        if slug is None:
            return [None, *(m for m in list_municipalities() if m.is_demo)]
        if slug == context.PUBLIC_KEY:
            return [None]
        municipality = get_municipality(slug)
        if municipality is None:
            raise CommandError(f"There is no municipality {slug!r}.")
        return [municipality]
