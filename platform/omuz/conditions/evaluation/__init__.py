"""Evaluating a condition over facts: three-valued, with or without a trace."""

from __future__ import annotations

from omuz.conditions.evaluation.evaluator import Evaluation, Evaluator, decide, evaluate, prepare
from omuz.conditions.evaluation.reading import FactTypeError
from omuz.conditions.evaluation.trace import TraceEntry

__all__ = ["Evaluation", "Evaluator", "FactTypeError", "TraceEntry", "decide", "evaluate", "prepare"]
