"""What a pack can be named by on the command line, and how findings and differences are printed."""

import dataclasses
import json
from argparse import ArgumentTypeError
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from django.core.management.base import CommandError, CommandParser, OutputWrapper

from apps.programmes.definition import Finding
from apps.programmes.definition.diffing import Change, ChangeKind
from apps.programmes.definition.merging import Choice, Merge
from apps.programmes.packs import Located, Pack, get_shipped, list_shipped, packs_folder, read_folder
from apps.programmes.queries.files import NamedProgramme, find_programme
from omuz.kernel.errors import DomainError, Invalid
from tenants import scope
from tenants.management.verbs import find_municipality

_SHORT: Final = 100
_MARKS: Final = {ChangeKind.ADDED: "+", ChangeKind.REMOVED: "-", ChangeKind.CHANGED: "~", ChangeKind.MOVED: ">"}
WHERE: Final = "a folder, a shipped pack's code, or municipality:programme[@version]"


def shown(folder: Path) -> str:
    """Return a folder as a reader names it: from where they stand, if it lies there."""
    resolved = folder.resolve()
    return str(resolved.relative_to(Path.cwd())) if resolved.is_relative_to(Path.cwd()) else str(folder)


def usable_pack(folder: Path) -> Pack:
    """Return the pack of a folder.

    Raises:
        CommandError: it has errors; all of them, each at its file and line.
    """
    reading = read_folder(folder)
    if reading.pack is None:
        lines = "\n".join(one.text(shown(folder)) for one in reading.errors)
        raise CommandError(f"{lines}\n{shown(folder)} cannot be used: {len(reading.errors)} error(s).")
    return reading.pack


def named_pack(name: str) -> Pack:
    """Return the pack that a folder or a shipped code names; a folder comes first.

    Raises:
        CommandError: there is none of that name, or it has errors.
    """
    if Path(name).is_dir():
        return usable_pack(Path(name))
    pack = get_shipped(name)
    if pack is not None:
        return pack
    if (packs_folder() / name).is_dir():
        return usable_pack(packs_folder() / name)
    known = ", ".join(one.code for one in list_shipped())
    raise CommandError(f"{name!r} is neither a folder nor a shipped pack. Shipped: {known or 'none'}.")


def named_definition(name: str) -> Pack:
    """Return what a name stands for: a folder, a shipped code, or a programme of a municipality.

    Raises:
        CommandError: there is nothing of that name.
    """
    slug, separator, programme = name.partition(":")
    if not separator or Path(name).exists():
        return named_pack(name)
    code, _at, number = programme.partition("@")
    if number and not number.isdigit():
        raise CommandError(f"{number!r} is no version number; write {slug}:{code}@2.")
    return programme_pack(slug, code, int(number) if number else None).pack


def programme_pack(slug: str, code: str, number: int | None) -> NamedProgramme:
    """Return a municipality's programme as a pack.

    Raises:
        CommandError: no such municipality, programme or version.
    """
    municipality = find_municipality(slug)
    try:
        with scope.enter(municipality):
            return find_programme(code, number=number)
    except DomainError as error:
        raise CommandError(said(error)) from error


def said(error: DomainError) -> str:
    """Return what a refusal says, its fields included."""
    problems = error.problems if isinstance(error, Invalid) else ()
    lines = [f"  {one.field}: {one.message} {one.remedy or ''}".rstrip() for one in problems]
    return "\n".join([f"{error.message} {error.remedy or ''} ({error.code})", *lines])


def add_choices(parser: CommandParser) -> None:
    """Take what is chosen where both sides changed something."""
    parser.add_argument(
        "--choose", action="append", default=[], metavar="PLACE=mine|theirs", type=_choice,
        help="the value of one conflict, by the place it is printed with",
    )  # fmt: skip
    parser.add_argument("--take", choices=[one.value for one in Choice], help="the value of every other conflict")


def _choice(text: str) -> tuple[str, str]:
    place, separator, value = text.rpartition("=")
    if not separator or value not in set(Choice):
        raise ArgumentTypeError("write PLACE=mine or PLACE=theirs")
    return place, value


def choices_for(merge: Merge, options: Mapping[str, Any]) -> dict[str, str]:
    """Return the choice for each conflict of a merge.

    Raises:
        CommandError: a choice for a place that is no conflict.
    """
    chosen = dict(options["choose"])
    places = [one.place for one in merge.conflicts]
    strange = chosen.keys() - set(places)
    if strange:
        raise CommandError(f"No conflict stands at {', '.join(sorted(strange))}.")
    return {place: chosen.get(place, options["take"]) for place in places if chosen.get(place, options["take"])}


def difference_lines(changes: Iterable[Change]) -> list[str]:
    """Return one line a difference."""
    lines = []
    for one in changes:
        before, after = short(one.before), short(one.after)
        said_values = {
            ChangeKind.ADDED: after,
            ChangeKind.REMOVED: before,
            ChangeKind.CHANGED: f"{before} → {after}",
            ChangeKind.MOVED: f"{before}. → {after}.",
        }[one.kind]
        lines.append(f"{_MARKS[one.kind]} {one.label}: {said_values}")
    return lines


def conflict_lines(merge: Merge) -> list[str]:
    """Return the conflicts with both values and the place under which a choice is given."""
    lines = []
    for one in merge.conflicts:
        lines += [
            f"! {one.label}",
            f"    place:  {one.place}" + (f"   (chosen: {one.chosen})" if one.chosen else ""),
            f"    mine:   {short(one.mine)}",
            f"    theirs: {short(one.theirs)}",
        ]
    return lines


def finding_lines(findings: Iterable[Finding]) -> list[str]:
    """Return one line a finding."""
    return [f"{one.place or '/'}: {one.message}" + (f" ({one.remedy})" if one.remedy else "") for one in findings]


def change_values(one: Change) -> dict[str, Any]:
    """Return a difference as JSON."""
    return dataclasses.asdict(one) | {"kind": one.kind.value, "path": list(one.path)}


def conflict_values(merge: Merge) -> list[dict[str, Any]]:
    """Return conflicts as JSON."""
    return [
        {"place": one.place, "label": one.label, "base": one.base, "mine": one.mine, "theirs": one.theirs,
         "chosen": one.chosen}
        for one in merge.conflicts
    ]  # fmt: skip


def located_values(one: Located, folder: str) -> dict[str, Any]:
    """Return a finding of a folder as JSON."""
    finding = one.finding
    return {
        "folder": folder, "file": one.file, "line": one.line, "place": finding.place, "code": finding.code,
        "message": finding.message, "remedy": finding.remedy, "weight": finding.weight.value,
        "article": finding.article,
    }  # fmt: skip


def print_json(out: OutputWrapper, values: Any) -> None:
    """Print values as JSON."""
    out.write(json.dumps(values, ensure_ascii=False, indent=1))


def short(value: Any) -> str:
    """Return a value in one line, cut where it is long."""
    if isinstance(value, dict) and isinstance(value.get("tr"), str):
        value = value["tr"]
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[: _SHORT - 1]}…"
