"""Stored values of operators' jobs and of the measured fleet."""

from django.db import models


class JobKind(models.TextChoices):
    CREATE = "create", "Belediye ekleme"
    INVITE = "invite", "İlk yöneticiyi davet"
    MIGRATE = "migrate", "Sürüm yükseltme"
    BACKUP = "backup", "Yedek alma"
    ARCHIVE = "archive", "Arşivleme"
    DELETE = "delete", "Silme"
    REFILL = "refill", "Yedek şema hazırlama"
    MEASURE = "measure", "Sağlık ölçümü"


class JobState(models.TextChoices):
    QUEUED = "queued", "Sırada"
    RUNNING = "running", "Sürüyor"
    DONE = "done", "Tamamlandı"
    FAILED = "failed", "Tamamlanamadı"


OPEN_STATES = (JobState.QUEUED, JobState.RUNNING)


class Grade(models.TextChoices):
    """How a municipality is, by what was measured last."""

    GOOD = "good", "İyi"
    ATTENTION = "attention", "Bakılmalı"
    BAD = "bad", "Sorunlu"


class Finding(models.TextChoices):
    """What was found; the worst one gives the grade."""

    BEHIND = "behind", "Sürümü geride"
    OUTBOX_LATE = "outbox_late", "Gönderim kuyruğu gecikiyor"
    OUTBOX_STUCK = "outbox_stuck", "Gönderim kuyruğu bir saattir ilerlemiyor"
    NO_BACKUP = "no_backup", "Yedeği yok"
    BACKUP_OLD = "backup_old", "Son yedeği bir haftadan eski"
    INCOMPLETE = "incomplete", "Tabloları eksik"
