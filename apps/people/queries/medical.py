"""Which disability reports are about to end. Counting them opens nothing; naming their people is a logged reading."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet

from apps.people.models import MedicalReport
from omuz.kernel.actors import Actor


def expiring_reports(actor: Actor, *, today: dt.date, days: int) -> QuerySet[MedicalReport]:
    """Return the current reports of people within the actor's reach that end within so many days, the first first.

    A report that has been followed by one that holds longer does not count any more.
    """
    rows = MedicalReport.objects.visible_to(actor).filter(
        superseded_at__isnull=True, expires_on__gte=today, expires_on__lte=today + dt.timedelta(days=days)
    )
    programmes = None if actor.kind == "system" else actor.programme_ids
    if programmes is not None:
        rows = rows.filter(programme__in=programmes)
    later = MedicalReport.objects.filter(
        Q(expires_on__isnull=True) | Q(expires_on__gt=OuterRef("expires_on")),
        person=OuterRef("person_id"), programme=OuterRef("programme_id"), kind=OuterRef("kind"),
        superseded_at__isnull=True,
    ).exclude(pk=OuterRef("pk"))  # fmt: skip
    return rows.exclude(Exists(later)).order_by("expires_on", "id")
