"""Finding stored files of persons; who may have them is for the app above to say."""

import uuid
from collections.abc import Collection

from django.db.models import QuerySet

from apps.documents.enums import FileKind
from apps.documents.models import StoredFile

__all__ = ["StoredFile", "file_of_kinds", "files_of", "has_file"]


def files_of(person_ids: Collection[uuid.UUID], *, kinds: Collection[FileKind]) -> QuerySet[StoredFile]:
    """Return what is kept of these persons of these kinds, unsorted; removed files are left out."""
    return StoredFile.objects.filter(person_id__in=list(person_ids), removed_at__isnull=True, kind__in=list(kinds))


def file_of_kinds(file_id: uuid.UUID, *, kinds: Collection[FileKind]) -> StoredFile | None:
    """Return the file where it is of one of these kinds and has not been removed."""
    return StoredFile.objects.filter(pk=file_id, removed_at__isnull=True, kind__in=list(kinds)).first()


def has_file(person_id: uuid.UUID, file_id: uuid.UUID) -> bool:
    """Return whether the file is kept of that person."""
    return StoredFile.objects.filter(pk=file_id, person_id=person_id, removed_at__isnull=True).exists()
