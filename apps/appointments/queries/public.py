"""What the public page shows: where and for what citizens may book, and which times are free. Nothing of anybody."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from apps.appointments.models import BookingDesk, Calendar
from apps.appointments.queries.calendars import public_calendars, services_of
from apps.appointments.queries.desk import booking_desk
from apps.appointments.queries.services import PUBLIC_CAPABILITY, OfferedService, offered_services
from apps.appointments.queries.slots import SlotFilter, public_slots
from apps.privacy.queries import list_notices
from omuz.kernel.actors import system_actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import NotFound

__all__ = ["Office", "PublicDesk", "PublicSlot", "free_days", "public_desk"]

#: How many days one answer looks ahead, and how many times it names at most.
DAYS_SHOWN: Final = 31
_MOST_SLOTS: Final = 400


@dataclass(frozen=True, slots=True)
class Office:
    """A unit that citizens come to."""

    id: uuid.UUID
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class PublicSlot:
    """A time that is free."""

    id: uuid.UUID
    starts_at: dt.datetime


@dataclass(frozen=True, slots=True)
class PublicDesk:
    """Services that citizens may book, and in which units each is given."""

    services: list[OfferedService]
    offices: list[Office]
    units_of: Mapping[tuple[uuid.UUID, str], list[uuid.UUID]]
    privacy_notice: str
    said: BookingDesk


def public_desk(*, on: dt.date) -> PublicDesk:
    """Return what the public page offers.

    Raises:
        NotFound: no programme of this municipality has public booking: then there is no such page.
    """
    services = offered_services(on=on, capability=PUBLIC_CAPABILITY)
    if not services:
        raise NotFound
    keys = {(one.programme_id, one.service.key) for one in services}
    offices: dict[uuid.UUID, Office] = {}
    units_of: dict[tuple[uuid.UUID, str], list[uuid.UUID]] = defaultdict(list)
    for calendar in public_calendars():
        served = {(one.programme_id, one.service) for one in services_of(calendar)} & keys
        if served:
            offices.setdefault(calendar.unit_id, _office(calendar))
        for key in served:
            if calendar.unit_id not in units_of[key]:
                units_of[key].append(calendar.unit_id)
    return PublicDesk(services, list(offices.values()), units_of, _notice(on), booking_desk())


def free_days(
    *, programme_id: uuid.UUID, service: str, unit_id: uuid.UUID | None, first: dt.date | None, now: dt.datetime
) -> dict[dt.date, list[PublicSlot]]:
    """Return the free times of a service day by day, from `first` on; times that several desks offer stand once.

    Raises:
        NotFound: the programme has no public booking of that service.
    """
    today = local_date(now)
    services = offered_services(on=today, capability=PUBLIC_CAPABILITY)
    if not any((one.programme_id, one.service.key) == (programme_id, service) for one in services):
        raise NotFound
    begin = max(first or today, today)
    where = SlotFilter(
        programme_id=programme_id, service=service, unit_id=unit_id, first=begin,
        last=begin + dt.timedelta(days=DAYS_SHOWN - 1),
    )  # fmt: skip
    days: dict[dt.date, list[PublicSlot]] = defaultdict(list)
    seen: set[tuple[uuid.UUID, dt.datetime]] = set()
    rows = public_slots(where=where, now=now).order_by("starts_at", "id")[:_MOST_SLOTS]
    for slot in rows:
        if (slot.calendar.unit_id, slot.starts_at) not in seen:
            seen.add((slot.calendar.unit_id, slot.starts_at))
            days[local_date(slot.starts_at)].append(PublicSlot(slot.pk, slot.starts_at))
    return dict(days)


def _office(calendar: Calendar) -> Office:
    return Office(calendar.unit_id, calendar.unit.name, calendar.address)


def _notice(on: dt.date) -> str:
    """Return the municipality's general privacy notice in force, empty where it has none (KVKK m. 10)."""
    notices = list_notices(actor=system_actor("randevu sayfası"), on=on, current_only=True)
    found = notices.filter(programme__isnull=True, variant="standard", language="tr").order_by("-number").first()
    return found.text if found is not None else ""
