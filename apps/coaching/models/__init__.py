"""Coaching: what is planned with somebody, what was done, and the employment that others brought about."""

from apps.coaching.models.employment import EmploymentObservation, InstitutionReferral
from apps.coaching.models.plan import PlanReview, PlanService, SupportPlan
from apps.coaching.models.reach import CoachingQuerySet, visible_coaching
from apps.coaching.models.visit import Visit

__all__ = [
    "CoachingQuerySet",
    "EmploymentObservation",
    "InstitutionReferral",
    "PlanReview",
    "PlanService",
    "SupportPlan",
    "Visit",
    "visible_coaching",
]
