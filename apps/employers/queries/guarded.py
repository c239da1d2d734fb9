"""The articles that services to employers are held to, asked before the click with the same functions."""

from typing import Final

from apps.employers.rules.service import FIELDS, ServiceDraft, capacity_in_topics, employer_asked
from apps.programmes.definition import Definition
from apps.programmes.registry import Bound, Verdict, bound
from apps.programmes.registry.activities import ACTIVITY_CODE, activity_named

__all__ = ["CAPACITY_TOPICS", "EMPLOYER_REQUEST", "refusals"]

#: The guards' keys: programmes adopt them by their articles.
EMPLOYER_REQUEST: Final = "employer_request"
CAPACITY_TOPICS: Final = "capacity_topics"


def refusals(definition: Definition, draft: ServiceDraft) -> list[tuple[Bound, Verdict, str]]:
    """Return each article that would refuse the service as it stands, what it says, and the field it is about."""
    asked = (
        (bound(definition, ACTIVITY_CODE), activity_named(definition, draft.activity), "activity"),
        (bound(definition, EMPLOYER_REQUEST), employer_asked(draft), ""),
        (bound(definition, CAPACITY_TOPICS), capacity_in_topics(draft), ""),
    )
    return [
        (one, verdict, field or FIELDS.get(verdict.code, ""))
        for one, verdict, field in asked
        if one is not None and not verdict.allowed
    ]
