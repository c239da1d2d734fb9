"""Filling the text of a letter: what stands in braces gets its value, once, and nothing in a value is read again."""

import re
from collections.abc import Collection, Mapping
from typing import Final

from omuz.kernel.errors import FieldProblem, Invalid

_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")
_BREAK: Final = re.compile(r"\n[ \t]*\n\s*")
#: What staff call the values that they are asked for; others are called as the programme's text calls them.
_SAID: Final = {
    "eksikler": "eksik belgeler", "alinanlar": "alınan belgeler", "son_gun": "son gün", "gerekce": "gerekçe",
    "sonuc": "sonuç", "madde": "dayanak madde", "basvuru_no": "başvuru numarası", "yururluk": "hüküm doğuracağı gün",
    "karar_no": "karar numarası", "karar_tarihi": "karar tarihi", "randevu": "randevu günü ve saati", "yer": "yer",
}  # fmt: skip
#: Stands in the signature's own place; a line that holds nothing else is left out of the text.
SIGNATORY: Final = "yetkili"
#: A paragraph with this mark is left out where a value is missing (in Omuz' own texts only).
_OPTIONAL: Final = "?"


def placeholders_of(text: str) -> tuple[str, ...]:
    """Return the names in braces, in order, each once."""
    return tuple(dict.fromkeys(_PLACEHOLDER.findall(text)))


def fill(text: str, values: Mapping[str, str], *, known: Collection[str], field: str) -> str:
    """Return the text with its values.

    Raises:
        Invalid: a name in braces that no letter knows, or one that has no value here; each is named.
    """
    kept = _paragraphs(text)
    problems = [*_unknown(kept, known, field), *_missing(kept, values, known, field)]
    if problems:
        raise Invalid(problems, code="letter_incomplete", message="Yazının metni tamamlanamıyor.")
    return "\n\n".join(_filled(paragraph, values) for paragraph in kept)


def fill_own(text: str, values: Mapping[str, str], *, known: Collection[str], field: str) -> str:
    """Return a text of Omuz' own with its values; optional paragraphs without theirs are left out. Raises as `fill`."""
    kept = [one for one in _BREAK.split(text.strip()) if not _lacks(one, values)]
    return fill("\n\n".join(one.removeprefix(_OPTIONAL) for one in kept), values, known=known, field=field)


def fill_leniently(text: str, values: Mapping[str, str]) -> str:
    """Return an own text without every paragraph that lacks a value: for the accessible copy beside a given text."""
    kept = [one for one in _BREAK.split(text.strip()) if _has_all(one, values)]
    return "\n\n".join(_filled(one.removeprefix(_OPTIONAL), values) for one in kept)


def _lacks(paragraph: str, values: Mapping[str, str]) -> bool:
    return paragraph.startswith(_OPTIONAL) and not _has_all(paragraph, values)


def _has_all(paragraph: str, values: Mapping[str, str]) -> bool:
    return all(values.get(name, "").strip() for name in placeholders_of(paragraph))


def _paragraphs(text: str) -> list[str]:
    parts = [one.strip() for one in _BREAK.split(text.replace("\r\n", "\n").strip())]
    return [one for one in parts if one and one != f"{{{SIGNATORY}}}"]


def _unknown(parts: list[str], known: Collection[str], field: str) -> list[FieldProblem]:
    return [
        FieldProblem(
            field, "unknown_placeholder", f"“{{{name}}}” adında bir yer tutucu yok.",
            "Programın yazı metnini düzeltin.",
        )
        for name in placeholders_of("\n".join(parts))
        if name not in known
    ]  # fmt: skip


def _missing(parts: list[str], values: Mapping[str, str], known: Collection[str], field: str) -> list[FieldProblem]:
    return [
        FieldProblem(
            f"values.{name}", "placeholder_without_value", f"Metinde geçen bilgi yok: {_SAID.get(name, name)}.",
            "Bilgiyi yazın ya da metinden bu bölümü çıkarın.",
        )
        for name in placeholders_of("\n".join(parts))
        if name in known and not values.get(name, "").strip()
    ]  # fmt: skip


def _filled(paragraph: str, values: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda found: values[found[1]].strip(), paragraph)
