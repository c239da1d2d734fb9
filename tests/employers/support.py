"""An adviser of employers, and a service that every article is content with."""

import datetime as dt
from typing import Any

from apps.employers.rules.service import ServiceDraft
from omuz.kernel.actors import Actor
from tests.support.staff import TODAY, make_actor

__all__ = ["a_service", "adviser_of"]


def adviser_of() -> Actor:
    """Return an adviser of employers of the whole municipality."""
    return make_actor("employer_adviser")


def a_service(**values: Any) -> ServiceDraft:
    """Return advice that an employer asked for on the telephone, with what the test changes."""
    fields: dict[str, Any] = {
        "kind": "existing_employees", "given_on": TODAY, "minutes": 90, "activity": "existing_employees",
        "employer_name": "Deneme Fırını", "channel": "phone", "requested_on": TODAY - dt.timedelta(days=3),
        "requested_by": "İnsan kaynakları", "subject": "workplace_process", "topics": ("job_analysis",),
    }  # fmt: skip
    return ServiceDraft(**(fields | values))
