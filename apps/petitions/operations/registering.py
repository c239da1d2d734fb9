"""Taking a petition in: its number, its clock, from whom it is."""

import dataclasses
import datetime as dt
import json
import uuid
from typing import Final

from django.db import transaction

from apps.accounts.operations.checks import existing_unit, require
from apps.accounts.queries import is_at_work
from apps.accounts.rights import Right
from apps.cases.queries.cases import find_case
from apps.cases.queries.deadlines import counted_from
from apps.decisions.queries.decisions import find_decision
from apps.people.queries.people import find_person
from apps.people.queries.representation import list_representatives
from apps.petitions.enums import PetitionChannel, PetitionEventKind, PetitionKind, SenderKind
from apps.petitions.models import Petition
from apps.petitions.models.petition import TEXT_FIELD
from apps.petitions.operations.letters import draft_receipt
from apps.petitions.operations.recording import happened, next_number, note_kept_away
from apps.petitions.rules.clock import due_of
from apps.petitions.rules.guards import data_subject_rights
from apps.programmes.operations.guarding import hold
from apps.programmes.queries import unit_of_programme
from apps.programmes.queries.pinned import pinned_definition
from apps.programmes.queries.versions import published_version
from apps.programmes.registry import bound
from omuz.kernel import crypto
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import FieldProblem, Invalid, NotAllowed, NotFound
from omuz.kernel.reach import within

__all__ = ["NewPetition", "register_petition"]

DATA_GUARD: Final = "data_subject_rights"
_OLDEST: Final = dt.timedelta(days=365)
_MOST_TEXT: Final = 10_000


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class NewPetition:
    """A petition as it came in. Whoever brings it needs no authority (readings 12); the sender is whose it is."""

    kind: str
    channel: str
    sender_kind: str
    received_on: dt.date
    subject: str
    text: str
    person_id: uuid.UUID | None = None
    representative_id: uuid.UUID | None = None
    sender_name: str = ""
    sender_address: str = ""
    sender_contact: str = ""
    brought_by: str = ""
    unit_id: uuid.UUID | None = None
    programme_id: uuid.UUID | None = None
    case_id: uuid.UUID | None = None
    decision_id: uuid.UUID | None = None
    concerns_id: uuid.UUID | None = None
    #: Of what was taken down: that it was read back and found right.
    read_back: bool = False


@transaction.atomic
def register_petition(new: NewPetition, *, actor: Actor, now: dt.datetime) -> Petition:
    """Take a petition in and return it, with its registry number and the last day for its answer.

    Of a known person in a programme the letter that confirms both is drafted with it.

    Raises:
        NotAllowed: without `petitions.write` in that unit and programme.
        NotFound: a person, case or decision out of reach.
        Invalid: fields are missing or do not fit each other; each is named.
        GuardRefusedError: a request of a data subject for somebody else, without authority (İzmir Art. 21).
    """
    require(actor, Right.PETITIONS_WRITE)
    row = Petition(
        kind=new.kind, channel=new.channel, sender_kind=new.sender_kind, received_on=new.received_on,
        registered_at=now, registered_by_id=actor.id,
    )  # fmt: skip
    problems = _plain_problems(new, today=local_date(now))
    if problems:
        raise Invalid(problems)
    _place(row, new, actor=actor)
    _check_sender(row, new, actor=actor, now=now)
    definition = pinned_definition(row.programme_version_id) if row.programme_version_id is not None else None
    due = due_of(definition, new.kind, received_on=new.received_on, counted=counted_from)
    row.due_on, row.due_basis = due.on, due.basis[:300]
    row.sealed = crypto.seal_text(_words(new), field=TEXT_FIELD, row_id=row.pk)
    # The counter's row is locked until the commit: taken last.
    row.number = next_number(local_date(now).year)
    row.save(force_insert=True)
    if actor.kind != "system" and not Petition.objects.filter(within(actor, Right.PETITIONS_WRITE), pk=row.pk).exists():
        raise NotAllowed("outside_your_units", "Bu birim ya da program için başvuru kaydı yetkiniz yok.")
    note_kept_away(row, now=now)
    happened(row, PetitionEventKind.REGISTERED, actor=actor, now=now)
    draft_receipt(row, actor=actor, now=now)
    return row


def _words(new: NewPetition) -> str:
    names = ("subject", "text", "sender_name", "sender_address", "sender_contact", "brought_by")
    return json.dumps({name: getattr(new, name).strip() for name in names}, ensure_ascii=False)


