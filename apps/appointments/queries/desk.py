"""What the municipality says on its public booking page."""

from apps.appointments.models import BookingDesk

__all__ = ["booking_desk"]


def booking_desk() -> BookingDesk:
    """Return telephone and links of the booking page; empty and of version 0 where nobody has said any."""
    return BookingDesk.objects.first() or BookingDesk(version=0)
