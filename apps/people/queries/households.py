"""Reading households: members whom the reader may find, and an address that keeps everyone's secret."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Collection

from django.db.models import Prefetch, Q, QuerySet

from apps.people.models import Household, HouseholdMember, Person, PersonAddress
from omuz.kernel.actors import Actor
from omuz.kernel.errors import NotFound
from omuz.kernel.text import tr_fold
from omuz.kernel.text.expressions import TrFold


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdDetail:
    """A household as one reader sees it. `address` is None where none is known, and where one must not be shown."""

    row: Household
    members: list[HouseholdMember]
    former: list[HouseholdMember]
    address: PersonAddress | None
    address_withheld: bool


def current_members(on: dt.date) -> Q:
    """Return the condition that a membership holds on the day."""
    started = Q(valid_from__isnull=True) | Q(valid_from__lte=on)
    return started & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))


def list_households(actor: Actor, *, text: str = "", on: dt.date) -> QuerySet[Household]:
    """Return the households that the actor may find, by label or file number, with their visible current members."""
    rows = Household.objects.visible_to(actor)
    if text.strip():
        rows = rows.annotate(folded=TrFold("label")).filter(
            Q(folded__contains=tr_fold(text.strip())) | Q(file_number__iexact=text.strip())
        )
    members = HouseholdMember.objects.visible_to(actor).filter(current_members(on)).select_related("person")
    return rows.prefetch_related(Prefetch("members", queryset=members.order_by("created_at"), to_attr="shown"))


def get_household(actor: Actor, *, household_id: uuid.UUID, on: dt.date) -> HouseholdDetail:
    """Return one household.

    Raises:
        NotFound: there is none, or none that the actor may find.
    """
    row = Household.objects.visible_to(actor).filter(pk=household_id).first()
    if row is None:
        raise NotFound
    rows = list(
        HouseholdMember.objects.visible_to(actor)
        .filter(household=row)
        .select_related("person")
        .order_by("valid_from", "created_at", "id")
    )
    members = [m for m in rows if holds(m, on)]
    head_first = sorted(members, key=lambda m: m.role != "head")
    everyone = HouseholdMember.objects.filter(current_members(on), household=row).values_list("person_id", flat=True)
    address, withheld = _address(list(everyone), shown=[m.person_id for m in head_first], on=on)
    return HouseholdDetail(
        row=row, members=head_first, former=[m for m in rows if not holds(m, on)], address=address,
        address_withheld=withheld,
    )  # fmt: skip


def households_of(person: Person, *, actor: Actor, on: dt.date) -> list[HouseholdDetail]:
    """Return the households that the person belongs to on the day; as a rule one, or none."""
    keys = HouseholdMember.objects.filter(current_members(on), person=person).values_list("household_id", flat=True)
    return [get_household(actor, household_id=key, on=on) for key in keys.order_by("created_at")[:5]]


def holds(member: HouseholdMember, on: dt.date) -> bool:
    """Return whether the membership holds on the day."""
    return (member.valid_from is None or member.valid_from <= on) and (member.valid_to is None or member.valid_to > on)


def _address(
    everyone: Collection[uuid.UUID], *, shown: list[uuid.UUID], on: dt.date
) -> tuple[PersonAddress | None, bool]:
    """Return the household's address: its head's. Where one member's place is secret, so is everyone's (readings 4).

    A hidden address is opened on the page of its person only, never here.
    """
    rows = {row.person_id: row for row in PersonAddress.objects.as_of(on).filter(person__in=list(everyone))}
    secret = Person.objects.filter(pk__in=list(everyone), is_confidential=True).exists()
    if secret or any(row.is_hidden for row in rows.values()):
        return None, True
    return next((rows[key] for key in shown if key in rows), None), False
