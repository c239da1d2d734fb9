"""Stored values of programmes."""

from django.db import models


class VersionState(models.TextChoices):
    """Where a version of a programme stands."""

    DRAFT = "draft", "Taslak"
    REVIEW = "review", "Onay bekliyor"
    PUBLISHED = "published", "Yürürlükte"
    RETIRED = "retired", "Yürürlükten kalktı"


class GrantState(models.TextChoices):
    """Where a grant of a capability stands; whether it is in force also depends on the day."""

    REQUESTED = "requested", "Onay bekliyor"
    APPROVED = "approved", "Onaylandı"
    REFUSED = "refused", "Reddedildi"
    ENDED = "ended", "Sona erdi"
