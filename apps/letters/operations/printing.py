"""Handing out letters as PDF; who printed one stands in the history."""

import dataclasses
import datetime as dt
import uuid
from typing import Final

from django.db import transaction

from apps.documents import operations as documents
from apps.documents.enums import FileKind
from apps.documents.queries import file_of_kinds
from apps.letters.enums import LetterState
from apps.letters.models import Letter, ServiceOfNotice
from apps.letters.operations.approving import heading_of
from apps.letters.operations.reading import log_letter_reading
from apps.letters.printing.pages import LetterPage, Variant, print_letter
from apps.letters.queries.about import number_of
from apps.letters.queries.addressing import mark_protected
from apps.letters.queries.contents import addressee_text, code_of, text_of
from apps.letters.queries.letters import find_letter
from omuz.kernel import audit
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import NotFound

__all__ = ["OutFile", "letter_file", "page_of", "preview_of", "printed_letter"]

_STAMPS: Final = {LetterState.DRAFT: "TASLAK", LetterState.CANCELLED: "İPTAL"}
PDF: Final = "application/pdf"


@dataclasses.dataclass(frozen=True, slots=True)
class OutFile:
    """A file to hand out. Its name tells of no programme and of nobody."""

    name: str
    media_type: str
    content: bytes


def page_of(letter: Letter) -> LetterPage:
    """Return what stands on a letter's pages; a draft and a cancelled one say so across the page.

    One that goes by hand only shows neither unit nor address outside, whatever it was approved with (readings 4).
    """
    heading, addressee = letter.heading or heading_of(letter), addressee_text(letter)
    if letter.is_protected:
        heading = heading | {"unit": "", "contact": []}
        addressee = dataclasses.replace(addressee, lines=())
    return LetterPage(
        municipality=heading["municipality"], unit=heading["unit"], contact=tuple(heading["contact"]),
        check=heading["check"], code=code_of(letter),
        # Until the municipality's own system has given one, Omuz' number says which letter it is.
        number=letter.official_number or number_of(letter),
        dated=letter.official_date or (local_date(letter.approved_at) if letter.approved_at is not None else None),
        text=text_of(letter), addressee=addressee, signatory_name=letter.signatory_name,
        signatory_title=letter.signatory_title, signatory_acting_for=letter.signatory_acting_for,
        by_hand=letter.is_protected, stamp=_STAMPS.get(LetterState(letter.state), ""),
    )  # fmt: skip


@transaction.atomic
def printed_letter(letter_id: uuid.UUID, *, variant: Variant, actor: Actor, now: dt.datetime) -> OutFile:
    """Return a letter as PDF, the official one or the easy-read copy in large print; the history says who took it.

    Raises:
        NotFound: there is none that the actor may find, or no easy-read text.
    """
    letter = find_letter(letter_id, actor=actor)
    mark_protected([letter], on=local_date(now))
    page = page_of(letter)
    if variant == "plain" and not page.text.plain.strip():
        raise NotFound("no_easy_text", "Bu yazının kolay okunur metni yok.", remedy="Taslakta metni yazın.")
    log_letter_reading(letter, actor=actor, now=now)
    content = print_letter(page, printed_on=local_date(now), variant=variant)
    audit.record(
        actor=actor, action="letter.printed", subject=letter, person_id=letter.person_id, after={"variant": variant},
        now=now,
    )  # fmt: skip
    name = number_of(letter).replace("/", "-") or "taslak"
    return OutFile(f"yazi-{name}{'-kolay-okunur' if variant == 'plain' else ''}.pdf", PDF, content)


def preview_of(letter_id: uuid.UUID, *, variant: Variant, actor: Actor, now: dt.datetime) -> bytes:
    """Return the first page of a letter as it stands, as PNG, for the letter's own page.

    Raises:
        NotFound: there is none that the actor may find.
    """
    letter = find_letter(letter_id, actor=actor)
    mark_protected([letter], on=local_date(now))
    log_letter_reading(letter, actor=actor, now=now)
    return print_letter(page_of(letter), printed_on=local_date(now), variant=variant, format="png")


@transaction.atomic
def letter_file(letter_id: uuid.UUID, file_id: uuid.UUID, *, actor: Actor, now: dt.datetime) -> OutFile:
    """Return a scan that belongs to a letter: the signed one, or the record of service.

    Raises:
        NotFound: no such file of a letter that the actor may find.
    """
    letter = find_letter(letter_id, actor=actor)
    proofs = ServiceOfNotice.objects.filter(letter=letter, proof=file_id)
    if letter.signed_file_id != file_id and not proofs.exists():
        raise NotFound
    stored = file_of_kinds(file_id, kinds=[FileKind.SIGNED_LETTER, FileKind.SERVICE_PROOF])
    if stored is None:
        raise NotFound
    log_letter_reading(letter, actor=actor, now=now)
    audit.record(actor=actor, action="letter.file_opened", subject=stored, person_id=letter.person_id, now=now)
    return OutFile(documents.read_name(stored), stored.media_type, documents.read_content(stored, now=now))
