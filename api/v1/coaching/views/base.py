"""What views of coaching share."""

from drf_spectacular.utils import OpenApiParameter

from api.base import OmuzView

KEY = OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER)


class CoachingView(OmuzView):
    """A view of coaching."""
