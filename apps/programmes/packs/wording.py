"""Conditions in differences and conflicts as sentences: nobody chooses between two trees of JSON."""

from __future__ import annotations

from typing import Any

from apps.programmes.definition import Definition
from apps.programmes.registry import Subject, catalogue_for
from omuz.conditions import Condition, parse, render


class Sentences:
    """Words conditions by the facts of some definitions, the first that knows all of them."""

    def __init__(self, *definitions: Definition | None) -> None:
        known = [one for one in definitions if one is not None]
        self._catalogues = [catalogue_for(one, Subject.PERSON, Subject.CASE) for one in known]

    def of(self, value: Any) -> str:
        """Return a condition as a Turkish sentence; "" for what is none, or asks for what no definition knows."""
        if not isinstance(value, dict) or "rules" not in value:
            return ""
        for catalogue in self._catalogues:
            parsed = parse(value, catalogue)
            if isinstance(parsed, Condition):
                return render(parsed)
        return ""
