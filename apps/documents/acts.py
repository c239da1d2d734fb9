"""Scanned acts of grants as stored files: sealed like every other, of no person."""

import datetime as dt
import uuid

from apps.documents import operations, queries
from apps.documents.enums import FileKind
from apps.programmes.registry.acts import Act
from omuz.kernel.actors import Actor
from omuz.kernel.errors import FieldProblem, NotFound

_KINDS = (FileKind.OTHER,)


class StoredActs:
    """Keeps acts with the stored files."""

    def keep(self, act: Act, *, programme_id: uuid.UUID, actor: Actor, now: dt.datetime) -> uuid.UUID | FieldProblem:
        """Keep a file and return its id, or why it is not taken in."""
        name, kind = operations.accept(act.content, name=act.name)
        if isinstance(kind, FieldProblem):
            return kind
        stored = operations.store_file(
            act.content, name=name, kind=FileKind.OTHER, media_type=kind, actor=actor, now=now,
            programme_id=programme_id,
        )  # fmt: skip
        return stored.pk

    def open(self, document_id: uuid.UUID, *, now: dt.datetime) -> Act:
        """Return a kept file. Raises NotFound once it is gone."""
        stored = queries.file_of_kinds(document_id, kinds=_KINDS)
        if stored is None or stored.person_id is not None:
            raise NotFound
        return Act(operations.read_name(stored), operations.read_content(stored, now=now), stored.media_type)
