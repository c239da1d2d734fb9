"""The fleet's own functions as the measurements use them."""

import dataclasses
import time
from collections.abc import Callable, Iterable
from typing import Any

from django.db import connections

from benchmarks.search import drop
from omuz.kernel import clock
from tenants import walls
from tenants.enums import MunicipalityKind
from tenants.fleet import catalogue
from tenants.fleet.creation import create
from tenants.fleet.migrating import FleetProgress, migrate_fleet
from tenants.fleet.spares import ensure_spares
from tenants.naming import OWNER_ALIAS
from tenants.provisioning import get_municipality
from tenants.registering import Asked

#: Made by the newest release: what every migrated municipality is compared with.
COMPARED = "olcum-karsilastirma"


def migrate(*, jobs: int, done: Callable[[str], None] | None = None) -> dict[str, Any]:
    """Migrate everything and return seconds and counts."""

    def progress(reached: FleetProgress) -> None:
        if done is not None and reached.phase == "municipalities":
            done(reached.latest)

    began = time.perf_counter()
    report = migrate_fleet(jobs=jobs, progress=progress)
    return {
        "seconds": round(time.perf_counter() - began, 3),
        "migrated": len(report.migrated),
        "mended": len(report.mended),
        "failed": [dataclasses.asdict(failed) for failed in report.failed[:20]],
        "untried": len(report.untried),
        "head": report.head,
        "complete": report.is_complete,
    }


def create_from_spares(count: int) -> list[float]:
    """Return the seconds of each of `count` creations from a spare room, made before; what was created is dropped."""
    ensure_spares(count, now=clock.now())
    seconds = []
    for number in range(count):
        asked = Asked(slug=f"yedek-{number}", name=f"Yedek {number}", kind=MunicipalityKind.TOWN, province="Kayseri")
        began = time.perf_counter()
        made = create(asked, now=clock.now())
        seconds.append(time.perf_counter() - began)
        drop(made)
    return seconds


def differences(slugs: Iterable[str]) -> dict[str, list[str]]:
    """Return by slug what differs from a municipality that this release has created."""
    asked = Asked(slug=COMPARED, name="Karşılaştırma", kind=MunicipalityKind.TOWN, province="Kayseri")
    if get_municipality(COMPARED) is None:
        create(asked, now=clock.now(), use_spare=False)
    made = described(COMPARED)
    return {slug: catalogue.diff(described(slug), made)[:20] for slug in slugs}


def described(slug: str) -> catalogue.Catalogue:
    """Return the municipality's schema as the catalogue describes it, its own names left out."""
    municipality = get_municipality(slug)
    assert municipality is not None
    return catalogue.read(
        connections[OWNER_ALIAS],
        schema=municipality.schema_name,
        role=municipality.role_name,
        token_hash=walls.token_hash(walls.token_of(municipality)),
    )
