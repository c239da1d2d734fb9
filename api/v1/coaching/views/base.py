"""What views of coaching share."""

import datetime as dt

from drf_spectacular.utils import OpenApiParameter

from api.base import OmuzView
from omuz.kernel import clock

IF_MATCH = OpenApiParameter("If-Match", str, OpenApiParameter.HEADER, required=True, description="Version seen.")
KEY = OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER)


class CoachingView(OmuzView):
    """A view of coaching."""

    @property
    def today(self) -> dt.date:
        """Return today's date in Türkiye."""
        return clock.local_date(clock.now())
