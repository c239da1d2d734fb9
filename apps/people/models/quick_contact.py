"""The telephone rings: quick contacts and urgent notices. Neither needs a person, and nothing blocks them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from apps.people.enums import ContactOutcome, UrgentAuthority
from apps.people.models.person import Person, visible_people
from apps.programmes.catalogue import CHANNELS
from omuz.kernel.actors import Actor
from omuz.kernel.models.base import Record
from omuz.kernel.sealed_columns import SealedColumn, Sealing

#: Names under which notes and notices are sealed.
NOTE_FIELD = "people.quickcontact.note"
URGENT_FIELD = "people.urgentnotice"


class ContactQuerySet(models.QuerySet["QuickContact"]):
    """Filters of quick contacts."""

    def visible_to(self, actor: Actor) -> "ContactQuerySet":
        """Keep the contacts of the actor's units and those that the actor took; a person's only with the person."""
        if actor.kind == "system":
            return self
        if actor.kind != "staff":
            return self.none()
        rows = self.filter(Q(person__isnull=True) | Q(taken_by_id=actor.id) | visible_people(actor, prefix="person__"))
        if actor.unit_ids is None:
            return rows
        return rows.filter(Q(unit__in=actor.unit_ids) | Q(unit__isnull=True) | Q(taken_by_id=actor.id))


class QuickContact(Record):
    """A request for information ("bilgi talebi"): channel, topic, answer or referral, without a name if need be."""

    sealing: ClassVar = Sealing(SealedColumn("sealed_note", field=NOTE_FIELD))

    #: Callers say everything on the telephone.
    special_category: ClassVar[bool] = True

    channel = models.CharField(max_length=24)
    topic = models.CharField(max_length=24)
    outcome = models.CharField(max_length=12, choices=ContactOutcome.choices)
    #: What was asked and answered; sealed, callers say everything on the telephone.
    sealed_note = models.BinaryField(null=True, blank=True)
    #: Where the caller was sent, in words; the directory stands above people.
    referred_to = models.CharField(max_length=160, blank=True)
    provider_id = models.UUIDField(null=True, blank=True)
    caller_label = models.CharField(max_length=120, blank=True)
    caller_phone = models.CharField(max_length=32, blank=True)
    call_back_at = models.DateTimeField(null=True, blank=True)
    taken_at = models.DateTimeField()
    taken_by_id = models.UUIDField()
    unit = models.ForeignKey("accounts.OrgUnit", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="quick_contacts")

    objects = ContactQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["-taken_at", "-id"], name="contact_taken"),
            models.Index(fields=["call_back_at"], name="contact_call_back", condition=Q(call_back_at__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(name="contact_channel_known", condition=Q(channel__in=CHANNELS.keys())),
            models.CheckConstraint(name="contact_outcome_known", condition=Q(outcome__in=ContactOutcome.values)),
        ]


class UrgentNoticeQuerySet(models.QuerySet["UrgentNotice"]):
    """Filters of urgent notices."""

    def visible_to(self, actor: Actor) -> "UrgentNoticeQuerySet":
        """Keep the notices that the actor gave, those without a person in their units, and those of people found."""
        if actor.kind == "system":
            return self
        if actor.kind != "staff":
            return self.none()
        mine = Q(given_by_id=actor.id)
        nobody = Q(person__isnull=True)
        if actor.unit_ids is not None:
            nobody &= Q(unit__in=actor.unit_ids) | Q(unit__isnull=True)
        return self.filter(mine | nobody | Q(person__isnull=False) & visible_people(actor, prefix="person__"))


class UrgentNotice(Record):
    """A notice to 112, 183, ŞÖNİM or the provincial directorate with the minimum (5395 Art. 6, 6284)."""

    special_category: ClassVar[bool] = True
    sealing: ClassVar = Sealing(SealedColumn("sealed", field=URGENT_FIELD))

    authority = models.CharField(max_length=24, choices=UrgentAuthority.choices)
    #: JSON: {"what", "who", "where", "answer"}.
    sealed = models.BinaryField()
    legal_basis = models.CharField(max_length=20, default="vital_interest")
    statute = models.CharField(max_length=200, blank=True)
    reference = models.CharField(max_length=80, blank=True)
    given_at = models.DateTimeField()
    given_by_id = models.UUIDField()
    unit = models.ForeignKey("accounts.OrgUnit", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="urgent_notices")
    contact = models.ForeignKey(
        QuickContact, null=True, blank=True, on_delete=models.SET_NULL, related_name="urgent_notices"
    )

    objects = UrgentNoticeQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-given_at", "-id"], name="urgent_given")]
        constraints = [
            models.CheckConstraint(name="urgent_authority_known", condition=Q(authority__in=UrgentAuthority.values))
        ]
