"""What the municipality says of itself on its public booking page."""

from django.db import models
from django.db.models import Q

from omuz.kernel.models.base import Record


class BookingDesk(Record):
    """The one row of a municipality: its telephone, and where its sign-language video and easy-read text are.

    Addresses are shown as links and never embedded: nothing of the page comes from elsewhere.
    """

    is_only = models.BooleanField(default=True)
    phone = models.CharField(max_length=40, blank=True)
    sign_language_video = models.CharField(max_length=300, blank=True)
    easy_read = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["is_only"], name="booking_desk_once"),
            models.CheckConstraint(name="booking_desk_only", condition=Q(is_only=True)),
            models.CheckConstraint(
                name="booking_desk_links_safe",
                condition=(Q(sign_language_video="") | Q(sign_language_video__startswith="https://"))
                & (Q(easy_read="") | Q(easy_read__startswith="https://")),
            ),
        ]
