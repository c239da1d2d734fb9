"""What is done for employers: asked for by them, about whom they employ already or how they work (İzmir Art. 15, 16).

Nothing here points to a candidate, a case or a person of the register, and no table of theirs points here: advice to
employers and support for candidates are two things (Art. 6, 15).
"""

from typing import ClassVar, Final, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from apps.accounts.rights import Right
from apps.employers.enums import RequestChannel, ServiceKind, Subject
from omuz.kernel.actors import Actor
from omuz.kernel.models.base import Record
from omuz.kernel.reach import within
from omuz.kernel.sealed_columns import SealedColumn, Sealing

SERVICE_FIELD: Final = "employers.service"
EMPLOYEE_FIELD: Final = "employers.employee"


class EmployerServiceQuerySet(models.QuerySet["EmployerService"]):
    """Filters of services to employers."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep the services of units and programmes in which the actor holds `employers.read`, both at once."""
        return self.filter(within(actor, Right.EMPLOYERS_READ))


class EmployerService(Record):
    """One service to one employer. An employee is named with their recorded consent only, and sealed."""

    #: That an employee is disabled shows from the service alone.
    special_category: ClassVar[bool] = True
    sealing: ClassVar = Sealing(
        SealedColumn("sealed", field=SERVICE_FIELD), SealedColumn("sealed_employee", field=EMPLOYEE_FIELD)
    )

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    programme_version = models.ForeignKey("programmes.ProgrammeVersion", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("accounts.OrgUnit", on_delete=models.PROTECT, related_name="+")
    #: The employer's card in the directory, where it has one; otherwise its name.
    provider = models.ForeignKey(
        "directory.ServiceProvider", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    employer_name = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=20, choices=ServiceKind.choices)
    activity = models.CharField(max_length=48, blank=True)
    channel = models.CharField(max_length=12, choices=RequestChannel.choices, blank=True)
    requested_on = models.DateField(null=True, blank=True)
    subject = models.CharField(max_length=20, choices=Subject.choices, blank=True)
    #: Codes of `AdviceTopic` or, of capacity building, of `CapacityTopic`.
    topics = models.JSONField(default=list, blank=True)
    given_on = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    #: How many listened; people of the employer's, counted and not named.
    participants = models.PositiveSmallIntegerField(null=True, blank=True)
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by_id = models.UUIDField()
    #: When the employee consented to be named.
    employee_consent_on = models.DateField(null=True, blank=True)
    #: The programme has adopted that the employer asks first (İzmir Art. 15): what the database then holds.
    needs_request = models.BooleanField(default=False)
    #: JSON: who asked, note.
    sealed = models.BinaryField(default=bytes, blank=True)
    #: The employee's name.
    sealed_employee = models.BinaryField(default=bytes, blank=True)

    objects = EmployerServiceQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["programme", "-given_on", "-id"], name="employer_service_programme"),
            models.Index(fields=["-given_on", "-id"], name="employer_service_day"),
        ]
        constraints = [
            models.CheckConstraint(name="employer_service_kind_known", condition=Q(kind__in=ServiceKind.values)),
            models.CheckConstraint(
                name="employer_service_has_employer", condition=Q(provider__isnull=False) | ~Q(employer_name="")
            ),
            models.CheckConstraint(
                name="employer_service_channel_known", condition=Q(channel__in=["", *RequestChannel.values])
            ),
            models.CheckConstraint(
                name="employer_service_subject_known", condition=Q(subject__in=["", *Subject.values])
            ),
            models.CheckConstraint(
                # Readings 5: 15 and 5-ğ, and 5-h, on the employer's request by any recorded channel.
                name="employer_service_was_asked_for",
                condition=Q(needs_request=False)
                | Q(kind__in=[ServiceKind.AWARENESS, ServiceKind.CAPACITY])
                | (Q(requested_on__isnull=False) & ~Q(channel="")),
            ),
            models.CheckConstraint(
                name="employer_service_has_subject",
                condition=Q(needs_request=False) | ~Q(kind=ServiceKind.EXISTING_EMPLOYEES) | ~Q(subject=""),
            ),
            models.CheckConstraint(
                name="employer_employee_consented",
                condition=Q(sealed_employee=b"") | Q(employee_consent_on__isnull=False),
            ),
            models.CheckConstraint(name="employer_service_minutes", condition=Q(minutes__gte=1, minutes__lte=1440)),
        ]
