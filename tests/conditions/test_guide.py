"""The guide's examples are conditions, and read as the guide says."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from omuz.conditions import Condition, Operator, parse_text, render
from tests.conditions.facts import CATALOGUE

GUIDE = (Path(__file__).resolve().parents[2] / "docs/guide/conditions.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```json\n(.*?)```\n> (.*?)\n", GUIDE, re.DOTALL)


@pytest.mark.parametrize(("source", "sentence"), EXAMPLES)
def test_the_guides_examples_read_as_it_says(source, sentence):
    condition = parse_text(source, CATALOGUE)
    assert isinstance(condition, Condition)
    assert render(condition) == sentence


def test_the_guide_has_examples_and_names_every_operator():
    assert len(EXAMPLES) == GUIDE.count("```json") >= 5
    assert all(f"`{operator}`" in GUIDE for operator in Operator)
    assert all(json.loads(source) for source, _ in EXAMPLES)
