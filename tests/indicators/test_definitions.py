"""Definitions are checked when the process starts; a faulty file says where."""

import shutil
from pathlib import Path

import pytest
import yaml

from apps.indicators import definitions
from apps.indicators.definitions import DefinitionError, load_report, report_definition
from apps.indicators.enums import Unit
from apps.indicators.facts import POPULATIONS, catalogue_of
from apps.programmes.catalogue import EMPLOYED_CODES

SHIPPED = Path(definitions.__file__).parent / "mdis"


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(SHIPPED, tmp_path / "mdis")


def change(folder, name, **changes):
    file = folder / f"{name}.yaml"
    content = yaml.safe_load(file.read_text(encoding="utf-8")) | changes
    file.write_text(yaml.safe_dump({k: v for k, v in content.items() if v is not None}), encoding="utf-8")


def test_the_shipped_report_loads():
    assert load_report(SHIPPED) == report_definition("mdis")


@pytest.mark.parametrize(
    ("name", "changes", "said"),
    [
        ("gender", {"unit": "persons"}, "persons"),
        ("gender", {"unit": "event"}, "nothing of the unit event is stored yet"),
        ("gender", {"denominators": "registered"}, "denominators"),
        ("gender", {"cohort": "everyone"}, "everyone"),
        ("gender", {"title": {"tr": "Cinsiyet"}}, "en"),
        ("gender", {"total": "forced"}, "forced"),
        ("gender", {"dimension": {"fact": "shoe_size", "codes": "sex"}}, "shoe_size"),
        ("gender", {"dimension": {"fact": "age", "codes": "sex"}}, "one code"),
        ("gender", {"dimension": None}, "dimension"),
        ("age", {"dimension": {"fact": "sex", "bands": []}}, "whole number"),
        ("report", {"tables": ["gender", "services"]}, "services.yaml"),
        ("report", {"tables": []}, "list of names"),
    ],
)
def test_a_faulty_definition_is_refused_and_named(folder, name, changes, said):
    change(folder, name, **changes)
    with pytest.raises(DefinitionError, match=said):
        load_report(folder)


def test_bands_may_not_overlap(folder):
    words = {"tr": "x", "en": "x"}
    bands = [{"key": "a", "from": 15, "to": 24, "label": words}, {"key": "b", "from": 24, "label": words}]
    change(folder, "age", dimension={"fact": "age", "bands": bands, "outside": words})
    with pytest.raises(DefinitionError, match="overlap"):
        load_report(folder)


def test_a_condition_is_checked_against_the_facts_of_the_unit(folder):
    content = yaml.safe_load((folder / "report.yaml").read_text(encoding="utf-8"))
    content["cohorts"]["employed"]["where"]["rules"][0]["field"] = "shoe_size"
    (folder / "report.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")
    with pytest.raises(DefinitionError, match="where"):
        load_report(folder)


def test_employed_means_the_same_as_in_the_catalogue():
    content = yaml.safe_load((SHIPPED / "report.yaml").read_text(encoding="utf-8"))
    for cohort in ("employed", "registered_not_employed"):
        assert set(content["cohorts"][cohort]["where"]["rules"][0]["value"]) == set(EMPLOYED_CODES)


def test_every_fact_of_a_stored_unit_has_a_column_and_no_other_unit_is_claimed():
    for unit in POPULATIONS:
        assert all(fact.column is not None for fact in catalogue_of(unit))
    assert set(POPULATIONS) == {Unit.PERSON, Unit.MEMBERSHIP, Unit.ORGANISATION}
