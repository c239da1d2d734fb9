"""Composing a letter's words: the programme's own text where it has one, else Omuz' own."""

import dataclasses
import datetime as dt
from collections.abc import Mapping

from apps.letters.queries.addressing import Addressee, Sender
from apps.letters.queries.contents import LetterText
from apps.letters.rules.rendering import fill, fill_leniently, fill_own
from apps.letters.rules.wording import OWN_TEXTS, TO_SENDERS, OwnText, remedy_for
from apps.people.queries.people import shown_name
from apps.people.queries.visibility import Person
from apps.programmes.definition import Definition
from apps.programmes.definition.checking.references import PLACEHOLDERS
from apps.programmes.definition.flow import Letter as LetterEntry
from apps.programmes.definition.flow import LetterUse
from omuz.kernel.clock import local_date
from omuz.kernel.context import require_municipality
from omuz.kernel.errors import FieldProblem, Invalid
from omuz.kernel.numbers import format_date

__all__ = ["Composed", "base_values", "compose", "compose_for_sender", "entry_of", "sender_values"]


@dataclasses.dataclass(frozen=True, slots=True)
class Composed:
    """A letter's words, the key of the programme's text they come from (empty: Omuz' own), and the values used."""

    text: LetterText
    template: str
    values: dict[str, str]


def base_values(
    person: Person, definition: Definition | None, *, unit: str, addressee: Addressee, use: str, now: dt.datetime
) -> dict[str, str]:
    """Return what stands for the placeholders that every letter knows; without a definition, of no programme."""
    return {
        "ad_soyad": shown_name(person),
        "muhatap": addressee.name,
        "tarih": format_date(local_date(now)),
        "program": definition.name.tr if definition is not None else "",
        "birim": unit,
        "belediye": require_municipality().name,
        "basvuru_yolu": remedy_for(use),
    }


def sender_values(sender: Sender, *, use: str, now: dt.datetime) -> dict[str, str]:
    """Return what a letter to somebody unregistered knows: neither unit nor programme, which would say too much."""
    return {
        "ad_soyad": sender.name, "muhatap": sender.name, "tarih": format_date(local_date(now)),
        "belediye": require_municipality().name, "basvuru_yolu": remedy_for(use),
    }  # fmt: skip


def compose_for_sender(values: Mapping[str, str], *, use: str) -> Composed:
    """Return the words of a letter to somebody unregistered: always Omuz' own, a programme's text may name itself.

    Raises:
        Invalid: there is no such letter to them, or a value is missing.
    """
    own = TO_SENDERS.get(use)
    if own is None:
        raise Invalid([FieldProblem("use", "letter_unknown", "Bu iş için bir yazı metni yok.", "Elden bilgi verin.")])
    return _own(own, values)


def _own(own: OwnText, values: Mapping[str, str]) -> Composed:
    body = fill_own(own.body, values, known=PLACEHOLDERS, field="body")
    plain = fill_leniently(own.plain, values)
    return Composed(LetterText(subject=own.subject, body=body, plain=plain), "", dict(values))


def entry_of(definition: Definition, *, use: str, template: str = "") -> LetterEntry | None:
    """Return the programme's own text of that key or for that use; None where it has none.

    Raises:
        Invalid: a key that the version does not know.
    """
    if not template:
        return definition.letter_for(LetterUse(use)) if use else None
    entry = next((one for one in definition.letters if one.key == template), None)
    if entry is None:
        raise Invalid([FieldProblem("template", "letter_unknown", "Böyle bir yazı metni yok.", "Listeden seçin.")])
    return entry


def compose(
    definition: Definition | None, values: Mapping[str, str], *, use: str, template: str = ""
) -> Composed:  # fmt: skip
    """Return the words of a letter with these values in them; without a definition in Omuz' own words.

    Raises:
        Invalid: a placeholder that no letter knows or that has no value; each is named.
    """
    entry = entry_of(definition, use=use, template=template) if definition is not None else None
    own = OWN_TEXTS.get(use)
    if entry is not None:
        plain = fill_leniently(own.plain, values) if own is not None else ""
        subject = fill(entry.subject, values, known=PLACEHOLDERS, field="subject")
        body = fill(entry.body, values, known=PLACEHOLDERS, field="body")
        return Composed(LetterText(subject=subject, body=body, plain=plain), entry.key, dict(values))
    if own is None:
        raise Invalid(
            [FieldProblem("use", "letter_unknown", "Bu iş için bir yazı metni yok.", "Başka bir metin seçin.")]
        )
    return _own(own, values)


def copy_line(person: Person, addressee: Addressee) -> tuple[str, ...]:
    """Return the distribution: whoever acts for the person is addressed, the person gets a copy (readings 12)."""
    if addressee.representative_id is None:
        return ()
    return (f"Gereği: {addressee.name}", f"Bilgi: {shown_name(person)} (erişilebilir kopya)")


def check_values(values: Mapping[str, str]) -> None:
    """Stop values for names that no letter knows, and texts longer than a letter.

    Raises:
        Invalid: each wrong one is named.
    """
    problems = [
        FieldProblem(f"values.{name}", "unknown_placeholder", f"“{{{name}}}” adında bir yer tutucu yok.", "Çıkarın.")
        for name in values
        if name not in PLACEHOLDERS
    ]
    problems += [
        FieldProblem(f"values.{name}", "too_long", "Metin çok uzun.", "Kısaltın; ayrıntıyı ek olarak verin.")
        for name, value in values.items()
        if len(value) > 20_000
    ]
    if problems:
        raise Invalid(problems)
