"""What comes back from outside: the signature, and the official number of the municipality's own system (EBYS)."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Final

from django.db import IntegrityError, transaction

from apps.documents import operations as documents
from apps.documents.enums import FileKind
from apps.documents.queries import file_of_kinds
from apps.letters.enums import LetterEventKind, LetterState
from apps.letters.models import Letter, ServiceOfNotice
from apps.letters.operations.recording import happened, locked_letter, refuse_state, store
from omuz.kernel import audit
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict, FieldProblem, Invalid

__all__ = ["FILE_KINDS", "add_file", "record_official_number", "record_signature"]

#: What may be kept with a letter, by the word that the address uses.
FILE_KINDS: Final = {"signed": FileKind.SIGNED_LETTER, "proof": FileKind.SERVICE_PROOF}
MOST_NUMBER: Final = 80
_NUMBERED: Final = (LetterState.APPROVED, LetterState.SIGNED, LetterState.SERVED, LetterState.UNDELIVERABLE)


@transaction.atomic
def add_file(
    letter_id: uuid.UUID, content: bytes, *, name: str, kind: str, actor: Actor, now: dt.datetime
) -> uuid.UUID:
    """Keep a scan with an approved letter, sealed, and return its key; the operation that needs it names it.

    Raises:
        NotFound, NotAllowed, Conflict: out of reach, no approved letter.
        Invalid: a file that is not taken in.
    """
    letter = locked_letter(letter_id, actor=actor, states=_NUMBERED)
    shown, media_type = documents.accept(content, name=name)
    problems = [media_type] if isinstance(media_type, FieldProblem) else []
    if kind not in FILE_KINDS:
        problems.append(FieldProblem("kind", "unknown_code", "Belgenin türü seçilmemiş.", "Listeden seçin."))
    if problems or isinstance(media_type, FieldProblem):
        raise Invalid(problems)
    stored = documents.store_file(
        content, name=shown, kind=FILE_KINDS[kind], media_type=media_type, actor=actor, now=now,
        person_id=letter.person_id, programme_id=letter.programme_id,
    )  # fmt: skip
    audit.record(actor=actor, action="letter.file_added", subject=stored, person_id=letter.person_id, now=now)
    return stored.pk


@transaction.atomic
def record_signature(
    letter_id: uuid.UUID,
    *,
    actor: Actor,
    version: int,
    signed_on: dt.date,
    now: dt.datetime,
    file_id: uuid.UUID | None = None,
    official_number: str = "",
    official_date: dt.date | None = None,
) -> Letter:
    """Record that an approved letter was signed outside, with its scan and official number where they are at hand.

    Raises:
        NotFound, NotAllowed, Conflict: out of reach, changed meanwhile, not waiting for its signature.
        Invalid: a day before the approval or to come; a scan that is none of this letter's person.
    """
    letter = locked_letter(letter_id, actor=actor, version=version, states=(LetterState.APPROVED,))
    problems = list(day_problems("signed_on", signed_on, letter=letter, now=now))
    problems += file_problems("file", file_id, letter=letter, kind=FileKind.SIGNED_LETTER)
    if problems:
        raise Invalid(problems)
    if official_number.strip():
        letter = record_official_number(
            letter_id, actor=actor, version=letter.version, number=official_number, dated=official_date or signed_on,
            now=now,
        )  # fmt: skip
    letter.state, letter.signed_on, letter.signed_file_id = LetterState.SIGNED, signed_on, file_id
    store(letter, "state", "signed_on", "signed_file")
    happened(letter, LetterEventKind.SIGNED, actor=actor, now=now, day=signed_on)
    return letter


@transaction.atomic
def record_official_number(
    letter_id: uuid.UUID, *, actor: Actor, version: int | None, number: str, dated: dt.date, now: dt.datetime
) -> Letter:
    """Record the number and date that the municipality's own system gave, and return the letter.

    A correction is allowed until the letter is served; the history keeps each of them. Two letters never share one:
    the database refuses.

    Raises:
        NotFound, NotAllowed, Conflict: out of reach, changed meanwhile, no approved letter, number taken.
        Invalid: no number, or a day to come.
    """
    letter = locked_letter(letter_id, actor=actor, version=version, states=_NUMBERED)
    cleaned = " ".join(number.split())
    problems = []
    if not cleaned or len(cleaned) > MOST_NUMBER:
        problems.append(FieldProblem("number", "required", "EBYS sayısı yazılmamış ya da çok uzun.", "Sayıyı yazın."))
    if dated > local_date(now):
        problems.append(FieldProblem("date", "in_the_future", "Tarih gelecekte.", "Tarihi düzeltin."))
    if problems:
        raise Invalid(problems)
    if (letter.official_number, letter.official_date) == (cleaned, dated):
        return letter
    if letter.official_number:
        refuse_state(letter, (LetterState.APPROVED, LetterState.SIGNED, LetterState.UNDELIVERABLE))
    letter.official_number, letter.official_date = cleaned, dated
    try:
        with transaction.atomic():
            store(letter, "official_number", "official_date")
    except IntegrityError as error:
        raise Conflict(
            "official_number_taken", "Bu EBYS sayısı başka bir yazıya verilmiş.", field="number",
            remedy="Sayıyı denetleyin.",
        ) from error  # fmt: skip
    happened(letter, LetterEventKind.OFFICIAL, actor=actor, now=now, day=dated, text=cleaned)
    return letter


def day_problems(field: str, day: dt.date, *, letter: Letter, now: dt.datetime) -> Sequence[FieldProblem]:
    """Return what is wrong with a day on which something happened to an approved letter."""
    if day > local_date(now):
        return [FieldProblem(field, "in_the_future", "Tarih gelecekte.", "Tarihi düzeltin.")]
    if letter.approved_at is not None and day < local_date(letter.approved_at):
        return [FieldProblem(field, "before_approval", "Tarih yazının onayından önce.", "Tarihi düzeltin.")]
    return []


def file_problems(field: str, file_id: uuid.UUID | None, *, letter: Letter, kind: FileKind) -> Sequence[FieldProblem]:
    """Return what is wrong with a file that is said to belong to a letter."""
    if file_id is None or file_of(letter, file_id, kind=kind) is not None:
        return []
    return [FieldProblem(field, "file_unknown", "Belge bulunamadı.", "Belgeyi yeniden yükleyin.")]


def file_of(letter: Letter, file_id: uuid.UUID, *, kind: FileKind) -> uuid.UUID | None:
    """Return the key of a file of that kind kept of the letter's person, None where there is none."""
    found = file_of_kinds(file_id, kinds=[kind])
    if found is None or found.person_id != letter.person_id:
        return None
    if letter.person_id is None and _of_another(letter, found.pk):
        # Files of senders belong to nobody: another sender's is not named here.
        return None
    return found.pk


def _of_another(letter: Letter, file_id: uuid.UUID) -> bool:
    signed = Letter.objects.filter(signed_file=file_id).exclude(pk=letter.pk)
    proofs = ServiceOfNotice.objects.filter(proof=file_id).exclude(letter=letter)
    return signed.exists() or proofs.exists()
