"""Documents of open cases that end soon or have ended, as a work queue: on Bugün and on /isler."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from django.db.models import Q, QuerySet

from apps.accounts.rights import CASES_WRITING
from apps.cases.models import CaseDocument, visible_cases
from apps.cases.queues import Asked, Bucket, QueueSource, WorkItem, part_of
from apps.cases.rules.documents import NOTICE_DAYS
from apps.people.queries.people import shown_name
from apps.programmes.queries.pinned import pinned_definitions

__all__ = ["ENDING"]

_SPECIAL: Final = "Özel nitelikli belge"


def _presented(asked: Asked) -> QuerySet[CaseDocument]:
    return CaseDocument.objects.filter(
        visible_cases(asked.actor, prefix="case__"), state="presented", case__state="open"
    )


@part_of(_presented)
def _rows(asked: Asked) -> Q:
    """Return what ends within 30 days or has ended; of nobody's cases nothing stands among one's own work."""
    ends = Q(valid_until__lte=asked.today + timedelta(days=NOTICE_DAYS[0]))
    return ends & Q(case__responsible=asked.actor.id) if asked.mine else ends


def _items(rows: Sequence[CaseDocument], asked: Asked) -> list[WorkItem]:
    del asked
    found = {row.pk: row for row in CaseDocument.objects.filter(pk__in=[one.pk for one in rows]).select_related(
        "case__person")}  # fmt: skip
    definitions = pinned_definitions({row.programme_version_id for row in rows})
    labels = {(version, kind.key): kind.label.tr for version, one in definitions.items() for kind in one.documents}
    return [
        WorkItem(
            id=row.pk, title=shown_name(found[row.pk].case.person), link=f"/dosyalar/{row.case_id}#belgeler",
            # Which document it is would tell of a disability: that opens on the case's own page.
            hint=f"{found[row.pk].case.number} · "
            + (_SPECIAL if row.is_special else labels.get((row.programme_version_id, row.document), row.document)),
            due_on=row.valid_until,
        )
        for row in rows
    ]  # fmt: skip


ENDING: Final = QueueSource(
    "documents_ending", "Süresi dolan ya da dolacak belgeler", Bucket.TODAY, rows=_rows, items=_items,
    order=("valid_until", "id"), rights=CASES_WRITING, rank=60,
    hint="Yenisini ya da yenileme başvurusunun alındı belgesini isteyin.",
)  # fmt: skip
