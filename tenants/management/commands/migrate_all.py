"""`migrate_all`: public first, then every municipality, each on its own."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tenants.provisioning import list_municipalities, migrate_municipality, migrate_public


class Command(BaseCommand):
    """Brings the whole database to head; one municipality's failure does not stop the others."""

    help = "Bring public and every municipality's schema to head."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the migrations, printing each schema with the number applied.

        Raises:
            CommandError: when a municipality failed; the others have been migrated.
        """
        self.stdout.write(f"public: {migrate_public(progress=self._step)} applied")
        failed: list[str] = []
        for municipality in list_municipalities():
            try:
                applied = migrate_municipality(municipality, progress=self._step)
                self.stdout.write(f"{municipality.slug}: {applied} applied")
            except Exception as error:
                failed.append(f"{municipality.slug}: {error}")
        if failed:
            raise CommandError("Not migrated:\n" + "\n".join(failed))

    def _step(self, text: str) -> None:
        if self.verbosity > 1:
            self.stdout.write(f"  {text}")

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Remember the verbosity for the steps."""
        self.verbosity = int(options.get("verbosity", 1))
        return super().execute(*args, **options)
