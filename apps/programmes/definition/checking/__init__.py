"""What is wrong with, or missing in, a definition whose shape is right."""

from collections.abc import Callable, Iterable
from typing import Final

from apps.programmes.definition.checking import (
    articles,
    capabilities,
    flow,
    forms,
    groups,
    indicators,
    references,
    rules,
)
from apps.programmes.definition.findings import Finding
from apps.programmes.definition.programme import Definition

_CHECKS: Final[tuple[Callable[[Definition], Iterable[Finding]], ...]] = (
    references.findings,
    groups.findings,
    capabilities.findings,
    flow.findings,
    forms.findings,
    rules.findings,
    indicators.findings,
    articles.findings,
)


def check(definition: Definition) -> tuple[Finding, ...]:
    """Return everything that is wrong or incomplete, subject by subject; an empty answer can be published."""
    return tuple(finding for one in _CHECKS for finding in one(definition))
