"""How much one sender may take, and how long things wait: the same everywhere, so that abuse is cheap nowhere."""

import datetime as dt
from typing import Final

#: Public bookings of one connection within a day. Mobile networks and libraries share one address among many. Nothing
#: is counted by telephone number or address: a refusal would tell of somebody else (decision 0034).
MOST_PER_CONNECTION: Final = 20
CONNECTION_WINDOW: Final = dt.timedelta(days=1)
#: After this long the connection of a public booking is forgotten.
CONNECTION_KEPT: Final = dt.timedelta(days=2)
#: A public booking that was matched to nobody forgets names and contacts this long after its day.
UNMATCHED_KEPT: Final = dt.timedelta(days=30)

#: How long an offer from the waiting list holds its place, and how long before the meeting it ends at the latest.
OFFER_LASTS: Final = dt.timedelta(hours=24)
OFFER_ENDS_BEFORE: Final = dt.timedelta(hours=2)

MOST_COMPANIONS: Final = 6
MOST_NAME: Final = 120
MOST_NOTE: Final = 1000
#: How far back a meeting may be written down that took place without being booked here.
LATE_RECORDING: Final = dt.timedelta(days=7)


def offer_until(now: dt.datetime, starts_at: dt.datetime) -> dt.datetime | None:
    """Return until when an offer of a place holds it; None where too little time is left to offer it."""
    until = min(now + OFFER_LASTS, starts_at - OFFER_ENDS_BEFORE)
    return until if until > now else None
