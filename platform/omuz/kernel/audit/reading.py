"""Reading what the history kept of a person's values."""

import dataclasses
import json
import uuid
from collections.abc import Iterable
from typing import Any

from omuz.kernel.audit.recording import DETAIL_FIELD
from omuz.kernel.crypto import PersonKeyDestroyedError, PersonSealer, open_bytes, opener_for
from omuz.kernel.models.audit import AuditDetail, AuditEvent


@dataclasses.dataclass(frozen=True, slots=True)
class Detail:
    """The values before and after; `is_destroyed` where the person's key is gone and they can be read no more."""

    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    is_destroyed: bool = False


def open_details(events: Iterable[AuditEvent]) -> dict[uuid.UUID, Detail]:
    """Return the details of these events by event id; events without any are left out.

    The caller has checked that the reader may see them and has logged the reading.

    Raises:
        CannotOpenError: a detail was damaged or moved.
    """
    by_id = {event.id: event for event in events if event.detail_digest}
    opener = opener_for(event.person_id for event in by_id.values() if event.person_id is not None)
    rows = AuditDetail.objects.filter(event_id__in=by_id)
    return {row.event_id: _open(row, by_id[row.event_id].person_id, opener) for row in rows}


def _open(row: AuditDetail, person_id: uuid.UUID | None, opener: PersonSealer) -> Detail:
    try:
        if person_id is None:
            plain = open_bytes(row.sealed, field=DETAIL_FIELD, row_id=row.event_id)
        else:
            plain = opener.open(row.sealed, person_id=person_id, field=DETAIL_FIELD, row_id=row.event_id)
    except PersonKeyDestroyedError:
        return Detail(is_destroyed=True)
    values = json.loads(plain)
    return Detail(before=values["before"], after=values["after"])
