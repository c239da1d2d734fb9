"""What other apps offer to programmes: facts, decision points and the people and cases that rules are tried on.

Programmes stand below the apps that know people and cases, so those register here when they are ready, and nothing
here imports them.
"""

from apps.programmes.registry.counting import Countable, CountedFor, Join, countable_facts, register_countable
from apps.programmes.registry.facts import (
    Facts,
    FactSource,
    Subject,
    catalogue_for,
    fact_sources,
    load_facts,
    register_facts,
)
from apps.programmes.registry.guards import (
    ALLOWED,
    Bound,
    Enforcement,
    Evidence,
    Guard,
    Verdict,
    bound,
    evidence_for,
    guards,
    refused,
    register_evidence,
    register_guard,
)
from apps.programmes.registry.points import DecisionPoint, decision_points, get_point, register_point
from apps.programmes.registry.retained import (
    RetainedItem,
    RetentionSource,
    get_retention,
    register_retention,
    retention_sources,
)
from apps.programmes.registry.subjects import Standing, SubjectSource, register_subjects, subject_source

__all__ = [
    "ALLOWED",
    "Bound",
    "Countable",
    "CountedFor",
    "DecisionPoint",
    "Enforcement",
    "Evidence",
    "FactSource",
    "Facts",
    "Guard",
    "Join",
    "RetainedItem",
    "RetentionSource",
    "Standing",
    "Subject",
    "SubjectSource",
    "Verdict",
    "bound",
    "catalogue_for",
    "countable_facts",
    "decision_points",
    "evidence_for",
    "fact_sources",
    "get_point",
    "get_retention",
    "guards",
    "load_facts",
    "refused",
    "register_countable",
    "register_evidence",
    "register_facts",
    "register_guard",
    "register_point",
    "register_retention",
    "register_subjects",
    "retention_sources",
    "subject_source",
]
