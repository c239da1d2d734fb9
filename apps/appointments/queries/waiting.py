"""The waiting list as the actor may see it."""

import uuid

from django.db.models import QuerySet

from apps.accounts.rights import Right
from apps.appointments.enums import WaitingState
from apps.appointments.models import WaitingEntry, WaitingQuerySet
from apps.appointments.models.waiting import NOTE_FIELD
from omuz.kernel import crypto
from omuz.kernel.actors import Actor
from omuz.kernel.reach import within


def list_waiting(
    actor: Actor, *, programme_id: uuid.UUID | None = None, service: str = "", state: str = ""
) -> QuerySet[WaitingEntry]:
    """Return who waits or has an offer (or stands in `state`), the longest waiting first."""
    rows = WaitingEntry.objects.visible_to(actor)
    rows = rows.filter(state=state) if state in WaitingState.values else rows.open()
    if programme_id is not None:
        rows = rows.filter(programme=programme_id)
    if service:
        rows = rows.filter(service=service)
    return rows.select_related("person", "programme", "unit", "offered_slot__calendar__unit")


def writable_entries(actor: Actor) -> WaitingQuerySet:
    """Return the entries that the actor may find and change."""
    return WaitingEntry.objects.visible_to(actor).filter(within(actor, Right.APPOINTMENTS_WRITE))


def note_of(entry: WaitingEntry) -> str:
    """Return what was noted with an entry; the caller has found it within the reader's reach."""
    return crypto.open_text(entry.sealed, field=NOTE_FIELD, row_id=entry.pk) if entry.sealed else ""
