"""What waits for someone today. Counts and short lists only; special-category values stay closed."""

import dataclasses
import datetime as dt

from django.db.models import Count, Q, QuerySet

from apps.people.enums import ExportState, ImportState, RepresentativeKind
from apps.people.models import ExportRequest, ImportJob, Person, QuickContact, Representative, SafeContactPlan
from apps.people.queries.contacts import due_call_backs
from apps.people.queries.imports import list_imports
from apps.people.queries.medical import expiring_reports
from apps.people.queries.people import has_missing_information
from omuz.kernel.actors import Actor

#: How far back "my recent registrations" reaches, and how many rows a block shows.
RECENT_DAYS = 30
SHOWN = 5
#: Beyond this a count says "more than": nobody works through them in one day.
COUNT_LIMIT = 500


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Expiring:
    """How many reports end soon; nobody is named here."""

    within_30: int
    within_90: int


def call_backs(actor: Actor, *, until: dt.datetime) -> tuple[int, list[QuickContact]]:
    """Return how many promised calls fall due before `until`, and the first of them."""
    rows = due_call_backs(actor, until=until)
    return _count(rows), list(rows.order_by("call_back_at", "taken_at", "id")[:SHOWN])


def unfinished_registrations(actor: Actor, *, today: dt.date) -> tuple[int, list[Person]]:
    """Return how many people the actor registered lately who still miss something, and the latest of them."""
    rows = Person.objects.visible_to(actor).filter(
        has_missing_information(), registered_by_id=actor.id,
        registered_on__gte=today - dt.timedelta(days=RECENT_DAYS),
    )  # fmt: skip
    return _count(rows), list(rows.order_by("-registered_on", "-id")[:SHOWN])


def reports_ending(actor: Actor, *, today: dt.date) -> Expiring:
    """Return how many reports of people within the actor's reach end within 30 and 90 days, in one statement."""
    soon = Q(expires_on__lte=today + dt.timedelta(days=30))
    counted = expiring_reports(actor, today=today, days=90).aggregate(all=Count("id"), soon=Count("id", filter=soon))
    return Expiring(within_30=counted["soon"], within_90=counted["all"])


def waiting_imports(actor: Actor) -> tuple[int, list[ImportJob]]:
    """Return how many of the actor's imports wait for a go-ahead or a decision about likely duplicates."""
    rows = list_imports(actor=actor).filter(Q(state=ImportState.READY) | Q(state=ImportState.DONE, counts__held__gt=0))
    return _count(rows), list(rows.order_by("-requested_at", "-id")[:SHOWN])


def exports_to_approve(actor: Actor) -> tuple[int, list[ExportRequest]]:
    """Return how many exports of colleagues wait for the actor as second person; one's own never do (dossier G)."""
    rows = ExportRequest.objects.filter(state=ExportState.PENDING_APPROVAL).exclude(requested_by_id=actor.id)
    return _count(rows), list(rows.order_by("requested_at", "id")[:SHOWN])


def authorities_ending(actor: Actor, *, today: dt.date) -> int:
    """Return how many authorities of representatives end within 90 days."""
    rows = Representative.objects.visible_to(actor).filter(
        ends_on__gte=today, ends_on__lte=today + dt.timedelta(days=90)
    )
    return _count(rows.exclude(kind__in=[RepresentativeKind.RELATIVE, RepresentativeKind.CAREGIVER]))


def plans_to_review(actor: Actor, *, today: dt.date) -> int:
    """Return how many safe-contact plans have reached the day on which they are to be looked at again."""
    return _count(SafeContactPlan.objects.visible_to(actor).filter(superseded_at__isnull=True, review_on__lte=today))


def _count(rows: QuerySet) -> int:  # type: ignore[type-arg]
    """Return how many rows there are, counting no further than the limit."""
    return rows.order_by()[:COUNT_LIMIT].count()
