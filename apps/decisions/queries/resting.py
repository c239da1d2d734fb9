"""What of a decision rests on an attendance: the evidence that names the meeting (Art. 22)."""

from collections.abc import Iterator

from apps.appointments.resting import Asked, Rest
from apps.cases.queries.visibility import visible_cases
from apps.decisions.enums import WRITTEN_STATES, DecisionState, EvidenceKind
from apps.decisions.models import Decision
from apps.decisions.rules.evidence import standing_evidence
from apps.programmes.queries.pinned import pinned_definition
from apps.programmes.registry import bound

__all__ = ["decisions_on"]

_STANDING = (DecisionState.TAKEN, DecisionState.IN_EFFECT)


def decisions_on(asked: Asked) -> Iterator[Rest]:
    """Yield the decision that names a meeting and stands, or is still being written; one of them speaks for all."""
    rows = Decision.objects.filter(
        evidence__kind=EvidenceKind.APPOINTMENT, evidence__record_id=asked.appointment_id,
        state__in=(*WRITTEN_STATES, *_STANDING),
    )  # fmt: skip
    found = list(rows.order_by("-proposed_at")[:20])
    if not found:
        return
    standing = [one for one in found if one.state in _STANDING]
    named = (standing or found)[0]
    reached = Decision.objects.filter(visible_cases(asked.actor, prefix="case__"), pk=named.pk).exists()
    yield Rest(
        standing_evidence(is_written=True, is_standing=bool(standing)),
        bound(pinned_definition(named.programme_version_id), "listed_grounds"),
        f"/kararlar/{named.pk}" if reached else "",
    )
