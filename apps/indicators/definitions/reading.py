"""From YAML to definitions. Whatever is wrong in a file stops the start, with the file and the place."""

import re
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import yaml

from apps.indicators.definitions.model import Band, Cohort, Dimension, Indicator, ReportDefinition, Words
from apps.indicators.enums import OUTSIDE, TOTAL, UNKNOWN, EmptyRows, TotalMode, Unit
from apps.indicators.facts import catalogue_of
from apps.programmes.catalogue import CODE_LISTS
from omuz.conditions import FactType, InvalidConditionError, parse_or_raise

_KEY: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
_RESERVED: Final = frozenset({OUTSIDE, UNKNOWN, TOTAL})


class DefinitionError(ValueError):
    """A definition that cannot be used; says in which file and where."""


class _Place:
    """A mapping of the file together with where it stands, for messages."""

    def __init__(self, file: str, path: str, value: object) -> None:
        self.file, self.path = file, path
        if not isinstance(value, Mapping):
            raise self.error("", "expected a mapping")
        self.value: Mapping[str, Any] = value

    def error(self, key: str, problem: str) -> DefinitionError:
        return DefinitionError(f"{self.file}: {self.path}{key}: {problem}")

    def only(self, *, needed: str, allowed: str = "") -> None:
        """Refuse unknown and missing keys: a misspelt one must not be ignored."""
        missing = set(needed.split()) - set(self.value)
        unknown = set(self.value) - set(needed.split()) - set(allowed.split())
        if missing or unknown:
            raise self.error("", f"missing: {sorted(missing)}, unknown: {sorted(unknown)}")

    def inner(self, key: str) -> "_Place":
        return _Place(self.file, f"{self.path}{key}/", self.value.get(key))

    def items(self, key: str) -> list["_Place"]:
        entries = self.value.get(key, [])
        if not isinstance(entries, list):
            raise self.error(key, "expected a list")
        return [_Place(self.file, f"{self.path}{key}/{i}/", entry) for i, entry in enumerate(entries)]

    def text(self, key: str) -> str:
        value = self.value.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.error(key, "expected a text")
        return value.strip()

    def one_of(self, key: str, choices: Mapping[str, Any]) -> Any:
        value = self.text(key)
        if value not in choices:
            raise self.error(key, f"{value!r} is none of {sorted(choices)}")
        return choices[value]

    def words(self, key: str) -> Words:
        place = self.inner(key)
        place.only(needed="tr en")
        return Words(place.text("tr"), place.text("en"))

    def whole(self, key: str) -> int:
        value = self.value.get(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.error(key, "expected a whole number")
        return value


def load_report(folder: Path) -> ReportDefinition:
    """Return the report of a folder: `report.yaml` and one file for each table that it names.

    Raises:
        DefinitionError: a file is missing or malformed, a name or type is unknown, a condition does not parse.
    """
    place = _open(folder, "report")
    place.only(needed="key title description cohorts tables")
    tables = place.value["tables"]
    if not isinstance(tables, list) or not tables or not all(_KEY.fullmatch(str(name)) for name in tables):
        raise place.error("tables", "expected a list of names")
    return ReportDefinition(
        key=place.text("key"),
        title=place.words("title"),
        description=place.words("description"),
        tables=tuple(_indicator(_open(folder, name), place.inner("cohorts")) for name in tables),
    )


def _open(folder: Path, name: str) -> _Place:
    file = folder / f"{name}.yaml"
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise DefinitionError(f"{folder.name}/{file.name}: {error}") from error
    return _Place(f"{folder.name}/{file.name}", "/", content)


def _indicator(place: _Place, cohorts: _Place) -> Indicator:
    place.only(needed="key title unit cohort dimension", allowed="denominator total notes")
    unit: Unit = place.one_of("unit", {unit.value: unit for unit in Unit})
    notes = [Words(note.text("tr"), note.text("en")) for note in place.items("notes")]
    total = place.one_of("total", {mode.value: mode for mode in TotalMode}) if "total" in place.value else None
    return Indicator(
        key=place.text("key"),
        title=place.words("title"),
        unit=unit,
        cohort=_cohort(place, "cohort", unit, cohorts),
        denominator=_cohort(place, "denominator", unit, cohorts) if "denominator" in place.value else None,
        dimension=_dimension(place.inner("dimension"), unit),
        total=total,
        notes=tuple(notes),
    )


def _cohort(place: _Place, role: str, unit: Unit, cohorts: _Place) -> Cohort:
    name = place.text(role)
    if name not in cohorts.value:
        raise place.error(role, f"there is no cohort {name!r}")
    entry = cohorts.inner(name)
    entry.only(needed="label phrase where")
    try:
        condition = parse_or_raise(entry.value["where"], catalogue_of(unit))
    except KeyError:
        raise place.error("unit", f"nothing of the unit {unit} is stored yet") from None
    except InvalidConditionError as error:
        raise entry.error("where", f"for {unit}: {error}") from error
    return Cohort(name, entry.words("label"), entry.words("phrase"), condition)


def _dimension(place: _Place, unit: Unit) -> Dimension:
    if "single" in place.value:
        place.only(needed="single")
        row = place.inner("single")
        return Dimension(fact="", labels={_key(row): row.words("label")})
    place.only(needed="fact", allowed="codes bands empty outside")
    fact = catalogue_of(unit).facts.get(place.text("fact"))
    if fact is None:
        raise place.error("fact", f"{unit} has no fact {place.text('fact')!r}")
    empty = (
        EmptyRows(place.one_of("empty", {e.value: e for e in EmptyRows})) if "empty" in place.value else EmptyRows.SHOW
    )
    if "codes" in place.value:
        entries = place.one_of("codes", CODE_LISTS).codes
        if fact.type is not FactType.CODE:
            raise place.error("fact", "rows by code need a fact that is one code")
        return Dimension(fact.name, {code.key: Words(code.tr, code.en) for code in entries}, empty=empty)
    if fact.type is not FactType.INTEGER:
        raise place.error("fact", "bands need a fact that is a whole number")
    bands = tuple(_band(entry) for entry in place.items("bands"))
    _check_bands(place, bands)
    labels = {band.key: band.label for band in bands}
    return Dimension(fact.name, labels, bands=bands, empty=empty, outside=place.words("outside"))


def _band(place: _Place) -> Band:
    place.only(needed="key from label", allowed="to")
    high = place.whole("to") if "to" in place.value else None
    return Band(_key(place), place.whole("from"), high, place.words("label"))


def _check_bands(place: _Place, bands: tuple[Band, ...]) -> None:
    if not bands:
        raise place.error("", "expected codes, bands or single")
    for earlier, later in pairwise(bands):
        if earlier.high is None or later.low <= earlier.high:
            raise place.error("bands", f"{earlier.key} and {later.key} overlap or are out of order")


def _key(place: _Place) -> str:
    key = place.text("key")
    if key in _RESERVED:
        raise place.error("key", f"{key!r} is reserved")
    return key
