"""What an audit says: checks, how much each looked at, and what it found."""

import dataclasses
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

#: A check shows so many of its findings; the number stays whole.
SHOWN = 50


@dataclasses.dataclass(slots=True)
class Check:
    """One check: what it claims, how many things it looked at, and where the claim does not hold.

    A check that looked at nothing proves nothing: `blind` says so, and counts as a finding.
    """

    name: str
    claim: str
    looked_at: int = 0
    findings: list[str] = dataclasses.field(default_factory=list)
    left_out: list[str] = dataclasses.field(default_factory=list)
    seconds: float = 0.0

    def find(self, place: str) -> None:
        """Note where the claim does not hold."""
        if place not in self.findings:
            self.findings.append(place)

    @property
    def blind(self) -> bool:
        """Return whether the check saw nothing at all."""
        return self.looked_at == 0 and not self.left_out

    @property
    def holds(self) -> bool:
        """Return whether the claim holds everywhere the check looked."""
        return not self.findings and not self.blind

    def as_values(self) -> dict[str, Any]:
        """Return the check as JSON shows it."""
        return {
            "name": self.name,
            "claim": self.claim,
            "holds": self.holds,
            "looked_at": self.looked_at,
            "findings": len(self.findings),
            "places": self.findings[:SHOWN],
            "left_out": self.left_out,
            "seconds": round(self.seconds, 2),
        }


@dataclasses.dataclass(slots=True)
class Report:
    """The checks of one audit in the order in which they ran."""

    checks: list[Check] = dataclasses.field(default_factory=list)

    @contextmanager
    def check(self, name: str, claim: str) -> Iterator[Check]:
        """Give a new check of the report and measure how long the block takes."""
        check = Check(name, claim)
        self.checks.append(check)
        begun = time.monotonic()
        try:
            yield check
        finally:
            check.seconds += time.monotonic() - begun

    @property
    def holds(self) -> bool:
        """Return whether every check holds."""
        return all(check.holds for check in self.checks)

    def as_values(self) -> dict[str, Any]:
        """Return the report as JSON shows it."""
        return {"holds": self.holds, "results": [check.as_values() for check in self.checks]}
