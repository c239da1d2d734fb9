"""Merging two records of one person, and taking a merge back."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction

from apps.accounts.rights import Right
from apps.people.enums import DuplicateVerdict, PersonState, Rank, SensitiveKind
from apps.people.models import (
    DuplicateDecision,
    MergeRecord,
    Person,
    PersonAddress,
    PersonFact,
    PersonPhone,
    PersonUnit,
    SafeContactPlan,
    SensitiveFact,
)
from apps.people.models.merge import UNDO_FIELD
from apps.people.models.personal import Dated
from apps.people.operations.checks import locked_person, readable_person, require, require_reason
from apps.people.operations.confidentiality import hidden_values
from apps.people.operations.journal import Journal
from apps.people.queries.pointers import moved_pointers
from apps.people.rules.merging import HEADER, check_choices, takes_absorbed
from omuz.kernel import audit, crypto
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict, FieldProblem, Invalid, NotFound


@transaction.atomic
def merge_people(
    survivor_id: uuid.UUID,
    absorbed_id: uuid.UUID,
    *,
    actor: Actor,
    version: int,
    absorbed_version: int,
    choices: Mapping[str, str],
    reason: str,
    now: dt.datetime,
) -> MergeRecord:
    """Merge one record into another and return the merge; everything that hangs on the absorbed one moves.

    `choices` maps a field to "survivor" or "absorbed"; without a choice the surviving value stays where there is one.
    What cannot stand beside its like (two addresses at a time) stays known, as superseded.

    Raises:
        NotAllowed: without `people.merge`.
        NotFound: one of the two is out of the actor's reach.
        Conflict: one of the two has changed since the sender looked.
        Invalid: the same record twice, an unknown choice, no reason.
    """
    require(actor, Right.PEOPLE_MERGE)
    problems = check_choices(choices)
    if survivor_id == absorbed_id:
        problems.append(
            FieldProblem("absorbed", "same_record", "Bir kayıt kendisiyle birleştirilemez.", "Başka seçin.")
        )
    if problems:
        raise Invalid(problems)
    cleaned = require_reason(reason)
    # Always in the order of keys: two people merging the same pair wait for each other instead of deadlocking.
    versions = {survivor_id: version, absorbed_id: absorbed_version}
    locked = {key: locked_person(key, actor=actor, version=versions[key]) for key in sorted(versions)}
    survivor, absorbed = locked[survivor_id], locked[absorbed_id]
    journal, today = Journal(), local_date(now)
    _settle_facts(survivor, absorbed, choices=choices, journal=journal, now=now)
    _settle_sensitive(survivor, absorbed, journal=journal, now=now)
    _settle_contact(survivor, absorbed, choices=choices, journal=journal, now=now)
    _move_rows(survivor, absorbed, journal=journal)
    _keep_units(survivor, absorbed, choices=choices, journal=journal, today=today)
    _choose_header(survivor, absorbed, choices=choices, journal=journal)
    journal.set(absorbed, state=PersonState.MERGED, merged_into_id=survivor.id)
    _next_versions(survivor, absorbed)
    merge = MergeRecord(survivor=survivor, absorbed=absorbed, reason=cleaned, merged_at=now, merged_by_id=actor.id)
    merge.sealed_undo = crypto.seal_text(journal.dump(), field=UNDO_FIELD, row_id=merge.id)
    merge.save(force_insert=True)
    audit.record(
        actor=actor, action="person.merged", subject=merge, person_id=survivor.id, reason=cleaned, now=now,
        after={"absorbed": str(absorbed.id), "file_number": absorbed.file_number, "choices": dict(choices)},
    )  # fmt: skip
    return merge


def _overlaps(one: Dated, other: Dated) -> bool:
    starts_before_end = one.valid_to is None or other.valid_from is None or other.valid_from < one.valid_to
    ends_after_start = other.valid_to is None or one.valid_from is None or one.valid_from < other.valid_to
    return starts_before_end and ends_after_start


def _supersede_overlapping(
    winners: Sequence[Dated], losers: Iterable[Dated], *, journal: Journal, now: dt.datetime
) -> None:
    for row in losers:
        if any(_overlaps(row, winner) for winner in winners):
            journal.set(row, superseded_at=now)


def _settle_facts(
    survivor: Person, absorbed: Person, *, choices: Mapping[str, str], journal: Journal, now: dt.datetime
) -> None:
    kept = list(PersonFact.objects.known().filter(person=survivor))
    coming = list(PersonFact.objects.known().filter(person=absorbed))
    for kind in sorted({fact.kind for fact in coming}):
        ours, theirs = [f for f in kept if f.kind == kind], [f for f in coming if f.kind == kind]
        if takes_absorbed(kind, choices, survivor_is_empty=not ours):
            ours, theirs = theirs, ours
        _supersede_overlapping(ours, theirs, journal=journal, now=now)


def _settle_sensitive(survivor: Person, absorbed: Person, *, journal: Journal, now: dt.datetime) -> None:
    kept = list(SensitiveFact.objects.known().filter(person=survivor))
    for row in SensitiveFact.objects.known().filter(person=absorbed):
        alike = [o for o in kept if (o.programme_id, o.kind) == (row.programme_id, row.kind) and _overlaps(o, row)]
        if any(other.token == row.token for other in alike):
            journal.set(row, superseded_at=now)
        elif _is_primary(row) and any(_is_primary(other) for other in alike):
            journal.set(row, rank=Rank.SECONDARY)


def _is_primary(row: SensitiveFact) -> bool:
    return row.kind == SensitiveKind.TARGET_GROUP and row.rank == Rank.PRIMARY


def _settle_contact(
    survivor: Person, absorbed: Person, *, choices: Mapping[str, str], journal: Journal, now: dt.datetime
) -> None:
    ours = list(PersonAddress.objects.known().filter(person=survivor))
    theirs = list(PersonAddress.objects.known().filter(person=absorbed))
    if takes_absorbed("address", choices, survivor_is_empty=not ours):
        ours, theirs = theirs, ours
    _supersede_overlapping(ours, theirs, journal=journal, now=now)
    plans = {p.person_id: p for p in SafeContactPlan.objects.filter(
        person__in=[survivor, absorbed], superseded_at__isnull=True)}  # fmt: skip
    if len(plans) == 2:
        takes = takes_absorbed("safe_contact", choices, survivor_is_empty=False)
        journal.set(plans[survivor.id if takes else absorbed.id], superseded_at=now)
    phones = list(PersonPhone.objects.filter(person=survivor, ended_on__isnull=True))
    known = {phone.digits for phone in phones}
    for phone in PersonPhone.objects.filter(person=absorbed, ended_on__isnull=True):
        if phone.digits in known:
            journal.set(phone, ended_on=local_date(now), is_preferred=False)
        elif any(other.is_preferred for other in phones):
            journal.set(phone, is_preferred=False)


def _move_rows(survivor: Person, absorbed: Person, *, journal: Journal) -> None:
    for pointer in moved_pointers():
        for row in pointer.model._base_manager.filter(**{pointer.column: absorbed.id}).order_by("pk"):
            # What a constraint refuses (the same household, the same named colleague) is there already; it stays.
            # A table whose rows must not stay behind says with `merge_fallback` as what they may stand beside.
            moved = {pointer.column: survivor.id}
            fallback = getattr(pointer.model, "merge_fallback", None)
            if not journal.try_set(row, **moved) and fallback is not None:
                journal.try_set(row, **moved, **fallback)
    for earlier in Person.objects.filter(merged_into=absorbed):
        journal.set(earlier, merged_into_id=survivor.id)


def _keep_units(
    survivor: Person, absorbed: Person, *, choices: Mapping[str, str], journal: Journal, today: dt.date
) -> None:
    takes = takes_absorbed("unit", choices, survivor_is_empty=survivor.unit_id is None)
    other = survivor if takes else absorbed
    kept = absorbed.unit_id if takes else survivor.unit_id
    if other.unit_id is None or other.unit_id == kept:
        return
    # Both units go on serving the person: neither loses sight of them by the merge.
    served = PersonUnit.objects.filter(person=survivor, unit_id=other.unit_id, ended_on__isnull=True)
    if not any(row.programme_id == other.programme_id for row in served):
        journal.add(
            PersonUnit(person=survivor, unit_id=other.unit_id, programme_id=other.programme_id, started_on=today)
        )


def _choose_header(survivor: Person, absorbed: Person, *, choices: Mapping[str, str], journal: Journal) -> None:
    chosen: dict[str, Any] = {}
    for field in HEADER:
        name = f"{field}_id" if field in {"interviewer", "unit", "programme"} else field
        if takes_absorbed(field, choices, survivor_is_empty=getattr(survivor, name) in ("", None)):
            chosen[name] = getattr(absorbed, name)
            if field == "birth_date":
                chosen["birth_precision"] = absorbed.birth_precision
    if survivor.is_confidential or absorbed.is_confidential:
        chosen["is_confidential"] = True
        for address in PersonAddress.objects.filter(person=survivor, is_hidden=False):
            journal.set(address, **hidden_values(address))
    journal.set(survivor, **chosen)


def _next_versions(*people: Person) -> None:
    for person in people:
        person.version += 1
        person.save(update_fields=["version", "updated_at"])


@transaction.atomic
def undo_merge(merge_id: uuid.UUID, *, actor: Actor, reason: str, now: dt.datetime) -> MergeRecord:
    """Take a merge back exactly and return it. What was added to the surviving record since stays there.

    Raises:
        NotAllowed: without `people.merge`.
        NotFound: no such merge, or out of the actor's reach.
        Conflict: it has been taken back already, or the surviving record was merged again.
        Invalid: 409, what the merge moved has been edited since; each place is named.
    """
    require(actor, Right.PEOPLE_MERGE)
    cleaned = require_reason(reason)
    merge = MergeRecord.objects.select_for_update().filter(pk=merge_id).first()
    if merge is None:
        raise NotFound
    if merge.undone_at is not None:
        raise Conflict("undone_already", "Bu birleştirme zaten geri alınmış.")
    if Person.objects.filter(pk=merge.survivor_id, state=PersonState.MERGED).exists():
        raise Conflict(
            "merged_again", "Kayıt sonradan başka bir kayıtla birleştirilmiş.",
            remedy="Önce sonraki birleştirmeyi geri alın.",
        )  # fmt: skip
    survivor = locked_person(merge.survivor_id, actor=actor)
    absorbed = Person.objects.select_for_update().get(pk=merge.absorbed_id)
    journal = Journal.load(crypto.open_text(merge.sealed_undo, field=UNDO_FIELD, row_id=merge.id))
    edits = journal.later_edits()
    if edits:
        raise Invalid(
            [
                FieldProblem(f"{model}.{column}", "changed_since", f"{_place(model)} birleştirmeden sonra değişmiş.",
                             "Değişikliği geri alın ya da kayıtları elle ayırın.")
                for model, column in edits
            ],
            code="merge_changed_since",
            message="Birleştirmeden sonra yapılan değişiklikler geri almaya engel.",
            status=409,
        )  # fmt: skip
    journal.undo()
    for person in (survivor, absorbed):
        person.refresh_from_db()
    _next_versions(survivor, absorbed)
    merge.undone_at, merge.undone_by_id, merge.undo_reason = now, actor.id, cleaned
    merge.version += 1
    merge.save(update_fields=["undone_at", "undone_by_id", "undo_reason", "version", "updated_at"])
    audit.record(actor=actor, action="person.merge_undone", subject=merge, person_id=survivor.id, reason=cleaned,
                 now=now, after={"absorbed": str(absorbed.id)})  # fmt: skip
    return merge


_PLACES: Mapping[str, str] = {
    "people.Person": "Kişi bilgileri", "people.PersonPhone": "Bir telefon", "people.PersonAddress": "Bir adres",
    "people.PersonFact": "Bir bilgi", "people.SensitiveFact": "Özel nitelikli bir bilgi",
    "people.PersonIdentity": "Kimlik numarası", "people.HouseholdMember": "Hane bilgisi",
    "people.Representative": "Bir temsilci", "people.MedicalReport": "Bir rapor", "documents.StoredFile": "Bir belge",
    "people.SafeContactPlan": "Güvenli iletişim planı", "cases.Case": "Bir dosya",
}  # fmt: skip


def _place(model: str) -> str:
    return _PLACES.get(model, "Bağlı bir kayıt")


@transaction.atomic
def decide_duplicate(
    first_id: uuid.UUID, second_id: uuid.UUID, *, actor: Actor, verdict: str, reason: str, now: dt.datetime
) -> DuplicateDecision:
    """Record that two people who look alike are different (or the same), so that nobody is warned again.

    Raises:
        NotAllowed: without `people.merge`.
        NotFound: one of the two is out of the actor's reach.
        Invalid: the same record twice, an unknown verdict.
    """
    require(actor, Right.PEOPLE_MERGE)
    if first_id == second_id or verdict not in DuplicateVerdict.values:
        raise Invalid([FieldProblem("verdict", "unknown_code", "Bu seçim anlaşılamadı.", "Listeden seçin.")])
    first, second = sorted((readable_person(key, actor=actor) for key in (first_id, second_id)), key=lambda p: p.id)
    decision, _ = DuplicateDecision.objects.update_or_create(
        first=first, second=second,
        defaults={"verdict": verdict, "reason": reason.strip()[:240], "decided_at": now, "decided_by_id": actor.id},
    )  # fmt: skip
    audit.record(actor=actor, action="person.duplicate_decided", subject=decision, person_id=first.id,
                 after={"verdict": verdict, "other": str(second.id)}, now=now)  # fmt: skip
    return decision
