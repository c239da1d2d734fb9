"""When an office, a member of staff or a room receives people. Nothing here names anybody who is served."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from apps.accounts.rights import Right
from apps.appointments.enums import DayPart, ExceptionKind, MeetingPlace, WeekDay
from omuz.kernel.actors import Actor
from omuz.kernel.models.base import Record

MOST_CAPACITY = 100


class CalendarQuerySet(models.QuerySet["Calendar"]):
    """Filters of calendars."""

    def visible_to(self, actor: Actor) -> "CalendarQuerySet":
        """Keep the calendars of the units in which the actor sees or arranges appointments."""
        if actor.kind == "system":
            return self
        if actor.kind != "staff":
            return self.none()
        units = actor.units_for(Right.APPOINTMENTS_READ, Right.APPOINTMENTS_WRITE, Right.APPOINTMENTS_MANAGE)
        return self if units is None else self.filter(unit__in=units)

    def managed_by(self, actor: Actor) -> "CalendarQuerySet":
        """Keep the calendars whose hours the actor arranges."""
        if actor.kind == "system":
            return self
        units = actor.units_for(Right.APPOINTMENTS_MANAGE) if actor.kind == "staff" else frozenset()
        return self if units is None else self.filter(unit__in=units)


class Calendar(Record):
    """One queue of appointments: of a unit, of one member of staff or of a room. It is in one place at a time."""

    unit = models.ForeignKey("accounts.OrgUnit", on_delete=models.PROTECT, related_name="+")
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=120)
    place = models.CharField(max_length=12, choices=MeetingPlace.choices, default=MeetingPlace.OFFICE)
    room = models.CharField(max_length=60, blank=True)
    #: Where people find it, as the public page and the calendar file say it.
    address = models.CharField(max_length=240, blank=True)
    #: Per cent of its places that citizens may book themselves; the rest is kept for the telephone and the counter.
    public_share = models.PositiveSmallIntegerField(default=0)
    #: The latest a citizen may book before the beginning, and how far ahead.
    public_notice_hours = models.PositiveSmallIntegerField(default=24)
    public_days_ahead = models.PositiveSmallIntegerField(default=30)
    #: How far ahead slots are laid out.
    weeks_ahead = models.PositiveSmallIntegerField(default=8)
    is_active = models.BooleanField(default=True)

    objects = CalendarQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["unit", "is_active"], name="calendar_unit")]
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], condition=Q(is_active=True), name="calendar_name_once"),
            models.CheckConstraint(name="calendar_share_is_percent", condition=Q(public_share__lte=100)),
            models.CheckConstraint(name="calendar_place_known", condition=Q(place__in=MeetingPlace.values)),
            models.CheckConstraint(
                name="calendar_ahead_bounded",
                condition=Q(weeks_ahead__gte=1, weeks_ahead__lte=26, public_days_ahead__gte=1),
            ),
        ]


class CalendarService(Record):
    """That a calendar serves one service of a programme: the key is one of the definition's `appointments`."""

    calendar = models.ForeignKey(Calendar, on_delete=models.CASCADE, related_name="services")
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    service = models.CharField(max_length=48)

    class Meta:
        indexes = [models.Index(fields=["programme", "service"], name="calendar_service")]
        constraints = [
            models.UniqueConstraint(fields=["calendar", "programme", "service"], name="calendar_service_once")
        ]


class OpeningPattern(Record):
    """Hours of a weekday that come again every week, cut into slots."""

    calendar = models.ForeignKey(Calendar, on_delete=models.CASCADE, related_name="patterns")
    weekday = models.PositiveSmallIntegerField(choices=WeekDay.choices)
    starts = models.TimeField()
    ends = models.TimeField()
    slot_minutes = models.PositiveSmallIntegerField()
    #: Minutes that stay free behind each slot (writing up, walking over).
    buffer_minutes = models.PositiveSmallIntegerField(default=0)
    #: How many appointments fit into one slot at the same time.
    capacity = models.PositiveSmallIntegerField(default=1)
    #: Keys of `CalendarService` to which these hours are kept; empty means every service of the calendar.
    services = models.JSONField(default=list, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="pattern_weekday_known", condition=Q(weekday__gte=1, weekday__lte=7)),
            models.CheckConstraint(name="pattern_ends_after_start", condition=Q(ends__gt=F("starts"))),
            models.CheckConstraint(
                name="pattern_slot_bounded", condition=Q(slot_minutes__gte=5, slot_minutes__lte=480)
            ),
            models.CheckConstraint(name="pattern_buffer_bounded", condition=Q(buffer_minutes__lte=240)),
            models.CheckConstraint(
                name="pattern_capacity_bounded", condition=Q(capacity__gte=1, capacity__lte=MOST_CAPACITY)
            ),
            models.CheckConstraint(
                name="pattern_valid_in_order", condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from"))
            ),
        ]


class CalendarException(Record):
    """A day (or hours of it) on which a calendar is closed, or open beyond its pattern, with why."""

    calendar = models.ForeignKey(Calendar, on_delete=models.CASCADE, related_name="exceptions")
    kind = models.CharField(max_length=8, choices=ExceptionKind.choices)
    on = models.DateField()
    #: Both empty: the whole day (of closures only).
    starts = models.TimeField(null=True, blank=True)
    ends = models.TimeField(null=True, blank=True)
    reason = models.CharField(max_length=240)
    slot_minutes = models.PositiveSmallIntegerField(default=30)
    capacity = models.PositiveSmallIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["calendar", "on"], name="calendar_exception_day")]
        constraints = [
            models.CheckConstraint(name="exception_kind_known", condition=Q(kind__in=ExceptionKind.values)),
            models.CheckConstraint(
                name="exception_hours_in_order",
                condition=Q(kind=ExceptionKind.CLOSED, starts__isnull=True, ends__isnull=True)
                | Q(starts__isnull=False, ends__isnull=False, ends__gt=F("starts")),
            ),
            models.CheckConstraint(
                name="exception_slot_bounded",
                condition=Q(slot_minutes__gte=5, slot_minutes__lte=480, capacity__gte=1, capacity__lte=MOST_CAPACITY),
            ),
        ]


class ClosedDay(Record):
    """A day (or half a day) on which the whole municipality is closed by decree: administrative leave, mourning."""

    on = models.DateField()
    part = models.CharField(max_length=10, choices=DayPart.choices, default=DayPart.WHOLE)
    reason = models.CharField(max_length=240)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["on"], name="closed_day_once"),
            models.CheckConstraint(name="closed_day_part_known", condition=Q(part__in=DayPart.values)),
        ]
