"""`pack diff` and `pack merge`: what is different, and bringing both sides together."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser, OutputWrapper

from apps.programmes.definition.diffing import diff
from apps.programmes.definition.merging import merge
from apps.programmes.packs import Pack
from omuz.commands.packs.exporting import written
from omuz.commands.packs.places import (
    WHERE,
    add_choices,
    change_values,
    choices_for,
    conflict_lines,
    conflict_values,
    difference_lines,
    finding_lines,
    named_definition,
    print_json,
    shown,
)
from tenants.management.verbs import Verb, add_format


def _diff_arguments(parser: CommandParser) -> None:
    parser.add_argument("before", help=WHERE)
    parser.add_argument("after", help="the same")
    add_format(parser)


def _diff(options: dict[str, Any], out: OutputWrapper) -> None:
    before, after = named_definition(options["before"]), named_definition(options["after"])
    changes = diff(before.definition, after.definition)
    if options["format"] == "json":
        print_json(out, [change_values(one) for one in changes])
        return
    for line in difference_lines(changes):
        out.write(line)
    out.write(f"{before.code} {before.version} → {after.code} {after.version}: {len(changes)} difference(s).")


def _merge_arguments(parser: CommandParser) -> None:
    parser.add_argument("base", help=f"what both come from: {WHERE}")
    parser.add_argument("mine", help="with the local changes; the same")
    parser.add_argument("theirs", help="the new version; the same")
    parser.add_argument("--into", type=Path, metavar="DIR", help="where to write the result (default: only show it)")
    add_choices(parser)
    add_format(parser)


def _merge(options: dict[str, Any], out: OutputWrapper) -> None:
    base, mine, theirs = (named_definition(options[name]) for name in ("base", "mine", "theirs"))
    old, own, other = (one.definition.document() for one in (base, mine, theirs))
    merged = merge(old, own, other, choices_for(merge(old, own, other), options))
    changes = diff(mine.definition, merged.document)
    if options["format"] == "json":
        print_json(out, {"changes": [change_values(one) for one in changes], "conflicts": conflict_values(merged)})
    else:
        for line in [*difference_lines(changes), *conflict_lines(merged)]:
            out.write(line)
    if merged.open:
        raise CommandError(f"{len(merged.open)} conflict(s) without a choice; --choose PLACE=mine|theirs, or --take.")
    if merged.definition is None:
        raise CommandError("\n".join([*finding_lines(merged.findings), "The result is no definition."]))
    if options["into"] is not None:
        written(options["into"], Pack(merged.definition, theirs.version))
        if options["format"] == "text":
            out.write(f"{shown(options['into'])}: {merged.definition.code} {theirs.version}.")


DIFF = Verb("diff", "compare two packs or programmes", _diff_arguments, _diff)
MERGE = Verb("merge", "merge a new version into local changes, three ways", _merge_arguments, _merge)
