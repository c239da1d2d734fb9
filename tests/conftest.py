"""Fixtures that every test shares: a real PostgreSQL, real roles, two municipalities, people who are signed in."""

import gc
import os
from collections.abc import Callable, Iterator
from typing import Any

import hypothesis
import pytest
from django.db import connections

from omuz.cli.testing import BESIDE
from omuz.kernel import context
from omuz.kernel.actors import Actor
from tenants import domains
from tests.support import database, twice
from tests.support.figures import allow_reading
from tests.support.staff import ApiClient, make_actor, signed_in

allow_reading()
# The same examples every time: a run that fails has a cause in what was changed. New ones are looked for by
# `./omuz test --hypothesis-profile=default`.
hypothesis.settings.register_profile("repeatable", derandomize=True, print_blob=True)
hypothesis.settings.load_profile("repeatable")


def pytest_collection_finish() -> None:
    """Keep what was loaded out of every later search for garbage: hundreds of modules stay until the end anyway."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Hand what this process has sent twice to the one that counts; fail a whole run that has left an address out."""
    config = session.config
    if hasattr(config, "workeroutput"):
        config.workeroutput["sent_twice"] = sorted(twice.SENT_TWICE)
    elif exitstatus == pytest.ExitCode.OK and is_whole(config) and twice.never_sent_twice(twice.SENT_TWICE):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say how many addresses that take a POST were sent twice with a body that is done, and which were not."""
    if not twice.SENT_TWICE:
        return
    sent, every = twice.SENT_TWICE & twice.addresses(), twice.addresses()
    terminalreporter.section("POSTs sent twice")
    terminalreporter.write_line(f"{len(sent)} of {len(every)} addresses, each done once and answered alike")
    for pattern, reason in sorted(twice.NEVER_SENT.items()):
        terminalreporter.write_line(f"left out: {pattern}: {reason}")
    for pattern in twice.never_sent_twice(sent) if is_whole(config) else ():
        terminalreporter.write_line(f"NEVER SENT TWICE: {pattern}: let a test send it so that it is done")


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """Take over what a worker has sent twice."""
    twice.SENT_TWICE.update(getattr(node, "workeroutput", {}).get("sent_twice", ()))


def is_whole(config: pytest.Config) -> bool:
    """Return whether every test runs that may send a POST by the client: none is chosen, none is left out as slow."""
    option = config.option
    chosen = [
        option.file_or_dir not in ([], ["tests"]),
        option.keyword,
        option.collectonly,
        getattr(option, "deselect", None),
    ]
    return not any(chosen) and option.markexpr in {"", *BESIDE[1:]}


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[None]:
    """Give every worker its own copy of the template database."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "")
    with django_db_blocker.unblock():
        name = "_".join(filter(None, ["omuz_test", os.environ.get("OMUZ_TEST_DB", "main"), worker]))
        database.prepare(name)
    yield
    with django_db_blocker.unblock():
        for connection in connections.all():
            connection.close()


@pytest.fixture(scope="session")
def _known_hosts(django_db_setup: None, django_db_blocker: Any) -> None:
    """Read the map of hosts once: read again between two requests, it would change how many statements they took."""
    domains.MAX_AGE = 24 * 3600.0
    with django_db_blocker.unblock():
        domains.domain_map.find("kayseri.localhost")


@pytest.fixture(autouse=True)
def _leave_no_rows(request: pytest.FixtureRequest) -> Iterator[None]:
    """Empty every room after a test that committed; the others are rolled back. The registry stays as it is."""
    yield
    marker = request.node.get_closest_marker("django_db")
    if marker is not None and marker.kwargs.get("transaction"):
        database.empty_all()


@pytest.fixture(scope="module")
def rows_kept() -> Iterator[None]:
    """Keep between its tests what a module has planted once and empties itself at its end."""
    patch = pytest.MonkeyPatch()
    patch.setattr("tests.support.database.empty_all", lambda: None)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def municipalities(_known_hosts: None, django_db_blocker: Any) -> dict[str, context.Municipality]:
    """Return the municipalities of the template by slug."""
    from tenants.provisioning import list_municipalities

    with django_db_blocker.unblock():
        return {m.slug: m for m in list_municipalities()}


@pytest.fixture
def _hosts(_known_hosts: None, db: None) -> None:
    """Read the map of hosts again where an earlier test cleared it: inside a municipality it could not be read."""
    domains.domain_map.find("kayseri.localhost")


@pytest.fixture
def kayseri(municipalities: dict[str, context.Municipality], db: None, _hosts: None) -> Iterator[context.Municipality]:
    """Enter Kayseri for the test; everything is rolled back afterwards."""
    from tenants import scope

    with scope.enter(municipalities["kayseri"]):
        yield municipalities["kayseri"]


@pytest.fixture
def izmir(municipalities: dict[str, context.Municipality], db: None, _hosts: None) -> Iterator[context.Municipality]:
    """Enter İzmir for the test; everything is rolled back afterwards."""
    from tenants import scope

    with scope.enter(municipalities["izmir"]):
        yield municipalities["izmir"]


@pytest.fixture
def actor(kayseri: context.Municipality) -> Callable[..., Actor]:
    """Return a factory: `actor(role="intake_clerk")` is a stored member of Kayseri's staff with that role."""
    return make_actor


@pytest.fixture
def api(municipalities: dict[str, context.Municipality], db: None, _hosts: None) -> Callable[..., ApiClient]:
    """Return a factory: `api(role="intake_clerk", municipality="kayseri")` is a client signed in there, MFA done.

    Requests run inside the test's transaction (savepoints); tests of isolation use `transaction=True` instead.
    """

    def factory(*, role: str | None = "unit_manager", municipality: str = "kayseri", mfa: bool = True) -> ApiClient:
        return signed_in(municipalities[municipality], role=role, mfa=mfa)

    return factory
