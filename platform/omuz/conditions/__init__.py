"""The condition language: rules and indicator filters as data.

A library of its own: no Django, no clock, no database. See docs/guide/conditions.md.
"""

from __future__ import annotations

from omuz.conditions.builder import builder_fields
from omuz.conditions.catalogue import (
    EXACT,
    Catalogue,
    CatalogueError,
    Choice,
    Column,
    Fact,
    FactType,
    Folding,
    Language,
    Marker,
    Source,
    Text,
)
from omuz.conditions.evaluation import (
    Evaluation,
    Evaluator,
    FactTypeError,
    TraceEntry,
    decide,
    evaluate,
    prepare,
)
from omuz.conditions.nodes import Condition
from omuz.conditions.operators import MatchMode, Operator, RelativeUnit
from omuz.conditions.parsing import parse, parse_or_raise, parse_text
from omuz.conditions.problems import Code, InvalidConditionError, Problem, Problems
from omuz.conditions.rendering import render, render_expected, render_rule, render_value
from omuz.conditions.source import to_source
from omuz.conditions.sql import NotCompilableError, Sql, compile_sql
from omuz.conditions.truth import Truth

__all__ = [
    "EXACT",
    "Catalogue",
    "CatalogueError",
    "Choice",
    "Code",
    "Column",
    "Condition",
    "Evaluation",
    "Evaluator",
    "Fact",
    "FactType",
    "FactTypeError",
    "Folding",
    "InvalidConditionError",
    "Language",
    "Marker",
    "MatchMode",
    "NotCompilableError",
    "Operator",
    "Problem",
    "Problems",
    "RelativeUnit",
    "Source",
    "Sql",
    "Text",
    "TraceEntry",
    "Truth",
    "builder_fields",
    "compile_sql",
    "decide",
    "evaluate",
    "parse",
    "parse_or_raise",
    "parse_text",
    "prepare",
    "render",
    "render_expected",
    "render_rule",
    "render_value",
    "to_source",
]
