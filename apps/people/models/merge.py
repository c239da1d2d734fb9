"""Duplicates: what was decided about a pair, and merges that can be undone."""

import base64
import json
from typing import Any, ClassVar, Final

from django.apps import apps
from django.db import models
from django.db.models import F, Q

from apps.people.enums import DuplicateVerdict
from apps.people.models.person import Person
from omuz.kernel.crypto.room_keys import FIELDS
from omuz.kernel.models.base import Record
from omuz.kernel.sealed_columns import (
    CustomColumn,
    Opened,
    Rekeying,
    Row,
    SealedColumnError,
    Sealing,
    from_bytea,
    sealings,
    text_of,
    to_bytea,
)

#: Under what name the journal of a merge is sealed.
UNDO_FIELD: Final = "people.merge.undo"


class DuplicateDecision(Record):
    """Two records that someone looked at: the same person or not. The pair is stored smaller key first."""

    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    verdict = models.CharField(max_length=10, choices=DuplicateVerdict.choices)
    reason = models.CharField(max_length=240, blank=True)
    decided_at = models.DateTimeField()
    decided_by_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="duplicate_pair_once"),
            models.CheckConstraint(name="duplicate_pair_ordered", condition=Q(first__lt=F("second"))),
        ]


def _carry_undo(row: Row, opened: Opened, between: Rekeying) -> str:
    """Seal the journal of a merge anew, and inside it what the merge had sealed in other rows (hidden addresses)."""
    key = text_of(row, "id")
    plain = between.source.open(from_bytea(row["sealed_undo"]), use=FIELDS, field=UNDO_FIELD, row_id=key)
    journal: dict[str, Any] = json.loads(plain)
    tables, said = sealings(), list[Any]()
    for change in journal["changes"]:
        sealing = tables.get(apps.get_model(change["model"])._meta.db_table)
        for values in (change["old"], change["new"]):
            _carry_values(values, str(change["key"]), sealing, between, said)
    # What it says, with what the blobs inside say in their places: the same in every copy.
    opened["sealed_undo"] = json.dumps(said).encode()
    sealed = between.target.seal(json.dumps(journal).encode(), use=FIELDS, field=UNDO_FIELD, row_id=key)
    return to_bytea(sealed)


def _carry_values(
    values: dict[str, Any], key: str, sealing: Sealing | None, between: Rekeying, said: list[Any]
) -> None:
    said.append([key, {name: value for name, value in values.items() if not isinstance(value, dict)}])
    blobs = {name: value["b64"] for name, value in values.items() if isinstance(value, dict) and value.get("b64")}
    if not blobs:
        return
    if sealing is None:
        raise SealedColumnError("a merge moved sealed values of a table that declares none")
    row: Row = {"id": key}
    row.update({name: to_bytea(base64.b64decode(blob)) for name, blob in blobs.items()})
    said.append({name: plain.hex() for name, plain in sealing.convert(row, between).items()})
    for name in blobs:
        values[name] = {"b64": base64.b64encode(from_bytea(row[name])).decode()}


class MergeRecord(Record):
    """One merge: which record went into which, and, sealed, what is needed to take it back exactly."""

    special_category: ClassVar[bool] = True
    sealing: ClassVar = Sealing(CustomColumn("sealed_undo", _carry_undo))

    survivor = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="merges")
    absorbed = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="merged_by")
    reason = models.CharField(max_length=240)
    #: JSON: rows moved, fields chosen with their values before and after, rows ended.
    sealed_undo = models.BinaryField()
    merged_at = models.DateTimeField()
    merged_by_id = models.UUIDField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by_id = models.UUIDField(null=True, blank=True)
    undo_reason = models.CharField(max_length=240, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["absorbed"], condition=Q(undone_at__isnull=True), name="merge_absorbed_once"
            ),
            models.CheckConstraint(name="merge_two_people", condition=~Q(survivor=F("absorbed"))),
        ]
