"""What can be wrong with a condition: a place, a stable code and a message in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from omuz.conditions import limits
from omuz.conditions.catalogue import Text

_UNPRINTABLE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


class Code(StrEnum):
    """Stable codes of problems."""

    BAD_JSON = "bad_json"
    DUPLICATE_KEY = "duplicate_key"
    NOT_AN_OBJECT = "not_an_object"
    NOT_A_RULE = "not_a_rule"
    UNKNOWN_KEY = "unknown_key"
    MUTED = "muted"
    BAD_NOT = "bad_not"
    BAD_COMBINATOR = "bad_combinator"
    BAD_RULES = "bad_rules"
    EMPTY_GROUP = "empty_group"
    TOO_DEEP = "too_deep"
    TOO_LARGE = "too_large"
    UNKNOWN_FIELD = "unknown_field"
    UNKNOWN_OPERATOR = "unknown_operator"
    OPERATOR_NOT_ALLOWED = "operator_not_allowed"
    WRONG_TYPE = "wrong_type"
    MISSING_VALUE = "missing_value"
    NEEDS_LIST = "needs_list"
    EMPTY_LIST = "empty_list"
    LIST_TOO_LONG = "list_too_long"
    NEEDS_TWO = "needs_two"
    REVERSED_RANGE = "reversed_range"
    TEXT_TOO_LONG = "text_too_long"
    BAD_TEXT = "bad_text"
    UNKNOWN_CHOICE = "unknown_choice"
    NUMBER_TOO_LARGE = "number_too_large"
    BAD_DATE = "bad_date"
    BAD_RELATIVE_DATE = "bad_relative_date"
    BAD_VALUE_SOURCE = "bad_value_source"
    BAD_MATCH = "bad_match"
    BAD_THRESHOLD = "bad_threshold"


_C = Code
MESSAGES: Final[dict[Code, Text]] = {
    _C.BAD_JSON: Text("Metin geçerli bir JSON değil.", "The text is not valid JSON."),
    _C.DUPLICATE_KEY: Text("“{name}” anahtarı iki kez yazılmış.", "The key “{name}” is written twice."),
    _C.NOT_AN_OBJECT: Text("Burada bir kural veya kural grubu olmalı.", "A rule or a group of rules must stand here."),
    _C.NOT_A_RULE: Text(
        "Bir kuralda “field”, bir grupta “rules” bulunmalı.", "A rule needs “field”, a group needs “rules”."
    ),
    _C.UNKNOWN_KEY: Text("“{name}” anahtarı burada kullanılamaz.", "The key “{name}” may not be used here."),
    _C.MUTED: Text(
        "Susturulmuş bir kural saklanamaz; kuralı silin veya yeniden açın.",
        "A muted rule cannot be stored; delete it or switch it on again.",
    ),
    _C.BAD_NOT: Text("“not” yalnızca doğru veya yanlış olabilir.", "“not” can only be true or false."),
    _C.BAD_COMBINATOR: Text("Bağlaç “and” veya “or” olmalı.", "The combinator must be “and” or “or”."),
    _C.BAD_RULES: Text("“rules” bir liste olmalı.", "“rules” must be a list."),
    _C.EMPTY_GROUP: Text("Grupta hiç kural yok.", "The group has no rules."),
    _C.TOO_DEEP: Text(
        "Gruplar çok iç içe; en çok {limit} düzey olabilir.", "Groups are nested too deeply; at most {limit} levels."
    ),
    _C.TOO_LARGE: Text("Koşul çok büyük; sınır {limit}.", "The condition is too large; the limit is {limit}."),
    _C.UNKNOWN_FIELD: Text("“{name}” adında bir bilgi yok.", "There is no fact called “{name}”."),
    _C.UNKNOWN_OPERATOR: Text("“{name}” adında bir işleç yok.", "There is no operator called “{name}”."),
    _C.OPERATOR_NOT_ALLOWED: Text(
        "“{label}” için “{name}” işleci kullanılamaz.", "The operator “{name}” cannot be used with “{label}”."
    ),
    _C.WRONG_TYPE: Text("“{label}” için değer {kind} olmalı.", "The value for “{label}” must be {kind}."),
    _C.MISSING_VALUE: Text("Değer girilmemiş.", "The value is missing."),
    _C.NEEDS_LIST: Text("Burada bir değer listesi olmalı.", "A list of values must stand here."),
    _C.EMPTY_LIST: Text("Listede hiç değer yok.", "The list has no values."),
    _C.LIST_TOO_LONG: Text(
        "Liste çok uzun; en çok {limit} değer olabilir.", "The list is too long; at most {limit} values."
    ),
    _C.NEEDS_TWO: Text("Aralık için tam iki değer girilmeli.", "A range needs exactly two values."),
    _C.REVERSED_RANGE: Text(
        "Aralığın başı sonundan büyük; bu koşul hiçbir zaman sağlanmaz.",
        "The range starts after its end; nothing could ever meet it.",
    ),
    _C.TEXT_TOO_LONG: Text(
        "Metin çok uzun; en çok {limit} karakter olabilir.", "The text is too long; at most {limit} characters."
    ),
    _C.BAD_TEXT: Text("Metinde kullanılamayan karakterler var.", "The text contains characters that cannot be used."),
    _C.UNKNOWN_CHOICE: Text(
        "“{name}”, “{label}” seçenekleri arasında yok.", "“{name}” is not among the choices of “{label}”."
    ),
    _C.NUMBER_TOO_LARGE: Text("Sayı çok büyük veya çok uzun.", "The number is too large or too long."),
    _C.BAD_DATE: Text(
        "Tarih “YYYY-AA-GG” biçiminde, var olan bir gün olmalı.", "The date must be an existing day, as “YYYY-MM-DD”."
    ),
    _C.BAD_RELATIVE_DATE: Text(
        "Göreli tarih bir birim (gün, hafta, ay, yıl) ile en çok {limit} yıla varan bir tam sayıdan oluşur.",
        "A relative date is a unit (day, week, month, year) and a whole number reaching at most {limit} years.",
    ),
    _C.BAD_VALUE_SOURCE: Text(
        "Bu kuralda değer başka bir bilgiden alınamaz.", "The value of this rule cannot come from another fact."
    ),
    _C.BAD_MATCH: Text(
        "“match” yalnızca kayıt listelerinde kullanılır ve bilinen bir kip ister.",
        "“match” is for lists of records only and needs a known mode.",
    ),
    _C.BAD_THRESHOLD: Text(
        "Kayıt sayısı 0 ile {limit} arasında bir tam sayı olmalı.",
        "The number of records must be a whole number from 0 to {limit}.",
    ),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: `place` is a JSON pointer into the source (empty for the whole)."""

    place: str
    code: Code
    message: Text


