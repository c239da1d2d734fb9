"""Services to employers as records that are kept for a time: from the day on which they were given."""

from collections.abc import Sequence
from typing import Final

from django.db.models import F, QuerySet
from django.db.models.functions import TruncDate

from apps.accounts.rights import Right
from apps.employers.models import EmployerService
from apps.programmes.definition.retaining import Kept, RecordDays, kept_until
from apps.programmes.queries.pinned import pinned_definition
from apps.programmes.registry.retained import Asked, RetainedItem, RetentionSource
from omuz.kernel.clock import TURKEY, local_date
from omuz.kernel.reach import within

__all__ = ["KIND", "SOURCE", "kept_service"]

KIND: Final = "employer_service"


def kept_service(row: EmployerService) -> Kept | None:
    """Return how long a service to an employer is kept; None where its programme says nothing of it."""
    days = RecordDays(local_date(row.recorded_at), row.given_on)
    return kept_until(pinned_definition(row.programme_version_id), KIND, days)


def _rows(asked: Asked) -> QuerySet[EmployerService]:
    rows = EmployerService.objects.visible_to(asked.actor).filter(within(asked.actor, *asked.rights))
    return rows.select_related("programme", "provider").annotate(
        kept_ended=F("given_on"), kept_recorded=TruncDate("recorded_at", tzinfo=TURKEY)
    )


def _items(rows: Sequence[EmployerService], _asked: Asked) -> list[RetainedItem]:
    return [
        RetainedItem(
            title=row.provider.name if row.provider is not None else row.employer_name, programme=row.programme.name,
            hint=row.get_kind_display(), link=f"/isveren-hizmetleri/{row.pk}",
        )
        for row in rows
    ]  # fmt: skip


SOURCE: Final = RetentionSource(
    KIND, "İşveren hizmetleri", ended="Hizmetin verildiği gün", recorded="Hizmetin kaydedildiği gün",
    rows=_rows, items=_items, rights=(Right.EMPLOYERS_READ,), rank=50,
)  # fmt: skip
