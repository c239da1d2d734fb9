"""The order of seeding. Each part of a municipality is one transaction and leaves a mark, so a kill anywhere is mended
by running again, and a second run changes nothing."""

import datetime as dt
from collections.abc import Callable

from apps.accounts.operations import ensure_demo_staff
from omuz.demo import casework
from omuz.demo.seeding import directory, frame, people, programmes, published
from omuz.demo.seeding.houses import HOUSES, House
from omuz.kernel.context import Municipality
from tenants import scope
from tenants.provisioning import create_municipality

Report = Callable[[str], None]


def seed_demo(*, now: dt.datetime, report: Report) -> None:
    """Make the demo municipalities where they are missing and fill what is empty in them; safe to run again.

    Raises:
        ProvisioningError: an address is held by another municipality.
    """
    with scope.enter(None):
        ensure_demo_staff(now=now)
    for house in HOUSES:
        municipality = create_municipality(
            slug=house.slug,
            name=house.name,
            kind=house.kind,
            province=house.province,
            district=house.district,
            parent_slug=house.parent,
            is_demo=True,
        )
        seed_house(municipality, house, now=now, report=report)


def seed_house(municipality: Municipality, house: House, *, now: dt.datetime, report: Report) -> None:
    """Fill one demo municipality: frame and staff, programmes, people, directory, published
    figures, files of cases, each in its transaction."""
    parts: tuple[tuple[str, Callable[[], int]], ...] = (
        ("personel", lambda: frame.ensure(house, now=now)),
        ("program", lambda: programmes.ensure(house, now=now)),
        ("kişi", lambda: people.ensure(house, now=now)),
        ("hizmet sağlayıcı", lambda: directory.ensure(house, now=now)),
        ("yayımlanmış oran", lambda: published.ensure(house, now=now)),
        ("dosya", lambda: casework.ensure(now=now)),
    )
    for title, ensure in parts:
        with scope.enter(municipality):
            made = ensure()
        if made:
            report(f"{house.name}: {made} {title}")
