"""Taking and giving back a place of a slot: the rows are what is scarce, and PostgreSQL decides who gets the last."""

import uuid

from apps.appointments.models import Appointment, Slot, SlotPlace, WaitingEntry
from omuz.kernel.errors import Conflict

FULL = "slot_full"


def slot_is_full() -> Conflict:
    """Return the error for a slot whose last place somebody else has just got."""
    return Conflict(FULL, "Bu saat az önce doldu.", field="slot", remedy="Başka bir saat seçin.")


def take_place(slot: Slot, *, public: bool = False) -> SlotPlace:
    """Return a free place of a slot, locked for the transaction; the caller writes its holder into it.

    Staff get those that citizens cannot take first. Whoever finds every free place in somebody's hands waits for them:
    they may yet give it back.

    Raises:
        Conflict: no place is free.
    """
    free = SlotPlace.objects.filter(slot=slot, slot__is_withdrawn=False, appointment=None, waiting=None)
    if public:
        free = free.filter(is_public=True)
    ordered = free.order_by("is_public", "number")
    place = ordered.select_for_update(skip_locked=True, of=("self",)).first()
    if place is None:
        # All of them, not the first: the one waited for is taken when the wait ends, another may not be.
        place = next(iter(ordered.select_for_update(of=("self",))), None)
    if place is None:
        raise slot_is_full()
    return place


def seat(place: SlotPlace, appointment: Appointment) -> None:
    """Give a locked place to an appointment."""
    place.appointment, place.waiting = appointment, None
    place.save(update_fields=["appointment", "waiting", "updated_at"])


def hold(place: SlotPlace, entry: WaitingEntry) -> None:
    """Keep a locked place for somebody to whom it was offered."""
    place.appointment, place.waiting = None, entry
    place.save(update_fields=["appointment", "waiting", "updated_at"])


def free_place_of(appointment: Appointment) -> uuid.UUID | None:
    """Give back the place of an appointment and return its slot, None where it had none."""
    place = SlotPlace.objects.select_for_update().filter(appointment=appointment).first()
    if place is None:
        return None
    place.appointment = None
    place.save(update_fields=["appointment", "updated_at"])
    return place.slot_id


def free_hold_of(entry: WaitingEntry) -> uuid.UUID | None:
    """Give back the place that was held for somebody and return its slot, None where none was."""
    place = SlotPlace.objects.select_for_update().filter(waiting=entry).first()
    if place is None:
        return None
    place.waiting = None
    place.save(update_fields=["waiting", "updated_at"])
    return place.slot_id
