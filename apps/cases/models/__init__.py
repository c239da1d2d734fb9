"""Cases: what a programme does for one person, stage by stage."""

from apps.cases.models.case import Case, CaseEvent, CaseNumberCounter, CaseQuerySet, cases_within, visible_cases
from apps.cases.models.filling import CaseFact, FormDraft, Submission
from apps.cases.models.outcome import CaseOutcome

__all__ = [
    "Case",
    "CaseEvent",
    "CaseFact",
    "CaseNumberCounter",
    "CaseOutcome",
    "CaseQuerySet",
    "FormDraft",
    "Submission",
    "cases_within",
    "visible_cases",
]
