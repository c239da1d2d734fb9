"""Articles and their guards: every guard exists, and those over the definition itself are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from apps.programmes.definition.findings import Finding, Path, Weight
from apps.programmes.definition.programme import Definition
from apps.programmes.definition.retaining import retention_capped
from apps.programmes.registry.guards import Verdict, guards
from apps.programmes.rules.articles import (
    application_by_its_act,
    bounded_staff_role,
    brokerage_excluded,
    change_decided,
    sanctions_by_decision,
)

#: Guards over the definition, the place that each is about, and how heavily it weighs in a draft.
_ASKED: Final[Mapping[str, tuple[Callable[[Definition], Verdict], Path, Weight]]] = {
    "no_brokerage": (brokerage_excluded, ("capabilities",), Weight.ERROR),
    "staff_role": (bounded_staff_role, ("capabilities", "held"), Weight.ERROR),
    "retention_cap": (retention_capped, ("retention",), Weight.ERROR),
    "attended_appointment": (application_by_its_act, ("transitions",), Weight.BLOCKER),
    "complete_file": (application_by_its_act, ("transitions",), Weight.BLOCKER),
    "listed_grounds": (sanctions_by_decision, ("transitions",), Weight.BLOCKER),
    "versioned_change": (change_decided, ("legal_basis",), Weight.BLOCKER),
}


def findings(definition: Definition) -> Iterator[Finding]:
    """Yield guards that nobody offers, and what the adopted ones say of the definition."""
    known = guards()
    for place, article in enumerate(definition.articles):
        for index, key in enumerate(article.guards):
            path: Path = ("articles", place, "guards", index)
            if key not in known:
                yield Finding(path, "unknown_guard", f"“{key}” adında bir güvence yok.",
                              f"Kullanılabilecekler: {', '.join(sorted(known))}.")  # fmt: skip
            elif key in _ASKED:
                ask, about, weight = _ASKED[key]
                verdict = ask(definition)
                if not verdict.allowed:
                    cited = definition.cited(article.basis)
                    yield Finding(about, verdict.code, verdict.message, verdict.remedy, weight, cited)
