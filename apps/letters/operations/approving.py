"""From the draft to the number: submitting, returning, approving, cancelling."""

import base64
import dataclasses
import datetime as dt
import secrets
import uuid
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction

from apps.accounts.operations.checks import require_reason
from apps.accounts.rights import Right
from apps.letters.enums import LetterEventKind, LetterState
from apps.letters.models import Letter, ServiceOfNotice
from apps.letters.models.letter import CODE_FIELD
from apps.letters.operations.addressees import check_confirmed, naming_problems
from apps.letters.operations.recording import happened, locked_letter, next_number, refuse_state, store
from apps.letters.operations.renewing import RENEWED, has_other_addressee, renew_addressee
from apps.letters.queries.addressing import mark_protected
from apps.letters.queries.approvers import approvers_of, authors_of
from apps.letters.queries.contents import addressee_text, seal_addressee, text_of
from apps.letters.rules.limits import text_problems
from apps.letters.rules.rendering import placeholders_of
from apps.letters.rules.wording import ADVERSE
from apps.programmes.queries.pinned import pinned_definition
from omuz.kernel import crypto
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.context import require_municipality
from omuz.kernel.errors import Conflict, FieldProblem, Invalid, NotAllowed

__all__ = ["approve_letter", "cancel_letter", "cancel_replaced", "cancel_unsigned", "return_letter", "submit_letter"]

#: 100 bits, in letters that are not mistaken for one another when somebody types them off paper.
_CODE_BYTES: Final = 13
_REPLACED: Final = "Kişi adına tebligat alan değişti; yazı yeni muhatap için yeniden hazırlandı."
_LIVE: Final = (LetterState.DRAFT, LetterState.APPROVED, LetterState.SIGNED, LetterState.UNDELIVERABLE)


@transaction.atomic
def submit_letter(letter_id: uuid.UUID, *, actor: Actor, version: int, now: dt.datetime) -> Letter:
    """Put a draft before who approves it ("Onaya sun") and return it; submitted again, nothing changes.

    It is addressed to whom notices go that day, should somebody else act for the person by now.

    Raises:
        NotFound, NotAllowed, Conflict: out of reach, changed meanwhile, no draft.
        GuardRefusedError, Conflict: a representative of a protected person waits to be confirmed.
        Invalid: something is missing in it.
    """
    letter = locked_letter(letter_id, actor=actor, version=version, states=(LetterState.DRAFT,))
    if letter.submitted_at is not None:
        return letter
    renew_addressee(letter, actor=actor, now=now)
    check_confirmed(letter, actor=actor, on=local_date(now), now=now)
    _check_complete(letter)
    letter.submitted_at, letter.submitted_by_id = now, actor.id
    store(letter, "submitted_at", "submitted_by_id", *RENEWED)
    happened(letter, LetterEventKind.SUBMITTED, actor=actor, now=now)
    return letter


@transaction.atomic
def return_letter(letter_id: uuid.UUID, *, actor: Actor, version: int, reason: str, now: dt.datetime) -> Letter:
    """Give a submitted draft back with what is to be mended, and return it; who submitted it may take it back too.

    Raises:
        NotFound, NotAllowed, Conflict: out of reach, changed meanwhile, not submitted.
        DomainError: no reason.
    """
    letter = locked_letter(letter_id, actor=actor, version=version, states=(LetterState.DRAFT,))
    if letter.submitted_by_id != actor.id:
        locked_letter(letter_id, actor=actor, right=Right.LETTERS_APPROVE)
    if letter.submitted_at is None:
        raise Conflict("not_submitted", "Yazı onaya sunulmamış.", remedy="Sayfayı yenileyin.")
    letter.submitted_at = letter.submitted_by_id = None
    store(letter, "submitted_at", "submitted_by_id")
    happened(letter, LetterEventKind.RETURNED, actor=actor, now=now, text=require_reason(reason))
    return letter


