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


class NoticeKind(models.TextChoices):
    """What the unit is told of a grant before and at its end."""

    DAYS_90 = "days_90", "90 gün içinde bitiyor"
    DAYS_30 = "days_30", "30 gün içinde bitiyor"
    ENDED = "ended", "Sona erdi"
