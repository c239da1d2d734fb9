"""Opening what somebody wrote with a decision or a stop. Whoever shows it has found the row within reach."""

from apps.decisions.models import Decision, Evidence, InterimStop
from apps.decisions.models.decision import EVIDENCE_FIELD, REASON_FIELD, STATEMENT_FIELD, WAIVED_FIELD, WITHDRAWN_FIELD
from apps.decisions.models.stop import LIFTED_FIELD, RISK_FIELD
from omuz.kernel import crypto

__all__ = ["evidence_text", "lifted_because", "reason_of", "risk_of", "statement_of", "waived_because", "withdrawn_why"]


def reason_of(decision: Decision) -> str:
    """Return why it was taken, or how the reason is drafted so far; empty without one."""
    return _opened(decision, bytes(decision.sealed_reason), REASON_FIELD)


def statement_of(decision: Decision) -> str:
    """Return what the person said to it; empty where nothing was."""
    return _opened(decision, bytes(decision.sealed_statement), STATEMENT_FIELD)


def waived_because(decision: Decision) -> str:
    """Return why nobody was asked; empty where somebody was, or it has not been settled."""
    return _opened(decision, bytes(decision.sealed_waived), WAIVED_FIELD)


def withdrawn_why(decision: Decision) -> str:
    """Return why it was taken back; empty where it was not."""
    return _opened(decision, bytes(decision.sealed_withdrawn), WITHDRAWN_FIELD)


def evidence_text(evidence: Evidence) -> str:
    """Return what a piece of evidence shows, in the words of whoever added it."""
    return _opened(evidence, bytes(evidence.sealed), EVIDENCE_FIELD)


def risk_of(stop: InterimStop) -> str:
    """Return the risk for which a service was stopped."""
    return _opened(stop, bytes(stop.sealed_risk), RISK_FIELD)


def lifted_because(stop: InterimStop) -> str:
    """Return why a stop was lifted; empty where it was not."""
    return _opened(stop, bytes(stop.sealed_lifted), LIFTED_FIELD)


def _opened(row: Decision | Evidence | InterimStop, sealed: bytes, field: str) -> str:
    return crypto.open_text(sealed, field=field, row_id=row.pk) if sealed else ""
