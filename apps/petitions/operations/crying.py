"""Petitions whose last day comes near say so: into their story, on the lists, and to whom they wait for by e-mail."""

import datetime as dt
from typing import Final

from django.db import transaction

from apps.petitions.enums import PetitionEventKind
from apps.petitions.models import Petition
from apps.petitions.operations.recording import happened
from apps.petitions.rules.clock import CEILING, CRIES, cry_of
from omuz.kernel import sending
from omuz.kernel.actors import system_actor
from omuz.kernel.clock import local_date

__all__ = ["cry"]

_WORDS: Final = (
    "{number} sayılı başvurunun cevap süresi {due:%d.%m.%Y} günü doluyor ({left}). Ayrıntıyı Omuz'da açın; bu iletide "
    "kişisel bilgi yoktur."
)


@transaction.atomic
def cry(*, now: dt.datetime) -> int:
    """Note, for open petitions, the latest of days 20, 25 and 29 that has come, and return how many cried.

    Once each; a petition that was registered late cries once for all. Whoever it is with gets an e-mail that names the
    number and the day only.
    """
    today, actor, count = local_date(now), system_actor("petitions"), 0
    rows = Petition.objects.open().filter(due_on__lte=today + dt.timedelta(days=CRIES[0]))
    for row in rows.select_for_update(skip_locked=True).order_by("due_on", "id"):
        left = cry_of(row.due_on, today)
        day = CEILING - left
        if left == 0 or row.escalated >= day:
            continue
        row.escalated = day
        row.save(update_fields=["escalated"])
        happened(row, PetitionEventKind.ESCALATED, actor=actor, now=now, day=day)
        _tell(row, day, today=today, now=now)
        count += 1
    return count


def _tell(row: Petition, day: int, *, today: dt.date, now: dt.datetime) -> None:
    user = row.assigned_to
    if user is None or not user.is_active:
        return
    left = (row.due_on - today).days
    words = "süresi geçti" if left < 0 else f"{left} gün kaldı"
    sending.send_email(
        key=f"petition.cry:{row.pk}:{day}:{user.pk}", to=str(user.email), about_id=row.pk, now=now,
        subject=f"{row.number}: {words}", text=_WORDS.format(number=row.number, due=row.due_on, left=words),
        expires_at=now + dt.timedelta(days=1),
    )  # fmt: skip
