"""What the municipality says on its public booking page."""

from apps.accounts.rights import Right
from apps.appointments.models import BookingDesk
from omuz.kernel.actors import Actor

__all__ = ["booking_desk", "may_edit_desk"]


def booking_desk() -> BookingDesk:
    """Return telephone and links of the booking page; empty and of version 0 where nobody has said any."""
    return BookingDesk.objects.first() or BookingDesk(version=0)


def may_edit_desk(actor: Actor) -> bool:
    """Return whether the actor may save it: there is one page for the whole municipality, so not within units only."""
    return actor.kind == "system" or actor.units_for(Right.APPOINTMENTS_MANAGE) is None
