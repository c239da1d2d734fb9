"""What the platform remembers of archives and deletions. No row names or counts anybody whom a municipality serves.

The owner writes them: whoever can make the web write must not be able to claim a backup or confirm a deletion.
"""

from typing import Final

from django.db import models
from django.db.models import F, Q

from omuz.kernel.ids import new_id


class BackupKind(models.TextChoices):
    MANUAL = "manual", "Elle"
    SCHEDULED = "scheduled", "Zamanlanmış"
    CHECK = "check", "Geri yükleme denemesi"
    ARCHIVING = "archiving", "Arşivleme"
    EXPORT = "export", "Açık biçimde dışa aktarma"


class BackupResult(models.TextChoices):
    RUNNING = "running", "Sürüyor"
    DONE = "done", "Tamamlandı"
    FAILED = "failed", "Başarısız"


class Backup(models.Model):
    """One archive that was made, or was to be made. The rows outlive their municipality: no foreign key."""

    owner_written: Final = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    municipality_id = models.UUIDField()
    key = models.CharField(max_length=24)
    slug = models.CharField(max_length=63)
    kind = models.CharField(max_length=12, choices=BackupKind.choices, default=BackupKind.MANUAL)
    result = models.CharField(max_length=8, choices=BackupResult.choices, default=BackupResult.RUNNING)
    #: The file's name without its folder: where backups lie is nobody's business in the web.
    file_name = models.CharField(max_length=255, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    rows = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    error = models.CharField(max_length=200, blank=True)
    asked_by_id = models.UUIDField(null=True, blank=True)
    asked_by_label = models.CharField(max_length=120, blank=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["key", "-started_at"], name="backup_of_municipality")]
        constraints = [
            models.CheckConstraint(name="backup_kind_known", condition=Q(kind__in=BackupKind.values)),
            models.CheckConstraint(
                name="backup_done_has_its_digest",
                condition=~Q(result=BackupResult.DONE) | (~Q(sha256="") & Q(finished_at__isnull=False)),
            ),
        ]


class DeletionState(models.TextChoices):
    ASKED = "asked", "İstendi"
    CONFIRMED = "confirmed", "Onaylandı"
    DONE = "done", "Yapıldı"
    WITHDRAWN = "withdrawn", "Geri alındı"


class DeletionRequest(models.Model):
    """That a municipality is to be deleted: asked for by one operator, carried out by the word of another."""

    owner_written: Final = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    municipality_id = models.UUIDField()
    key = models.CharField(max_length=24)
    slug = models.CharField(max_length=63)
    name = models.CharField(max_length=120)
    reason = models.TextField()
    archive_path = models.CharField(max_length=400)
    archive_sha256 = models.CharField(max_length=64)
    archive_made_at = models.DateTimeField()
    #: Where the municipality's history ended: the last seal, as the archive and the anchors have it.
    chain_sequence = models.PositiveBigIntegerField(default=0)
    chain_digest = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=DeletionState.choices, default=DeletionState.ASKED)
    requested_by_id = models.UUIDField()
    requested_by_label = models.CharField(max_length=120)
    requested_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    confirmed_by_id = models.UUIDField(null=True, blank=True)
    confirmed_by_label = models.CharField(max_length=120, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="deletion_takes_two_people",
                condition=Q(confirmed_by_id__isnull=True) | ~Q(confirmed_by_id=F("requested_by_id")),
            ),
            models.CheckConstraint(
                name="deletion_done_was_confirmed",
                condition=~Q(state__in=[DeletionState.CONFIRMED, DeletionState.DONE])
                | Q(confirmed_by_id__isnull=False, confirmed_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["municipality_id"],
                condition=Q(state__in=[DeletionState.ASKED, DeletionState.CONFIRMED]),
                name="deletion_one_open",
            ),
        ]
