"""Turning a checked draft into rows. Nothing is stored here, so that one person and twenty thousand go the same way."""

import dataclasses
import datetime as dt
import json
import uuid

from apps.people.enums import SensitiveKind
from apps.people.models import (
    MissingReason,
    NamedStaff,
    NoticeGiven,
    Person,
    PersonAddress,
    PersonFact,
    PersonIdentity,
    PersonPhone,
    SensitiveFact,
)
from apps.people.models.contact_points import ADDRESS_FIELD, INDEX_FIELD
from apps.people.operations.checking import Checked
from apps.people.rules.contact import phone_digits
from apps.people.rules.draft import AddressDraft, FactDraft, PhoneDraft, SensitiveDraft
from apps.people.rules.identity import IDENTITY_FIELD, CheckedIdentity
from apps.people.rules.special import confers_confidentiality
from omuz.kernel import crypto
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date


@dataclasses.dataclass(slots=True)
class PersonRows:
    """A person and everything that belongs to them, ready to be stored."""

    person: Person
    identities: list[PersonIdentity] = dataclasses.field(default_factory=list)
    phones: list[PersonPhone] = dataclasses.field(default_factory=list)
    addresses: list[PersonAddress] = dataclasses.field(default_factory=list)
    facts: list[PersonFact] = dataclasses.field(default_factory=list)
    sensitive: list[SensitiveFact] = dataclasses.field(default_factory=list)
    missing: list[MissingReason] = dataclasses.field(default_factory=list)
    named: list[NamedStaff] = dataclasses.field(default_factory=list)
    notices: list[NoticeGiven] = dataclasses.field(default_factory=list)


def identity_index(identity: CheckedIdentity) -> str:
    """Return the keyed hash that finds and makes unique a complete number."""
    return crypto.blind_index(identity.canonical, field=INDEX_FIELD)


def sensitive_token(kind: str, code: str) -> str:
    """Return what stands for a code in the table; equal for equal codes of the entered municipality."""
    return crypto.token(code, field=f"people.sensitive.{SensitiveKind(kind)}")


def build_person(
    checked: Checked, *, actor: Actor, unit_id: uuid.UUID | None, programme_id: uuid.UUID | None, now: dt.datetime
) -> PersonRows:
    """Return the rows of a checked draft; the file number is given when they are stored."""
    draft = checked.draft
    hides = any(confers_confidentiality(fact.kind, fact.code) for fact in draft.sensitive)
    person = Person(
        file_number=draft.file_number, given_names=draft.given_names, surname=draft.surname,
        other_names=draft.other_names, working_label=draft.working_label, birth_date=checked.birth_date,
        birth_precision=checked.birth_precision, sex=draft.sex, email=draft.email, channel=draft.channel,
        registered_on=draft.registered_on or local_date(now), registered_by_id=actor.id,
        interviewer_id=draft.interviewer_id, unit_id=unit_id, programme_id=programme_id,
        is_confidential=draft.is_confidential or hides, notes=draft.notes,
    )  # fmt: skip
    rows = PersonRows(person=person)
    rows.identities = [build_identity(person, identity, actor=actor) for identity in checked.identities]
    rows.phones = [build_phone(person, phone) for phone in draft.phones]
    if draft.address is not None:
        address = dataclasses.replace(draft.address, is_hidden=draft.address.is_hidden or hides)
        rows.addresses = [build_address(person, address, actor=actor, now=now)]
    rows.facts = [build_fact(person, fact, actor=actor, now=now) for fact in draft.facts]
    rows.sensitive = [build_sensitive(person, fact, actor=actor, now=now) for fact in draft.sensitive]
    rows.missing = [
        MissingReason(person=person, field=item.field, reason=item.reason, recorded_by_id=actor.id)
        for item in {item.field: item for item in draft.missing_reasons}.values()
    ]
    if person.is_confidential and actor.kind == "staff":
        rows.named = [
            NamedStaff(person=person, user_id=actor.id, named_by_id=actor.id, started_on=local_date(now))
        ]  # Whoever registers a confidential record can find it again.
    if draft.notice is not None:
        rows.notices = [
            NoticeGiven(
                person=person, notice_id=draft.notice.notice_id, channel=draft.notice.channel or draft.channel,
                variant=draft.notice.variant, given_at=now, given_by_id=actor.id,
            )
        ]  # fmt: skip
    return rows


def build_identity(person: Person, identity: CheckedIdentity, *, actor: Actor) -> PersonIdentity:
    """Return the row of an identity number: sealed, with the keyed hash."""
    row = PersonIdentity(
        person=person, kind=identity.kind, country=identity.country, is_unusual=identity.is_unusual,
        recorded_by_id=actor.id, blind_index=identity_index(identity),
    )  # fmt: skip
    row.sealed = crypto.seal_text(identity.number, field=IDENTITY_FIELD, row_id=row.id)
    return row


def build_phone(person: Person, phone: PhoneDraft) -> PersonPhone:
    """Return the row of a telephone number."""
    return PersonPhone(
        person=person, kind=phone.kind, number=phone.number, digits=phone_digits(phone.number),
        owner_name=phone.owner_name, is_preferred=phone.is_preferred, note=phone.note,
    )  # fmt: skip


def build_address(person: Person, address: AddressDraft, *, actor: Actor, now: dt.datetime) -> PersonAddress:
    """Return the row of an address; of a hidden one nothing stays readable, the district neither."""
    row = PersonAddress(
        person=person, valid_from=address.valid_from, recorded_at=now, recorded_by_id=actor.id,
        is_hidden=address.is_hidden,
    )  # fmt: skip
    values = {name: getattr(address, name) for name in ("province", "district", "neighbourhood", "line", "postal_code")}
    if address.is_hidden:
        row.sealed = crypto.seal_text(json.dumps(values, ensure_ascii=False), field=ADDRESS_FIELD, row_id=row.id)
    else:
        for name, value in values.items():
            setattr(row, name, value)
    return row


def build_fact(person: Person, fact: FactDraft, *, actor: Actor, now: dt.datetime) -> PersonFact:
    """Return the row of a fact that is no special category."""
    return PersonFact(
        person=person, kind=fact.kind, code=fact.code, source=fact.source, note=fact.note, valid_from=fact.valid_from,
        valid_to=fact.valid_to, recorded_at=now, recorded_by_id=actor.id,
    )  # fmt: skip


def build_sensitive(person: Person, fact: SensitiveDraft, *, actor: Actor, now: dt.datetime) -> SensitiveFact:
    """Return the row of a checked special-category fact: a token to count by, the rest sealed."""
    if fact.programme_id is None:
        raise ValueError("a special-category fact belongs to a programme (readings 3)")
    row = SensitiveFact(
        person=person, kind=fact.kind, token=sensitive_token(fact.kind, fact.code), rank=fact.rank,
        programme_id=fact.programme_id, legal_basis=fact.legal_basis, statute=fact.statute, source=fact.source,
        valid_from=fact.valid_from, valid_to=fact.valid_to, recorded_at=now, recorded_by_id=actor.id,
    )  # fmt: skip
    content = json.dumps({"code": fact.code, "detail": fact.detail.strip()}, ensure_ascii=False)
    row.sealed = crypto.seal_text(content, field=f"people.sensitive.{fact.kind}", row_id=row.id)
    return row
