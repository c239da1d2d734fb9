"""Words for what operators see."""

from django.db import models


class Version(models.TextChoices):
    """How a municipality's tables stand to the running release."""

    CURRENT = "current", "Güncel"
    BEHIND = "behind", "Geride"
    FAILED = "failed", "Yükseltme hatası"
