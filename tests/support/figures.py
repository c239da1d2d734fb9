"""Requests of a test may read the coordinator's figures: nothing is rolled back or emptied by that login."""

from collections.abc import Collection
from typing import Any

from django.db import connections
from django.test import TransactionTestCase

from tenants.figures import FIGURES_ALIAS


def allow_reading() -> None:
    """Let Django's test cases pass queries to the figures' alias, and leave it out of what they set up and empty."""
    validate, names = TransactionTestCase._validate_databases, TransactionTestCase._databases_names  # type: ignore[attr-defined]

    def with_figures(cls: Any) -> Collection[str]:
        found: frozenset[str] = validate.__func__(cls)
        return found | ({FIGURES_ALIAS} if FIGURES_ALIAS in connections.databases else set())

    def without_figures(cls: Any, include_mirrors: bool = True) -> list[str]:
        return [alias for alias in names.__func__(cls, include_mirrors) if alias != FIGURES_ALIAS]

    TransactionTestCase._validate_databases = classmethod(with_figures)  # type: ignore[attr-defined]
    TransactionTestCase._databases_names = classmethod(without_figures)  # type: ignore[attr-defined]