@transaction.atomic
def approve_letter(letter_id: uuid.UUID, *, actor: Actor, version: int, now: dt.datetime) -> Letter:
    """Approve a draft and return it with its number and verification code; from now on its words stay as they are.

    Somebody else than who wrote it approves, unless nobody else could that day (readings 16); then it says so. The
    number is taken last: two approvals wait for each other, and one that is rolled back leaves no gap.

    Raises:
        NotFound, NotAllowed, Conflict: out of reach, one's own letter, changed meanwhile, no draft, or somebody else
            is notified by now, or a representative of a protected person waits to be confirmed.
        Invalid: something is missing in it.
    """
    letter = locked_letter(
        letter_id, actor=actor, right=Right.LETTERS_APPROVE, version=version, states=(LetterState.DRAFT,)
    )
    today = local_date(now)
    letter.approved_alone = _refuse_own(letter, actor=actor, on=today)
    check_confirmed(letter, actor=actor, on=today, now=now)
    _refuse_other_addressee(letter, actor=actor, now=now)
    _check_complete(letter)
    _hide_address(letter, on=today)
    if not letter.signatory_name:
        _sign_as(letter, actor)
    letter.heading = heading_of(letter)
    letter.state, letter.approved_at, letter.approved_by_id = LetterState.APPROVED, now, actor.id
    _give_code(letter)
    letter.year = today.year
    letter.number = next_number(today.year)
    store(
        letter, "state", "approved_at", "approved_by_id", "approved_alone", "signatory_name", "signatory_title",
        "signatory_acting_for", "heading", "sealed_code", "code_token", "year", "number", "is_protected",
        "sealed_addressee",
    )  # fmt: skip
    happened(letter, LetterEventKind.APPROVED, actor=actor, now=now)
    return letter


@transaction.atomic
def cancel_letter(letter_id: uuid.UUID, *, actor: Actor, version: int, reason: str, now: dt.datetime) -> Letter:
    """Cancel a letter that has not been served and return it; a number that it had stays its own.

    Whoever writes letters throws a draft away; an approved one is cancelled by who may approve.

    Raises:
        NotFound, NotAllowed, Conflict: out of reach, changed meanwhile, served, or on its way.
        DomainError: no reason.
    """
    letter = locked_letter(letter_id, actor=actor, version=version, states=_LIVE)
    if letter.state != LetterState.DRAFT:
        locked_letter(letter_id, actor=actor, right=Right.LETTERS_APPROVE)
    if ServiceOfNotice.objects.filter(letter=letter, state="under_way").exists():
        raise Conflict("service_under_way", "Yazı tebliğe çıkmış.", remedy="Önce tebliğin sonucunu kaydedin.")
    return _cancelled(letter, require_reason(reason), actor=actor, now=now)


@transaction.atomic
def cancel_unsigned(letter_id: uuid.UUID, *, reason: str, actor: Actor, now: dt.datetime) -> bool:
    """Cancel the letter of an act that was taken back, and return whether it was; part of that operation.

    The operation has asked for its own right. A letter that somebody has signed is no draft any more: it stays, and
    whoever took the act back cancels it or writes another.
    """
    letter = Letter.objects.select_for_update().filter(pk=letter_id).first()
    if letter is None or letter.state not in {LetterState.DRAFT, LetterState.APPROVED}:
        return False
    _cancelled(letter, require_reason(reason), actor=actor, now=now)
    return True


def cancel_replaced(letter: Letter, *, by: uuid.UUID, actor: Actor, now: dt.datetime) -> Letter:
    """Cancel a locked letter in whose place another stands, tell the record that it was about, and return it."""
    letter.state, letter.cancelled_at, letter.cancelled_by_id = LetterState.CANCELLED, now, actor.id
    store(letter, "state", "cancelled_at", "cancelled_by_id")
    happened(letter, LetterEventKind.REPLACED, actor=actor, now=now, text=_REPLACED, replaced_by=by)
    return letter


def _cancelled(letter: Letter, reason: str, *, actor: Actor, now: dt.datetime) -> Letter:
    letter.state, letter.cancelled_at, letter.cancelled_by_id = LetterState.CANCELLED, now, actor.id
    store(letter, "state", "cancelled_at", "cancelled_by_id")
    happened(letter, LetterEventKind.CANCELLED, actor=actor, now=now, text=reason)
    return letter


