"""`tenant create`: a municipality, ready to sign in to."""

from typing import Any

from django.core.management.base import CommandError, CommandParser, OutputWrapper

from tenants.enums import MunicipalityKind
from tenants.management.verbs import Verb
from tenants.provisioning import ProvisioningError, create_municipality


def _arguments(parser: CommandParser) -> None:
    parser.add_argument("slug")
    parser.add_argument("--name", required=True)
    parser.add_argument("--kind", required=True, choices=MunicipalityKind.values)
    parser.add_argument("--province", required=True)
    parser.add_argument("--district", default="")
    parser.add_argument("--parent", default="", help="slug of the metropolitan municipality")
    parser.add_argument("--demo", action="store_true", help="demo municipality: demo accounts and numbers allowed")


def _create(options: dict[str, Any], out: OutputWrapper) -> None:
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
    out.write(f"{municipality.slug}: {municipality.name} ({municipality.schema_name})")


CREATE = Verb("create", "make a municipality, ready to sign in to", _arguments, _create)
