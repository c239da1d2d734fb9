"""Stored values of the municipality registry."""

from django.db import models


class MunicipalityKind(models.TextChoices):
    """Kinds after laws 5216 and 5393."""

    METROPOLITAN = "metropolitan", "Büyükşehir belediyesi"
    PROVINCIAL = "provincial", "İl belediyesi"
    DISTRICT = "district", "İlçe belediyesi"
    TOWN = "town", "Belde belediyesi"


class MunicipalityState(models.TextChoices):
    PREPARING = "preparing", "Hazırlanıyor"
    ACTIVE = "active", "Etkin"
    SUSPENDED = "suspended", "Askıda"
    ARCHIVED = "archived", "Arşivlendi"
