"""`tenant create`: a municipality, ready to sign in to."""

import dataclasses
import json
import time
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser, OutputWrapper
from django.core.validators import validate_email

from apps.accounts import operations as accounts
from apps.accounts.enums import Role
from apps.programmes.operations import pack_code, start_from_pack
from apps.programmes.packs import get_shipped, list_shipped
from omuz.commands.tenants.places import known_district, known_province
from omuz.kernel import audit, clock, context
from omuz.kernel.actors import system_actor
from omuz.kernel.errors import DomainError
from tenants import scope
from tenants.enums import MunicipalityKind
from tenants.fleet.creation import create
from tenants.management.verbs import Verb, add_format
from tenants.naming import web_address
from tenants.registering import Asked, ProvisioningError

COMMAND_LINE: Final = system_actor("Komut satırı")


def _arguments(parser: CommandParser) -> None:
    parser.add_argument("slug", help="the label of its address: <slug>.<domain>")
    parser.add_argument("--name", required=True)
    parser.add_argument("--kind", required=True, choices=MunicipalityKind.values)
    parser.add_argument("--province", required=True)
    parser.add_argument("--district", default="")
    parser.add_argument("--parent", default="", help="slug of the metropolitan municipality")
    parser.add_argument("--pack", default="", help="first programme, as a draft of a shipped pack (packs/)")
    parser.add_argument("--unit", default="", help="name of the first unit (default: the one that runs the pack)")
    parser.add_argument("--admin", default="", metavar="EMAIL", help="invite the first administrator; prints the link")
    parser.add_argument("--admin-name", default="", metavar="NAME")
    parser.add_argument("--demo", action="store_true", help="demo municipality: demo accounts and numbers allowed")
    parser.add_argument("--no-spare", action="store_true", help="make it anew even where a spare room is ready")
    add_format(parser)


@dataclasses.dataclass(slots=True)
class _Report:
    """What was made, in the order of making."""

    municipality: context.Municipality
    seconds: float
    way: str
    unit: str = ""
    programme: str = ""
    invitation: str = ""
    demo_staff: int = 0

    def values(self) -> dict[str, Any]:
        """Return it for JSON."""
        m = self.municipality
        made: dict[str, Any] = {
            "slug": m.slug,
            "name": m.name,
            "key": m.key,
            "state": m.state,
            "address": web_address(m.slug),
        }
        made |= {"seconds": round(self.seconds, 3), "way": self.way, "unit": self.unit, "programme": self.programme}
        return made | {"invitation": self.invitation, "demo_staff": self.demo_staff}

    def lines(self) -> list[str]:
        """Return it for people."""
        m = self.municipality
        lines = [f"{m.slug}: {m.name} ({m.schema_name}), made in {self.seconds:.2f} s ({self.way})"]
        lines += [f"unit: {self.unit}"] if self.unit else []
        lines += [f"programme: {self.programme}"] if self.programme else []
        lines += [f"{self.demo_staff} demo accounts"] if self.demo_staff else []
        lines += [f"invitation of the first administrator, seven days: {self.invitation}"] if self.invitation else []
        return [*lines, f"address: {web_address(m.slug)}"]


def _create(options: dict[str, Any], out: OutputWrapper) -> None:
    asked = _asked(options)
    _check_first(options)
    try:
        with audit.originating(audit.Origin(channel="command")):
            report = _made(asked, use_spare=not options["no_spare"])
            _furnish(report, options)
    except ProvisioningError as error:
        raise CommandError(str(error)) from error
    except DomainError as error:
        problems = "; ".join(problem.message for problem in error.problems) or error.message
        raise CommandError(f"{asked.slug} has been made; what follows was not done: {problems}") from error
    if options["format"] == "json":
        out.write(json.dumps(report.values(), ensure_ascii=False))
    else:
        out.write("\n".join(report.lines()))


def _asked(options: dict[str, Any]) -> Asked:
    province = known_province(options["province"])
    return Asked(
        slug=options["slug"],
        name=options["name"].strip(),
        kind=MunicipalityKind(options["kind"]),
        province=province,
        district=known_district(province, options["district"]),
        parent_slug=options["parent"],
        is_demo=options["demo"],
    )


def _check_first(options: dict[str, Any]) -> None:
    """Refuse before anything is made what would fail after it.

    Raises:
        CommandError: an unknown pack; an administrator without address or name; a demo outside of demo mode.
    """
    if options["pack"] and get_shipped(pack_code(options["pack"])) is None:
        known = ", ".join(pack.code for pack in list_shipped())
        raise CommandError(f"There is no pack {options['pack']!r}. Known packs: {known}.")
    if bool(options["admin"]) != bool(options["admin_name"].strip()):
        raise CommandError("--admin and --admin-name belong together.")
    if options["admin"]:
        try:
            validate_email(options["admin"])
        except ValidationError as error:
            raise CommandError(f"{options['admin']!r} is no e-mail address.") from error
    if options["demo"] and not settings.OMUZ_DEMO:
        raise CommandError("Demo municipalities exist in demo mode only (OMUZ_MODE=demo).")


def _made(asked: Asked, *, use_spare: bool) -> _Report:
    steps: list[str] = []
    started = time.perf_counter()
    made = create(asked, now=clock.now(), actor=COMMAND_LINE, use_spare=use_spare, progress=steps.append)
    way = "compiled" if steps else "from a spare room"
    return _Report(made, time.perf_counter() - started, way)


def _furnish(report: _Report, options: dict[str, Any]) -> None:
    """Make the first unit, programme and accounts inside, in one transaction."""
    now = clock.now()
    pack = get_shipped(pack_code(options["pack"])) if options["pack"] else None
    suggested = pack.definition.unit if pack is not None else None
    name = options["unit"].strip() or (suggested.name if suggested is not None else "")
    with scope.enter(report.municipality):
        unit = None
        if name:
            short = suggested.short if suggested is not None and name == suggested.name else ""
            unit = accounts.create_unit(actor=COMMAND_LINE, name=name, short_name=short, now=now)
            report.unit = unit.name
        if pack is not None and unit is not None:
            report.programme = start_from_pack(pack.code, unit_id=unit.pk, actor=COMMAND_LINE, now=now).programme.name
        if options["demo"]:
            report.demo_staff = len(accounts.ensure_demo_staff(unit=unit, now=now))
        if options["admin"]:
            role = accounts.InvitedRole(Role.TENANT_ADMIN)
            sent = accounts.invite(
                actor=COMMAND_LINE, email=options["admin"], full_name=options["admin_name"], roles=[role], now=now
            )
            report.invitation = sent.link


CREATE = Verb("create", "make a municipality, ready to sign in to", _arguments, _create)
