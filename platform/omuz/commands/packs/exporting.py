"""`pack export`: a municipality's programme as a folder of files."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser, OutputWrapper

from apps.programmes.packs import Pack, UnwritablePackError, write_folder
from apps.programmes.packs.layout import PACK_FILE
from omuz.commands.packs.places import print_json, programme_pack, shown
from tenants.management.verbs import Verb, add_format


def _arguments(parser: CommandParser) -> None:
    parser.add_argument("municipality", help="the municipality's address label, e.g. kayseri")
    parser.add_argument("programme", help="the programme's code")
    parser.add_argument("folder", metavar="DIR", type=Path, help="a new folder, or one that holds a pack")
    parser.add_argument("--number", type=int, metavar="N", help="default: the one in force")
    add_format(parser)


def _export(options: dict[str, Any], out: OutputWrapper) -> None:
    found = programme_pack(options["municipality"], options["programme"], options["number"])
    paths = written(options["folder"], found.pack)
    if options["format"] == "json":
        print_json(out, {"number": found.version.number, "version": found.pack.version, "files": paths})
    else:
        out.write(f"{shown(options['folder'])}: version {found.version.number}, {len(paths)} files.")


def written(folder: Path, pack: Pack) -> list[str]:
    """Write a pack into a folder and return the paths.

    Raises:
        CommandError: the folder holds something else, or cannot be written.
    """
    if folder.exists() and not (folder / PACK_FILE).is_file() and (not folder.is_dir() or any(folder.iterdir())):
        raise CommandError(f"{folder} holds something that is no pack; name another folder.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return write_folder(folder, pack.definition, pack.version)
    except UnwritablePackError as error:
        raise CommandError(f"{folder}/{error.place}: {error.message}") from error
    except OSError as error:
        raise CommandError(f"{folder}: {error.strerror}") from error


EXPORT = Verb("export", "write a municipality's programme as a pack", _arguments, _export)
