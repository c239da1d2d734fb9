"""What every operation on a petition shares: locking, numbering, its story and its audit row, who is kept away."""

import datetime as dt
import json
import uuid
from typing import Any

from django.db.models import Max

from apps.accounts.rights import Right
from apps.decisions.queries.deciders import who_decided
from apps.petitions.enums import OPEN_STATES, ExclusionReason, PetitionEventKind, PetitionKind
from apps.petitions.models import Petition, PetitionEvent, PetitionExclusion, PetitionNumberCounter
from apps.petitions.models.petition import ANSWER_FIELD
from apps.petitions.models.traces import EVENT_FIELD
from apps.petitions.queries.petitions import kept_away_from, open_answer, writable_petitions, written
from apps.petitions.rules.guards import answered_petitions
from apps.programmes.operations.guarding import hold
from apps.programmes.queries.pinned import pinned_definition
from apps.programmes.registry import bound
from omuz.kernel import audit, crypto
from omuz.kernel.actors import Actor
from omuz.kernel.errors import Conflict, NotAllowed, NotFound

GUARD = "answered_petitions"


def locked_petition(
    petition_id: uuid.UUID, *, actor: Actor, version: int | None = None, right: Right = Right.PETITIONS_WRITE
) -> Petition:
    """Return an open petition that the actor may work on by that right, locked for the transaction.

    Raises:
        NotFound: there is none, or none that the actor may find.
        NotAllowed: the actor may read it only.
        Conflict: it is not at `version` any more, or it is done with.
    """
    # Found first, locked after: the visibility rule joins other tables.
    if not writable_petitions(actor, right).filter(pk=petition_id).exists():
        if Petition.objects.visible_to(actor).filter(pk=petition_id).exists():
            raise NotAllowed
        raise NotFound
    row = Petition.objects.select_for_update().get(pk=petition_id)
    if version is not None and row.version != version:
        raise Conflict.stale_version()
    if row.state not in OPEN_STATES:
        raise Conflict("petition_closed", f"Bu başvurunun durumu: {row.get_state_display()}.")
    return row


def next_number(year: int) -> str:
    """Return the next registry number of the year; take it last, for it locks the year's counter until the commit."""
    return written(year, PetitionNumberCounter.take(year))


def store(row: Petition) -> None:
    """Store a petition under its next version."""
    row.version += 1
    row.save()


def put_answer(row: Petition, **words: str) -> None:
    """Put parts of the answer into the row; the caller stores it."""
    text = json.dumps(open_answer(row) | words, ensure_ascii=False)
    row.sealed_answer = crypto.seal_text(text, field=ANSWER_FIELD, row_id=row.pk)


def happened(
    row: Petition, kind: PetitionEventKind, *, actor: Actor, now: dt.datetime, text: str = "", **columns: Any
) -> PetitionEvent:
    """Write what happened into the petition's story and into the audit; `text` is sealed in both."""
    told = {name: str(value) for name, value in columns.items() if value not in ("", None)}
    told |= {"reason": text} if text else {}
    entry = audit.record(
        actor=actor, action=f"petition.{kind.value}", subject=row, person_id=row.person_id, after=told or None, now=now
    )
    last = PetitionEvent.objects.filter(petition=row).aggregate(last=Max("sequence"))["last"] or 0
    event = PetitionEvent(
        petition=row, sequence=last + 1, kind=kind, at=now, by_id=actor.id, audit_event_id=entry.id, **columns
    )
    if text:
        event.sealed = crypto.seal_text(text, field=EVENT_FIELD, row_id=event.id)
    event.save(force_insert=True)
    return event


def note_kept_away(row: Petition, *, now: dt.datetime) -> dict[uuid.UUID, str]:
    """Note who may not deal with a petition as things stand now, and return all of them with the reason in words.

    Whoever has decided since it came in is kept away, too.
    """
    wanted: dict[uuid.UUID, ExclusionReason] = {}
    if row.kind in {PetitionKind.COMPLAINT, PetitionKind.OBJECTION}:
        keys: set[uuid.UUID] = set()
        if row.case_id is not None:
            keys = who_decided(case_id=row.case_id)
        elif row.person_id is not None:
            keys = who_decided(person_id=row.person_id)
        wanted = dict.fromkeys(keys, ExclusionReason.DECIDED)
    if row.concerns_id is not None:
        wanted[row.concerns_id] = ExclusionReason.COMPLAINED_OF
    known = kept_away_from([row.pk])[row.pk]
    PetitionExclusion.objects.bulk_create(
        [
            PetitionExclusion(petition=row, user_id=key, reason=reason, noted_at=now)
            for key, reason in wanted.items()
            if key not in known
        ],
        ignore_conflicts=True,
    )
    return known | {key: reason.label for key, reason in wanted.items() if key not in known}


def keep_away(row: Petition, user_id: uuid.UUID, *, actor: Actor, now: dt.datetime, field: str | None = None) -> None:
    """Stop somebody who may not deal with a petition.

    Raises:
        GuardRefusedError: the programme's own article says so.
        NotAllowed: no article of the programme's does; a decision is reviewed by another all the same (3071 m. 7).
    """
    verdict = answered_petitions(user_id, kept_away=note_kept_away(row, now=now))
    if verdict.allowed:
        return
    if row.programme_version_id is not None and row.programme_id is not None:
        one = bound(pinned_definition(row.programme_version_id), GUARD)
        hold(one, verdict, programme_id=row.programme_id, actor=actor, now=now, field=field)
    raise NotAllowed(verdict.code, verdict.message, field=field, remedy=verdict.remedy)
