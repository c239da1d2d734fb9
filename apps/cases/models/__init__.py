"""Cases: what a programme does for one person, stage by stage."""

from apps.cases.models.case import Case, CaseEvent, CaseNumberCounter, CaseQuerySet, cases_within, visible_cases
from apps.cases.models.filling import CaseFact, FormDraft, Submission

__all__ = [
    "Case",
    "CaseEvent",
    "CaseFact",
    "CaseNumberCounter",
    "CaseQuerySet",
    "FormDraft",
    "Submission",
    "cases_within",
    "visible_cases",
]
