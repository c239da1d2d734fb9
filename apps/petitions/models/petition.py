"""Petitions: what somebody asked or complained of in writing, who deals with it, and what was answered by when."""

import datetime as dt
from typing import Any, ClassVar, Final

from django.conf import settings
from django.db import models
from django.db.models import DateField, ExpressionWrapper, F, Q, Value

from apps.accounts.rights import Right
from apps.people.queries.visibility import visible_people
from apps.petitions.enums import (
    OPEN_STATES,
    AnswerOutcome,
    PetitionChannel,
    PetitionKind,
    PetitionState,
    SenderKind,
)
from omuz.kernel.actors import Actor
from omuz.kernel.models.base import Record
from omuz.kernel.models.counters import YearCounter
from omuz.kernel.reach import within
from omuz.kernel.sealed_columns import SealedColumn, Sealing

TEXT_FIELD: Final = "petitions.petition.text"
ANSWER_FIELD: Final = "petitions.petition.answer"
#: 3071 m. 7 and KVKK m. 13: a ceiling. A programme may shorten it, nobody lengthens it (readings 7).
CEILING: Final = dt.timedelta(days=30)


def visible_petitions(actor: Actor, *, prefix: str = "") -> Q:
    """Return the condition under which the actor may find a petition; `prefix` is the path to it.

    Within a unit and programme in which `petitions.read` is held, both at once; one that is about a registered person
    only with that person (readings 4). Whoever deals with one finds it. Nobody finds a complaint about themselves.
    The contact for data protection holds the right for requests of data subjects and for nothing else.
    """
    if actor.kind == "system":
        return Q(**{f"{prefix}pk__isnull": False})
    nothing = Q(**{f"{prefix}pk__in": []})
    if actor.kind != "staff" or not actor.can(Right.PETITIONS_READ):
        return nothing
    people = Q(**{f"{prefix}person__isnull": True}) | visible_people(actor, prefix=f"{prefix}person__")
    reached = within(actor, Right.PETITIONS_READ, prefix=prefix)
    if not actor.can(Right.PETITIONS_WRITE):
        reached &= Q(**{f"{prefix}kind": PetitionKind.DATA_SUBJECT})
    given = Q(**{f"{prefix}assigned_to": actor.id})
    about_oneself = Q(**{f"{prefix}concerns": actor.id})
    return people & (reached | given) & ~about_oneself


class PetitionQuerySet(models.QuerySet["Petition"]):
    """Filters of petitions."""

    def visible_to(self, actor: Actor) -> "PetitionQuerySet":
        """Keep the petitions that the actor may find; see `visible_petitions`."""
        return self.filter(visible_petitions(actor))

    def open(self) -> "PetitionQuerySet":
        """Keep those whose clock runs."""
        return self.filter(state__in=OPEN_STATES)


def _after(days: int) -> Any:
    return ExpressionWrapper(F("received_on") + Value(dt.timedelta(days=days)), output_field=DateField())


