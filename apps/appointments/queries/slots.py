"""Free time: slots of a service that still have a place."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import (
    Count,
    DateTimeField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.expressions import Combinable

from apps.appointments.enums import AppointmentState
from apps.appointments.models import Appointment, Calendar, CalendarService, Slot
from omuz.kernel.actors import Actor
from omuz.kernel.clock import TURKEY

__all__ = ["SlotFilter", "free_slots", "has_free_slot", "list_slots", "public_slots", "serves"]

#: Slots as `_open` returns them that have a free place.
_WITH_FREE: Final = Q(("free__gt", 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotFilter:
    """What slots are narrowed by; empty means "do not narrow"."""

    programme_id: uuid.UUID | None = None
    service: str = ""
    unit_id: uuid.UUID | None = None
    calendar_id: uuid.UUID | None = None
    place: str = ""
    first: dt.date | None = None
    last: dt.date | None = None


def list_slots(actor: Actor, *, where: SlotFilter, now: dt.datetime) -> QuerySet[Slot]:
    """Return coming slots of the actor's calendars with `free`, the number of free places; full ones too.

    A slot whose member of staff is elsewhere at that time has none.
    """
    calendars = Calendar.objects.visible_to(actor).filter(is_active=True)
    return _narrowed(_open(now).filter(calendar__in=calendars.values("pk")), where)


def free_slots(*, where: SlotFilter, now: dt.datetime) -> QuerySet[Slot]:
    """Return coming slots of the whole municipality that have a free place."""
    return _narrowed(_open(now), where).filter(_WITH_FREE)


def public_slots(*, where: SlotFilter, now: dt.datetime) -> QuerySet[Slot]:
    """Return the coming slots that citizens may book: within the calendar's notice, horizon and share."""
    rows = _narrowed(_open(now, public=True), where).filter(_WITH_FREE, calendar__public_share__gt=0)
    return rows.filter(
        starts_at__gte=_after(now, "calendar__public_notice_hours", dt.timedelta(hours=1)),
        starts_at__lte=_after(now, "calendar__public_days_ahead", dt.timedelta(days=1)),
    )


def has_free_slot(*, where: SlotFilter, now: dt.datetime) -> bool:
    """Return whether a free place stands behind an invitation: nobody is asked to come where none is."""
    return free_slots(where=where, now=now).exists()


def serves(slot: Slot, *, programme_id: uuid.UUID, service: str) -> bool:
    """Return whether appointments of a service may be given in a slot."""
    return _serving(Slot.objects.filter(pk=slot.pk), programme_id, service).exists()


def _open(now: dt.datetime, *, public: bool = False) -> QuerySet[Slot]:
    free = Q(places__appointment__isnull=True, places__waiting__isnull=True, places__isnull=False)
    if public:
        free &= Q(places__is_public=True)
    elsewhere = Appointment.objects.filter(
        staff=OuterRef("calendar__staff"), state=AppointmentState.BOOKED,
        starts_at__lt=OuterRef("ends_at"), ends_at__gt=OuterRef("starts_at"),
    ).exclude(block_id=OuterRef("pk"))  # fmt: skip
    rows = Slot.objects.filter(starts_at__gt=now, is_withdrawn=False, calendar__is_active=True)
    return rows.filter(~Exists(elsewhere)).annotate(free=Count("places", filter=free))


def _after(now: dt.datetime, column: str, unit: dt.timedelta) -> Combinable:
    length = ExpressionWrapper(F(column) * Value(unit, DurationField()), output_field=DurationField())
    return ExpressionWrapper(Value(now, DateTimeField()) + length, output_field=DateTimeField())


def _narrowed(rows: QuerySet[Slot], where: SlotFilter) -> QuerySet[Slot]:
    if where.programme_id is not None and where.service:
        rows = _serving(rows, where.programme_id, where.service)
    exact = {"calendar": where.calendar_id, "calendar__unit": where.unit_id, "calendar__place": where.place}
    rows = rows.filter(**{name: value for name, value in exact.items() if value not in ("", None)})
    if where.first is not None:
        rows = rows.filter(starts_at__gte=_midnight(where.first))
    if where.last is not None:
        rows = rows.filter(starts_at__lt=_midnight(where.last + dt.timedelta(days=1)))
    return rows.select_related("calendar", "calendar__unit")


def _serving(rows: QuerySet[Slot], programme_id: uuid.UUID, service: str) -> QuerySet[Slot]:
    """Keep the slots of calendars that serve it, and of these the hours that are kept to it or to nothing."""
    served = list(CalendarService.objects.filter(programme=programme_id, service=service).values_list("pk", "calendar"))
    unkept = Q(pattern__isnull=True) | Q(pattern__services=[])
    kept = _any(Q(pattern__services__contains=[str(key)]) for key, _ in served)
    return rows.filter(calendar__in=[calendar for _, calendar in served]).filter(unkept | kept)


def _any(conditions: Iterable[Q]) -> Q:
    found = Q(pk__in=[])
    for one in conditions:
        found |= one
    return found


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), tzinfo=TURKEY)
