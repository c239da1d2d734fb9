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


class DocumentWay(models.TextChoices):
    """How a document came to a case."""

    FILE = "file", "Dosya yüklendi"
    SEEN = "seen", "Görüldü, kopyası alınmadı"
    RECORD = "record", "Kişinin kaydından alındı"


class DocumentState(models.TextChoices):
    """Whether a presented document counts."""

    PRESENTED = "presented", "Sunuldu"
    REFUSED = "refused", "Kabul edilmedi"
    WITHDRAWN = "withdrawn", "Geri çekildi"
    REPLACED = "replaced", "Yenisi sunuldu"


class ApplicationGround(models.TextChoices):
    """What stands behind an application number."""

    APPOINTMENT = "appointment", "Adayın geldiği randevu"
    EXCEPTION = "exception", "Makul düzenleme"
    NOT_ASKED = "not_asked", "Program randevu istemiyor"


class WillExpressed(models.TextChoices):
    """How the candidate's own will was learnt where no appointment stands behind an application."""

    WRITTEN = "written", "Adayın kendi yazısı ya da işaretiyle"
    PHONE = "phone", "Adayla telefonda görüşülerek"
    VIDEO = "video", "Adayla görüntülü görüşülerek"
    INTERPRETER = "interpreter", "İşaret dili ya da dil tercümanı aracılığıyla"
    SUPPORTED = "supported", "Destekli iletişimle (resim, cihaz, kolay dil)"


class UndertakingState(models.TextChoices):
    """Where an undertaking stands."""

    PREPARED = "prepared", "Hazırlandı"
    SIGNED = "signed", "İmzalandı"
    REFUSED = "refused", "İmzalanmadı"
    SET_ASIDE = "set_aside", "Kullanılmadı"
