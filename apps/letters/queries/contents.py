"""Opening the words of letters."""

import dataclasses
import json
import uuid
from typing import Any

from apps.letters.models import Letter, LetterEvent, ServiceOfNotice
from apps.letters.models.letter import ADDRESSEE_FIELD, CODE_FIELD, EVENT_FIELD, TEXT_FIELD, VALUES_FIELD
from apps.letters.models.service import SERVICE_FIELD
from omuz.kernel import crypto


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LetterText:
    """What a letter says. `plain` is the same in easy words, for the accessible copy."""

    subject: str = ""
    body: str = ""
    plain: str = ""
    references: tuple[str, ...] = ()
    annexes: tuple[str, ...] = ()
    distribution: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AddresseeText:
    """To whom it says so."""

    name: str = ""
    capacity: str = ""
    lines: tuple[str, ...] = ()


def seal_json(content: Any, *, field: str, row_id: uuid.UUID) -> bytes:
    """Return a value as sealed JSON."""
    return crypto.seal_text(json.dumps(content, ensure_ascii=False), field=field, row_id=row_id)


def seal_text(letter: Letter, text: LetterText) -> bytes:
    """Return the words of a letter sealed for its row."""
    return seal_json(dataclasses.asdict(text), field=TEXT_FIELD, row_id=letter.pk)


def seal_addressee(letter: Letter, addressee: AddresseeText) -> bytes:
    """Return to whom a letter is written, sealed for its row."""
    return seal_json(dataclasses.asdict(addressee), field=ADDRESSEE_FIELD, row_id=letter.pk)


def text_of(letter: Letter) -> LetterText:
    """Return what a letter says."""
    return LetterText(**_tuples(_opened(letter.sealed_text, TEXT_FIELD, letter.pk)))


def addressee_text(letter: Letter) -> AddresseeText:
    """Return to whom a letter is written."""
    return AddresseeText(**_tuples(_opened(letter.sealed_addressee, ADDRESSEE_FIELD, letter.pk)))


def values_of(letter: Letter) -> dict[str, str]:
    """Return the values that its placeholders got."""
    return _opened(letter.sealed_values, VALUES_FIELD, letter.pk) if letter.sealed_values else {}


def code_of(letter: Letter) -> str:
    """Return the verification code as it is printed; empty before the approval."""
    if not letter.sealed_code:
        return ""
    return crypto.open_text(bytes(letter.sealed_code), field=CODE_FIELD, row_id=letter.pk)


def words_of_event(event: LetterEvent) -> str:
    """Return what somebody wrote with an event; empty where nothing was."""
    return crypto.open_text(bytes(event.sealed), field=EVENT_FIELD, row_id=event.pk) if event.sealed else ""


def details_of(service: ServiceOfNotice) -> dict[str, str]:
    """Return who took the letter, the reference and the note of an attempt at service."""
    return _opened(service.sealed, SERVICE_FIELD, service.pk) if service.sealed else {}


def _opened(blob: Any, field: str, row_id: uuid.UUID) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(crypto.open_text(bytes(blob), field=field, row_id=row_id))
    return content


def _tuples(content: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in content.items()}


def grouped(code: str) -> str:
    """Return a code in groups of five, as people read it out: "ABCDE-FGHIJ-..."."""
    return "-".join(code[start : start + 5] for start in range(0, len(code), 5))
