"""`migrate_all`: what a deployment runs before its new code serves; the same as `fleet migrate`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from tenants.management.fleet.migrating import MIGRATE


class Command(BaseCommand):
    """Brings the whole database to head; one municipality's failure does not stop the others."""

    help = "Bring public and every municipality's schema to head (fleet migrate)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the options of `fleet migrate`."""
        MIGRATE.arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the migrations.

        Raises:
            CommandError: when a municipality failed; the others have been migrated.
        """
        MIGRATE.run(options, self.stdout)
