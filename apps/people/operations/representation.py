"""Recording who acts for a person, by which document, for what and until when (readings 12)."""

import dataclasses
import datetime as dt
import uuid
from typing import Any

from django.db import transaction

from apps.accounts.rights import Right
from apps.documents.queries import has_file
from apps.people.enums import RepresentativeKind
from apps.people.models import Person, Representative
from apps.people.models.representation import NOTICES_FIELD
from apps.people.operations.checks import locked_person, require, require_reason
from apps.people.operations.confidentiality import forget_confirmation
from apps.people.queries.safe_contact import is_protected
from apps.people.rules.contact import normalise_email, normalise_phone
from apps.people.rules.medical import Birth
from apps.people.rules.representation import Representation, check_representation
from omuz.kernel import audit, crypto
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.context import require_municipality
from omuz.kernel.errors import Conflict, FieldProblem, Invalid, NotFound


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RepresentativeDraft:
    """A representative as typed; `document_seen` says that staff have seen the document (for a parent: the record)."""

    kind: str
    representative_id: uuid.UUID | None = None
    full_name: str = ""
    relation: str = ""
    phone: str = ""
    email: str = ""
    document_ref: str = ""
    document_id: uuid.UUID | None = None
    document_seen: bool = False
    scope: str = ""
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    receives_notices: bool = False


@transaction.atomic
def add_representative(
    person_id: uuid.UUID, draft: RepresentativeDraft, *, actor: Actor, now: dt.datetime
) -> Representative:
    """Store who acts for the person and return the row.

    Raises:
        NotAllowed: without `people.write`.
        NotFound: the person is out of the actor's reach.
        Invalid: every problem by field.
    """
    require(actor, Right.PEOPLE_WRITE)
    person = locked_person(person_id, actor=actor)
    row = Representative(person=person, recorded_by_id=actor.id)
    _fill(row, draft, person=person, actor=actor, now=now)
    row.save(force_insert=True)
    _record("person.representative_added", row, before=None, actor=actor, now=now)
    return row


@transaction.atomic
def change_representative(
    representative_id: uuid.UUID, draft: RepresentativeDraft, *, actor: Actor, version: int, now: dt.datetime
) -> Representative:
    """Change what is known of a representative and return the row.

    Raises:
        NotAllowed, NotFound, Conflict: no right, out of reach, stale version.
        Invalid: every problem by field.
    """
    row = _locked(representative_id, actor=actor, version=version)
    before = _values(row)
    _fill(row, draft, person=row.person, actor=actor, now=now)
    row.version += 1
    row.save()
    _record("person.representative_changed", row, before=before, actor=actor, now=now)
    return row


@transaction.atomic
def end_representation(
    representative_id: uuid.UUID, *, actor: Actor, version: int, ends_on: dt.date, reason: str, now: dt.datetime
) -> Representative:
    """Say on which day the authority ends or ended, and return the row; it stays as history.

    Raises:
        NotAllowed, NotFound, Conflict: no right, out of reach, stale version.
        Invalid: a day before it began.
    """
    row = _locked(representative_id, actor=actor, version=version)
    cleaned = require_reason(reason)
    if row.starts_on is not None and ends_on < row.starts_on:
        raise Invalid([FieldProblem("ends_on", "ends_before_start", "Bitiş başlangıçtan önce.", "Tarihi düzeltin.")])
    before = _values(row)
    row.ends_on = ends_on
    row.version += 1
    row.save(update_fields=["ends_on", "version", "updated_at"])
    _record("person.representation_ended", row, before=before, actor=actor, now=now, reason=cleaned)
    return row


@transaction.atomic
def confirm_notices(
    representative_id: uuid.UUID, *, confirmed: bool, reason: str, actor: Actor, version: int, now: dt.datetime
) -> Representative:
    """Say that a representative of a protected person may receive notices, or take that back, and return the row.

    Until then nothing about the person goes to them: a parent may be whom the child is protected from (readings 4;
    6284 m. 8). Who may lift protection says so, with a reason that lies sealed; new protection takes it back.

    Raises:
        NotAllowed: without `people.addresses.hidden`.
        NotFound, Conflict: out of reach, stale version; the representative gets no notices, or the person is not
            protected, so that there is nothing to confirm.
        DomainError: no reason.
    """
    row = _locked(representative_id, actor=actor, version=version, right=Right.PEOPLE_ADDRESSES_HIDDEN)
    cleaned = require_reason(reason)
    if confirmed:
        _check_confirmable(row, now=now)
        row.notices_confirmed_at, row.notices_confirmed_by_id = now, actor.id
        row.sealed_notices = crypto.seal_text(cleaned, field=NOTICES_FIELD, row_id=row.pk)
    else:
        forget_confirmation(row)
    row.version += 1
    row.save()
    audit.record(
        actor=actor, action="person.notices_confirmed" if confirmed else "person.notices_confirmation_ended",
        subject=row, person_id=row.person_id, after={"reason": cleaned}, now=now,
    )  # fmt: skip
    return row


