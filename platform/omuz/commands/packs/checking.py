"""`pack check`, `pack format` and `pack list`: what stands in folders, without a database."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser, OutputWrapper

from apps.programmes.definition import Weight
from apps.programmes.packs import UnwritablePackError, files_of, list_shipped, packs_folder, read_folder, write_folder
from omuz.commands.packs.places import located_values, print_json, shown, usable_pack
from tenants.management.verbs import Verb, add_format


def _folders(options: dict[str, Any]) -> list[Path]:
    folders = [Path(name) for name in options["folders"]]
    if options["all"]:
        folders += sorted(one.parent for one in packs_folder().glob("*/pack.yaml"))
    if not folders:
        raise CommandError("Name a pack's folder, or --all for the shipped ones.")
    return folders


def _folder_arguments(parser: CommandParser) -> None:
    parser.add_argument("folders", nargs="*", metavar="DIR", help="a pack's folder")
    parser.add_argument("--all", action="store_true", help="every shipped pack")


def _check_arguments(parser: CommandParser) -> None:
    _folder_arguments(parser)
    add_format(parser)


def _check(options: dict[str, Any], out: OutputWrapper) -> None:
    folders = _folders(options)
    readings = [(shown(folder), read_folder(folder)) for folder in folders]
    wrong = sum(bool(reading.errors) for _name, reading in readings)
    if options["format"] == "json":
        print_json(out, [located_values(one, name) for name, reading in readings for one in reading.findings])
    else:
        for name, reading in readings:
            for one in reading.findings:
                mark = "" if one.finding.weight is Weight.ERROR else f" [{one.finding.weight}]"
                out.write(f"{one.text(name)}{mark}")
            if reading.pack is not None:
                out.write(f"{name}: {reading.pack.code} {reading.pack.version} can be used.")
    if wrong:
        raise CommandError(f"{wrong} of {len(readings)} pack(s) have errors.")


def _format_arguments(parser: CommandParser) -> None:
    _folder_arguments(parser)
    parser.add_argument("--check", action="store_true", help="change nothing; fail where something would be changed")


def _format(options: dict[str, Any], out: OutputWrapper) -> None:
    changed = 0
    for folder in _folders(options):
        pack = usable_pack(folder)
        try:
            files = files_of(pack.definition, pack.version)
        except UnwritablePackError as error:
            raise CommandError(f"{shown(folder)}/{error.place}: {error.message}") from error
        before = {one.relative_to(folder).as_posix(): one.read_text() for one in folder.rglob("*.yaml")}
        differing = sorted(name for name in files.keys() | before.keys() if files.get(name) != before.get(name))
        changed += len(differing)
        for name in differing:
            out.write(f"{shown(folder)}/{name}")
        if differing and not options["check"]:
            write_folder(folder, pack.definition, pack.version)
    if changed and options["check"]:
        raise CommandError(f"{changed} file(s) are not in their canonical form; run ./omuz pack format.")


def _list(options: dict[str, Any], out: OutputWrapper) -> None:
    rows = [
        {
            "code": pack.code,
            "version": pack.version,
            "status": pack.definition.status,
            "name": pack.definition.name.tr,
            "pending": [one.tr for one in pack.definition.pending],
        }
        for pack in list_shipped()
    ]
    if options["format"] == "json":
        print_json(out, rows)
        return
    width = max((len(str(row["code"])) for row in rows), default=0)
    for row in rows:
        out.write(f"{row['code']:<{width}}  {row['version']:<8}  {row['status']:<9}  {row['name']}")


CHECK = Verb("check", "check packs; every mistake with its file and line", _check_arguments, _check)
FORMAT = Verb("format", "write packs in their canonical form", _format_arguments, _format)
LIST = Verb("list", "list the shipped packs", add_format, _list)
