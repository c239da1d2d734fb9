"""The conditions of a form, read once: under which earlier answers a section, a question or a group is shown."""

from __future__ import annotations

import dataclasses
import weakref
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from apps.programmes.definition.findings import Finding, Path, Weight
from apps.programmes.definition.forms import Form, FormGroup
from apps.programmes.definition.programme import Definition
from apps.programmes.forms import limits
from apps.programmes.forms.facts import form_catalogue, group_catalogue
from omuz.conditions import Catalogue, Condition, Problem, Problems, parse
from omuz.conditions import Code as ProblemCode
from omuz.conditions.nodes import Comparison, FactReference, Group, Node, Quantifier, RelativeDay, Value

#: What makes a condition costly is refused at once; the rest may be mended while the draft waits.
_COSTLY: Final = frozenset(
    {ProblemCode.TOO_DEEP, ProblemCode.TOO_LARGE, ProblemCode.LIST_TOO_LONG, ProblemCode.TEXT_TOO_LONG}
)


@dataclasses.dataclass(frozen=True, slots=True, weakref_slot=True)
class Conditions:
    """Conditions by the key of what they show; those that could not be read stand among `faults` and show always."""

    sections: Mapping[str, Condition]
    items: Mapping[str, Condition]
    #: Of the questions inside groups, by the keys of group and question.
    inner: Mapping[tuple[str, str], Condition]
    faults: tuple[Finding, ...]


_read: Final[dict[int, tuple[weakref.ref[Form], Conditions]]] = {}


def conditions_of(form: Form) -> Conditions:
    """Return the conditions of a form, read once as long as the form is in use."""
    known = _read.get(id(form))
    if known is not None and known[0]() is form:
        return known[1]
    key = id(form)
    conditions = read_conditions(form, None)
    _read[key] = (weakref.ref(form, lambda _: _read.pop(key, None)), conditions)
    return conditions


def read_conditions(form: Form, definition: Definition | None) -> Conditions:
    """Return the conditions of a form and what is wrong with them; codes are checked where a definition is given."""
    reader = _Reader(form_catalogue(form, definition))
    sections: dict[str, Condition] = {}
    items: dict[str, Condition] = {}
    inner: dict[tuple[str, str], Condition] = {}
    for index, section in enumerate(form.sections):
        reader.read(section.shown_when, ("sections", index, "shown_when"), sections, section.key)
        for place, item in enumerate(section.items):
            path: Path = ("sections", index, "items", place)
            reader.read(item.shown_when, (*path, "shown_when"), items, item.key)
            if isinstance(item, FormGroup):
                own = _Reader(group_catalogue(item, definition))
                for number, field in enumerate(item.fields):
                    own.read(field.shown_when, (*path, "fields", number, "shown_when"), inner, (item.key, field.key))
                    own.earlier.add(field.key)
                reader.faults.extend(own.faults)
            reader.earlier.add(item.key)
    return Conditions(sections, items, inner, tuple(reader.faults))


class _Reader:
    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.earlier: set[str] = set()
        self.faults: list[Finding] = []

    def read(self, source: Mapping[str, Any] | None, path: Path, into: dict[Any, Condition], key: Any) -> None:
        """Read one condition into the mapping, or note why it cannot be used."""
        if source is None:
            return
        parsed = parse(source, self.catalogue)
        if isinstance(parsed, Problems):
            self.faults.extend(_fault(problem, path) for problem in parsed)
            return
        found = [*self._later(parsed.root, path), *_refused(parsed.root, path)]
        self.faults.extend(found)
        if not found:
            into[key] = parsed

    def _later(self, node: Node, path: Path) -> Iterator[Finding]:
        for rule in _rules(node):
            if rule.fact.name not in self.earlier:
                yield Finding(
                    (*path, *_steps(rule.place), "field"),
                    "condition_later",
                    f"Koşul, kendisinden önce sorulmayan bir soruya bakıyor: “{rule.fact.label.tr}”.",
                    "Sorunun yerini değiştirin ya da koşulda daha önceki bir soruyu kullanın.",
                    Weight.BLOCKER,
                )


def _rules(node: Node) -> Iterator[Comparison | Quantifier]:
    if not isinstance(node, Group):
        yield node
        return
    for member in node.members:
        yield from _rules(member)


def _refused(node: Node, path: Path) -> Iterator[Finding]:
    """Name what a browser could not answer in the same way as the server."""
    for rule in _rules(node):
        if isinstance(rule, Quantifier):
            yield from _refused(rule.inner, path)
            continue
        place = (*path, *_steps(rule.place), "value")
        for operand in rule.operands:
            if isinstance(operand, RelativeDay):
                yield Finding(
                    place,
                    "condition_relative_day",
                    "Form koşullarında bugüne göre değişen tarih kullanılamaz: doldurulan form ertesi gün değişirdi.",
                    "Belirli bir gün yazın ya da bu ayrımı bir kuralla yapın.",
                    Weight.BLOCKER,
                )
            elif isinstance(operand, FactReference):
                yield Finding(
                    place,
                    "condition_reference",
                    "Form koşullarında iki yanıt birbiriyle karşılaştırılamaz.",
                    "Değeri yazın ya da bu ayrımı bir kuralla yapın.",
                    Weight.BLOCKER,
                )
            elif not _same_everywhere(operand):
                yield Finding(
                    place,
                    "condition_number",
                    "Sayı, tarayıcının kayıpsız tutabileceğinden büyük ya da uzun.",
                    "Daha kısa bir sayı yazın.",
                    Weight.BLOCKER,
                )


def _same_everywhere(operand: Value) -> bool:
    number = operand.compared
    if isinstance(number, bool) or not isinstance(number, int | Decimal):
        return True
    return max(number, -number) <= limits.MAX_NUMBER and Decimal(repr(float(number))) == number


def _fault(problem: Problem, path: Path) -> Finding:
    weight = Weight.ERROR if problem.code in _COSTLY else Weight.BLOCKER
    return Finding(
        (*path, *_steps(problem.place)), f"condition_{problem.code}", problem.message.tr, "Koşulu düzeltin.", weight
    )


def _steps(place: str) -> Path:
    """Return a JSON pointer as steps of a path."""
    parts = place.split("/")[1:]
    return tuple(int(part) if part.isdecimal() else part.replace("~1", "/").replace("~0", "~") for part in parts)
