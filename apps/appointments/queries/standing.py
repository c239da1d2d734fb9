"""Where a person stands with their appointments in a programme: what applications and proposals rest on (Art. 8, 24).

These are asked by operations and queries of cases, which have found the person within the actor's reach before.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Max, Min, Q

from apps.appointments.enums import AppointmentState
from apps.appointments.models import Appointment
from omuz.kernel import clock
from omuz.kernel.clock import TURKEY, local_date

__all__ = ["Attended", "Pair", "Standing", "attended", "missed_count", "standings"]

#: A person and a programme.
Pair = tuple[uuid.UUID, uuid.UUID]


@dataclass(frozen=True, slots=True)
class Attended:
    """An appointment to which somebody came; `candidate_present` says whether the candidate was there."""

    id: uuid.UUID
    starts_at: dt.datetime
    service: str
    place: str
    candidate_present: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """A person's appointments in a programme, in short.

    `attended_on` and `candidate_present` tell of the last one with the candidate present, else of the last attended.
    """

    attended_on: dt.date | None = None
    candidate_present: bool | None = None
    missed: int = 0
    next_at: dt.datetime | None = None


def attended(person_id: uuid.UUID, programme_id: uuid.UUID) -> list[Attended]:
    """Return the appointments to which somebody came for this person in this programme, the latest first."""
    rows = Appointment.objects.filter(person=person_id, programme=programme_id, state=AppointmentState.ATTENDED)
    return [
        Attended(pk, starts_at, service, place, bool(present))
        for pk, starts_at, service, place, present in rows.order_by("-starts_at", "-id").values_list(
            "pk", "starts_at", "service", "place", "candidate_present"
        )
    ]


def missed_count(person_id: uuid.UUID, programme_id: uuid.UUID, *, since: dt.date | None = None) -> int:
    """Return how many appointments were missed, from a day on; those called off were not missed."""
    rows = Appointment.objects.filter(person=person_id, programme=programme_id, state=AppointmentState.MISSED)
    if since is not None:
        rows = rows.filter(starts_at__gte=dt.datetime.combine(since, dt.time(), tzinfo=TURKEY))
    return rows.count()


def standings(pairs: Iterable[Pair], *, now: dt.datetime | None = None) -> Mapping[Pair, Standing]:
    """Return where each person stands in each programme, those without an appointment with an empty standing.

    One statement for any number of pairs.
    """
    wanted = set(pairs)
    if not wanted:
        return {}
    moment = now if now is not None else clock.now()
    came = Q(state=AppointmentState.ATTENDED)
    rows = Appointment.objects.filter(
        person__in={person for person, _ in wanted}, programme__in={programme for _, programme in wanted}
    )
    grouped = rows.values_list("person", "programme").annotate(
        present=Max("starts_at", filter=came & Q(candidate_present=True)),
        absent=Max("starts_at", filter=came & Q(candidate_present=False)),
        missed=Count("pk", filter=Q(state=AppointmentState.MISSED)),
        coming=Min("starts_at", filter=Q(state=AppointmentState.BOOKED, starts_at__gte=moment)),
    )
    found = {
        (person, programme): _standing(present, absent, missed, coming)
        for person, programme, present, absent, missed, coming in grouped
    }
    return {pair: found.get(pair, Standing()) for pair in wanted}


def _standing(
    present: dt.datetime | None, absent: dt.datetime | None, missed: int, coming: dt.datetime | None
) -> Standing:
    last = present or absent
    if last is None:
        return Standing(missed=missed, next_at=coming)
    return Standing(local_date(last), present is not None, missed, coming)
