"""`./omuz tenant create|list`: the registry from the command line. Issue B adds the rest of a municipality's life."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tenants.enums import MunicipalityKind
from tenants.provisioning import ProvisioningError, create_municipality, list_municipalities


class Command(BaseCommand):
    """Makes and lists municipalities."""

    help = "Make a municipality, or list them."

    def add_arguments(self, parser: CommandParser) -> None:
        """Define the verbs."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        create = verbs.add_parser("create", help="make a municipality, ready to sign in to")
        create.add_argument("slug")
        create.add_argument("--name", required=True)
        create.add_argument("--kind", required=True, choices=MunicipalityKind.values)
        create.add_argument("--province", required=True)
        create.add_argument("--district", default="")
        create.add_argument("--parent", default="", help="slug of the metropolitan municipality")
        create.add_argument("--demo", action="store_true", help="demo municipality: demo accounts and numbers allowed")
        show = verbs.add_parser("list", help="list the municipalities")
        show.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the verb.

        Raises:
            CommandError: when the municipality cannot be made as asked.
        """
        if options["verb"] == "create":
            self._create(options)
        else:
            self._list(options["format"])

    def _create(self, options: dict[str, Any]) -> None:
        try:
            municipality = create_municipality(
                slug=options["slug"],
                name=options["name"],
                kind=MunicipalityKind(options["kind"]),
                province=options["province"],
                district=options["district"],
                parent_slug=options["parent"],
                is_demo=options["demo"],
            )
        except ProvisioningError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{municipality.slug}: {municipality.name} ({municipality.schema_name})")

    def _list(self, form: str) -> None:
        rows = [
            {"slug": m.slug, "name": m.name, "kind": m.kind, "province": m.province, "state": m.state}
            for m in list_municipalities()
        ]
        if form == "json":
            self.stdout.write(json.dumps(rows, ensure_ascii=False))
            return
        for row in rows:
            self.stdout.write(f"{row['slug']:<16} {row['state']:<10} {row['name']}")
