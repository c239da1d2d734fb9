"""Open cases as the subjects on which a draft's rules are tried."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from apps.cases.models import Case
from apps.cases.queries.facts import keys
from apps.people.queries.people import shown_name
from apps.programmes.registry import Standing
from omuz.kernel.actors import Actor


def concerned(*, programme_id: uuid.UUID, on: dt.date) -> Sequence[uuid.UUID]:
    """Return the open cases of a programme, whoever asks: figures count all of them. `on` is today."""
    return list(Case.objects.open().filter(programme=programme_id).order_by("id").values_list("pk", flat=True))


def visible(ids: Sequence[uuid.UUID], *, actor: Actor) -> Sequence[Mapping[str, Any]]:
    """Return those of the cases that the actor may find, with a label and the address of their page."""
    rows = Case.objects.visible_to(actor).filter(pk__in=keys(ids)).select_related("person").order_by("number")
    return [
        {"id": case.pk, "label": shown_name(case.person), "hint": case.number, "href": f"/dosyalar/{case.pk}"}
        for case in rows
    ]


def persons(ids: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, uuid.UUID]:
    """Return the person of each case."""
    return dict(Case.objects.filter(pk__in=keys(ids)).values_list("pk", "person_id"))


def standings(ids: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, Standing]:
    """Return where each case stands."""
    rows = Case.objects.filter(pk__in=keys(ids)).values_list("pk", "programme_version_id", "stage", "stage_since")
    return {key: Standing(version_id, stage, since) for key, version_id, stage, since in rows}