def _check_confirmable(row: Representative, *, now: dt.datetime) -> None:
    if not row.receives_notices:
        raise Conflict(
            "gets_no_notices", "Bu temsilciye yazı gönderilmesi istenmemiş.",
            remedy="Önce temsilci kaydında “Yazılar temsilciye de gönderilsin” seçeneğini işaretleyin.",
        )  # fmt: skip
    if not is_protected(row.person_id, on=local_date(now)):
        raise Conflict("not_protected", "Kişi korunmuyor; onay gerekmez.", remedy="Sayfayı yenileyin.")


def _locked(
    representative_id: uuid.UUID, *, actor: Actor, version: int, right: Right = Right.PEOPLE_WRITE
) -> Representative:  # fmt: skip
    require(actor, right)
    row = Representative.objects.visible_to(actor).filter(pk=representative_id).first()
    if row is None:
        raise NotFound
    locked_person(row.person_id, actor=actor)
    row.refresh_from_db()
    if row.version != version:
        raise Conflict.stale_version()
    return row


def _fill(row: Representative, draft: RepresentativeDraft, *, person: Person, actor: Actor, now: dt.datetime) -> None:
    today = local_date(now)
    problems = [*_check_who(draft, person=person, actor=actor)]
    if draft.kind not in RepresentativeKind.values:
        raise Invalid([*problems, FieldProblem("kind", "unknown_code", "Türü seçilmemiş.", "Listeden seçin.")])
    phone, email, wrong = _reach(draft)
    seen_on = (row.verified_on or today) if draft.document_seen else None
    rep = Representation(
        kind=RepresentativeKind(draft.kind), document_ref=draft.document_ref.strip(), scope=draft.scope.strip(),
        document_seen_on=seen_on, starts_on=draft.starts_on, ends_on=draft.ends_on,
    )  # fmt: skip
    birth = Birth(person.birth_date, person.birth_precision)
    problems += wrong
    problems += check_representation(rep, receives_notices=draft.receives_notices, birth=birth, today=today)
    if problems:
        raise Invalid(problems)
    who = (rep.kind, draft.representative_id, " ".join(draft.full_name.split()), rep.document_ref)
    if who != (row.kind, row.representative_id, row.full_name, row.document_ref) or not draft.receives_notices:
        # Somebody else, or by another document: nobody has said of them that they are no danger.
        forget_confirmation(row)
    row.kind, row.representative_id, row.document_id = rep.kind, draft.representative_id, draft.document_id
    row.full_name, row.relation = " ".join(draft.full_name.split()), " ".join(draft.relation.split())
    row.phone, row.email, row.document_ref, row.scope = phone, email, rep.document_ref, rep.scope
    row.starts_on, row.ends_on, row.receives_notices = draft.starts_on, draft.ends_on, draft.receives_notices
    row.verified_by_id = (row.verified_by_id or actor.id) if seen_on is not None else None
    row.verified_on = seen_on


def _check_who(draft: RepresentativeDraft, *, person: Person, actor: Actor) -> list[FieldProblem]:
    problems = []
    if draft.representative_id is None and not draft.full_name.strip():
        problems.append(FieldProblem("full_name", "required", "Adı yazılmamış.", "Adını yazın ya da kaydını seçin."))
    if draft.representative_id == person.id:
        problems.append(
            FieldProblem("representative", "oneself", "Kişi kendi temsilcisi olamaz.", "Başka bir kayıt seçin.")
        )
    elif draft.representative_id is not None and not (
        Person.objects.visible_to(actor).filter(pk=draft.representative_id).exists()
    ):
        problems.append(FieldProblem("representative", "no_such_person", "Kişi bulunamadı.", "Adını yazın."))
    if draft.document_id is not None and not has_file(person.id, draft.document_id):
        problems.append(FieldProblem("document", "no_such_document", "Belge bulunamadı.", "Önce belgeyi yükleyin."))
    return problems


def _reach(draft: RepresentativeDraft) -> tuple[str, str, list[FieldProblem]]:
    problems = []
    phone = normalise_phone(draft.phone, is_demo=require_municipality().is_demo) if draft.phone.strip() else ""
    email = normalise_email(draft.email) if draft.email.strip() else ""
    if phone is None:
        problems.append(
            FieldProblem("phone", "not_a_phone", "Bu bir telefon numarası değil.", "Alan koduyla yazın: 0532 123 45 67")
        )
    if email is None:
        problems.append(FieldProblem("email", "not_an_email", "Bu bir e-posta adresi değil.", "Örnek: ad@example.org"))
    return phone or "", email or "", problems


def _values(row: Representative) -> dict[str, Any]:
    names = ("kind", "full_name", "document_ref", "scope", "starts_on", "ends_on", "receives_notices", "verified_on")
    return {name: getattr(row, name) for name in names}


def _record(
    action: str, row: Representative, *, before: dict[str, Any] | None, actor: Actor, now: dt.datetime, reason: str = ""
) -> None:
    audit.record(actor=actor, action=action, subject=row, person_id=row.person_id, before=before, after=_values(row),
                 reason=reason, now=now)  # fmt: skip
