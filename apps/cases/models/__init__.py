"""Cases: what a programme does for one person, stage by stage."""

from apps.cases.models.case import Case, CaseEvent, CaseNumberCounter, CaseQuerySet, visible_cases
from apps.cases.models.filling import CaseFact, FormDraft, Submission
from apps.cases.models.intake import Application, ApplicationNumberCounter, CaseDocument, CaseReceipt, Undertaking
from apps.cases.models.outcome import CaseOutcome
from apps.cases.models.pause import DeadlinePause, DeadlinePauseQuerySet

__all__ = [
    "Application",
    "ApplicationNumberCounter",
    "Case",
    "CaseDocument",
    "CaseEvent",
    "CaseFact",
    "CaseNumberCounter",
    "CaseOutcome",
    "CaseQuerySet",
    "CaseReceipt",
    "DeadlinePause",
    "DeadlinePauseQuerySet",
    "FormDraft",
    "Submission",
    "Undertaking",
    "visible_cases",
]
