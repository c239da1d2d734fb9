"""Prints as files: PDF/UA-1 for reading and hanging up, SVG and PNG for a page on the net."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, Literal

from apps.accounts.enums import Role
from apps.programmes.definition import Citation, Definition
from apps.programmes.definition.flow import PlaceOfApplication, Stage, Transition
from apps.programmes.printing.layout import lay_out
from apps.programmes.printing.words import duration, upper, words_of
from omuz.kernel.numbers import format_date
from omuz.kernel.typesetting import typeset

Language = Literal["tr", "en"]
Form = Literal["pdf", "svg", "png"]
MEDIA_TYPES: Final[Mapping[Form, str]] = {"pdf": "application/pdf", "svg": "image/svg+xml", "png": "image/png"}
_FOLDER: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a print: whose it is, of which version, and whether that version is in force."""

    municipality: str
    unit: str
    number: int
    state: Literal["draft", "review", "published", "retired"]
    effective_from: dt.date | None
    printed_on: dt.date
    language: Language = "tr"


def print_workflow(definition: Definition, frame: Frame, form: Form) -> bytes:
    """Return the workflow diagram (iş akış şeması); as PDF with its stages and steps in words behind it."""
    language = frame.language
    diagram = lay_out(
        definition.stages,
        definition.transitions,
        lines={stage.key: _small_print(stage, definition, language) for stage in definition.stages},
        language=language,
    )
    steps = [_step(number, one, definition, language) for number, one in enumerate(definition.transitions, 1)]
    alt = words_of(language)["alt"].format(n=len(definition.stages), m=len(steps))
    values = _frame(definition, frame, "workflow", form) | {
        "diagram": asdict(diagram),
        "has_guards": any(way.is_guarded for way in diagram.ways),
        "alt": alt,
        "stages": [_stage(stage, definition, language) for stage in definition.stages],
        "steps": steps,
        "basis": [_title(definition, one.key) for one in definition.legal_basis],
    }
    return typeset(_FOLDER / "workflow.typ", values, printed_on=frame.printed_on, format=form)


def print_standards(definition: Definition, frame: Frame, form: Form) -> bytes:
    """Return the table of service standards (hizmet standartları tablosu, Yönetmelik 2009/15169)."""
    language, note = frame.language, definition.standards_note
    words = words_of(language)
    values = _frame(definition, frame, "standards", form) | {
        "rows": [
            {
                "service": row.service.in_language(language),
                "documents": [one.in_language(language) for one in row.documents],
                "duration": row.duration.in_language(language),
            }
            for row in definition.standards
        ],
        "places": [
            {"heading": words["first"], "name": note.first, "facts": _place(note.first_place, words)},
            {"heading": words["second"], "name": note.second, "facts": _place(note.second_place, words)},
        ],
    }
    return typeset(_FOLDER / "standards.typ", values, printed_on=frame.printed_on, format=form)


def _frame(definition: Definition, frame: Frame, kind: str, form: Form) -> dict[str, Any]:
    words, language = words_of(frame.language), frame.language
    version = words["version"].format(n=frame.number)
    if frame.effective_from:
        version += " · " + words["effective"].format(day=format_date(frame.effective_from))
    is_draft = frame.state in {"draft", "review"}
    return {
        "words": words,
        "language": language,
        "is_image": form != "pdf",
        "is_draft": is_draft,
        "note": words["draft_note"] if is_draft else words["retired_note"] if frame.state == "retired" else "",
        "heading": upper(words[kind], language),
        "title": definition.name.in_language(language),
        "municipality": frame.municipality,
        "municipality_upper": upper(frame.municipality, language),
        "unit": frame.unit,
        "unit_upper": upper(frame.unit, language),
        "version_line": version,
    }


def _small_print(stage: Stage, definition: Definition, language: Language) -> list[str]:
    words = words_of(language)
    own = _stage(stage, definition, language)
    lines = [f"{words['who']}: {own['who']}"] if stage.responsible else []
    if stage.forms:
        lines.append(", ".join(own["forms"]))
    return lines + ([f"{words['duration']}: {own['duration']}"] if own["duration"] else [])


def _stage(stage: Stage, definition: Definition, language: Language) -> dict[str, Any]:
    words = words_of(language)
    deadlines = {one.key: one for one in definition.deadlines}
    forms = [definition.forms_by_key[use.form].title.in_language(language) for use in stage.forms
             if use.form in definition.forms_by_key]  # fmt: skip
    text = stage.description.in_language(language) if stage.description else ""
    return {
        "label": stage.label.in_language(language),
        "text": text or (words["end"] if stage.kind == "end" else ""),
        "who": _role(stage.responsible) if stage.responsible else words["none"],
        "forms": forms,
        "duration": duration(deadlines.get(stage.deadline or ""), language),
    }


def _step(number: int, transition: Transition, definition: Definition, language: Language) -> dict[str, Any]:
    words = words_of(language)

    def name(key: str) -> str:
        stage = definition.stages_by_key.get(key)
        return stage.label.in_language(language) if stage else key

    guards = [definition.rules_by_key[key] for key in transition.guards if key in definition.rules_by_key]
    return {
        "number": number,
        "label": transition.label.in_language(language),
        "sources": [name(key) for key in transition.sources],
        "target": name(transition.target),
        "conditions": [guard.label.in_language(language) for guard in guards],
        "by": ", ".join(map(_role, transition.roles)) or words["anyone"],
        "reason": transition.needs_reason,
        "basis": _cited(transition.basis, definition),
    }


def _role(key: str) -> str:
    return Role(key).label if key in Role.values else key


def _cited(citation: Citation | None, definition: Definition) -> str:
    if citation is None:
        return ""
    article = f"m. {citation.article}" if citation.article else ""
    # Articles of the programme's own text, which stands first, need no title; all titles stand at the end.
    is_own = bool(definition.legal_basis) and definition.legal_basis[0].key == citation.source
    return " ".join(filter(None, ["" if is_own and article else _title(definition, citation.source), article]))


def _title(definition: Definition, key: str) -> str:
    return next((one.title for one in definition.legal_basis if one.key == key), "")


def _place(place: PlaceOfApplication, words: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"label": words[name], "value": getattr(place, name)} for name in PlaceOfApplication.model_fields]


__all__ = ["MEDIA_TYPES", "Form", "Frame", "Language", "print_standards", "print_workflow"]
