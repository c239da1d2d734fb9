"""Forms of a case as something that may be pointed at: their titles and times, none of their answers."""

import datetime as dt
import uuid

from apps.cases.models import Case, Submission
from apps.cases.rules.flow import label_of_form
from apps.programmes.queries.pinned import pinned_definitions

__all__ = ["submissions_of"]


def submissions_of(case: Case, *, limit: int) -> list[tuple[uuid.UUID, str, dt.datetime]]:
    """Return the latest forms of a case that was found: key, title, when; those that were corrected are left out."""
    rows = Submission.objects.filter(case=case, replaced_by__isnull=True).order_by("-submitted_at", "-id")[:limit]
    found = list(rows.values_list("pk", "form", "submitted_at", "programme_version"))
    definitions = pinned_definitions({version for *_, version in found})
    return [(key, label_of_form(definitions[version], form), at) for key, form, at, version in found]
