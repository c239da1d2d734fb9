"""A migration that stands outside of the tree and belongs to a real app: what a release with one change brings.

It is put into the app's graph by lengthening the path on which its migrations are found, so loader, head and linter
see it as one of the release's own; it is gone when the process ends.
"""

import importlib
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType
from typing import Final

APP: Final = "people"
PACKAGE: Final = "apps.people.migrations"
TABLE: Final = "people_person"

_TEXT = '''"""One change of a release, made up for a measurement."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("{app}", "{after}")]
    operations = [
        migrations.AddField("person", "{name}_noted", models.CharField(max_length=40, null=True)),
        migrations.AddField("person", "{name}_count", models.IntegerField(db_default=0, default=0)),
    ]
'''


def newest(folders: Sequence[Path] = ()) -> str:
    """Return the name of the app's last migration, those in `folders` included."""
    package = Path(import_module(PACKAGE).__path__[0])
    return max(path.stem for folder in (package, *folders) for path in folder.glob("[0-9]*.py"))


def write(folder: Path, name: str, *, before: Sequence[Path] = ()) -> str:
    """Write the migration called `name`, after the app's newest one and those in `before`; return its full name."""
    folder.mkdir(parents=True, exist_ok=True)
    after = newest([*before, folder])
    full = f"{int(after[:4]) + 1:04d}_{name}"
    (folder / f"{full}.py").write_text(_TEXT.format(app=APP, after=after, name=name), encoding="utf-8")
    return full


def put_on_path(folder: Path) -> None:
    """Let this process find the migrations in `folder`; before anything has asked how many there are."""
    _finder.folders.append(str(folder))
    if _finder not in sys.meta_path:
        sys.meta_path.insert(0, _finder)
    if PACKAGE in sys.modules:
        importlib.reload(sys.modules[PACKAGE])


class _LongerPath(MetaPathFinder):
    """Finds the package as always, with the folders on its path; Django reloads it, which would reset the path."""

    def __init__(self) -> None:
        self.folders: list[str] = []

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return the package's place; None for any other module."""
        if fullname != PACKAGE:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.submodule_search_locations is not None:
            spec.submodule_search_locations.extend(self.folders)
        return spec


_finder = _LongerPath()
