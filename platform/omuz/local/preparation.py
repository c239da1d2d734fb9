"""The database brought to today's code: roles and extensions, tables, demo municipalities; each only when due."""

import sys
from collections.abc import Mapping

from omuz.local import database
from omuz.local.paths import REPOSITORY
from omuz.local.release import release_of_demo, release_of_migrations
from omuz.local.runtime import Runtime
from omuz.local.stamps import digest, is_stamped, stamp
from omuz.local.steps import Steps

_AGAIN = "Mend what the log names and run the same command again; what is done is kept."


def prepare_server(runtime: Runtime, steps: Steps) -> None:
    """Bootstrap the embedded server, or look at what an external one has.

    Raises:
        StepFailed: the server refused, is out of reach, or lacks its bootstrap.
    """
    if runtime.outside.database_url:
        with steps.step("External database"):
            database.check_external(runtime)
    elif database.bootstrap_needed(runtime):
        with steps.step("Database roles and extensions"):
            database.run_bootstrap(runtime)


def prepare_tables(runtime: Runtime, steps: Steps, mark: Mapping[str, str]) -> None:
    """Migrate all municipalities and fill the demo ones, when their sources or the database changed.

    Raises:
        StepFailed: a command failed; its log says why.
    """
    migrations = digest((), runtime.database_place(), release_of_migrations())
    _unless_stamped(
        runtime, steps, mark, name="migrations", value=migrations, title="Migrations", command="migrate_all"
    )
    if runtime.instance.mode == "demo":
        demo = digest((), migrations, release_of_demo())
        _unless_stamped(runtime, steps, mark, name="demo", value=demo, title="Demo municipalities", command="demo")


def _unless_stamped(
    runtime: Runtime, steps: Steps, mark: Mapping[str, str], *, name: str, value: str, title: str, command: str
) -> None:
    done = runtime.places.stamps / name
    if is_stamped(done, value):
        return
    with steps.step(title):
        steps.run(
            [sys.executable, str(REPOSITORY / "manage.py"), command],
            log=runtime.places.log / f"{name}.log",
            env=runtime.environment() | dict(mark),
            cwd=REPOSITORY,
            remedy=_AGAIN,
        )
        stamp(done, value)
