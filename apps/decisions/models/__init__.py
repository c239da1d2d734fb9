"""Decisions about cases, what they rest on, and interim stops."""

from apps.decisions.models.decision import Decision, DecisionQuerySet, Evidence
from apps.decisions.models.stop import InterimStop, InterimStopQuerySet

__all__ = ["Decision", "DecisionQuerySet", "Evidence", "InterimStop", "InterimStopQuerySet"]
