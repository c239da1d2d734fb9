"""Opening special-category values: never without a logged reading (architecture 6a, dossier G †)."""

import dataclasses
import datetime as dt
import json
import uuid
from collections.abc import Collection, Sequence

from django.db import transaction

from apps.accounts.rights import SPECIAL_READING, Right
from apps.people.enums import SensitiveKind
from apps.people.models import NamedStaff, Person, SensitiveFact
from apps.people.operations.checks import readable_person, require
from apps.people.queries.people import serving_units
from apps.people.rules.special_reading import open_programmes, reaches_person
from apps.privacy.operations import log_reading, log_readings
from apps.privacy.purposes import resolve_purpose
from apps.privacy.queries import OpenBasis, bases_for
from apps.programmes.catalogue import code_label
from apps.programmes.queries.target_groups import LocalGroups
from omuz.kernel import crypto
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import NotAllowed


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SensitiveValue:
    """An opened special-category fact."""

    id: uuid.UUID
    kind: str
    code: str
    label: str
    detail: str
    rank: str
    source: str
    programme_id: uuid.UUID
    legal_basis: str
    statute: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    recorded_at: dt.datetime
    version: int


def check_special_reading(person: Person, *, actor: Actor, purpose: str, today: dt.date) -> None:
    """Stop a reader whose rights do not reach the person for that purpose.

    Raises:
        NotAllowed: with what would be needed.
    """
    require(actor, *SPECIAL_READING)
    if actor.kind == "system":
        return
    units = actor.units_for(Right.PEOPLE_SPECIAL_READ)
    in_unit = actor.can(Right.PEOPLE_SPECIAL_READ) and (units is None or bool(units & serving_units(person)))
    named = NamedStaff.objects.filter(person=person, user=actor.id, ended_on__isnull=True)
    serves = person.interviewer_id == actor.id or named.exists()
    if not reaches_person(
        has_all=in_unit or (actor.can(Right.PEOPLE_SPECIAL_READ) and serves),
        has_own=actor.can(Right.PEOPLE_SPECIAL_READ_OWN),
        has_recent=actor.can(Right.PEOPLE_SPECIAL_READ_RECENT),
        has_request=actor.can(Right.PEOPLE_SPECIAL_READ_REQUEST),
        serves=serves,
        registered_by_actor=person.registered_by_id == actor.id,
        registered_on=local_date(person.created_at),
        today=today,
        purpose=purpose,
    ):
        raise NotAllowed(
            "special_out_of_reach",
            "Bu kişinin özel nitelikli verisini açma yetkiniz yok.",
            article="KVKK m. 6",
            remedy="Kişiyi siz izliyorsanız birim yöneticinizden adınıza yazmasını isteyin.",
        )


@transaction.atomic
def read_sensitive(
    person_id: uuid.UUID,
    *,
    actor: Actor,
    now: dt.datetime,
    task: str = "",
    purpose: str = "",
    programme_id: uuid.UUID | None = None,
    kinds: Collection[str] = SensitiveKind.values,
    as_of: dt.date | None = None,
) -> list[SensitiveValue]:
    """Return the person's special-category facts that hold on `as_of` (today), and log the reading.

    `programme_id` is the programme that the reader works in; facts of other programmes are left out unless a basis is
    recorded (readings 3), and nothing says that there are any.

    Raises:
        NotFound, NotAllowed: the person, or their special values, are out of the reader's reach.
        DomainError: no purpose follows from the task and none was given.
    """
    person = readable_person(person_id, actor=actor)
    why, today = resolve_purpose(task=task, purpose=purpose), local_date(now)
    check_special_reading(person, actor=actor, purpose=why, today=today)
    own = reading_programmes(actor, programme_id)
    rows = list(SensitiveFact.objects.as_of(as_of or today).filter(person=person, kind__in=kinds))
    bases = _bases(person.id, rows, own, today)
    opened = [row for row in rows if _is_open(row, own, bases)]
    used = next(
        (b for b in bases if own is not None and any(r.programme_id == b.source_programme_id for r in opened)), None
    )
    log_reading(
        actor=actor, person_id=person.id, fields=sorted(kinds), purpose=why, task=task, programme_id=programme_id,
        basis_id=used.id if used is not None else None, now=now,
    )  # fmt: skip
    local = LocalGroups()
    return [open_value(row, local) for row in sorted(opened, key=lambda r: (r.kind, r.rank, r.recorded_at, r.id))]


def log_list_reading(
    people: Sequence[Person], *, actor: Actor, kinds: Collection[str], now: dt.datetime, task: str = "",
    purpose: str = "",
) -> None:  # fmt: skip
    """Log that someone learns from a filtered list who has a special-category value.

    Raises:
        DomainError: no purpose follows from the task and none was given.
    """
    why = resolve_purpose(task=task, purpose=purpose)
    log_readings([person.id for person in people], actor=actor, fields=kinds, purpose=why, task=task, now=now)


def reading_programmes(actor: Actor, programme_id: uuid.UUID | None) -> frozenset[uuid.UUID] | None:
    """Return the programmes in which the actor reads special values; None is all of the municipality.

    Raises:
        NotAllowed: a programme was named in which the actor holds no such right.
    """
    own = None if actor.kind == "system" else actor.programmes_for(*SPECIAL_READING)
    if programme_id is None:
        return own
    if own is not None and programme_id not in own:
        raise NotAllowed
    return frozenset({programme_id})


def _bases(
    person_id: uuid.UUID, rows: list[SensitiveFact], own: frozenset[uuid.UUID] | None, today: dt.date
) -> list[OpenBasis]:
    others = {row.programme_id for row in rows if own is not None and row.programme_id not in own}
    if not others:
        return []
    return bases_for(person_id=person_id, source_programmes=others, reader_programmes=own, on=today)


def _is_open(row: SensitiveFact, own: frozenset[uuid.UUID] | None, bases: list[OpenBasis]) -> bool:
    with_basis = {b.source_programme_id for b in bases if row.kind in b.fields}
    return bool(open_programmes([row.programme_id], own=own, with_basis=with_basis))


def open_value(row: SensitiveFact, local: LocalGroups) -> SensitiveValue:
    """Return the opened fact. For callers that have logged the reading; `local` serves many rows at once."""
    content = json.loads(crypto.open_text(row.sealed, field=f"people.sensitive.{row.kind}", row_id=row.id))
    return SensitiveValue(
        id=row.id, kind=row.kind, code=content["code"], label=_label(row, content["code"], local),
        detail=content["detail"], rank=row.rank, source=row.source, programme_id=row.programme_id,
        legal_basis=row.legal_basis, statute=row.statute, valid_from=row.valid_from, valid_to=row.valid_to,
        recorded_at=row.recorded_at, version=row.version,
    )  # fmt: skip


def _label(row: SensitiveFact, code: str, local: LocalGroups) -> str:
    if row.kind == SensitiveKind.TARGET_GROUP:
        return local.label(row.programme_id, code)
    return code_label(row.kind, code)
