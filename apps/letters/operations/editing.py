"""Changing a draft: its words, its addressee's address, who signs."""

import dataclasses
import datetime as dt
import uuid
from typing import Any

from django.db import transaction

from apps.letters.enums import LetterEventKind, LetterState
from apps.letters.models import Letter
from apps.letters.operations.recording import happened, locked_letter, store
from apps.letters.queries.contents import LetterText, addressee_text, seal_addressee, seal_text, text_of
from apps.letters.rules.limits import MOST_BODY, MOST_SUBJECT, list_problems
from omuz.kernel.actors import Actor
from omuz.kernel.errors import Conflict, FieldProblem, Invalid

__all__ = ["Changes", "edit_letter"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What somebody typed into a draft; None leaves a part as it is. Nothing has to be complete yet."""

    subject: str | None = None
    body: str | None = None
    plain: str | None = None
    references: tuple[str, ...] | None = None
    annexes: tuple[str, ...] | None = None
    distribution: tuple[str, ...] | None = None
    address: tuple[str, ...] | None = None
    signatory_name: str | None = None
    signatory_title: str | None = None
    signatory_acting_for: str | None = None


_TEXT = ("subject", "body", "plain", "references", "annexes", "distribution")
_SIGNATORY = ("signatory_name", "signatory_title", "signatory_acting_for")


@transaction.atomic
def edit_letter(letter_id: uuid.UUID, changes: Changes, *, actor: Actor, version: int, now: dt.datetime) -> Letter:
    """Store what was typed into a draft and return it; the same again writes nothing.

    Drafts save themselves while somebody writes: changes by the same writer in a row are one line of the history. What
    waits for approval is given back first.

    Raises:
        NotFound, NotAllowed, Conflict: out of reach, changed meanwhile, no draft, submitted.
        Invalid: more than a letter holds; an address on a protected person's letter (readings 4).
    """
    letter = locked_letter(letter_id, actor=actor, version=version, states=(LetterState.DRAFT,))
    if letter.submitted_at is not None:
        raise Conflict(
            "submitted", "Yazı onay bekliyor; bu sırada değiştirilemez.",
            remedy="Onaylayacak kişi geri verirse ya da siz geri alırsanız düzenleyebilirsiniz.",
        )  # fmt: skip
    if problems := _problems(letter, changes):
        raise Invalid(problems)
    before, addressee = text_of(letter), addressee_text(letter)
    after = _changed(before, changes)
    lines = addressee.lines if changes.address is None else _lines(changes.address)
    signatory = {name: value.strip() for name in _SIGNATORY if (value := getattr(changes, name)) is not None}
    if (after, lines) == (before, addressee.lines) and all(getattr(letter, n) == v for n, v in signatory.items()):
        return letter
    letter.sealed_text = seal_text(letter, after)
    letter.sealed_addressee = seal_addressee(letter, dataclasses.replace(addressee, lines=lines))
    for name, value in signatory.items():
        setattr(letter, name, value)
    if after != before:
        letter.edited_by_id = actor.id
    store(letter, "sealed_text", "sealed_addressee", "edited_by_id", *_SIGNATORY)
    latest = letter.events.order_by("-sequence").first()
    if latest is None or (latest.kind, latest.by_id) != (LetterEventKind.EDITED, actor.id):
        happened(letter, LetterEventKind.EDITED, actor=actor, now=now)
    return letter


def _changed(text: LetterText, changes: Changes) -> LetterText:
    typed: dict[str, Any] = {name: value for name in _TEXT if (value := getattr(changes, name)) is not None}
    tidy: dict[str, Any] = {
        name: _lines(value) if isinstance(value, tuple) else value.strip() for name, value in typed.items()
    }
    return dataclasses.replace(text, **tidy)


def _lines(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(" ".join(line.split()) for line in lines if line.strip())


def _problems(letter: Letter, changes: Changes) -> list[FieldProblem]:
    problems = []
    for name, most in (("subject", MOST_SUBJECT), ("body", MOST_BODY), ("plain", MOST_BODY)):
        value = getattr(changes, name)
        if value is not None and len(value) > most:
            problems.append(FieldProblem(name, "too_long", "Metin çok uzun.", "Kısaltın; ayrıntıyı ek olarak verin."))
    if changes.subject is not None and "\n" in changes.subject.strip():
        problems.append(FieldProblem("subject", "one_line", "Konu tek satır olmalı.", "Satır sonunu kaldırın."))
    for name in ("references", "annexes", "distribution", "address"):
        problems += list_problems(name, getattr(changes, name) or ())
    for name in _SIGNATORY:
        if len(getattr(changes, name) or "") > 120:
            problems.append(FieldProblem(name, "too_long", "Metin çok uzun.", "Kısaltın."))
    if letter.is_protected and _lines(changes.address or ()):
        problems.append(
            FieldProblem("address", "by_hand_only", "Bu yazıya adres yazılmaz; elden tebliğ edilir.", "Boş bırakın.")
        )
    return problems
