"""The figures that a programme's definition brings, as a report: what a version says becomes tables of the house.

A table that cannot be counted any more (a later release took a fact away) is left out and said so: the others stay.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from apps.indicators.definitions.model import Band, Cohort, Dimension, Indicator, ReportDefinition, Words
from apps.indicators.enums import NONE, OUTSIDE, TOTAL, UNKNOWN, EmptyRows, TotalMode, Unit
from apps.programmes.definition import Definition, base
from apps.programmes.definition.checking.indicators import SUBJECTS
from apps.programmes.definition.flow import IndicatorDefinition
from apps.programmes.forms import fed_catalogue, items_of
from apps.programmes.forms.choices import choice_list
from apps.programmes.registry import catalogue_for
from omuz.conditions import Catalogue, Fact, FactType, InvalidConditionError, parse_or_raise, render
from omuz.conditions.nodes import Comparison, Condition, FactReference, Node, Quantifier

__all__ = ["ProgrammeTable", "names_of", "programme_report", "programme_tables"]

_EVERYBODY: Final[Mapping[str, Any]] = {"combinator": "and", "rules": []}
_RESERVED: Final = frozenset({UNKNOWN, OUTSIDE, NONE, TOTAL})
_ALL: Final[Mapping[Unit, tuple[Words, Words]]] = {
    Unit.PERSON: (
        Words("Programın bütün kişileri", "All people of the programme"),
        Words("programın bütün kişileri", "all people of the programme"),
    ),
    Unit.CASE: (
        Words("Programın bütün dosyaları", "All cases of the programme"),
        Words("programın bütün dosyaları", "all cases of the programme"),
    ),
}
_YES_NO: Final = {"true": Words("Evet", "Yes"), "false": Words("Hayır", "No")}
_GONE: Final = Words("Yürürlükteki sürümde yer almayan", "Not in the version in force")
_BEYOND: Final = Words("Aralıkların dışında", "Outside of the ranges")


@dataclasses.dataclass(frozen=True, slots=True)
class ProgrammeTable:
    """One figure of a programme: the table, or None where it cannot be counted; what opens it and what it reads."""

    title: Words
    indicator: Indicator | None
    special: bool = False
    capabilities: frozenset[str] = frozenset()


def programme_report(key: str, name: str, number: int, tables: tuple[Indicator, ...] = ()) -> ReportDefinition:
    """Return the report of a programme's own figures under a version."""
    return ReportDefinition(
        key=key,
        title=Words(f"{name}: göstergeler", f"{name}: figures"),
        description=Words(
            f"Programın kendi göstergeleri; sürüm {number} böyle tanımlıyor.",
            f"The programme's own figures, as version {number} defines them.",
        ),
        tables=tables,
        programme=name,
    )


def programme_tables(definition: Definition) -> list[ProgrammeTable]:
    """Return the figures of a definition in its order."""
    return [_table(definition, indicator) for indicator in definition.indicators]


def names_of(node: Node) -> set[str]:
    """Return the names of the facts that a condition asks about."""
    if isinstance(node, Comparison):
        return {node.fact.name, *(one.fact.name for one in node.operands if isinstance(one, FactReference))}
    if isinstance(node, Quantifier):
        return {node.fact.name}
    return set().union(*(names_of(member) for member in node.members))


def _table(definition: Definition, written: IndicatorDefinition) -> ProgrammeTable:
    unit, title = Unit(written.unit), _words(written.title)
    catalogue = catalogue_for(definition, *SUBJECTS[written.unit])
    try:
        cohort = _cohort("counted", written.filter, unit, catalogue, title=title)
        whole = None
        if written.denominator is not None:
            whole = _cohort("whole", written.denominator, unit, catalogue)
        dimension = _dimension(written, definition, catalogue, title)
    except (InvalidConditionError, LookupError):
        return ProgrammeTable(title, None)
    names = {dimension.fact}.union(*(names_of(one.condition.root) for one in (cohort, whole) if one is not None))
    total = TotalMode(written.total) if written.dimension is not None else None
    notes = tuple(_words(note) for note in written.notes)
    indicator = Indicator(written.key, title, unit, cohort, whole, dimension, total, notes)
    special = any(catalogue[name].holds_special() for name in names if name)
    return ProgrammeTable(title, indicator, special, frozenset(_capabilities(definition, written, names)))


def _capabilities(definition: Definition, written: IndicatorDefinition, names: Collection[str]) -> Iterator[str]:
    if written.capability is not None:
        yield written.capability
    fed = {fact.name for fact in fed_catalogue(definition)} & set(names)
    for form in definition.forms:
        for item in items_of(form):
            if item.type == "field" and item.capability is not None and f"case.{item.feeds}" in fed:
                yield item.capability


def _cohort(
    key: str, condition: Mapping[str, Any] | None, unit: Unit, catalogue: Catalogue, *, title: Words | None = None
) -> Cohort:
    parsed = parse_or_raise(dict(condition or _EVERYBODY), catalogue)
    if not parsed.root.members:
        label, phrase = _ALL[unit]
        return Cohort(key, label, phrase, parsed)
    sentence = _sentence(parsed)
    return Cohort(key, title or sentence, sentence, parsed)


def _sentence(condition: Condition) -> Words:
    return Words(render(condition, "tr"), render(condition, "en"))


def _dimension(written: IndicatorDefinition, definition: Definition, catalogue: Catalogue, title: Words) -> Dimension:
    if written.dimension is None:
        return Dimension(fact="", labels={"all": title})
    fact = catalogue[written.dimension]
    if fact.type is FactType.INTEGER:
        bands = tuple(Band(_row_key(band.key), band.low, band.high, _words(band.label)) for band in written.bands)
        labels = {band.key: band.label for band in bands}
        return Dimension(fact.name, labels, bands=bands, outside=_BEYOND)
    if fact.type is FactType.BOOLEAN:
        return Dimension(fact.name, _YES_NO)
    choices = {_row_key(choice.code): choice for choice in fact.choices}
    return Dimension(
        fact=fact.name,
        labels={key: choice.label for key, choice in choices.items()},
        empty=EmptyRows.SHOW,
        outside=_GONE,
        lists=fact.type is FactType.CODES,
        rare=frozenset(choices) - {_row_key(code) for code in _usual(fact, definition)},
        codes={key: choice.code for key, choice in choices.items()},
    )


def _usual(fact: Fact, definition: Definition) -> Collection[str]:
    """Return the codes that have a row although nobody counts there: not the retired ones, nor groups not served."""
    if fact.name in {"target_groups", "primary_target_group"}:
        groups = definition.target_groups
        return {*(groups.chosen or groups.offered), *(one.key for one in groups.local)}
    for form in definition.forms:
        for item in items_of(form):
            if item.type == "field" and item.feeds is not None and f"case.{item.feeds}" == fact.name:
                listed = choice_list(item.choices, definition)
                return {choice.key for choice in listed.choices if not choice.retired} if listed else ()
    return {choice.code for choice in fact.choices}


def _row_key(code: str) -> str:
    # A code list may have an "unknown" of its own; keys of codes never begin with a line.
    return f"_{code}" if code in _RESERVED else code


def _words(words: base.Words) -> Words:
    return Words(words.tr, words.in_language("en"))
