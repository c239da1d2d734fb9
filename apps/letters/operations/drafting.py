"""Drafting letters: by the operations that need one, and by hand."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Mapping

from django.db import transaction

from apps.accounts.operations.checks import require
from apps.accounts.rights import Right
from apps.letters.enums import AddresseeKind, LetterEventKind
from apps.letters.models import Letter, LetterBatch, LetterBatchItem
from apps.letters.models.letter import VALUES_FIELD
from apps.letters.operations.composing import (
    base_values,
    check_values,
    compose,
    compose_for_sender,
    copy_line,
    sender_values,
)
from apps.letters.operations.recording import happened
from apps.letters.queries.addressing import Addressee, Sender, addressee_of
from apps.letters.queries.contents import AddresseeText, LetterText, seal_addressee, seal_json, seal_text
from apps.letters.rules.limits import text_problems
from apps.people.queries.people import find_person
from apps.people.queries.visibility import Person
from apps.programmes.definition.flow import LetterUse
from apps.programmes.queries import unit_of_programme
from apps.programmes.queries.pinned import pinned_definition
from omuz.kernel.actors import Actor
from omuz.kernel.errors import Invalid, NotAllowed, NotFound
from omuz.kernel.reach import within

__all__ = ["Sender", "draft_for_batch", "draft_letter", "draft_to_sender", "write_letter"]


@transaction.atomic
def draft_letter(
    *,
    use: LetterUse,
    programme_id: uuid.UUID | None,
    programme_version_id: uuid.UUID | None,
    person_id: uuid.UUID,
    case_id: uuid.UUID | None = None,
    about: tuple[str, uuid.UUID],
    values: Mapping[str, str],
    actor: Actor,
    now: dt.datetime,
    unit_id: uuid.UUID | None = None,
) -> Letter:
    """Draft the letter that an operation needs and return it; part of that operation, which has asked for its right.

    `values` are for the placeholders of `apps.programmes.definition.checking.references.PLACEHOLDERS`; name, date,
    programme, unit, municipality and the remedies are known already and may be overridden. `about` is the kind and key
    of the record behind it ("decision", id). The addressee is the competent representative, the person then gets an
    accessible copy (readings 12); a protected person's letter is served by hand only (readings 4). `unit_id` is needed
    where no programme is concerned.

    Raises:
        NotFound: the person is out of the actor's reach; no such programme or version.
        Invalid: a placeholder is unknown or has no value; each is named.
    """
    return _stored(
        use=LetterUse(use).value, template="", programme_id=programme_id, programme_version_id=programme_version_id,
        person_id=person_id, case_id=case_id, about=about, values=values, actor=actor, now=now, unit_id=unit_id,
    )  # fmt: skip


@transaction.atomic
def draft_to_sender(
    *,
    use: LetterUse,
    sender: Sender,
    unit_id: uuid.UUID,
    programme_id: uuid.UUID | None,
    programme_version_id: uuid.UUID | None,
    about: tuple[str, uuid.UUID],
    values: Mapping[str, str],
    actor: Actor,
    now: dt.datetime,
) -> Letter:
    """Draft a letter to somebody who wrote and is not registered, and return it; part of an operation with its right.

    It belongs to no person and no case, names neither unit nor programme, and is found with what they wrote only.

    Raises:
        Invalid: a placeholder is unknown or has no value; each is named.
    """
    check_values(values)
    letter = Letter(
        unit_id=unit_id, programme_id=programme_id, programme_version_id=programme_version_id, about_kind=about[0],
        about_id=about[1], use=LetterUse(use).value, addressee_kind=AddresseeKind.SENDER, drafted_at=now,
        drafted_by_id=actor.id, edited_by_id=actor.id,
    )  # fmt: skip
    given = {name: value for name, value in values.items() if value.strip()}
    composed = compose_for_sender(sender_values(sender, use=letter.use, now=now) | given, use=letter.use)
    addressee = Addressee(kind=AddresseeKind.SENDER, name=sender.name, lines=sender.lines)
    _seal(letter, composed.text, addressee, composed.values)
    letter.save(force_insert=True)
    happened(letter, LetterEventKind.DRAFTED, actor=actor, now=now, code=letter.use)
    return letter


@transaction.atomic
def write_letter(
    *,
    programme_id: uuid.UUID,
    programme_version_id: uuid.UUID,
    person_id: uuid.UUID,
    case_id: uuid.UUID | None,
    use: str = "",
    template: str = "",
    text: LetterText | None = None,
    values: Mapping[str, str],
    actor: Actor,
    now: dt.datetime,
) -> Letter:
    """Draft a letter by hand ("Yazı hazırla") from a text of the programme, one of Omuz' own, or freely (`text`).

    Raises:
        NotAllowed: without `letters.write` in that unit and programme.
        NotFound, Invalid: as `draft_letter`; a free letter without subject or text.
    """
    require(actor, Right.LETTERS_WRITE)
    letter = _stored(
        use=use, template=template, programme_id=programme_id, programme_version_id=programme_version_id,
        person_id=person_id, case_id=case_id, about=None, values=values, actor=actor, now=now, text=text,
    )  # fmt: skip
    if not Letter.objects.filter(within(actor, Right.LETTERS_WRITE), pk=letter.pk).exists():
        raise NotAllowed
    return letter


def draft_for_batch(item: LetterBatchItem, *, values: Mapping[str, str], actor: Actor, now: dt.datetime) -> Letter:
    """Draft the letter of one case of a batch and return it; part of the batch's own work. Raises as `write_letter`."""
    require(actor, Right.LETTERS_WRITE)
    batch = item.batch
    return _stored(
        use=batch.use, template=batch.template, programme_id=batch.programme_id,
        programme_version_id=item.programme_version_id, person_id=item.person_id, case_id=item.case_id, about=None,
        values=values, actor=actor, now=now, batch=batch,
    )  # fmt: skip


