"""How a person may be reached without harm (readings 4), and which notices they were given."""

from typing import ClassVar, Final

from django.db import models
from django.db.models import Q

from apps.people.models.person import Person
from apps.people.models.personal import PersonalQuerySet
from omuz.kernel.models.base import Record
from omuz.kernel.sealed_columns import SealedColumn, Sealing

#: Under what name the words of a plan are sealed.
PLAN_FIELD: Final = "people.safecontact"


class SafeContactPlan(Record):
    """A version of the plan that everything outgoing and every printed list obeys; a newer one supersedes it."""

    sealing: ClassVar = Sealing(SealedColumn("sealed", field=PLAN_FIELD))

    #: A plan that forbids to call tells of violence at home.
    special_category: ClassVar[bool] = True

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="safe_contact_plans")
    may_call = models.BooleanField(default=True)
    may_message = models.BooleanField(default=False)
    may_leave_message = models.BooleanField(default=False)
    may_email = models.BooleanField(default=False)
    may_send_letters = models.BooleanField(default=False)
    may_print = models.BooleanField(default=True)
    #: Numbers that are safe, from the person's own telephones; none means no number is known to be safe.
    safe_phones = models.ManyToManyField("people.PersonPhone", blank=True, related_name="+")
    #: [{"days": [1..7], "from": "09:00", "to": "17:00"}], in Turkish time; empty means at any working hour.
    hours = models.JSONField(default=list, blank=True)
    #: Sealed JSON: {"note", "code_word", "speak_only_with"}.
    sealed = models.BinaryField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by_id = models.UUIDField()
    review_on = models.DateField(null=True, blank=True)
    superseded_at = models.DateTimeField(null=True, blank=True)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(superseded_at__isnull=True), name="safe_contact_one_current"
            )
        ]


class NoticeGiven(Record):
    """Which version of the privacy notice a person was given, when and how (KVKK Art. 10)."""

    #: A notice in sign language tells of a disability.
    special_category: ClassVar[bool] = True

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices")
    notice = models.ForeignKey("privacy.PrivacyNotice", on_delete=models.PROTECT, related_name="given")
    channel = models.CharField(max_length=24)
    variant = models.CharField(max_length=16, blank=True)
    given_at = models.DateTimeField()
    given_by_id = models.UUIDField()
    #: To the representative, where the person is represented.
    to_representative = models.ForeignKey(
        "people.Representative", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.CharField(max_length=200, blank=True)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "-given_at"], name="notice_given_person")]
