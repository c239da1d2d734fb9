"""Petitions as records that are kept for a time: from the day on which they were answered, passed on or taken back."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from django.db.models import QuerySet
from django.db.models.functions import Coalesce, TruncDate

from apps.accounts.rights import Right
from apps.people.queries.people import shown_name
from apps.petitions.enums import OPEN_STATES
from apps.petitions.models import Petition
from apps.programmes.definition.retaining import Kept, RecordDays, kept_until
from apps.programmes.queries.pinned import pinned_definition
from apps.programmes.registry.retained import Asked, RetainedItem, RetentionSource
from omuz.kernel.clock import TURKEY, local_date
from omuz.kernel.reach import within

__all__ = ["KIND", "SOURCE", "kept_petition"]

KIND: Final = "petition"


def ended_on(row: Petition) -> dt.date | None:
    """Return the day on which a petition came to its end; None while its clock runs."""
    if row.state in OPEN_STATES:
        return None
    return row.answered_on or row.forwarded_on or row.withdrawn_on


def kept_petition(row: Petition) -> Kept | None:
    """Return how long a petition is kept; None where it is about no programme or its programme says nothing of it."""
    if row.programme_version_id is None:
        return None
    days = RecordDays(local_date(row.registered_at), ended_on(row))
    return kept_until(pinned_definition(row.programme_version_id), KIND, days)


def _rows(asked: Asked) -> QuerySet[Petition]:
    rows = Petition.objects.visible_to(asked.actor).filter(within(asked.actor, *asked.rights))
    rows = rows.exclude(state__in=OPEN_STATES).filter(programme_version__isnull=False)
    return rows.select_related("person", "programme").annotate(
        kept_ended=Coalesce("answered_on", "forwarded_on", "withdrawn_on"),
        kept_recorded=TruncDate("registered_at", tzinfo=TURKEY),
    )


def _items(rows: Sequence[Petition], _asked: Asked) -> list[RetainedItem]:
    return [
        RetainedItem(
            title=row.number, programme=row.programme.name if row.programme is not None else "",
            who=shown_name(row.person) if row.person is not None else "", hint=row.get_kind_display(),
            link=f"/basvurular/{row.pk}",
        )
        for row in rows
    ]  # fmt: skip


SOURCE: Final = RetentionSource(
    KIND, "Talep ve şikâyetler", ended="Cevabın tebliğ edildiği, başvurunun gönderildiği ya da geri alındığı gün",
    recorded="Başvurunun kaydedildiği gün", rows=_rows, items=_items, rights=(Right.PETITIONS_READ,), rank=30,
)  # fmt: skip
