"""A migration that stands outside of the tree and belongs to a real app: what a release with one change brings.

It is put into the app's graph by lengthening the path on which its migrations are found, so loader, head and linter
see it as one of the release's own; it is gone when the process ends.
"""

from importlib import import_module
from pathlib import Path
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


def newest(folder: Path | None = None) -> str:
    """Return the name of the app's last migration, those in `folder` included."""
    package = Path(import_module(PACKAGE).__path__[0])
    names = [path.stem for each in (package, *([folder] if folder else [])) for path in each.glob("[0-9]*.py")]
    return max(names)


def write(folder: Path, name: str) -> str:
    """Write the migration called `name` after the app's newest one and return its full name."""
    folder.mkdir(parents=True, exist_ok=True)
    after = newest(folder)
    full = f"{int(after[:4]) + 1:04d}_{name}"
    (folder / f"{full}.py").write_text(_TEXT.format(app=APP, after=after, name=name), encoding="utf-8")
    return full


def put_on_path(folder: Path) -> None:
    """Let this process find the migrations in `folder`; before anything has asked how many there are."""
    path = import_module(PACKAGE).__path__
    if str(folder) not in path:
        path.append(str(folder))
