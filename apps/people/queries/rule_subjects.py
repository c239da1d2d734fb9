"""The people on whom a draft's rules are tried: everybody whom the programme or its unit serves."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import RawSQL

from apps.people.models import Person, PersonUnit
from apps.people.queries.people import shown_name
from apps.programmes.queries import unit_of_programme
from apps.programmes.registry import Subject, SubjectSource
from omuz.kernel.actors import Actor


def concerned(*, programme_id: uuid.UUID, on: dt.date) -> Sequence[uuid.UUID]:
    """Return everybody registered up to the day whom the programme or its unit serves, whoever asks: for figures."""
    unit_id = unit_of_programme(programme_id)
    ours = Q(programme=programme_id) | (Q(unit=unit_id) if unit_id is not None else Q())
    served = PersonUnit.objects.filter(ours, person=OuterRef("pk"), ended_on__isnull=True)
    rows = Person.objects.active().filter(ours | Q(Exists(served)), registered_on__lte=on)
    return list(rows.order_by("sort_key", "id").values_list("pk", flat=True))


def shown(ids: Sequence[uuid.UUID], *, actor: Actor) -> Sequence[Mapping[str, Any]]:
    """Return those of the people whom the actor may find, by name, each with the address of their page."""
    keys = RawSQL("SELECT unnest(%s::uuid[])", [list(ids)])
    rows = Person.objects.visible_to(actor).filter(pk__in=keys).order_by("sort_key", "id")
    return [
        {"id": person.pk, "label": shown_name(person), "hint": person.file_number, "href": f"/kisiler/{person.pk}"}
        for person in rows.only("given_names", "surname", "working_label", "file_number")
    ]


def _themselves(ids: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, uuid.UUID]:
    return {key: key for key in ids}


PERSON_SUBJECTS: Final = SubjectSource(
    Subject.PERSON, ids=concerned, visible=shown, persons=_themselves, standings=lambda _ids: {}
)
