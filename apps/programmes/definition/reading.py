"""From a document (JSON as it is stored, or as a pack's files give it) to a definition, and what is wrong with it."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from apps.programmes.definition.base import CODE_PATTERN, KEY_PATTERN
from apps.programmes.definition.findings import Finding, InvalidDefinitionError, Path
from apps.programmes.definition.programme import Definition

#: Names that pydantic adds to a place for the branch of a union that it took.
_TAGS: Final = frozenset({"field", "group", "int", "float"})
MAX_BYTES: Final = 2 * 1024 * 1024


def read(document: Mapping[str, Any]) -> Definition:
    """Return the definition of a document.

    Raises:
        InvalidDefinitionError: its shape is wrong; every mistake is named with its place.
    """
    text = json.dumps(document, ensure_ascii=False)
    if len(text) > MAX_BYTES:
        message = f"Tanım çok büyük; en çok {MAX_BYTES // 1024} KB olabilir."
        raise InvalidDefinitionError((Finding((), "too_large", message),))
    return _read(text)


@functools.lru_cache(maxsize=64)
def _read(text: str) -> Definition:
    try:
        return Definition.model_validate_json(text)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=True, include_input=False)
        findings = tuple(map(_finding, found))
        raise InvalidDefinitionError(tuple(one for one in findings if not _follows(one, findings))) from None


def _follows(finding: Finding, findings: tuple[Finding, ...]) -> bool:
    """Return whether a list is called too short only because entries of it are wrong."""
    length = len(finding.path)
    return finding.code == "too_short" and any(
        len(other.path) > length and other.path[:length] == finding.path for other in findings
    )


def _finding(error: ErrorDetails) -> Finding:
    kind, context = error["type"], error.get("ctx", {})
    message, remedy = _worded(kind, context)
    return Finding(_path(error["loc"]), kind, message, remedy)


def _path(loc: tuple[str | int, ...]) -> Path:
    # A tag stands between a list's index and the name of a field; a field itself may be called like one.
    return tuple(
        step
        for index, step in enumerate(loc)
        if not (step in _TAGS and index and (isinstance(loc[index - 1], int) or step in {"int", "float"}))
    )


def _worded(kind: str, context: Mapping[str, Any]) -> tuple[str, str]:
    if kind == "string_pattern_mismatch":
        return _PATTERNS.get(str(context.get("pattern")), ("Yazım biçimi uygun değil.", "Yazılışı düzeltin."))
    message, remedy = _MESSAGES.get(kind, ("Değer bu alana uygun değil.", "Değeri düzeltin."))
    known = _Known({key: str(value).replace(" or ", " ya da ") for key, value in context.items()})
    return message.format_map(known), remedy.format_map(known)


class _Known(dict[str, Any]):
    """Values for a message; what pydantic does not tell is left out of the sentence."""

    def __missing__(self, key: str) -> str:
        return ""


_PATTERNS: Final = {
    KEY_PATTERN: (
        "Anahtar küçük harfle başlar; İngilizce küçük harf, rakam ve alt çizgiden oluşur.",
        "Örnek: “basvuru_formu”.",
    ),
    CODE_PATTERN: (
        "Kod küçük harfle başlar; İngilizce küçük harf, rakam ve tireden oluşur.",
        "Örnek: “destekli-istihdam”.",
    ),
}
_MESSAGES: Final = {
    "missing": ("Bu alan boş bırakılamaz.", "Alanı doldurun."),
    "extra_forbidden": ("Böyle bir alan yok.", "Adını düzeltin ya da silin."),
    "string_type": ("Değer bir metin olmalı.", "Tırnak içinde yazın."),
    "string_too_short": ("Bu alan boş bırakılamaz.", "Alanı doldurun."),
    "string_too_long": ("Metin en çok {max_length} karakter olabilir.", "Kısaltın."),
    "int_type": ("Değer bir tam sayı olmalı.", "Tam sayı yazın."),
    "int_from_float": ("Değer bir tam sayı olmalı.", "Tam sayı yazın."),
    "float_type": ("Değer bir sayı olmalı.", "Sayı yazın."),
    "bool_type": ("Değer doğru ya da yanlış (true, false) olmalı.", "true ya da false yazın."),
    "date_type": ("Değer bir tarih olmalı.", "YYYY-AA-GG biçiminde yazın."),
    "date_from_datetime_parsing": ("Değer var olan bir gün olmalı.", "YYYY-AA-GG biçiminde yazın."),
    "date_parsing": ("Değer var olan bir gün olmalı.", "YYYY-AA-GG biçiminde yazın."),
    "greater_than_equal": ("Değer en az {ge} olmalı.", "Büyütün."),
    "less_than_equal": ("Değer en çok {le} olabilir.", "Küçültün."),
    "literal_error": ("Değer şunlardan biri olmalı: {expected}.", "Listeden birini yazın."),
    "enum": ("Değer şunlardan biri olmalı: {expected}.", "Listeden birini yazın."),
    "model_type": ("Burada adlı alanlar olmalı.", "“alan: değer” satırları yazın."),
    "model_attributes_type": ("Burada adlı alanlar olmalı.", "“alan: değer” satırları yazın."),
    "dict_type": ("Burada adlı alanlar olmalı.", "“alan: değer” satırları yazın."),
    "tuple_type": ("Burada bir liste olmalı.", "Her girdiyi “-” ile başlayan bir satıra yazın."),
    "too_short": ("Listede en az {min_length} girdi olmalı.", "Girdi ekleyin."),
    "too_long": ("Listede en çok {max_length} girdi olabilir.", "Girdi çıkarın."),
}
