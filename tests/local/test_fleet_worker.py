"""Who gets the owner's login: of the processes that stay, the fleet worker alone."""

from pathlib import Path

import pytest

from omuz.local.external import External
from omuz.local.instance import Instance
from omuz.local.paths import Places
from omuz.local.runtime import FLEET, Runtime
from omuz.local.services import Service
from omuz.local.supervisor import Supervisor, Watched

OWNER = "OMUZ_OWNER_DATABASE_URL"
OUTSIDE = External("postgresql://w:w@db.example.org/omuz", "postgresql://o:o@db.example.org/omuz", "redis://b:6379")


@pytest.fixture
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runtime:
    """Return an installation whose services are somebody else's; nothing is started."""
    # Whoever calls `./omuz up` with an external database has both addresses in the environment.
    monkeypatch.setenv(OWNER, OUTSIDE.owner_database_url)
    places = Places(tmp_path)
    places.create()
    return Runtime(places, Instance.open(places, mode="demo"), OUTSIDE)


def test_web_worker_and_scheduler_run_without_the_owners_login(runtime: Runtime) -> None:
    with_owner = {service.name for service in runtime.applications() if OWNER in service.env}
    assert with_owner == {FLEET}
    assert not any(
        "postgresql://o:o@" in value for s in runtime.applications() if s.name != FLEET for value in s.env.values()
    )


def test_each_worker_takes_from_its_own_queue(runtime: Runtime) -> None:
    commands = {service.name: list(service.command) for service in runtime.applications()}
    queues = {name: c[c.index("--queues") + 1] for name, c in commands.items() if "worker" in c}
    assert queues == {"worker": "celery", FLEET: FLEET}


def _named(places: Places, name: str) -> Watched:
    service = Service(name, ["true"], {}, places.data, places.log / name, is_ready=lambda: True)
    return Watched(service)


def test_the_fleet_worker_starts_behind_those_who_are_waited_for(runtime: Runtime) -> None:
    supervisor = Supervisor(runtime, clock=lambda: 5.0)
    others = [_named(runtime.places, name) for name in ("web", "worker", "scheduler")]
    fleet = _named(runtime.places, FLEET)
    supervisor.watched = [*others, fleet]
    assert not supervisor._may_start(fleet)
    for other in others:
        other.ready = True
    assert supervisor._may_start(fleet)
