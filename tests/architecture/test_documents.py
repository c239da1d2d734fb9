"""Documents that name things of the code name what is there."""

import re
from pathlib import Path

import pytest

from omuz.settings.environment import VARIABLES

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "deploy/*.md", "helm/**/*.md", "benchmarks/*.md", "frontend/*.md")
    for path in ROOT.glob(pattern)
)
_ROW = re.compile(r"^\| `(OMUZ_[A-Z_]+)`(?: \*)? \|", re.MULTILINE)
_LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#\s]+)")


@pytest.mark.parametrize("name", ["README.md", "docs/operations.md"])
def test_the_tables_of_variables_name_each_variable_that_is_read_once(name):
    found = _ROW.findall((ROOT / name).read_text(encoding="utf-8"))
    assert sorted(found) == sorted(variable.name for variable in VARIABLES)


def test_the_readme_says_which_default_a_variable_has():
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    for variable in VARIABLES:
        row = next(line for line in lines if line.startswith(f"| `{variable.name}` |"))
        default = f"`{variable.default}`" if variable.default else ""
        assert row.split("|")[-2].strip() == ("**required**" if variable.required_in else default), row


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_inside_the_repository_lead_somewhere(document):
    text = document.read_text(encoding="utf-8")
    missing = [link for link in _LINK.findall(text) if not (document.parent / link).exists()]
    assert not missing


def test_every_decision_stands_in_the_index_once():
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    linked = re.findall(r"^\| \[\d{4}\]\(([^)]+)\)", index, re.MULTILINE)
    assert linked == sorted(path.name for path in folder.glob("[0-9]*.md"))


_TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
_ISOLATION = (ROOT / "docs" / "isolation.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("file", "name"), sorted(set(_TEST.findall(_ISOLATION))))
def test_each_test_that_the_table_of_threats_names_exists(file, name):
    assert f"def {name}(" in (ROOT / file).read_text(encoding="utf-8")


def test_every_threat_in_the_table_has_a_wall_and_a_test():
    rows = re.findall(r"^\| (?!Threat|---)(.+) \|$", _ISOLATION, re.MULTILINE)
    assert len(rows) > 25
    assert not [row for row in rows if len(row.split(" | ")) != 3 or not _TEST.search(row)]
