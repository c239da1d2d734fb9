"""Who has decided about somebody: what is complained about them is answered by others (İzmir Art. 28)."""

import uuid

from django.db.models import Q

from apps.decisions.models import Decision, InterimStop

__all__ = ["who_decided"]


def who_decided(*, person_id: uuid.UUID | None = None, case_id: uuid.UUID | None = None) -> set[uuid.UUID]:
    """Return who proposed or took a decision, started, confirmed or lifted an interim stop, or decided by proxy.

    Of a case, or of all cases of a person; two statements. Withdrawn ones count: somebody had decided.

    Raises:
        ValueError: neither is named.
    """
    if person_id is None and case_id is None:
        raise ValueError("name a person or a case")
    where = Q(case=case_id) if case_id is not None else Q(case__person=person_id)
    columns = ("proposed_by_id", "taken_by_id", "taken_for_id", "withdrawn_by_id")
    found = {key for row in Decision.objects.filter(where).values_list(*columns) for key in row}
    found |= {key for row in InterimStop.objects.filter(where).values_list("started_by_id", "ended_by_id")
              for key in row}  # fmt: skip
    return {key for key in found if key is not None}
