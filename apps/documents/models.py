"""Stored files: the content is encrypted on disk, the name in the row."""

from typing import ClassVar

from django.db import models

from apps.documents.enums import CONTENT_FIELD, NAME_FIELD, FileKind
from omuz.kernel.actors import Actor
from omuz.kernel.models.base import Record
from omuz.kernel.sealed_columns import SealedColumn, SealedFile, Sealing, TokenOfContent


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    """Filters of stored files."""

    def visible_to(self, actor: Actor) -> "StoredFileQuerySet":
        """Keep what the actor put there and what belongs to nobody; a person's files are filtered by apps.people."""
        if actor.kind == "coordinator":
            return self.none()
        return self.filter(
            models.Q(uploaded_by_id=actor.id) | models.Q(person_id__isnull=True), removed_at__isnull=True
        )


class StoredFile(Record):
    """A file under the data folder, files/<municipality key>/<id>, sealed with the municipality's key."""

    sealing: ClassVar = Sealing(
        SealedColumn("sealed_name", field=NAME_FIELD),
        TokenOfContent("content_token", field=CONTENT_FIELD),
        file=SealedFile(field=CONTENT_FIELD, condition="removed_at IS NULL", token_column="content_token"),  # noqa: S106
    )

    #: The kind of a person's file tells of a disability report.
    special_category: ClassVar[bool] = True

    kind = models.CharField(max_length=24, choices=FileKind.choices, default=FileKind.OTHER)
    #: The name as it was given, sealed: names of files name people and illnesses.
    sealed_name = models.BinaryField()
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    #: Of the plain content, keyed, so that equal files can be told without saying which file it is.
    content_token = models.CharField(max_length=64)
    #: apps.people stands above documents, so it is no foreign key.
    person_id = models.UUIDField(null=True, blank=True)
    is_special = models.BooleanField(default=False)
    programme = models.ForeignKey(
        "programmes.Programme", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_by_id = models.UUIDField()
    uploaded_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person_id", "-uploaded_at"], name="file_person"),
            models.Index(fields=["expires_at"], name="file_expiry", condition=models.Q(expires_at__isnull=False)),
        ]
        constraints = [models.CheckConstraint(name="file_kind_known", condition=models.Q(kind__in=FileKind.values))]
