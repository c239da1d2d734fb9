"""Writing the history: one event for each operation, in the operation's own transaction."""

import dataclasses
import datetime as dt
import hashlib
import json
import re
import uuid
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

from omuz.kernel.actors import Actor
from omuz.kernel.audit.origin import current_origin
from omuz.kernel.crypto import PersonSealer, seal_bytes, sealer_for
from omuz.kernel.models.audit import AuditDetail, AuditEvent
from omuz.kernel.models.bulk import insert_many

DETAIL_FIELD: Final = "kernel.auditdetail"
_ACTION: Final = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")

#: A stored row, or its type ("people.person") and id.
Subject = tuple[str, uuid.UUID] | Model
Values = Mapping[str, Any]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event to be recorded; see `record` for the meaning of its parts."""

    action: str
    subject: Subject
    reason: str = ""
    person_id: uuid.UUID | None = None
    before: Values | None = None
    after: Values | None = None

    @property
    def has_detail(self) -> bool:
        """Whether values are kept beside the event."""
        return self.before is not None or self.after is not None


def record(
    *,
    actor: Actor,
    action: str,
    subject: Subject,
    now: dt.datetime,
    reason: str = "",
    person_id: uuid.UUID | None = None,
    before: Values | None = None,
    after: Values | None = None,
) -> AuditEvent:
    """Write one event and return it.

    `action` is a dotted verb ("person.registered"), `person_id` the registrant concerned, `before` and `after` the
    changed fields. Those are sealed under the person's key; neither `action` nor `reason` may carry such a value.

    Raises:
        ValueError: a malformed action or a subject without a UUID.
        PersonKeyDestroyedError: values of a person who has been disposed of.
    """
    entry = Entry(action=action, subject=subject, reason=reason, person_id=person_id, before=before, after=after)
    return record_many([entry], actor=actor, now=now)[0]


def record_many(entries: Sequence[Entry], *, actor: Actor, now: dt.datetime) -> list[AuditEvent]:
    """Write several events of one actor in a few statements (imports) and return them in order; raises as `record`."""
    people = {entry.person_id for entry in entries if entry.person_id is not None and entry.has_detail}
    sealer = sealer_for(people, now=now) if people else None
    events, details = [], []
    for entry in entries:
        event = _event(entry, actor, now)
        if entry.has_detail:
            sealed = _sealed(entry, event.id, sealer)
            event.detail_digest = hashlib.sha256(sealed).hexdigest()
            details.append(AuditDetail(event=event, sealed=sealed))
        events.append(event)
    insert_many(events)
    insert_many(details)
    return events


def _event(entry: Entry, actor: Actor, now: dt.datetime) -> AuditEvent:
    if not _ACTION.fullmatch(entry.action):
        raise ValueError("an action is a dotted verb in small letters, such as person.registered")
    subject_type, subject_id = _subject(entry.subject)
    origin = current_origin()
    return AuditEvent(
        at=now,
        actor_id=actor.id,
        actor_kind=actor.kind,
        actor_label=actor.label if actor.kind == "system" else "",
        acting_for=actor.acting_for,
        action=entry.action,
        subject_type=subject_type,
        subject_id=subject_id,
        person_id=entry.person_id,
        reason=entry.reason,
        channel=origin.channel,
        request_id=origin.request_id,
        ip=origin.ip,
        agent=origin.agent,
    )


def _subject(subject: Subject) -> tuple[str, uuid.UUID]:
    name, key = (subject._meta.label_lower, subject.pk) if isinstance(subject, Model) else subject
    if not isinstance(key, uuid.UUID):
        raise ValueError(f"the subject {name} of an event is named by a UUID")
    return name, key


def _sealed(entry: Entry, event_id: uuid.UUID, sealer: PersonSealer | None) -> bytes:
    values = {"before": entry.before, "after": entry.after}
    plain = json.dumps(values, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True).encode()
    if entry.person_id is not None and sealer is not None:
        return sealer.seal(plain, person_id=entry.person_id, field=DETAIL_FIELD, row_id=event_id)
    return seal_bytes(plain, field=DETAIL_FIELD, row_id=event_id)
