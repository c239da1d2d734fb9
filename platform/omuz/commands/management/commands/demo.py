"""`manage.py demo`: the demo municipalities, made or completed. `./omuz up` runs it where it is due."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from omuz.demo.seeding import seed_demo
from omuz.kernel import clock
from tenants.provisioning import ProvisioningError


class Command(BaseCommand):
    """Seeds Kayseri, İzmir and Torbalı with synthetic data; a second run changes nothing."""

    help = "Make or complete the demo municipalities."

    def handle(self, *args: Any, **options: Any) -> None:
        """Seed.

        Raises:
            CommandError: outside of demo mode, or an address is taken.
        """
        if not settings.OMUZ_DEMO:
            raise CommandError("Demo municipalities exist in demo mode only (OMUZ_MODE=demo).")
        try:
            seed_demo(now=clock.now(), report=self.stdout.write)
        except ProvisioningError as error:
            raise CommandError(str(error)) from error
