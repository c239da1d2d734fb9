"""`./omuz audit isolation [--format json]`: the isolation oracle on this deployment."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from omuz.isolation.audit import audit_catalogue, audit_isolation
from omuz.isolation.findings import SHOWN, Report
from omuz.kernel import clock
from tenants.provisioning import ProvisioningError
from tenants.scope import MaintenanceError


class Command(BaseCommand):
    """Looks for anything of one municipality that shows in another, between two municipalities made for that."""

    help = "Audit the isolation of municipalities on this deployment; exit code 1 on a finding."

    def add_arguments(self, parser: CommandParser) -> None:
        """Define the subject and the form."""
        subjects = parser.add_subparsers(dest="subject", required=True)
        isolation = subjects.add_parser("isolation", help="walls, catalogue, and a crawl between two probes")
        isolation.add_argument("--catalogue-only", action="store_true", help="compare the live catalogue and no more")
        isolation.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        """Audit, and print the report.

        Raises:
            CommandError: something was found (exit code 1), or the probes could not be made or entered.
        """
        try:
            report = self._audit(options)
        except (ProvisioningError, LookupError, MaintenanceError) as error:
            raise CommandError(f"The audit could not begin: {error}") from error
        if options["format"] == "json":
            self.stdout.write(json.dumps(report.as_values(), ensure_ascii=False, indent=1))
        else:
            self._print(report)
        if not report.holds:
            raise CommandError(f"{sum(not check.holds for check in report.checks)} checks do not hold.")

    def _audit(self, options: dict[str, Any]) -> Report:
        if options["catalogue_only"]:
            report = Report()
            audit_catalogue(report)
            return report
        return audit_isolation(now=clock.now(), progress=lambda text: self.stderr.write(f"... {text}"))

    def _print(self, report: Report) -> None:
        for check in report.checks:
            state = "holds" if check.holds else "BLIND" if check.blind else "DOES NOT HOLD"
            self.stdout.write(f"{check.name:<24} {state:<14} {check.looked_at:>7} looked at  {check.seconds:6.1f} s")
            for place in check.findings[:SHOWN]:
                self.stdout.write(f"    {place}")
            if len(check.findings) > SHOWN:
                self.stdout.write(f"    and {len(check.findings) - SHOWN} more")
            for what in check.left_out:
                self.stdout.write(f"    left out: {what}")
