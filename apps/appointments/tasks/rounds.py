"""What comes round by itself: slots are laid out ahead, offers end, what is not needed is forgotten."""

from apps.appointments.operations.laying import lay_out_all
from apps.appointments.operations.tidying import forget_old
from apps.appointments.operations.waiting import end_offers
from omuz.kernel import clock
from omuz.kernel.rounds import every_room


@every_room(seconds=21_600, name="lay_out_slots", in_platform_room=False)
def lay_out_slots() -> int:
    """Lay out the slots of the weeks ahead; a change of hours does the same at once."""
    return lay_out_all(now=clock.now())


@every_room(seconds=300, name="end_waiting_offers", until_done=True, in_platform_room=False)
def end_offers_round() -> int:
    """End offers of the waiting list that nobody took, and offer their places on."""
    return end_offers(now=clock.now())


@every_room(seconds=86_400, name="forget_old_bookings", until_done=True, in_platform_room=False)
def forget_old_bookings() -> int:
    """Forget what public bookings left behind."""
    return forget_old(now=clock.now())
