"""The shared corpus on the server's side; `corpus.test.ts` reads the same files in the browser's validator."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from apps.programmes.forms import messages, validate
from tests.programmes.forms.corpus_files import compiled_of, expanded, files, load
from tests.programmes.forms.example import FILE, written

CASES = [
    pytest.param(path, case, id=f"{path.stem}: {case['name']}") for path in files() for case in load(path)["cases"]
]


def test_the_corpus_covers_what_it_has_to():
    assert len(CASES) >= 60
    codes = {code for path in files() for case in load(path)["cases"] for _, code in case["problems"]}
    assert codes == set(messages())


@pytest.mark.parametrize("path", files(), ids=lambda path: path.stem)
def test_the_schema_in_the_corpus_is_the_one_that_is_compiled(path: Path):
    entry = load(path)
    assert entry["schema"] == compiled_of(entry).schema, "run python -m tests.programmes.forms.corpus_files"


@pytest.mark.parametrize(("path", "case"), CASES)
def test_answers_have_exactly_these_problems(path, case):
    entry = load(path)
    answers = expanded(case["answers"])
    found = validate(compiled_of(entry), answers, on=dt.date.fromisoformat(entry["on"]))
    assert [[problem.place, problem.code] for problem in found] == case["problems"]


def test_the_example_of_the_screens_is_the_one_that_is_compiled():
    assert FILE.read_text(encoding="utf-8") == written(), "run python -m tests.programmes.forms.example"