def _stored(
    *,
    use: str,
    template: str,
    programme_id: uuid.UUID | None,
    programme_version_id: uuid.UUID | None,
    person_id: uuid.UUID,
    case_id: uuid.UUID | None,
    about: tuple[str, uuid.UUID] | None,
    values: Mapping[str, str],
    actor: Actor,
    now: dt.datetime,
    text: LetterText | None = None,
    batch: LetterBatch | None = None,
    unit_id: uuid.UUID | None = None,
) -> Letter:
    check_values(values)
    person = find_person(person_id, actor=actor)
    unit_id = unit_of_programme(programme_id) if programme_id is not None else unit_id
    if unit_id is None:
        raise NotFound
    addressee = addressee_of(person, actor=actor, now=now)
    letter = Letter(
        person=person, programme_id=programme_id, programme_version_id=programme_version_id, unit_id=unit_id,
        case_id=case_id, about_kind=about[0] if about else "", about_id=about[1] if about else None, use=use,
        template=template, addressee_kind=addressee.kind, representative_id=addressee.representative_id,
        is_protected=addressee.is_protected, drafted_at=now, drafted_by_id=actor.id, edited_by_id=actor.id,
        batch=batch,
    )  # fmt: skip
    used = dict(values)
    if text is None:
        text, letter.template, used = _composed(letter, person, addressee, values=values, now=now)
    elif problems := list(text_problems(text.subject, text.body)):
        raise Invalid(problems)
    _seal(letter, text, addressee, used)
    letter.save(force_insert=True)
    happened(letter, LetterEventKind.DRAFTED, actor=actor, now=now, code=use)
    return letter


def _composed(
    letter: Letter, person: Person, addressee: Addressee, *, values: Mapping[str, str], now: dt.datetime
) -> tuple[LetterText, str, dict[str, str]]:
    use, version_id = letter.use, letter.programme_version_id
    definition = pinned_definition(version_id) if version_id is not None else None
    known = base_values(person, definition, unit=letter.unit.name, addressee=addressee, use=use, now=now)
    given = {name: value for name, value in values.items() if value.strip()}
    composed = compose(definition, known | given, use=use, template=letter.template)
    text = dataclasses.replace(composed.text, distribution=copy_line(person, addressee))
    return text, composed.template, composed.values


def _seal(letter: Letter, text: LetterText, addressee: Addressee, values: Mapping[str, str]) -> None:
    letter.sealed_text = seal_text(letter, text)
    shown = AddresseeText(name=addressee.name, capacity=addressee.capacity, lines=addressee.lines)
    letter.sealed_addressee = seal_addressee(letter, shown)
    letter.sealed_values = seal_json(dict(values), field=VALUES_FIELD, row_id=letter.pk)
