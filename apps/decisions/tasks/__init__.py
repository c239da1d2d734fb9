"""Background work of decisions."""

from apps.decisions.tasks.days import carry_out_decisions

__all__ = ["carry_out_decisions"]