def _plain_problems(new: NewPetition, *, today: dt.date) -> list[FieldProblem]:
    found = [
        FieldProblem(name, "unknown_code", "Seçim anlaşılamadı.", "Listeden seçin.")
        for name, value, known in (
            ("kind", new.kind, PetitionKind.values), ("channel", new.channel, PetitionChannel.values),
            ("sender_kind", new.sender_kind, SenderKind.values),
        )
        if value not in known
    ]  # fmt: skip
    if not today - _OLDEST <= new.received_on <= today:
        found.append(FieldProblem("received_on", "out_of_range", "Geliş günü bugünden sonra ya da çok eski olamaz.",
                                  "Dilekçenin ulaştığı günü seçin."))  # fmt: skip
    for name, label, most in (("subject", "Konu", 200), ("text", "Metin", _MOST_TEXT)):
        value = getattr(new, name).strip()
        if not 3 <= len(value) <= most:
            found.append(FieldProblem(name, "required", f"{label} yazılmalı (en çok {most} karakter).", "Yazın."))
    if new.channel == PetitionChannel.ORAL and not new.read_back:
        found.append(FieldProblem("read_back", "required", "Tutanağa geçirilen sözlü başvuru okunup onaylatılmalı.",
                                  "Metni kişiye okuyun, düzeltin, onaylayınca işaretleyin."))  # fmt: skip
    if (new.kind == PetitionKind.OBJECTION) != (new.decision_id is not None):
        found.append(FieldProblem("decision", "objection_needs_decision", "İtiraz yalnız bir karara karşı yapılır.",
                                  "Kararı seçin ya da talep, şikâyet olarak kaydedin."))  # fmt: skip
    if new.sender_kind == SenderKind.OUTSIDER:
        found += _outsider_problems(new)
    elif new.person_id is None:
        found.append(FieldProblem("person", "required", "Başvurunun kimin işi olduğu seçilmemiş.", "Kişiyi seçin."))
    if new.sender_kind == SenderKind.REPRESENTATIVE and new.representative_id is None:
        found.append(FieldProblem("representative", "required", "Temsilci seçilmemiş.", "Listeden seçin."))
    return found


def _outsider_problems(new: NewPetition) -> list[FieldProblem]:
    found = []
    if len(new.sender_name.strip()) < 3:
        found.append(FieldProblem("sender_name", "required", "Gönderenin adı soyadı yazılmalı (3071 m. 4).", "Yazın."))
    if not (new.sender_address.strip() or new.sender_contact.strip()):
        found.append(FieldProblem("sender_address", "required", "Cevabın ulaşacağı adres yazılmalı (3071 m. 4).",
                                  "Ev ya da iş adresini yazın."))  # fmt: skip
    return found


def _place(row: Petition, new: NewPetition, *, actor: Actor) -> None:
    """Give a petition its person, case, decision, programme and unit, as far as each is known."""
    if new.decision_id is not None:
        row.decision = find_decision(new.decision_id, actor=actor)
    case_id = row.decision.case_id if row.decision is not None else new.case_id
    if case_id is not None:
        row.case = find_case(case_id, actor=actor)
        row.programme_id, row.programme_version_id = row.case.programme_id, row.case.programme_version_id
        row.unit_id = row.case.unit_id
    if new.person_id is not None:
        row.person = find_person(new.person_id, actor=actor)
        if row.case is not None and row.case.person_id != row.person.pk:
            raise Invalid([FieldProblem("case", "other_person", "Dosya bu kişinin değil.", "Kişinin dosyasını seçin.")])
    if row.case is None and new.programme_id is not None:
        unit_id = unit_of_programme(new.programme_id)
        if unit_id is None:
            raise NotFound
        version = published_version(new.programme_id)
        row.programme_id, row.unit_id = new.programme_id, unit_id
        row.programme_version_id = version.pk if version is not None else None
    elif row.case is None:
        unit = existing_unit(new.unit_id)
        if unit is None:
            raise Invalid([FieldProblem("unit", "required", "Başvurunun ilgili olduğu birim seçilmemiş.",
                                        "Programı ya da birimi seçin.")])  # fmt: skip
        row.unit_id = unit.pk
    if new.concerns_id is not None:
        row.concerns_id = new.concerns_id


def _check_sender(row: Petition, new: NewPetition, *, actor: Actor, now: dt.datetime) -> None:
    authority, why_not = False, ""
    if new.sender_kind == SenderKind.REPRESENTATIVE and row.person is not None:
        view = next((one for one in list_representatives(row.person, actor=actor, on=new.received_on)
                     if one.row.pk == new.representative_id), None)  # fmt: skip
        if view is None:
            raise Invalid([FieldProblem("representative", "no_such_representative", "Temsilci bulunamadı.",
                                        "Kişinin sayfasında kayıtlı temsilcilerden seçin.")])  # fmt: skip
        authority = view.authority.may_sign or view.authority.signs_together
        why_not = view.authority.reason
        row.representative_id = view.row.pk
    if new.kind == PetitionKind.DATA_SUBJECT:
        verdict = data_subject_rights(
            is_registered=row.person is not None, by_person=new.sender_kind == SenderKind.PERSON, authority=authority,
            why_not=why_not,
        )  # fmt: skip
        if row.programme_id is not None and row.programme_version_id is not None:
            hold(bound(pinned_definition(row.programme_version_id), DATA_GUARD), verdict,
                 programme_id=row.programme_id, actor=actor, now=now, field="sender_kind")  # fmt: skip
        if not verdict.allowed:
            raise Invalid([FieldProblem("sender_kind", verdict.code, verdict.message, verdict.remedy)])
    if new.sender_kind == SenderKind.REPRESENTATIVE and not authority:
        raise Invalid([FieldProblem("representative", "no_authority", why_not or "Bu kişinin temsil yetkisi yok.",
                                    "Gönderen kişinin kendisiyse öyle kaydedin; getiren ayrıca yazılır.")])  # fmt: skip
    if row.concerns_id is not None and not is_at_work(row.concerns_id, on=local_date(now)):
        raise Invalid([FieldProblem("concerns", "no_such_user", "Görevli bulunamadı.", "Listeden seçin.")])