@dataclass(frozen=True, slots=True)
class Problems:
    """What `parse` returns instead of a condition; never empty."""

    items: tuple[Problem, ...]

    def __iter__(self) -> Iterator[Problem]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


class InvalidConditionError(ValueError):
    """Raised by `parse_or_raise`; holds the problems."""

    def __init__(self, problems: Problems) -> None:
        super().__init__("; ".join(f"{problem.place or '/'}: {problem.message.en}" for problem in problems))
        self.problems = problems


def printable(name: str) -> str:
    """Return a stranger's name fit for a message: short, without control characters and lone surrogates."""
    cut = _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", name[:61])
    return cut if len(name) <= 60 else cut[:60] + "…"


def pointer(place: str, *steps: str | int) -> str:
    """Return the JSON pointer `place` extended by steps (RFC 6901 escapes)."""
    escaped = (printable(str(step)).replace("~", "~0").replace("/", "~1") for step in steps)
    return "/".join((place, *escaped))


class Report:
    """Collects problems, at most MAX_PROBLEMS of them."""

    def __init__(self) -> None:
        self.items: list[Problem] = []

    @property
    def full(self) -> bool:
        """Whether no further problem is kept."""
        return len(self.items) >= limits.MAX_PROBLEMS

    def add(
        self,
        place: str,
        code: Code,
        *,
        name: str = "",
        label: Text | None = None,
        kind: Text | None = None,
        limit: int | None = None,
    ) -> None:
        """Keep one problem; `name` may come from a stranger."""
        if self.full:
            return
        label, kind, wording = label or Text("", ""), kind or Text("", ""), MESSAGES[code]
        shown = printable(name)
        message = Text(
            wording.tr.format(name=shown, label=label.tr, kind=kind.tr, limit=limit),
            wording.en.format(name=shown, label=label.en, kind=kind.en, limit=limit),
        )
        self.items.append(Problem(place, code, message))
