"""Stored values of cases."""

from django.db import models


class CaseState(models.TextChoices):
    """Whether somebody still works on a case. Why it was closed is a closure of its programme version."""

    OPEN = "open", "Açık"
    CLOSED = "closed", "Kapalı"


class EventKind(models.TextChoices):
    """What may happen to a case."""

    OPENED = "opened", "Dosya açıldı"
    STAGE = "stage", "Aşama değişti"
    SUBMISSION = "submission", "Form kaydedildi"
    CORRECTION = "correction", "Form düzeltildi"
    ASSIGNED = "assigned", "Sorumlusu değişti"
    MOVED = "moved", "Yeni sürüme taşındı"
    CLOSED = "closed", "Dosya kapatıldı"
    REOPENED = "reopened", "Dosya yeniden açıldı"
    NOTE = "note", "Not yazıldı"
