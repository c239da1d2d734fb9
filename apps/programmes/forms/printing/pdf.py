"""Forms as PDF (PDF/UA-1: tagged, with language, title and headings)."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from apps.programmes.definition.programme import Definition
from apps.programmes.forms.compiling import CompiledForm
from apps.programmes.forms.printing.blank import blank_sections
from apps.programmes.forms.printing.submitted import submitted_sections
from apps.programmes.forms.printing.words import WORDS
from omuz.kernel.numbers import format_date
from omuz.kernel.text import tr_upper
from omuz.kernel.typesetting import typeset

_TEMPLATE: Final = Path(__file__).with_name("form.typ")


@dataclasses.dataclass(frozen=True, slots=True)
class FormHead:
    """What stands at the head of a printed form."""

    municipality: str
    unit: str
    number: int


@dataclasses.dataclass(frozen=True, slots=True)
class PrintedFact:
    """A line above the answers: the number of the case, who filled the form in, when."""

    label: str
    value: str


def blank_pdf(compiled: CompiledForm, definition: Definition, *, head: FormHead, printed_on: dt.date) -> bytes:
    """Return the form to be filled in by hand. Conditions stand as sentences, retired choices are left out."""
    content = {"sections": blank_sections(compiled, definition), "facts": [], "filled": False}
    return _compile(compiled, definition, content, head=head, printed_on=printed_on)


def submission_pdf(
    compiled: CompiledForm, definition: Definition, answers: Mapping[str, Any], *, head: FormHead,
    facts: Sequence[PrintedFact], printed_on: dt.date, withheld: frozenset[str] = frozenset(),
) -> bytes:  # fmt: skip
    """Return the form as it was submitted under the version of `definition`.

    `withheld` names the special-category questions whose answers the reader did not open: handing one over for
    printing is a reading of it, which the caller logs.
    """
    content = {
        "sections": submitted_sections(compiled, definition, answers, withheld),
        "facts": [dataclasses.asdict(fact) for fact in facts],
        "filled": True,
    }
    return _compile(compiled, definition, content, head=head, printed_on=printed_on)


def _compile(
    compiled: CompiledForm, definition: Definition, own: Mapping[str, Any], *, head: FormHead, printed_on: dt.date
) -> bytes:
    language, form = compiled.language, compiled.form
    words = WORDS[language]
    content = {
        "language": language,
        "words": dict(words),
        "municipality": head.municipality,
        "heading": tr_upper(head.municipality) if language == "tr" else head.municipality.upper(),
        "unit": head.unit,
        "programme": definition.name.in_language(language),
        "title": form.title.in_language(language),
        "description": form.description.in_language(language) if form.description and not own["filled"] else "",
        "version": words["version"].format(number=head.number),
        "printed": words["printed"].format(day=format_date(printed_on)),
        "notice": words["notice"],
        **own,
    }
    return typeset(_TEMPLATE, content, printed_on=printed_on)
