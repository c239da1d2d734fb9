"""Cases, what happened to them, and who may find them."""

from typing import ClassVar, Final

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from apps.accounts.rights import CASES_READING, Right
from apps.cases.enums import CaseState, EventKind
from apps.people.queries.visibility import served_by, visible_people
from omuz.kernel.actors import Actor
from omuz.kernel.ids import new_id
from omuz.kernel.models.base import Record
from omuz.kernel.models.counters import YearCounter
from omuz.kernel.reach import within
from omuz.kernel.sealed_columns import SealedColumn, Sealing

#: Under what name the free text of an event is sealed.
EVENT_FIELD: Final = "cases.event.text"


def visible_cases(actor: Actor, *, prefix: str = "") -> Q:
    """Return the condition under which the actor may find a case; `prefix` is the path to it ("case__").

    - A case is found only with its person: whoever may not find the person finds no case of theirs (readings 4).
    - `cases.read` reaches the cases of a unit and programme in which it is held, both at once: to be in another
      programme can itself reveal (readings 3). `cases.read.own` reaches, within the same bounds, those whose person the
      holder serves. Whoever is responsible for a case finds it.
    """
    people = visible_people(actor, prefix=f"{prefix}person__")
    if actor.kind == "system":
        return people
    if actor.kind != "staff" or not actor.can_any(*CASES_READING):
        return Q(**{f"{prefix}pk__in": []})
    reached = Q(**{f"{prefix}responsible": actor.id})
    if actor.can(Right.CASES_READ):
        reached |= within(actor, Right.CASES_READ, prefix=prefix)
    if actor.can(Right.CASES_READ_OWN):
        reached |= served_by(actor, prefix=f"{prefix}person__") & within(actor, Right.CASES_READ_OWN, prefix=prefix)
    return people & reached


class CaseQuerySet(models.QuerySet["Case"]):
    """Filters of cases."""

    def visible_to(self, actor: Actor) -> "CaseQuerySet":
        """Keep the cases that the actor may find; see `visible_cases`."""
        return self.filter(visible_cases(actor))

    def open(self) -> "CaseQuerySet":
        """Keep those that are worked on."""
        return self.filter(state=CaseState.OPEN)


class Case(Record):
    """What a programme does for one person ("dosya"), under one version of the programme until it is moved.

    Stage, forms, rules and closures are keys of that version's definition; nothing of one regulation stands here.
    """

    #: That somebody takes part in a programme can itself reveal (readings 3).
    special_category: ClassVar[bool] = True
    #: Two records of one person may each have an open case in one programme: a merge keeps both and says so.
    merge_fallback: ClassVar = {"is_twin": True}
    #: A case goes on after a merge; taking the merge back gives it back to its person as it then stands.
    merge_by_column: ClassVar[bool] = True

    number = models.CharField(max_length=20)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="cases")
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    programme_version = models.ForeignKey("programmes.ProgrammeVersion", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("accounts.OrgUnit", on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=48)
    stage_since = models.DateTimeField()
    #: The last day of the stage's deadline; None where the stage has none.
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=CaseState.choices, default=CaseState.OPEN)
    opened_at = models.DateTimeField()
    opened_by_id = models.UUIDField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closure = models.CharField(max_length=48, blank=True)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    #: Stands beside another open case of its person and programme after a merge, until one of them is closed.
    is_twin = models.BooleanField(default=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person"], name="case_person"),
            models.Index(fields=["state", "stage_since", "id"], name="case_waiting"),
            models.Index(fields=["programme", "state", "stage_since", "id"], name="case_programme"),
            models.Index(fields=["responsible", "state", "stage_since", "id"], name="case_responsible"),
            models.Index(fields=["due_on", "id"], name="case_due", condition=Q(state="open", due_on__isnull=False)),
            models.Index(fields=["programme_version", "stage"], name="case_version"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["number"], name="case_number_unique"),
            models.UniqueConstraint(
                fields=["person", "programme"],
                condition=Q(state=CaseState.OPEN, is_twin=False),
                name="case_one_open",
            ),
            models.CheckConstraint(name="case_state_known", condition=Q(state__in=CaseState.values)),
            models.CheckConstraint(
                name="case_closed_has_day",
                condition=Q(state=CaseState.OPEN, closed_at__isnull=True, closure="")
                | Q(state=CaseState.CLOSED, closed_at__isnull=False),
            ),
            models.CheckConstraint(name="case_stage_after_opening", condition=Q(stage_since__gte=F("opened_at"))),
        ]


class CaseNumberCounter(YearCounter):
    """The numbers of cases."""


class CaseEvent(models.Model):
    """One thing that happened to a case: codes as they are, free text sealed. Never changed, never deleted."""

    append_only: Final = True
    special_category: ClassVar[bool] = True
    sealing: ClassVar = Sealing(SealedColumn("sealed", field=EVENT_FIELD))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=EventKind.choices)
    at = models.DateTimeField()
    by_id = models.UUIDField()
    #: The row of the audit log that says the same: the timeline tells nothing that the log does not know.
    audit_event_id = models.UUIDField()
    #: The version under which it happened; of a move, the new one.
    programme_version = models.ForeignKey("programmes.ProgrammeVersion", on_delete=models.PROTECT, related_name="+")
    version_before = models.ForeignKey(
        "programmes.ProgrammeVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    stage = models.CharField(max_length=48)
    stage_before = models.CharField(max_length=48, blank=True)
    transition = models.CharField(max_length=48, blank=True)
    form = models.CharField(max_length=48, blank=True)
    submission_id = models.UUIDField(null=True, blank=True)
    responsible_id = models.UUIDField(null=True, blank=True)
    closure = models.CharField(max_length=48, blank=True)
    #: Of an opening: what eligibility said that day ("yes", "unknown").
    outcome = models.CharField(max_length=8, blank=True)
    #: The reason or the note; empty where nothing was written.
    sealed = models.BinaryField(default=bytes, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "sequence"], name="case_event_sequence_once"),
            models.CheckConstraint(name="case_event_kind_known", condition=Q(kind__in=EventKind.values)),
        ]
