"""Figures: whether each can be read, counted by one statement, and broken down as it says."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, Final

from apps.programmes.definition.checking.rules import condition_finding
from apps.programmes.definition.findings import Finding, Path
from apps.programmes.definition.flow import IndicatorDefinition
from apps.programmes.definition.programme import Definition
from apps.programmes.registry import CountedFor, Subject, catalogue_for, countable_facts
from omuz.conditions import Catalogue, Column, FactType, NotCompilableError, Problems, compile_sql, parse

#: What the conditions and rows of a figure may ask about, by what it counts.
SUBJECTS: Final[Mapping[str, tuple[Subject, ...]]] = {
    "person": (Subject.PERSON,),
    "case": (Subject.PERSON, Subject.CASE),
}
#: Kinds of facts whose values are rows.
ROWS: Final = frozenset({FactType.CODE, FactType.CODES, FactType.BOOLEAN})
#: No programme and no day: only whether there is SQL is asked here.
_ANYWHERE: Final = CountedFor(uuid.UUID(int=0), dt.date(2000, 1, 1))


def findings(definition: Definition) -> Iterator[Finding]:
    """Yield what keeps a figure from being counted, each at its place."""
    for index, indicator in enumerate(definition.indicators):
        place = ("indicators", index)
        subjects = SUBJECTS[indicator.unit]
        catalogue = catalogue_for(definition, *subjects)
        columns = {
            name: _without_keys(one.column)
            for name, one in countable_facts(definition, _ANYWHERE, *subjects).items()
        }  # fmt: skip
        for name in ("filter", "denominator"):
            yield from _condition(getattr(indicator, name), catalogue, columns, (*place, name))
        yield from _dimension(indicator, catalogue, columns, place)


def _without_keys(column: Column) -> Column:
    # A token needs the keys of a municipality; whether something is compared by its token does not.
    return dataclasses.replace(column, stored=str) if column.stored is not None else column


def _condition(
    condition: dict[str, Any] | None, catalogue: Catalogue, columns: Mapping[str, Column], path: Path
) -> Iterator[Finding]:
    if condition is None:
        return
    parsed = parse(condition, catalogue)
    if isinstance(parsed, Problems):
        yield from (condition_finding(problem, path) for problem in parsed)
        return
    try:
        compile_sql(parsed, on=_ANYWHERE.today, columns=columns)
    except NotCompilableError as error:
        fact = catalogue.facts.get(error.name)
        yield Finding(path, "not_countable",
                      f"“{fact.label.tr if fact else error.name}” bir göstergede sayılamaz: değeri mühürlü saklanıyor "
                      "ya da başka bir bilgiyle karşılaştırılıyor.",
                      "Kodlu bir bilgi seçin.")  # fmt: skip


def _dimension(
    indicator: IndicatorDefinition, catalogue: Catalogue, columns: Mapping[str, Column], place: Path
) -> Iterator[Finding]:
    name = indicator.dimension
    if name is None:
        if indicator.bands:
            yield Finding((*place, "bands"), "bands_of_nothing", "Aralıkların hangi bilgiye ait olduğu seçilmemiş.",
                          "Kırılımı seçin ya da aralıkları silin.")  # fmt: skip
        return
    path = (*place, "dimension")
    fact = catalogue.facts.get(name)
    if fact is None:
        yield Finding(path, "unknown_dimension", f"“{name}” adında bir bilgi yok.",
                      "Kırılımı listeden seçin; form sorusu kaldırıldıysa kırılımı da kaldırın.")  # fmt: skip
        return
    if name not in columns:
        yield Finding(path, "not_countable", f"“{fact.label.tr}” bir göstergede sayılamaz: değeri mühürlü saklanıyor.",
                      "Kodlu bir bilgi seçin.")  # fmt: skip
    if fact.type is FactType.INTEGER:
        yield from _bands(indicator, place)
    elif fact.type not in ROWS:
        yield Finding(path, "no_rows", f"“{fact.label.tr}” satırlara bölünemez.",
                      "Seçenekleri olan bir bilgi ya da bir tam sayı seçin.")  # fmt: skip
    elif indicator.bands:
        yield Finding((*place, "bands"), "bands_of_codes", f"“{fact.label.tr}” bir sayı değil; aralığı olmaz.",
                      "Aralıkları silin.")  # fmt: skip


def _bands(indicator: IndicatorDefinition, place: Path) -> Iterator[Finding]:
    if not indicator.bands:
        yield Finding((*place, "bands"), "bands_missing", "Bir sayıya göre kırılım için aralıklar yazılmamış.",
                      "En az bir aralık ekleyin.")  # fmt: skip
    for index, band in enumerate(indicator.bands):
        if band.high is not None and band.high < band.low:
            yield Finding((*place, "bands", index), "reversed_range", "Aralığın sonu başından küçük.",
                          "Aralığın iki ucunu yer değiştirin.")  # fmt: skip
    for index, (earlier, later) in enumerate(pairwise(indicator.bands)):
        if earlier.high is None or later.low <= earlier.high:
            yield Finding((*place, "bands", index + 1), "bands_overlap",
                          f"“{later.label.tr}” bir öncekiyle kesişiyor ya da sırası yanlış.",
                          "Aralıkları küçükten büyüğe, kesişmeden yazın.")  # fmt: skip
