"""Who waits for a place: the first who fits is offered one that becomes free."""

from typing import ClassVar, Final

from django.db import models
from django.db.models import F, Q

from apps.accounts.rights import Right
from apps.appointments.enums import TimeOfDay, WaitingState
from apps.appointments.models.appointment import Appointment
from apps.appointments.models.slot import Slot
from apps.people.queries.visibility import visible_people
from omuz.kernel.actors import Actor
from omuz.kernel.models.base import Record
from omuz.kernel.reach import within
from omuz.kernel.sealed_columns import SealedColumn, Sealing

NOTE_FIELD: Final = "appointments.waiting.note"


class WaitingQuerySet(models.QuerySet["WaitingEntry"]):
    """Filters of the waiting list."""

    def visible_to(self, actor: Actor) -> "WaitingQuerySet":
        """Keep the entries of people whom the actor may find, in units and programmes of `appointments.read`."""
        if actor.kind not in {"system", "staff"}:
            return self.none()
        people = visible_people(actor, prefix="person__")
        return self.filter(people & within(actor, Right.APPOINTMENTS_READ))

    def open(self) -> "WaitingQuerySet":
        """Keep those that wait or have an offer."""
        return self.filter(state__in=(WaitingState.WAITING, WaitingState.OFFERED))


class WaitingEntry(Record):
    """A person who waits for an appointment of a service. An offer holds the place until it expires."""

    special_category: ClassVar[bool] = True
    sealing: ClassVar = Sealing(SealedColumn("sealed", field=NOTE_FIELD))
    #: Two records of one person may both wait: a merge keeps both and says so.
    merge_fallback: ClassVar = {"is_twin": True}
    merge_by_column: ClassVar[bool] = True

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="waiting_entries")
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    service = models.CharField(max_length=48)
    unit = models.ForeignKey("accounts.OrgUnit", on_delete=models.PROTECT, related_name="+")
    earliest_on = models.DateField()
    latest_on = models.DateField(null=True, blank=True)
    time_of_day = models.CharField(max_length=10, choices=TimeOfDay.choices, default=TimeOfDay.ANY)
    state = models.CharField(max_length=10, choices=WaitingState.choices, default=WaitingState.WAITING)
    is_twin = models.BooleanField(default=False)
    #: The place in the queue; an offer that expires does not cost it.
    entered_at = models.DateTimeField()
    entered_by_id = models.UUIDField()
    offered_slot = models.ForeignKey(Slot, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField(null=True, blank=True)
    offer_expires_at = models.DateTimeField(null=True, blank=True)
    #: Slots whose offer expired unanswered: not offered to this entry again.
    passed_slots = models.JSONField(default=list, blank=True)
    appointment = models.OneToOneField(
        Appointment, null=True, blank=True, on_delete=models.PROTECT, related_name="waited"
    )
    sealed = models.BinaryField(default=bytes, blank=True)

    objects = WaitingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["programme", "service", "entered_at"], name="waiting_queue", condition=Q(state="waiting")
            ),
            models.Index(fields=["offer_expires_at"], name="waiting_expiring", condition=Q(state="offered")),
            models.Index(fields=["person"], name="waiting_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "programme", "service"],
                condition=Q(state__in=("waiting", "offered"), is_twin=False),
                name="waiting_once",
            ),
            models.CheckConstraint(name="waiting_state_known", condition=Q(state__in=WaitingState.values)),
            models.CheckConstraint(
                name="waiting_offer_whole",
                condition=Q(state="offered", offered_slot__isnull=False, offer_expires_at__isnull=False)
                | (~Q(state="offered") & Q(offered_slot__isnull=True, offer_expires_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="waiting_days_in_order", condition=Q(latest_on__isnull=True) | Q(latest_on__gte=F("earliest_on"))
            ),
        ]
