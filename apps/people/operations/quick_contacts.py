"""The telephone rings: recording what was asked and answered, and urgent notices.

Help comes first (readings 13): neither needs a person, an identity number, a privacy notice or a consent, and no guard
stands before them. Only what makes a record meaningless is refused: no channel, no topic, no authority.
"""

import dataclasses
import datetime as dt
import json
import uuid

from django.db import transaction

from apps.accounts.rights import Right
from apps.people.enums import ContactOutcome, UrgentAuthority
from apps.people.models import Person, QuickContact, UrgentNotice
from apps.people.models.quick_contact import NOTE_FIELD, URGENT_FIELD
from apps.people.operations.checks import locked_person, readable_person, require
from apps.people.operations.registration import register_person
from apps.people.rules.draft import PersonDraft
from apps.privacy.enums import LegalBasis
from apps.programmes.catalogue import CHANNELS, CONTACT_TOPICS
from omuz.kernel import audit, crypto
from omuz.kernel.actors import Actor
from omuz.kernel.errors import Conflict, FieldProblem, Invalid, NotFound
from omuz.kernel.ids import new_id

#: Duties to notify: child (5395 Art. 6), violence (6284 Art. 7), anyone in danger (5237 Art. 98).
URGENT_STATUTES = {
    UrgentAuthority.EMERGENCY_112: "5237 m. 98",
    UrgentAuthority.LINE_183: "5395 m. 6",
    UrgentAuthority.SONIM: "6284 m. 7",
    UrgentAuthority.PROVINCIAL_DIRECTORATE: "5395 m. 6",
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ContactDraft:
    """What a clerk notes of a call: five fields and, where it helps, whom to call back."""

    channel: str
    topic: str
    outcome: str = ContactOutcome.ANSWERED
    note: str = ""
    referred_to: str = ""
    provider_id: uuid.UUID | None = None
    caller_label: str = ""
    caller_phone: str = ""
    call_back_at: dt.datetime | None = None
    person_id: uuid.UUID | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class UrgentDraft:
    """What an authority was told: what happens, to whom, where; only `what` is needed."""

    authority: str
    what: str
    who: str = ""
    where: str = ""
    answer: str = ""
    reference: str = ""
    person_id: uuid.UUID | None = None
    contact_id: uuid.UUID | None = None


@transaction.atomic
def record_contact(draft: ContactDraft, *, actor: Actor, now: dt.datetime) -> QuickContact:
    """Store a request for information and return it. No name is needed (readings 13).

    Raises:
        NotAllowed: without `contacts.write`, which every member of staff holds.
        Invalid: an unknown channel, topic or outcome, a call back without a time or number.
        NotFound: a person whom the actor may not find.
    """
    require(actor, Right.CONTACTS_WRITE)
    _refuse(_contact_problems(draft))
    contact_id = new_id()
    note = draft.note.strip()
    contact = QuickContact.objects.create(
        id=contact_id,
        channel=draft.channel,
        topic=draft.topic,
        outcome=draft.outcome,
        sealed_note=crypto.seal_text(note, field=NOTE_FIELD, row_id=contact_id) if note else None,
        referred_to=draft.referred_to.strip(),
        provider_id=draft.provider_id,
        caller_label=draft.caller_label.strip(),
        caller_phone=draft.caller_phone.strip(),
        call_back_at=draft.call_back_at,
        taken_at=now,
        taken_by_id=actor.id,
        unit_id=_own_unit(actor, Right.CONTACTS_WRITE),
        person=readable_person(draft.person_id, actor=actor) if draft.person_id else None,
    )
    audit.record(actor=actor, action="contact.recorded", subject=contact, person_id=draft.person_id, now=now)
    return contact


@transaction.atomic
def close_call_back(
    contact_id: uuid.UUID, *, actor: Actor, outcome: str, now: dt.datetime, note: str = ""
) -> QuickContact:
    """Note how a promised call back ended and return the contact; doing it again changes nothing.

    Raises:
        NotAllowed, NotFound: as named.
        Invalid: an outcome that ends nothing.
    """
    require(actor, Right.CONTACTS_WRITE)
    if outcome not in {ContactOutcome.ANSWERED, ContactOutcome.REFERRED}:
        problem = FieldProblem(
            "outcome", "unknown_code", "Sonuç seçilmemiş.", "Bilgi verildi ya da yönlendirildi seçin."
        )
        raise Invalid([problem])
    contact = _locked_contact(contact_id, actor=actor)
    if contact.outcome != ContactOutcome.CALL_BACK:
        return contact
    contact.outcome = outcome
    contact.call_back_at = None
    if note.strip():
        contact.sealed_note = crypto.seal_text(_joined(contact, note), field=NOTE_FIELD, row_id=contact.id)
    contact.version += 1
    contact.save(update_fields=["outcome", "call_back_at", "sealed_note", "version", "updated_at"])
    audit.record(actor=actor, action="contact.called_back", subject=contact, person_id=contact.person_id, now=now)
    return contact


@transaction.atomic
def register_from_contact(contact_id: uuid.UUID, draft: PersonDraft, *, actor: Actor, now: dt.datetime) -> Person:
    """Turn a contact into a registration: the person is stored and the contact points to them. Returns the person.

    Raises:
        NotAllowed, NotFound, Invalid: as `register_person`.
        Conflict: the contact belongs to a person already.
    """
    contact = _locked_contact(contact_id, actor=actor)
    if contact.person_id is not None:
        raise Conflict("contact_registered", "Bu talep için kayıt açılmış.", remedy="Kişinin sayfasını açın.")
    person = register_person(draft, actor=actor, now=now)
    contact.person = person
    contact.outcome = ContactOutcome.REGISTERED
    contact.version += 1
    contact.save(update_fields=["person", "outcome", "version", "updated_at"])
    audit.record(actor=actor, action="contact.registered", subject=contact, person_id=person.id, now=now)
    return person


@transaction.atomic
def link_contact(contact_id: uuid.UUID, *, person_id: uuid.UUID, actor: Actor, now: dt.datetime) -> QuickContact:
    """Say that a contact was about a registered person; returns the contact.

    Raises:
        NotAllowed, NotFound: as named.
        Conflict: the contact belongs to another person already.
    """
    require(actor, Right.CONTACTS_WRITE)
    contact = _locked_contact(contact_id, actor=actor)
    if contact.person_id == person_id:
        return contact
    if contact.person_id is not None:
        raise Conflict("contact_linked", "Bu talep başka bir kişiye bağlı.", remedy="O kişinin sayfasını açın.")
    contact.person = locked_person(person_id, actor=actor)
    contact.version += 1
    contact.save(update_fields=["person", "version", "updated_at"])
    audit.record(actor=actor, action="contact.linked", subject=contact, person_id=person_id, now=now)
    return contact


@transaction.atomic
def give_urgent_notice(draft: UrgentDraft, *, actor: Actor, now: dt.datetime) -> UrgentNotice:
    """Record that an authority was told of a danger and return the notice.

    Never blocked by registration, consent or a guard (readings 13; 5395 Art. 6, 6284 Art. 7). A person or contact that
    cannot be found does not stop it either: the notice is stored without them.

    Raises:
        NotAllowed: without `urgent.write`, which every member of staff holds.
        Invalid: no authority, or not a word of what happens.
    """
    require(actor, Right.URGENT_WRITE)
    problems = []
    if draft.authority not in UrgentAuthority.values:
        problems.append(FieldProblem("authority", "unknown_code", "Bildirilen yer seçilmemiş.", "Listeden seçin."))
    if not draft.what.strip():
        problems.append(FieldProblem("what", "required", "Durum yazılmamış.", "Ne olduğunu birkaç sözcükle yazın."))
    _refuse(problems)
    notice_id = new_id()
    told = {"what": draft.what, "who": draft.who, "where": draft.where, "answer": draft.answer}
    person = Person.objects.visible_to(actor).filter(pk=draft.person_id).first() if draft.person_id else None
    contact = QuickContact.objects.visible_to(actor).filter(pk=draft.contact_id).first() if draft.contact_id else None
    notice = UrgentNotice.objects.create(
        id=notice_id,
        authority=draft.authority,
        sealed=crypto.seal_text(json.dumps(told, ensure_ascii=False), field=URGENT_FIELD, row_id=notice_id),
        legal_basis=LegalBasis.VITAL_INTEREST,
        statute=URGENT_STATUTES[UrgentAuthority(draft.authority)],
        reference=draft.reference.strip()[:80],
        given_at=now,
        given_by_id=actor.id,
        unit_id=_own_unit(actor, Right.URGENT_WRITE),
        person=person,
        contact=contact,
    )
    if contact is not None:
        contact.outcome = ContactOutcome.URGENT
        contact.version += 1
        contact.save(update_fields=["outcome", "version", "updated_at"])
    audit.record(actor=actor, action="urgent_notice.given", subject=notice,
                 person_id=person.id if person else None, now=now)  # fmt: skip
    return notice


def _own_unit(actor: Actor, right: Right) -> uuid.UUID | None:
    """Return the unit of someone who works in one; whoever works in several, or in all, leaves it open."""
    units = None if actor.kind == "system" else actor.units_for(right)
    return next(iter(units)) if units is not None and len(units) == 1 else None


def _contact_problems(draft: ContactDraft) -> list[FieldProblem]:
    problems = []
    if CHANNELS.get(draft.channel) is None:
        problems.append(FieldProblem("channel", "unknown_code", "Nasıl ulaşıldığı seçilmemiş.", "Listeden seçin."))
    if CONTACT_TOPICS.get(draft.topic) is None:
        problems.append(FieldProblem("topic", "unknown_code", "Konu seçilmemiş.", "Listeden bir konu seçin."))
    if draft.outcome not in {ContactOutcome.ANSWERED, ContactOutcome.REFERRED, ContactOutcome.CALL_BACK}:
        problems.append(FieldProblem("outcome", "unknown_code", "Sonuç seçilmemiş.", "Listeden seçin."))
    if draft.outcome == ContactOutcome.CALL_BACK and not (draft.caller_phone.strip() or draft.person_id):
        problems.append(
            FieldProblem("caller_phone", "required", "Geri aramak için numara gerekiyor.", "Arayanın numarasını yazın.")
        )
    return problems


def _refuse(problems: list[FieldProblem]) -> None:
    if problems:
        raise Invalid(problems)


def _locked_contact(contact_id: uuid.UUID, *, actor: Actor) -> QuickContact:
    require(actor, Right.CONTACTS_WRITE)
    found = QuickContact.objects.visible_to(actor).filter(pk=contact_id).values_list("pk", flat=True).first()
    contact = QuickContact.objects.select_for_update().filter(pk=found).first() if found else None
    if contact is None:
        raise NotFound
    return contact


def _joined(contact: QuickContact, note: str) -> str:
    if contact.sealed_note is None:
        return note.strip()
    before = crypto.open_text(bytes(contact.sealed_note), field=NOTE_FIELD, row_id=contact.id)
    return f"{before}\n{note.strip()}"
