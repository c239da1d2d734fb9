"""`./omuz reset`: stop, then remove database, files and demo keys. Keys of production mode are never removed."""

import shutil
from pathlib import Path

from omuz.cli.down import confirm, stop_all
from omuz.local.instance import ELSEWHERE, Instance
from omuz.local.paths import Places
from omuz.local.steps import StepFailed, Steps

#: What Omuz makes in a data folder. Nothing else there is touched: `--data` may name any folder.
OWN = ("pg", "pg.draft", "valkey", "bin", "files", "mail", "anchors", "stamps", "log", "run", "instance.json")


def run(places: Places, *, yes: bool) -> int:
    """Remove the data of an installation after asking; return the exit code."""
    steps = Steps()
    try:
        instance = Instance.load(places)
    except StepFailed as failure:
        steps.explain(failure)
        return 1
    if instance is None:
        steps.note(f"There is nothing to remove in {places.data}.")
        return 0
    keep_keys = instance.mode == "production"
    what = "its database, files and logs" + ("; its keys stay, in " + str(places.keys) if keep_keys else " and keys")
    steps.note(f"This removes the {instance.mode} installation in {places.data}: {what}. It cannot be undone.")
    if not yes and not confirm("Remove it?"):
        steps.note("Nothing was removed. (Without a terminal, say --yes.)")
        return 1
    try:
        with steps.step("Stopping and removing"):
            if stop_all(places):
                raise StepFailed("Something would not stop; nothing was removed.", remedy="See ./omuz status.")
            _remove(places, instance, keep_keys=keep_keys)
    except StepFailed as failure:
        steps.explain(failure)
        return 1
    return 0


def _remove(places: Places, instance: Instance, *, keep_keys: bool) -> None:
    home = Path(instance.home) if instance.home else places.data
    if home != places.data and ELSEWHERE in home.parents:
        shutil.rmtree(home, ignore_errors=True)
    # The record goes last: until then a killed reset can be repeated.
    for name in (*([] if keep_keys else ["keys"]), *OWN):
        path = places.data / name
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
