"""Appointments: who comes when, where and for what; whether they came."""

import json
from typing import Any, ClassVar, Final

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q, Value

from apps.accounts.rights import Right
from apps.appointments.enums import AppointmentState, CancelledBy, MeetingPlace, MissedReason
from apps.appointments.models.calendar import Calendar
from apps.appointments.models.slot import Between, Slot
from apps.people.queries.visibility import visible_people
from omuz.kernel.actors import Actor
from omuz.kernel.models.base import Record
from omuz.kernel.reach import within
from omuz.kernel.sealed_columns import KeyedColumn, Opened, Row, SealedColumn, Sealing, TokenOfContent

#: Under what names the details of an appointment are sealed, and its code, contact and connection keyed.
DETAILS_FIELD: Final = "appointments.appointment.details"
CODE_FIELD: Final = "appointments.appointment.code"
CONTACT_FIELD: Final = "appointments.appointment.contact"
CONNECTION_FIELD: Final = "appointments.appointment.connection"


def contact_key(details: dict[str, Any]) -> str:
    """Return under what a public booking came: the telephone number, else the e-mail address."""
    return str(details.get("phone") or details.get("email") or "")


def _contact(row: Row, opened: Opened) -> str:
    return contact_key(json.loads(opened["sealed"]))


def visible_appointments(actor: Actor, *, prefix: str = "") -> Q:
    """Return the condition under which the actor may find an appointment; `prefix` is the path to it.

    Within a unit and programme in which `appointments.read` is held, both at once (readings 3); one that is about a
    person only with that person (readings 4). What is not found is a taken place of a slot and nothing more.
    """
    if actor.kind not in {"system", "staff"}:
        return Q(**{f"{prefix}pk__in": []})
    people = Q(**{f"{prefix}person__isnull": True}) | visible_people(actor, prefix=f"{prefix}person__")
    return people & within(actor, Right.APPOINTMENTS_READ, prefix=prefix)


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    """Filters of appointments."""

    def visible_to(self, actor: Actor) -> "AppointmentQuerySet":
        """Keep the appointments that the actor may find; see `visible_appointments`."""
        return self.filter(visible_appointments(actor))

    def standing(self) -> "AppointmentQuerySet":
        """Keep those that are still to come about."""
        return self.filter(state=AppointmentState.BOOKED)


