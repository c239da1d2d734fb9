"""A condition as one readable sentence."""

from __future__ import annotations

from omuz.conditions.rendering.sentence import render

__all__ = ["render"]
