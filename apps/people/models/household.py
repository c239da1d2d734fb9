"""Households: units of service, not a field of the person."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from apps.people.enums import HouseholdRole
from apps.people.models.person import Person, visible_people
from apps.people.models.personal import DateRange, PersonalQuerySet, holds_for_a_time
from omuz.kernel.actors import Actor
from omuz.kernel.models.base import Record


class HouseholdQuerySet(models.QuerySet["Household"]):
    """Filters of households."""

    def visible_to(self, actor: Actor) -> "HouseholdQuerySet":
        """Keep the households with at least one member whom the actor may find, and empty ones that they opened."""
        members = HouseholdMember.objects.filter(
            visible_people(actor, prefix="person__"), household=models.OuterRef("pk")
        )
        empty = ~models.Exists(HouseholdMember.objects.filter(household=models.OuterRef("pk")))
        return self.filter(Q(models.Exists(members)) | Q(opened_by_id=actor.id) & Q(empty))


class Household(Record):
    """A household ("hane"): one file for the family where the family is whom a unit serves."""

    label = models.CharField(max_length=120)
    file_number = models.CharField(max_length=20, blank=True)
    opened_on = models.DateField()
    opened_by_id = models.UUIDField()
    closed_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)

    objects = HouseholdQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file_number"], condition=~Q(file_number=""), name="household_number_unique"
            ),
            models.CheckConstraint(
                name="household_closes_after_opening",
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
            ),
        ]


class HouseholdMember(Record):
    """Who belongs to a household, as what, and from when to when."""

    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="households")
    role = models.CharField(max_length=16, choices=HouseholdRole.choices)
    is_contact = models.BooleanField(default=False)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        constraints = [
            holds_for_a_time("member_ends_after_start"),
            models.CheckConstraint(name="member_role_known", condition=Q(role__in=HouseholdRole.values)),
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(role=HouseholdRole.HEAD, valid_to__isnull=True),
                name="household_one_head",
            ),
            ExclusionConstraint(
                name="member_once_at_a_time",
                expressions=[
                    ("household", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    (DateRange(F("valid_from"), F("valid_to")), RangeOperators.OVERLAPS),
                ],
            ),
        ]
