"""Reading the values of rules: from JSON's types to the types of facts."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Final

from omuz.conditions import limits
from omuz.conditions.catalogue import Fact, FactType, Folding, Text
from omuz.conditions.nodes import Operand, RelativeDay, Value
from omuz.conditions.operators import RelativeUnit
from omuz.conditions.problems import Code, Report

_INTEGER: Final = re.compile(r"-?[0-9]{1,40}", re.ASCII)
_DECIMAL: Final = re.compile(r"-?[0-9]{1,60}(\.[0-9]{1,60})?", re.ASCII)
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_UNSTORABLE: Final = re.compile("[\x00\ud800-\udfff]")
_COMMA: Final = re.compile(r"(?<!\\),")
_UNITS_PER_YEAR: Final = {
    RelativeUnit.DAY: 366,
    RelativeUnit.WEEK: 53,
    RelativeUnit.MONTH: 12,
    RelativeUnit.YEAR: 1,
}

KINDS: Final[dict[FactType, Text]] = {
    FactType.TEXT: Text("metin", "a text"),
    FactType.CODE: Text("bir kod", "a code"),
    FactType.CODES: Text("bir kod", "a code"),
    FactType.NUMBER: Text("sayı", "a number"),
    FactType.INTEGER: Text("tam sayı", "a whole number"),
    FactType.BOOLEAN: Text("doğru veya yanlış", "true or false"),
    FactType.DATE: Text("tarih", "a date"),
    FactType.RECORDS: Text("kayıt listesi", "a list of records"),
}


class ValueReader:
    """Reads values for facts; what is wrong goes into the report and comes back as None."""

    def __init__(self, folding: Folding, report: Report) -> None:
        self._folding = folding
        self._report = report
        self._readers: dict[FactType, Callable[[object, Fact, str], Operand | None]] = {
            FactType.TEXT: self._text,
            FactType.CODE: self._code,
            FactType.CODES: self._code,
            FactType.NUMBER: self._number,
            FactType.INTEGER: self._integer,
            FactType.BOOLEAN: self._boolean,
            FactType.DATE: self._date,
        }

    def one(self, raw: object, fact: Fact, place: str) -> Operand | None:
        """Return the typed operand, or None after reporting why not."""
        if raw is None or raw == "":
            self._report.add(place, Code.MISSING_VALUE)
            return None
        return self._readers[fact.type](raw, fact, place)

    def several(self, raw: object, fact: Fact, place: str) -> tuple[Operand, ...] | None:
        """Return the operands of a list; also reads the builder's comma-separated text (`\\,` is a comma)."""
        items = self._split(raw, place)
        if items is None:
            return None
        if not items:
            self._report.add(place, Code.EMPTY_LIST)
            return None
        if len(items) > limits.MAX_LIST_LENGTH:
            self._report.add(place, Code.LIST_TOO_LONG, limit=limits.MAX_LIST_LENGTH)
            return None
        as_text = isinstance(raw, str)
        read = [self.one(item, fact, place if as_text else f"{place}/{i}") for i, item in enumerate(items)]
        return tuple(operand for operand in read if operand is not None) if None not in read else None

    def _split(self, raw: object, place: str) -> list[object] | None:
        if isinstance(raw, list):
            return raw
        if not isinstance(raw, str):
            self._report.add(place, Code.NEEDS_LIST if raw is not None else Code.MISSING_VALUE)
            return None
        if raw.count(",") >= 2 * limits.MAX_LIST_LENGTH:
            self._report.add(place, Code.LIST_TOO_LONG, limit=limits.MAX_LIST_LENGTH)
            return None
        parts = [part.strip().replace("\\,", ",") for part in _COMMA.split(raw)]
        return list(parts) if parts != [""] else []

    def _wrong(self, fact: Fact, place: str) -> None:
        self._report.add(place, Code.WRONG_TYPE, label=fact.label, kind=KINDS[fact.type])

    def _plain_text(self, raw: object, fact: Fact, place: str) -> str | None:
        if not isinstance(raw, str):
            self._wrong(fact, place)
            return None
        if len(raw) > limits.MAX_TEXT_LENGTH:
            self._report.add(place, Code.TEXT_TOO_LONG, limit=limits.MAX_TEXT_LENGTH)
            return None
        if _UNSTORABLE.search(raw):
            self._report.add(place, Code.BAD_TEXT)
            return None
        return str(raw)

    def _text(self, raw: object, fact: Fact, place: str) -> Operand | None:
        text = self._plain_text(raw, fact, place)
        if text is None:
            return None
        folded = self._folding.python(text)
        # A text that folds to nothing would be contained in everything.
        if not folded or _UNSTORABLE.search(folded):
            self._report.add(place, Code.BAD_TEXT)
            return None
        if len(folded) > limits.MAX_TEXT_LENGTH:
            self._report.add(place, Code.TEXT_TOO_LONG, limit=limits.MAX_TEXT_LENGTH)
            return None
        return Value(compared=folded, written=text)

    def _code(self, raw: object, fact: Fact, place: str) -> Operand | None:
        text = self._plain_text(raw, fact, place)
        if text is None:
            return None
        if fact.choices and text not in fact.labels_by_code:
            self._report.add(place, Code.UNKNOWN_CHOICE, name=text, label=fact.label)
            return None
        return Value(compared=text, written=text)

    def _boolean(self, raw: object, fact: Fact, place: str) -> Operand | None:
        if not isinstance(raw, bool):
            self._wrong(fact, place)
            return None
        return Value(compared=raw, written=raw)

    def _integer(self, raw: object, fact: Fact, place: str) -> Operand | None:
        if isinstance(raw, float) and math.isfinite(raw) and raw.is_integer():
            raw = int(raw)
        if isinstance(raw, str) and _INTEGER.fullmatch(raw):
            raw = int(raw)
        if not isinstance(raw, int) or isinstance(raw, bool):
            self._wrong(fact, place)
            return None
        if abs(raw) > limits.MAX_INTEGER:
            self._report.add(place, Code.NUMBER_TOO_LARGE)
            return None
        return Value(compared=raw, written=raw)

    def _number(self, raw: object, fact: Fact, place: str) -> Operand | None:
        number = _decimal(raw)
        if number is None:
            self._wrong(fact, place)
            return None
        exponent = number.as_tuple().exponent
        if number.adjusted() >= limits.MAX_DIGITS or not isinstance(exponent, int) or -exponent > limits.MAX_DIGITS:
            self._report.add(place, Code.NUMBER_TOO_LARGE)
            return None
        # A whole number compares several times faster as an int, and equals the Decimal.
        plain = int(number) if number == number.to_integral_value() else number
        return Value(compared=plain, written=plain)

    def _date(self, raw: object, fact: Fact, place: str) -> Operand | None:
        if isinstance(raw, dict):
            return self._relative(raw, place)
        if not isinstance(raw, str):
            self._wrong(fact, place)
            return None
        try:
            day = date.fromisoformat(raw) if _DATE.fullmatch(raw) else None
        except ValueError:
            day = None
        if day is None:
            self._report.add(place, Code.BAD_DATE)
            return None
        return Value(compared=day, written=day)

    def _relative(self, raw: dict[object, object], place: str) -> Operand | None:
        inner = raw.get("relative")
        if raw.keys() == {"relative"} and isinstance(inner, dict) and inner.keys() == {"unit", "amount"}:
            unit, amount = inner["unit"], inner["amount"]
            if isinstance(unit, str) and unit in _UNITS_PER_YEAR and type(amount) is int:
                known = RelativeUnit(unit)
                if abs(amount) <= limits.MAX_RELATIVE_YEARS * _UNITS_PER_YEAR[known]:
                    return RelativeDay(known, amount)
        self._report.add(place, Code.BAD_RELATIVE_DATE, limit=limits.MAX_RELATIVE_YEARS)
        return None


def _decimal(raw: object) -> Decimal | None:
    """Return a finite number, or None; a huge int or float is cut to one that is certainly too large."""
    if isinstance(raw, bool):
        return None
    if isinstance(raw, int):
        # str() of an int with thousands of digits raises; nothing beyond the limit needs its digits.
        return Decimal(raw) if abs(raw) < 10**limits.MAX_DIGITS else Decimal(10) ** limits.MAX_DIGITS
    if isinstance(raw, float):
        return Decimal(repr(raw)) if math.isfinite(raw) else None
    if isinstance(raw, str) and _DECIMAL.fullmatch(raw):
        return Decimal(raw)
    return None
