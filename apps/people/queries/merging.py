"""Two records side by side, before they are merged."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Mapping

from django.db.models import QuerySet

from apps.people.enums import BirthPrecision
from apps.people.models import MergeRecord, Person, PersonAddress, PersonFact, SafeContactPlan
from apps.people.queries.people import find_person
from apps.people.rules.merging import FACTS, FIELD_LABELS, HEADER
from apps.programmes.catalogue import code_label
from omuz.kernel.actors import Actor
from omuz.kernel.numbers import format_date


@dataclasses.dataclass(frozen=True, slots=True)
class Comparison:
    """One field of both records, in words. `suggested` is what a merge takes without a choice."""

    field: str
    label: str
    survivor: str
    absorbed: str
    differs: bool
    suggested: str


def compare_people(
    survivor_id: uuid.UUID, absorbed_id: uuid.UUID, *, actor: Actor, today: dt.date
) -> tuple[Person, Person, list[Comparison]]:
    """Return both records and their fields side by side; special-category values take no part.

    Raises:
        NotFound: one of the two is out of the actor's reach.
    """
    people = [find_person(key, actor=actor) for key in (survivor_id, absorbed_id)]
    shown = [_values(person, actor=actor, today=today) for person in people]
    rows = []
    for field in (*HEADER, *FACTS, "address", "safe_contact"):
        ours, theirs = shown[0].get(field, ""), shown[1].get(field, "")
        if ours or theirs:
            suggested = "survivor" if ours else "absorbed"
            rows.append(Comparison(field, FIELD_LABELS[field], ours, theirs, ours != theirs, suggested))
    return people[0], people[1], rows


def _values(person: Person, *, actor: Actor, today: dt.date) -> Mapping[str, str]:
    values = {
        "given_names": person.given_names, "surname": person.surname, "other_names": person.other_names,
        "working_label": person.working_label, "birth_date": _born(person), "sex": str(person.get_sex_display()),
        "email": person.email, "channel": code_label("channel", person.channel),
        "registered_on": format_date(person.registered_on), "notes": person.notes,
        "interviewer": person.interviewer.full_name if person.interviewer else "",
        "unit": person.unit.name if person.unit else "", "programme": person.programme.name if person.programme else "",
    }  # fmt: skip
    for fact in PersonFact.objects.as_of(today).filter(person=person):
        values[fact.kind] = code_label(fact.kind, fact.code)
    address = PersonAddress.objects.visible_to(actor).as_of(today).filter(person=person).first()
    if address is not None:
        place = (address.line, address.neighbourhood, address.district, address.province)
        values["address"] = "Gizli adres" if address.is_hidden else ", ".join(part for part in place if part)
    if SafeContactPlan.objects.filter(person=person, superseded_at__isnull=True).exists():
        values["safe_contact"] = "Var"
    return values


def _born(person: Person) -> str:
    if person.birth_date is None:
        return ""
    if person.birth_precision == BirthPrecision.YEAR:
        return str(person.birth_date.year)
    if person.birth_precision == BirthPrecision.MONTH:
        return f"{person.birth_date.month:02d}.{person.birth_date.year}"
    return format_date(person.birth_date)


def list_merges(person_id: uuid.UUID, *, actor: Actor) -> QuerySet[MergeRecord]:
    """Return the merges into a person's record, the latest first.

    Raises:
        NotFound: out of the actor's reach.
    """
    person = find_person(person_id, actor=actor)
    return MergeRecord.objects.filter(survivor=person).select_related("absorbed").order_by("-merged_at", "-id")
