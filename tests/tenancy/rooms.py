"""Municipalities that a test makes and takes away again, and processes that die while making one."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections

from omuz.kernel import clock, context
from tenants.domains import domain_map
from tenants.enums import MunicipalityKind
from tenants.fleet import spares
from tenants.fleet.building import drop_room
from tenants.fleet.creation import create
from tenants.migration import owner_schema
from tenants.models import Domain, Municipality, Spare
from tenants.naming import role_name, schema_name
from tenants.registering import Asked
from tenants.router import OWNER_ALIAS

#: What a child of `dies_at` ends with.
KILLED = 9


def asked(slug: str, **values: Any) -> Asked:
    """Return a town as it is asked for."""
    told = {"name": f"{slug} Belediyesi", "kind": MunicipalityKind.TOWN, "province": "Kayseri", "is_demo": True}
    return Asked(slug=slug, **{**told, **values})


def make(slug: str, **values: Any) -> context.Municipality:
    """Make a town by replay."""
    return create(asked(slug), now=clock.now(), use_spare=False, **values)


@contextmanager
def swept(*slugs: str) -> Iterator[None]:
    """Take away, after the block, every municipality with one of these slugs and every spare room."""
    try:
        yield
    finally:
        with owner_schema("public"):
            keys = list(Municipality.objects.using(OWNER_ALIAS).filter(slug__in=slugs).values_list("key", flat=True))
            keys += Spare.objects.using(OWNER_ALIAS).values_list("key", flat=True)
            Domain.objects.using(OWNER_ALIAS).filter(tenant__slug__in=slugs).delete()
            Municipality.objects.using(OWNER_ALIAS).filter(slug__in=slugs)._raw_delete(OWNER_ALIAS)
            Spare.objects.using(OWNER_ALIAS).all().delete()
        for key in keys:
            drop_room(schema=schema_name(key), role=role_name(key))
        domain_map.clear()
        for connection in connections.all():
            connection.close()


def dies_at(step: str, work: Callable[[Callable[[str], None]], Any]) -> bool:
    """Run `work` in a process that ends without a word when it reports `step`; return whether it did."""

    def progress(reported: str) -> None:
        if reported == step:
            os._exit(KILLED)

    return dies(lambda: work(progress))


def dies(work: Callable[[], Any]) -> bool:
    """Run `work` in a process of its own and return whether it was killed in the middle (False: it came to its end)."""
    before = _sessions()
    child = os.fork()
    if child == 0:
        try:
            # The parent's sockets stay open and untouched: nothing is closed here, and nothing is collected.
            inherited = [connection.connection for connection in connections.all()]
            for connection in connections.all():
                connection.connection = None
            work()
            os._exit(0 if inherited is not None else 1)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in {0, KILLED}, f"the child ended with {code}"
    _wait_until_noticed(before)
    return code == KILLED


def _sessions() -> set[int]:
    with connections[OWNER_ALIAS].cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
        return {pid for (pid,) in cursor.fetchall()}


def _wait_until_noticed(before: set[int]) -> None:
    """Wait until the server has noticed who is gone: until then they hold their locks, and the next is told so."""
    for _ in range(500):
        if _sessions() <= before:
            return
        time.sleep(0.02)
    raise AssertionError("sessions of a process that is gone stand after ten seconds")


def spare_keys() -> set[str]:
    """Return the keys of all spare rooms, ready or not."""
    from tenants import scope

    with scope.enter(None):
        return set(Spare.objects.values_list("key", flat=True))


def refill(count: int) -> int:
    """Make spare rooms until there are `count`."""
    return spares.ensure_spares(count, now=clock.now())
