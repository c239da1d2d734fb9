"""A clerk who registers people all over the country and notes each one after the commit: `python -m ... FILE SEED`.

A line of the file is an acknowledged write: {"slug", "id"}; SIGTERM ends it. A municipality under maintenance is left
and counted; any other error is written down and makes the soak fail.
"""

import json
import os
import random
import signal
import sys
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "omuz.settings")
ACTION_LABEL = "soak-writer"


def main(target: Path, seed: int) -> None:
    """Write until told to stop."""
    django.setup()
    from omuz.kernel import clock
    from tenants import scope
    from tenants.enums import MunicipalityState
    from tenants.provisioning import list_municipalities

    stopped: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: stopped.append(number))
    dice = random.Random(seed)
    rooms = [m for m in list_municipalities() if m.state == MunicipalityState.ACTIVE]
    with target.open("a", encoding="utf-8") as stream:

        def note(**values: Any) -> None:
            stream.write(json.dumps(values) + "\n")
            stream.flush()

        while not stopped:
            room = dice.choice(rooms)
            try:
                with scope.enter(room):
                    person_id = register(dice, now=clock.now())
                note(slug=room.slug, id=str(person_id))
            except scope.MaintenanceError:
                note(slug=room.slug, maintenance=True)
            except Exception as error:
                note(slug=room.slug, error=f"{type(error).__name__}: {error}"[:500])


def register(dice: random.Random, *, now: Any) -> Any:
    """Register a synthetic person in the entered municipality and return the key."""
    from apps.people import operations
    from omuz.kernel.actors import system_actor

    draft = operations.PersonDraft(given_names=f"Deneme {dice.randrange(10**6)}", surname="Yazı", channel="office")
    return operations.register_person(draft, actor=system_actor(ACTION_LABEL), now=now).id


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
