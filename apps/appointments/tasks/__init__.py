"""Background work of appointments."""

from apps.appointments.tasks.rounds import end_offers_round, forget_old_bookings, lay_out_slots

__all__ = ["end_offers_round", "forget_old_bookings", "lay_out_slots"]