class Petition(Record):
    """A request, complaint, objection or request of a data subject, with its number and its clock.

    `sealed` is JSON of {subject, text, sender_name, sender_address, sender_contact, brought_by}; `sealed_answer` of
    {text, return_reason}. Nothing of it stands in clear: a complaint tells of somebody's part in a programme.
    """

    special_category: ClassVar[bool] = True
    sealing: ClassVar = Sealing(
        SealedColumn("sealed", field=TEXT_FIELD), SealedColumn("sealed_answer", field=ANSWER_FIELD)
    )
    #: A petition goes on after a merge; taking the merge back gives it back to its person as it then stands.
    merge_by_column: ClassVar[bool] = True

    number = models.CharField(max_length=20)
    kind = models.CharField(max_length=14, choices=PetitionKind.choices)
    state = models.CharField(max_length=10, choices=PetitionState.choices, default=PetitionState.REGISTERED)
    received_on = models.DateField()
    registered_at = models.DateTimeField()
    registered_by_id = models.UUIDField()
    channel = models.CharField(max_length=8, choices=PetitionChannel.choices)
    sender_kind = models.CharField(max_length=14, choices=SenderKind.choices)
    #: Whose matter it is; None of somebody who is not registered.
    person = models.ForeignKey(
        "people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="petitions"
    )
    #: The representation that was checked on the day of receipt.
    representative_id = models.UUIDField(null=True, blank=True)
    unit = models.ForeignKey("accounts.OrgUnit", on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(
        "programmes.Programme", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    programme_version = models.ForeignKey(
        "programmes.ProgrammeVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    case = models.ForeignKey("cases.Case", null=True, blank=True, on_delete=models.PROTECT, related_name="petitions")
    decision = models.ForeignKey(
        "decisions.Decision", null=True, blank=True, on_delete=models.PROTECT, related_name="petitions"
    )
    #: Of whom somebody complains.
    concerns = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sealed = models.BinaryField()
    #: The scan (documents stand below and know no petition).
    file_id = models.UUIDField(null=True, blank=True)
    due_on = models.DateField()
    #: By which text that is the last day.
    due_basis = models.CharField(max_length=300)

    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    assigned_at = models.DateTimeField(null=True, blank=True)
    informed_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=AnswerOutcome.choices, blank=True)
    sealed_answer = models.BinaryField(default=bytes, blank=True)
    drafted_at = models.DateTimeField(null=True, blank=True)
    drafted_by_id = models.UUIDField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by_id = models.UUIDField(null=True, blank=True)
    letter_id = models.UUIDField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    #: The competent authority (3071 m. 5), and when the sender was told.
    forwarded_to = models.CharField(max_length=200, blank=True)
    forwarded_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    #: The last of the days on which it cried (20, 25, 29 of 30); 0: it has not yet.
    escalated = models.PositiveSmallIntegerField(default=0)

    objects = PetitionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "due_on", "id"], name="petition_queue"),
            models.Index(fields=["person", "-received_on"], name="petition_person"),
            models.Index(fields=["case", "-received_on"], name="petition_case"),
            models.Index(fields=["assigned_to", "state", "due_on"], name="petition_assigned"),
            models.Index(fields=["-received_on", "-id"], name="petition_received"),
            # The list begins with what is due first, and what was answered long ago was due before it.
            models.Index(fields=["due_on", "id"], name="petition_open", condition=Q(state__in=OPEN_STATES)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["number"], name="petition_number_unique"),
            models.CheckConstraint(name="petition_kind_known", condition=Q(kind__in=PetitionKind.values)),
            models.CheckConstraint(name="petition_state_known", condition=Q(state__in=PetitionState.values)),
            # 3071 m. 7, KVKK m. 13: thirty days are a ceiling, whatever a programme or an administrator writes.
            models.CheckConstraint(
                name="petition_thirty_days",
                condition=Q(due_on__gte=F("received_on"), due_on__lte=_after(CEILING.days)),
            ),
            models.CheckConstraint(
                name="petition_objection_has_decision",
                condition=Q(kind=PetitionKind.OBJECTION, decision__isnull=False)
                | (~Q(kind=PetitionKind.OBJECTION) & Q(decision__isnull=True)),
            ),
            models.CheckConstraint(
                name="petition_sender_fits",
                condition=Q(sender_kind=SenderKind.PERSON, person__isnull=False, representative_id__isnull=True)
                | Q(sender_kind=SenderKind.REPRESENTATIVE, person__isnull=False, representative_id__isnull=False)
                | Q(sender_kind=SenderKind.OUTSIDER, representative_id__isnull=True),
            ),
            models.CheckConstraint(
                name="petition_approved_by_second_person",
                condition=Q(approved_by_id__isnull=True)
                | (Q(drafted_by_id__isnull=False) & ~Q(approved_by_id=F("drafted_by_id"))),
            ),
            models.CheckConstraint(
                name="petition_not_with_whom_it_concerns",
                condition=Q(assigned_to__isnull=True) | Q(concerns__isnull=True) | ~Q(assigned_to=F("concerns")),
            ),
            models.CheckConstraint(
                name="petition_states_have_days",
                condition=Q(state=PetitionState.REGISTERED, assigned_to__isnull=True)
                | Q(state=PetitionState.ASSIGNED, assigned_to__isnull=False)
                | Q(state=PetitionState.DRAFTED, drafted_at__isnull=False)
                | Q(state=PetitionState.APPROVED, approved_at__isnull=False)
                | Q(state=PetitionState.ANSWERED, answered_on__isnull=False)
                | Q(state=PetitionState.FORWARDED, forwarded_on__isnull=False)
                | Q(state=PetitionState.WITHDRAWN, withdrawn_on__isnull=False),
            ),
        ]


class PetitionNumberCounter(YearCounter):
    """The registry numbers of petitions."""
