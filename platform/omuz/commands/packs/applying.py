"""`pack apply`: a pack becomes a programme's draft, or its new version is merged into the programme that runs it."""

from typing import Any

from django.core.management.base import CommandError, CommandParser, OutputWrapper

from apps.accounts.operations import create_unit
from apps.accounts.queries import list_units
from apps.accounts.rights import Right
from apps.programmes.definition.merging import merge
from apps.programmes.operations.packs import upgrade_programme
from apps.programmes.operations.versions import start_from_document
from apps.programmes.packs import Pack
from apps.programmes.queries import list_programmes
from apps.programmes.queries.packs import get_upgrade
from omuz.commands.packs.places import add_choices, choices_for, conflict_lines, named_pack, print_json, said
from omuz.kernel import clock
from omuz.kernel.actors import system_actor
from omuz.kernel.errors import DomainError
from tenants import scope
from tenants.management.verbs import Verb, add_format, find_municipality

_ACTOR = system_actor("./omuz pack apply", frozenset({Right.PROGRAMMES_MANAGE, Right.UNITS_MANAGE}))


def _arguments(parser: CommandParser) -> None:
    parser.add_argument("municipality", help="the municipality's address label, e.g. kayseri")
    parser.add_argument("pack", metavar="CODE|DIR", help="a shipped pack's code, or a folder")
    parser.add_argument("--unit", default="", help="the unit that runs it (default: the one the pack suggests)")
    add_choices(parser)
    add_format(parser)


def _apply(options: dict[str, Any], out: OutputWrapper) -> None:
    pack = named_pack(options["pack"])
    municipality = find_municipality(options["municipality"])
    try:
        with scope.enter(municipality):
            running = next((one for one in list_programmes() if one.pack == pack.code), None)
            done = _started(pack, options) if running is None else _upgraded(running.pk, pack, options)
    except DomainError as error:
        raise CommandError(said(error)) from error
    if options["format"] == "json":
        print_json(out, done)
    else:
        out.write(
            f"{municipality.slug}:{done['programme']} draft {done['number']} {done['act']} {pack.code} {pack.version}."
        )


def _started(pack: Pack, options: dict[str, Any]) -> dict[str, Any]:
    version = start_from_document(
        pack.definition.document(),
        unit_id=_unit(pack, options["unit"].strip()),
        actor=_ACTOR,
        now=clock.now(),
        pack=pack.code,
        upstream_version=pack.version,
        note=f"{pack.code} {pack.version} paketinden",
    )
    return {"programme": version.programme.code, "number": version.number, "id": str(version.pk), "act": "starts from"}


def _unit(pack: Pack, asked: str) -> Any:
    suggested = pack.definition.unit
    name = asked or (suggested.name if suggested is not None else "")
    units = list_units()
    found = next((one for one in units if name in {one.name, one.short_name}), None)
    if found is not None:
        return found.pk
    if asked or suggested is None:
        known = ", ".join(one.name for one in units) or "none"
        raise CommandError(
            f"There is no unit {asked!r}. Units: {known}." if asked else f"Name a --unit. Units: {known}."
        )
    return create_unit(actor=_ACTOR, name=name, short_name=suggested.short, now=clock.now()).pk


def _upgraded(programme_id: Any, pack: Pack, options: dict[str, Any]) -> dict[str, Any]:
    found = get_upgrade(programme_id, actor=_ACTOR, pack=pack)
    choices = choices_for(found.merge, options)
    if len(choices) < len(found.merge.conflicts):
        lines = "\n".join(conflict_lines(merge(found.base, found.mine, found.theirs, choices)))
        raise CommandError(
            f"{lines}\nBoth the municipality and the pack changed these. Give --choose PLACE=mine|theirs for each, or "
            "--take mine|theirs for all."
        )
    version = upgrade_programme(programme_id, choices=choices, actor=_ACTOR, now=clock.now(), pack=pack)
    return {"programme": version.programme.code, "number": version.number, "id": str(version.pk), "act": "takes over"}


APPLY = Verb("apply", "make a programme's draft from a pack, or merge its new version", _arguments, _apply)
