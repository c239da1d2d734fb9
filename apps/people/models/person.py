"""Persons, who serves them, and who may find them."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Concat

from apps.accounts.rights import PEOPLE_READING, Right
from apps.people.enums import BirthPrecision, PersonState, Sex
from apps.people.rules.processing import acts_for_controller
from apps.programmes.catalogue import CHANNELS
from omuz.kernel.actors import Actor
from omuz.kernel.models.base import Record
from omuz.kernel.models.counters import YearCounter
from omuz.kernel.once import notes
from omuz.kernel.text.expressions import TrFold, TrKey


def visible_people(actor: Actor, *, prefix: str = "") -> Q:
    """Return the condition under which the actor may find a person; `prefix` is the path to it ("person__").

    - Nobody outside of the municipality's staff sees anyone; the coordinator sees figures only.
    - `people.read` reaches the people of the units and programmes in which it is held, and everybody whom the actor
      interviews or is named for; `people.read.own` reaches those last two only.
    - A person under confidentiality (violence, court order, a colleague's relative) is found by the interviewer, the
      staff named for them, and who may name them, whatever else a role allows (readings 4).
    - A merged record is found through the one that it was merged into.
    """
    held = notes("people.visible")
    if held is None:
        return _visible(actor, prefix)
    # A page of queues asks thirty times. The actor is kept beside the answer, so that its identity stays its own.
    if (id(actor), prefix) not in held:
        held[id(actor), prefix] = actor, _visible(actor, prefix)
    condition: Q = held[id(actor), prefix][1]
    return condition


def _visible(actor: Actor, prefix: str) -> Q:
    active = Q(**{f"{prefix}state": PersonState.ACTIVE})
    if actor.kind == "system":
        return active
    if not acts_for_controller(actor.kind).allowed or not actor.can_any(*PEOPLE_READING):
        return Q(**{f"{prefix}pk__in": []})
    serves = served_by(actor, prefix=prefix)
    if not actor.can(Right.PEOPLE_READ):
        return active & serves
    open_to_unit = _reach(actor, Right.PEOPLE_READ, prefix=prefix)
    if not actor.can(Right.PEOPLE_ADDRESSES_HIDDEN):
        open_to_unit &= Q(**{f"{prefix}is_confidential": False})
    elif actor.units_for(Right.PEOPLE_ADDRESSES_HIDDEN) != actor.units_for(Right.PEOPLE_READ):
        may_name = _reach(actor, Right.PEOPLE_ADDRESSES_HIDDEN, prefix=prefix)
        open_to_unit &= Q(**{f"{prefix}is_confidential": False}) | may_name
    return active & (open_to_unit | serves)


def served_by(actor: Actor, *, prefix: str = "") -> Q:
    """Return the condition that a person is of the actor's own caseload; `prefix` is the path to them ("person__").

    Own are the people whom the actor interviews or is named for, and between the dates of a stand-in (vekâlet) those
    of the colleague, except confidential ones: for these somebody has to be named (readings 4).
    """
    named = NamedStaff.objects.filter(person=OuterRef(f"{prefix}pk"), user=actor.id, ended_on__isnull=True)
    own = Q(**{f"{prefix}interviewer": actor.id}) | Q(Exists(named))
    if actor.covering:
        theirs = NamedStaff.objects.filter(
            person=OuterRef(f"{prefix}pk"), user__in=actor.covering, ended_on__isnull=True
        )
        lent = Q(**{f"{prefix}interviewer__in": actor.covering}) | Q(Exists(theirs))
        own |= lent & Q(**{f"{prefix}is_confidential": False})
    return own


def _reach(actor: Actor, right: Right, *, prefix: str) -> Q:
    """Return the condition that one of the actor's units and programmes serves the person."""
    units, programmes = actor.units_for(right), actor.programmes_for(right)
    if units is None and programmes is None:
        return Q(**{f"{prefix}pk__isnull": False})
    registered, served = Q(), Q(person=OuterRef(f"{prefix}pk"), ended_on__isnull=True)
    if units is not None:
        registered &= Q(**{f"{prefix}unit__in": units})
        served &= Q(unit__in=units)
    if programmes is not None:
        # Readings 3: being in another programme can itself reveal.
        registered &= Q(**{f"{prefix}programme__in": programmes}) | Q(**{f"{prefix}programme__isnull": True})
        served &= Q(programme__in=programmes) | Q(programme__isnull=True)
    return registered | Q(Exists(PersonUnit.objects.filter(served)))


class PersonQuerySet(models.QuerySet["Person"]):
    """Filters of persons."""

    def visible_to(self, actor: Actor) -> "PersonQuerySet":
        """Keep the people whom the actor may find; see `visible_people`."""
        return self.filter(visible_people(actor))

    def active(self) -> "PersonQuerySet":
        """Keep those not merged into another record."""
        return self.filter(state=PersonState.ACTIVE)


class Person(Record):
    """A registrant ("kişi"). Holds what staff find people by, and nothing of KVKK Art. 6.

    A name or a working label ("parktaki genç") is the minimum; everything else may follow (readings 11).
    """

    file_number = models.CharField(max_length=20)
    given_names = models.CharField(max_length=120, blank=True)
    surname = models.CharField(max_length=120, blank=True)
    #: Earlier or other names by which people are looked for.
    other_names = models.CharField(max_length=160, blank=True)
    working_label = models.CharField(max_length=120, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    birth_precision = models.CharField(max_length=8, choices=BirthPrecision.choices, default=BirthPrecision.UNKNOWN)
    sex = models.CharField(max_length=8, choices=Sex.choices, blank=True)
    email = models.EmailField(blank=True)
    channel = models.CharField(max_length=24)
    registered_on = models.DateField()
    registered_by_id = models.UUIDField()
    interviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    unit = models.ForeignKey("accounts.OrgUnit", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(
        "programmes.Programme", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    #: Found by named staff only. Says nothing of why: a court order, violence, a colleague's relative.
    is_confidential = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=PersonState.choices, default=PersonState.ACTIVE)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from")
    notes = models.TextField(blank=True)

    #: " given surname other label", folded; every word has a space before it, so LIKE '% isi%' finds beginnings.
    search_text = models.GeneratedField(
        expression=TrFold(
            Concat(
                Value(" "), F("given_names"), Value(" "), F("surname"), Value(" "), F("other_names"), Value(" "),
                F("working_label"),
            )
        ),
        output_field=models.TextField(),
        db_persist=True,
    )  # fmt: skip
    #: Surname first, as lists are sorted; a person without a name sorts by the working label.
    sort_key = models.GeneratedField(
        expression=TrKey(Concat(F("surname"), Value(" "), F("given_names"), Value(" "), F("working_label"))),
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
    )
    #: The e-mail address in small letters of ASCII, for the exact look-up.
    email_key = models.GeneratedField(expression=TrFold(F("email")), output_field=models.TextField(), db_persist=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        indexes = [
            GinIndex(fields=["search_text"], opclasses=["ext.gin_trgm_ops"], name="person_search"),
            models.Index(fields=["sort_key", "id"], name="person_sort"),
            models.Index(fields=["-registered_on", "-id"], name="person_registered"),
            models.Index(fields=["birth_date"], name="person_birth", condition=Q(birth_date__isnull=False)),
            models.Index(fields=["unit", "sort_key"], name="person_unit_sort"),
            models.Index(fields=["email_key"], name="person_email", condition=~Q(email="")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["file_number"], name="person_file_number_unique"),
            models.CheckConstraint(
                name="person_has_name_or_label",
                condition=~Q(given_names="") | ~Q(surname="") | ~Q(working_label=""),
            ),
            models.CheckConstraint(name="person_channel_known", condition=Q(channel__in=CHANNELS.keys())),
            models.CheckConstraint(name="person_sex_known", condition=Q(sex__in=["", *Sex.values])),
            models.CheckConstraint(
                name="person_birth_matches_precision",
                condition=Q(birth_precision=BirthPrecision.UNKNOWN, birth_date__isnull=True)
                | Q(birth_precision=BirthPrecision.DAY, birth_date__isnull=False)
                | Q(birth_precision=BirthPrecision.MONTH, birth_date__day=1)
                | Q(birth_precision=BirthPrecision.YEAR, birth_date__day=1, birth_date__month=1),
            ),
            models.CheckConstraint(
                name="person_merged_points_somewhere",
                condition=Q(state=PersonState.ACTIVE, merged_into__isnull=True)
                | Q(state=PersonState.MERGED, merged_into__isnull=False),
            ),
            models.CheckConstraint(name="person_not_merged_into_itself", condition=~Q(merged_into=F("id"))),
        ]


class FileNumberCounter(YearCounter):
    """The file numbers of persons."""


class PersonUnit(Record):
    """A further unit that serves the person, beside the registering one (after a merge, or by agreement)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="served_by")
    unit = models.ForeignKey("accounts.OrgUnit", on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(
        "programmes.Programme", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "person"], name="person_unit_unit")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "unit", "programme"],
                condition=Q(ended_on__isnull=True),
                nulls_distinct=False,
                name="person_unit_once",
            ),
            models.CheckConstraint(
                name="person_unit_ends_after_start",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
            ),
        ]


class NamedStaff(Record):
    """Staff named for one person: they find a confidential record and see hidden addresses (dossier D 2)."""

    #: Tells that a record is confidential, and the reason may say why.
    special_category: ClassVar[bool] = True

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="named_staff")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200, blank=True)
    named_by_id = models.UUIDField()
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["user", "person"], name="named_staff_user")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "user"], condition=Q(ended_on__isnull=True), name="named_staff_once"
            )
        ]


class MissingReason(Record):
    """Why a fact stays absent (readings 11): ibraz edilmedi, bilinmiyor, eski kayıt, gizlilik kararı ..."""

    #: An order of confidentiality tells of violence.
    special_category: ClassVar[bool] = True

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="missing_reasons")
    field = models.CharField(max_length=24)
    reason = models.CharField(max_length=16)
    recorded_by_id = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "field"], name="missing_reason_once")]
