"""Facts of a made-up person, from JSON to the types of the catalogue: whatever is sent, nothing costly, no surprise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from omuz.conditions import Catalogue, Fact, FactType
from omuz.conditions.nodes import Value
from omuz.conditions.problems import Code, Problem, Report, printable
from omuz.conditions.values import ValueReader
from omuz.kernel.errors import FieldProblem, Invalid

#: Entries of a repeated group, as many as a form takes; and codes of one list.
MAX_RECORDS: Final = 50
MAX_CODES: Final = 100
_CHOICE = "Değer, bu bilginin seçenekleri arasında yok."
_REMEDIES: Final = {Code.UNKNOWN_FIELD: "Bilgiyi silin ya da listeden seçin.", Code.UNKNOWN_CHOICE: "Listeden seçin."}


def read_facts(raw: object, catalogue: Catalogue, *, field: str = "facts") -> dict[str, Any]:
    """Return the facts typed as the catalogue says; null and empty text say that a fact is missing.

    Raises:
        Invalid: an unknown fact or a value of another type, each with its place ("facts.age").
    """
    reader = _Reader(catalogue)
    facts = reader.record(raw, catalogue.facts, field)
    if reader.report.items:
        raise Invalid([_worded(problem) for problem in reader.report.items])
    return facts


class _Reader:
    """Reads values with the reader that reads those of conditions, so that both mean the same."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.report = Report()
        self._values = ValueReader(catalogue.folding, self.report)

    def record(self, raw: object, known: Mapping[str, Fact], place: str) -> dict[str, Any]:
        if not isinstance(raw, dict):
            self.report.add(place, Code.NOT_AN_OBJECT)
            return {}
        facts: dict[str, Any] = {}
        for name, value in raw.items():
            if self.report.full:
                break
            fact = known.get(name)
            here = f"{place}.{printable(name)}"
            if fact is None:
                self.report.add(here, Code.UNKNOWN_FIELD, name=name)
            elif value is not None and value != "":
                facts[name] = self._value(value, fact, here)
        return facts

    def _value(self, raw: object, fact: Fact, place: str) -> Any:
        if fact.type not in {FactType.CODES, FactType.RECORDS}:
            return self._single(raw, fact, place)
        limit = MAX_CODES if fact.type is FactType.CODES else MAX_RECORDS
        if not isinstance(raw, list):
            self.report.add(place, Code.NEEDS_LIST)
            return None
        if len(raw) > limit:
            self.report.add(place, Code.LIST_TOO_LONG, limit=limit)
            return None
        if fact.type is FactType.RECORDS:
            return [self.record(item, fact.fields_by_name, f"{place}.{i}") for i, item in enumerate(raw)]
        return frozenset(self._single(item, fact, f"{place}.{i}") for i, item in enumerate(raw))

    def _single(self, raw: object, fact: Fact, place: str) -> Any:
        if fact.type is FactType.DATE and isinstance(raw, dict):
            # A day relative to the decision's is for conditions; a person's birthday is a day.
            self.report.add(place, Code.BAD_DATE)
            return None
        operand = self._values.one(raw, fact, place)
        return operand.written if isinstance(operand, Value) else None


def _worded(problem: Problem) -> FieldProblem:
    # The value itself stays out: a made-up person may have been copied from a real one.
    message = _CHOICE if problem.code is Code.UNKNOWN_CHOICE else problem.message.tr
    return FieldProblem(problem.place, problem.code.value, message, _REMEDIES.get(problem.code, "Değeri düzeltin."))