def _refuse_own(letter: Letter, *, actor: Actor, on: dt.date) -> bool:
    """Return whether the approver is alone: the letter's own writer, where nobody else could approve."""
    if actor.id not in authors_of(letter):
        return False
    if approvers_of(letter, on=on, but=authors_of(letter)):
        raise NotAllowed(
            "second_person_needed", "Kendi hazırladığınız yazıyı siz onaylayamazsınız.",
            remedy="Onayı birimde ya da üst birimde yetkili başka biri vermeli.",
        )  # fmt: skip
    return True


def _check_complete(letter: Letter) -> None:
    text = text_of(letter)
    problems = list(text_problems(text.subject, text.body))
    problems += [
        FieldProblem("body", "placeholder_left", f"“{{{name}}}” yerine yazılacak bilgi eksik.", "Metni tamamlayın.")
        for name in placeholders_of(f"{text.subject}\n{text.body}")
    ]
    problems += naming_problems(letter, text)
    if letter.use in ADVERSE and "60 gün" not in text.body:
        problems.append(
            FieldProblem(
                "body", "remedies_missing", "Yazıda başvurulabilecek yol ve süre yok (Anayasa m. 40; İYUK m. 7).",
                "Metnin sonuna başvuru yolunu ve süresini ekleyin.",
            )
        )  # fmt: skip
    refuse_state(letter, (LetterState.DRAFT,))
    if problems:
        raise Invalid(problems)


def _refuse_other_addressee(letter: Letter, *, actor: Actor, now: dt.datetime) -> None:
    """Stop an approval where somebody else is notified by now: a new guardian, a power of attorney that has ended."""
    if has_other_addressee(letter, actor=actor, now=now):
        raise Conflict(
            "addressee_changed", "Yazı hazırlandıktan sonra tebliğin yapılacağı kişi değişti.", field="addressee",
            remedy="Yazıyı yeniden onaya sunun (bekliyorsa önce geri verin); muhatap yenilenir.",
        )  # fmt: skip


def _hide_address(letter: Letter, *, on: dt.date) -> None:
    """Take the address off a letter whose person came under protection after it was drafted (readings 4)."""
    mark_protected([letter], on=on)
    if letter.is_protected:
        letter.sealed_addressee = seal_addressee(letter, dataclasses.replace(addressee_text(letter), lines=()))


def _sign_as(letter: Letter, actor: Actor) -> None:
    users = get_user_model().objects.in_bulk([key for key in (actor.id, actor.acting_for) if key is not None])
    own, represented = users.get(actor.id), users.get(actor.acting_for) if actor.acting_for else None
    letter.signatory_name = own.full_name if own is not None else actor.label
    if represented is not None:
        # Vekâlet shows on letters: whose place, and in which office (readings 16).
        letter.signatory_acting_for = represented.full_name
        letter.signatory_title = represented.title
    else:
        letter.signatory_title = own.title if own is not None else ""


def heading_of(letter: Letter) -> dict[str, Any]:
    """Return who writes and how they are reached, as it stands at the head and foot of a letter today."""
    municipality = require_municipality()
    # What stands outside tells nothing of a protected person's programme (readings 4), and a sender who is not
    # registered is answered by the municipality: a unit's name would say whose matter it is.
    is_bare = letter.is_protected or letter.person_id is None
    version_id = letter.programme_version_id
    place = pinned_definition(version_id).standards_note.first_place if version_id is not None else None
    return {
        "municipality": municipality.name,
        "unit": "" if is_bare else letter.unit.name,
        "contact": [] if is_bare or place is None else [part for part in (
            place.address,
            f"Telefon: {place.phone}" if place.phone else "",
            f"Faks: {place.fax}" if place.fax else "",
            f"E-posta: {place.email}" if place.email else "",
        ) if part],
        "check": check_address(),
    }  # fmt: skip


def check_address() -> str:
    """Return where a letter's code is checked, as it is printed on letters."""
    host = f"{require_municipality().slug}.{settings.OMUZ_BASE_DOMAIN}{settings.OMUZ_PUBLIC_PORT}"
    return f"{host}/yazi-dogrulama"


def _give_code(letter: Letter) -> None:
    plain = base64.b32encode(secrets.token_bytes(_CODE_BYTES)).decode().rstrip("=")[:20]
    letter.sealed_code = crypto.seal_text(plain, field=CODE_FIELD, row_id=letter.pk)
    letter.code_token = crypto.token(plain, field=CODE_FIELD)
