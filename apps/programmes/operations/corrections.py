"""Correcting the wording of what was published (yazım düzeltmesi): a light path of its own, with its diff."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from apps.programmes.definition.paths import KeyedPath, value_at, with_value
from apps.programmes.models import VersionCorrection
from apps.programmes.operations.checks import allow, checked, locked, record
from apps.programmes.queries.versions import corrected_document
from apps.programmes.rules.lifecycle import correction_refusal
from omuz.kernel.actors import Actor
from omuz.kernel.errors import FieldProblem, Invalid

__all__ = ["Correction", "correct_version"]


@dataclasses.dataclass(frozen=True, slots=True)
class Correction:
    """A corrected wording: `path` names entries of lists by their keys."""

    path: KeyedPath
    after: str


@transaction.atomic
def correct_version(
    version_id: uuid.UUID, changes: Sequence[Correction], *, reason: str, actor: Actor, now: dt.datetime
) -> list[VersionCorrection]:
    """Correct the wording of a published version and return the corrections; it holds at once, for open cases too.

    Raises:
        NotAllowed, Conflict: not for this actor, not published.
        Invalid: no text, more than a correction, or nothing left of the definition.
    """
    version = locked(version_id)
    allow("correct", version, actor, now)
    if not reason.strip() or not changes:
        raise Invalid([FieldProblem("reason", "missing", "Gerekçe boş bırakılamaz.", "Neyin düzeltildiğini yazın.")])
    document: dict[str, Any] = corrected_document(version)
    first = VersionCorrection.objects.filter(programme_version=version).count() + 1
    rows = []
    for index, change in enumerate(changes):
        before = value_at(document, change.path)
        refused = correction_refusal(change.path, before, change.after)
        if refused is not None or not isinstance(before, str):
            raise Invalid([FieldProblem(f"changes.{index}.after", "not_a_correction", refused or "")])
        document = with_value(document, change.path, change.after.strip())
        rows.append(VersionCorrection(
            programme_version=version, sequence=first + index, path=list(change.path), before=before,
            after=change.after.strip(), reason=reason.strip()[:240], corrected_by_id=actor.id, corrected_at=now,
        ))  # fmt: skip
    checked(document)
    VersionCorrection.objects.bulk_create(rows)
    record(version, "programme.corrected", actor, now, after={"count": len(rows)}, reason=reason.strip()[:240])
    return rows
