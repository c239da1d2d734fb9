"""What rows that belong to a person have in common."""

import datetime as dt
from typing import Self, TypeVar

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Func, Q

from apps.people.models.person import visible_people
from omuz.kernel.actors import Actor
from omuz.kernel.models.base import Record

_M_co = TypeVar("_M_co", bound=models.Model, covariant=True)


class DateRange(Func):
    """`daterange(from, to)`: without its last day; null is open on that side."""

    function = "daterange"
    output_field = DateRangeField()


class PersonalQuerySet(models.QuerySet[_M_co]):
    """Rows with a foreign key `person`: they are found with their person."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep the rows of people whom the actor may find."""
        return self.filter(visible_people(actor, prefix="person__"))


class DatedQuerySet(PersonalQuerySet[_M_co]):
    """Dated rows: they hold from `valid_from` up to and without `valid_to`, until a correction supersedes them."""

    def known(self) -> Self:
        """Keep what no correction has replaced."""
        return self.filter(superseded_at__isnull=True)

    def as_of(self, day: dt.date) -> Self:
        """Keep what held on the day, as it is known now."""
        started = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
        return self.known().filter(started, Q(valid_to__isnull=True) | Q(valid_to__gt=day))


class Dated(Record):
    """A row that holds for a time. A change ends one row and begins another; a correction replaces a row.

    `valid_from` of None means "since an unknown day". The corrected row stays, with `superseded_at`.
    """

    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by_id = models.UUIDField()
    is_correction = models.BooleanField(default=False)
    corrects = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by")
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


def holds_for_a_time(name: str) -> models.CheckConstraint:
    """Return the constraint that a dated row ends after it starts."""
    return models.CheckConstraint(
        name=name,
        condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gt=F("valid_from")),
    )


def correction_names_its_row(name: str) -> models.CheckConstraint:
    """Return the constraint that a correction says which row it corrects."""
    return models.CheckConstraint(
        name=name, condition=Q(is_correction=False, corrects__isnull=True) | Q(is_correction=True)
    )
