"""A condition as one readable sentence, and the values of a trace in words."""

from __future__ import annotations

from omuz.conditions.rendering.seen import render_expected, render_rule, render_value
from omuz.conditions.rendering.sentence import render

__all__ = ["render", "render_expected", "render_rule", "render_value"]
