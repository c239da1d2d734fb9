"""Saying what stands on the public booking page beside the free times."""

import datetime as dt

from django.db import transaction

from apps.accounts.operations.checks import require_in_unit
from apps.accounts.rights import Right
from apps.appointments.models import BookingDesk
from apps.appointments.rules.desk import desk_problems
from omuz.kernel import audit
from omuz.kernel.actors import Actor
from omuz.kernel.errors import Conflict, Invalid

__all__ = ["edit_desk"]


@transaction.atomic
def edit_desk(
    *, phone: str, sign_language_video: str, easy_read: str, actor: Actor, version: int, now: dt.datetime
) -> BookingDesk:
    """Store telephone and links of the booking page and return them; version 0 where nobody has said any yet.

    Raises:
        NotAllowed: without `appointments.manage` in all of the municipality.
        Conflict: changed meanwhile.
        Invalid: no telephone number, or a link that is no https address.
    """
    require_in_unit(actor, Right.APPOINTMENTS_MANAGE, None)
    said = {"phone": phone.strip(), "sign_language_video": sign_language_video.strip(), "easy_read": easy_read.strip()}
    if found := desk_problems(**said):
        raise Invalid(found)
    # Whoever comes second at the very first time waits here for the first and then finds their version stale.
    BookingDesk.objects.bulk_create([BookingDesk(version=0)], ignore_conflicts=True)
    desk = BookingDesk.objects.select_for_update().get()
    if desk.version != version:
        raise Conflict.stale_version()
    for name, value in said.items():
        setattr(desk, name, value)
    desk.version += 1
    desk.save()
    audit.record(actor=actor, action="booking_desk.edited", subject=desk, after=said, now=now)
    return desk