class Appointment(Record):
    """A meeting of one person with the office, agreed beforehand or on the spot (İzmir Art. 8).

    Names of those who are no registered person, who comes along, needs and reasons stand sealed in one document:
    {"contact_name", "phone", "email", "booker_name", "relation", "companions", "interpreter", "needs", "note",
    "address", "off_slot_reason", "cancel_reason", "missed_note", "correction_reason"}.
    """

    #: Who is met by which programme can itself reveal (readings 3); needs tell of a disability.
    special_category: ClassVar[bool] = True
    sealing: ClassVar = Sealing(
        SealedColumn("sealed", field=DETAILS_FIELD),
        KeyedColumn("contact_token", field=CONTACT_FIELD, plain=_contact),
        TokenOfContent("code_token", field=CODE_FIELD),
        TokenOfContent("connection_token", field=CONNECTION_FIELD),
    )
    #: Two records of one person may both be booked into one group slot: a merge keeps both and says so.
    merge_fallback: ClassVar = {"is_twin": True}
    #: An appointment goes on after a merge; taking the merge back gives it back to its person as it then stands.
    merge_by_column: ClassVar[bool] = True

    #: Empty of a public booking until somebody has matched it.
    person = models.ForeignKey(
        "people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="appointments"
    )
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    #: The version whose words say what the service is.
    programme_version = models.ForeignKey("programmes.ProgrammeVersion", on_delete=models.PROTECT, related_name="+")
    service = models.CharField(max_length=48)
    unit = models.ForeignKey("accounts.OrgUnit", on_delete=models.PROTECT, related_name="+")
    calendar = models.ForeignKey(Calendar, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    slot = models.ForeignKey(Slot, null=True, blank=True, on_delete=models.PROTECT, related_name="appointments")
    #: The slot, or the appointment itself where it has none: members of staff meet those of one block together.
    block_id = models.UUIDField()
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=12, choices=MeetingPlace.choices, default=MeetingPlace.OFFICE)
    room = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=10, choices=AppointmentState.choices, default=AppointmentState.BOOKED)
    is_walk_in = models.BooleanField(default=False)
    is_public = models.BooleanField(default=False)
    is_twin = models.BooleanField(default=False)
    booked_at = models.DateTimeField()
    #: Empty of a public booking.
    booked_by_id = models.UUIDField(null=True, blank=True)
    #: Of an attended one: whether the candidate was there, or others in their place.
    candidate_present = models.BooleanField(null=True, blank=True)
    missed_reason = models.CharField(max_length=12, choices=MissedReason.choices, blank=True)
    #: When it was first written down whether somebody came; what was corrected since stands in `corrections`.
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by_id = models.UUIDField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.CharField(max_length=8, choices=CancelledBy.choices, blank=True)
    sealed = models.BinaryField()
    #: Keyed hash of the code that a citizen was given; the code itself stands nowhere.
    code_token = models.CharField(max_length=64, blank=True)
    #: Keyed hash of a public booking's contact: staff see which bookings came under one, the public page never asks.
    contact_token = models.CharField(max_length=64, blank=True)
    #: Keyed hash of where a public booking came from; forgotten after two days.
    connection_token = models.CharField(max_length=64, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["starts_at", "id"], name="appointment_time"),
            models.Index(fields=["person", "programme", "-starts_at"], name="appointment_person"),
            models.Index(fields=["unit", "starts_at"], name="appointment_unit"),
            models.Index(fields=["calendar", "starts_at"], name="appointment_calendar"),
            models.Index(fields=["staff", "starts_at"], name="appointment_staff"),
            # The work queues ask for those that stand: few, however many were attended over the years.
            models.Index(fields=["starts_at", "id"], name="appointment_standing", condition=Q(state="booked")),
            models.Index(
                fields=["connection_token", "booked_at"], name="appointment_connection",
                condition=~Q(connection_token=""),
            ),
            models.Index(
                fields=["contact_token"], name="appointment_contact", condition=Q(state="booked") & ~Q(contact_token="")
            ),
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(fields=["code_token"], condition=~Q(code_token=""), name="appointment_code_unique"),
            models.UniqueConstraint(
                fields=["slot", "person"],
                condition=Q(state=AppointmentState.BOOKED, is_twin=False, person__isnull=False),
                name="appointment_person_once",
            ),
            models.CheckConstraint(name="appointment_state_known", condition=Q(state__in=AppointmentState.values)),
            models.CheckConstraint(name="appointment_place_known", condition=Q(place__in=MeetingPlace.values)),
            models.CheckConstraint(name="appointment_ends_after_start", condition=Q(ends_at__gt=F("starts_at"))),
            models.CheckConstraint(
                name="appointment_attendance",
                condition=Q(state=AppointmentState.ATTENDED, candidate_present__isnull=False, missed_reason="")
                | (Q(state=AppointmentState.MISSED, candidate_present__isnull=True) & ~Q(missed_reason=""))
                | Q(
                    state__in=(AppointmentState.BOOKED, AppointmentState.CANCELLED),
                    candidate_present__isnull=True,
                    missed_reason="",
                ),
            ),
            models.CheckConstraint(
                name="appointment_cancelled_by_someone",
                condition=(Q(state=AppointmentState.CANCELLED, cancelled_at__isnull=False) & ~Q(cancelled_by=""))
                | (~Q(state=AppointmentState.CANCELLED) & Q(cancelled_at__isnull=True, cancelled_by="")),
            ),
            # Nobody is in two places at once; those of one group slot are one meeting.
            ExclusionConstraint(
                name="appointment_staff_once",
                expressions=[
                    ("staff", RangeOperators.EQUAL),
                    (Between(F("starts_at"), F("ends_at"), Value("[)")), RangeOperators.OVERLAPS),
                    ("block_id", RangeOperators.NOT_EQUAL),
                ],
                condition=Q(state=AppointmentState.BOOKED, staff__isnull=False),
            ),
        ]
