"""Reading batches of letters."""

import dataclasses
import uuid
from collections.abc import Collection

from django.db.models import Count, Q, QuerySet

from apps.letters.models import Letter, LetterBatch, LetterBatchItem
from apps.people.queries.people import shown_name
from apps.people.queries.visibility import visible_people
from omuz.kernel.actors import Actor


@dataclasses.dataclass(frozen=True, slots=True)
class BatchCounts:
    """How far a batch is. `approved` are those with a number, `problems` those without a letter or an approval."""

    total: int
    done: int
    problems: int
    drafts: int
    approved: int


def list_batches(actor: Actor) -> QuerySet[LetterBatch]:
    """Return the batches within the actor's reach."""
    return LetterBatch.objects.visible_to(actor).select_related("programme", "unit")


def counts_of(batch_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, BatchCounts]:
    """Return how far each of these batches is; two statements."""
    items = LetterBatchItem.objects.filter(batch__in=list(batch_ids)).values("batch_id").annotate(
        total=Count("pk"), done=Count("pk", filter=Q(done_at__isnull=False)),
        problems=Count("pk", filter=~Q(problem="")),
    )  # fmt: skip
    letters = (
        Letter.objects.filter(batch__in=list(batch_ids))
        .values("batch_id")
        .annotate(drafts=Count("pk", filter=Q(state="draft")), approved=Count("pk", filter=Q(number__isnull=False)))
    )
    found = {row["batch_id"]: (row["drafts"], row["approved"]) for row in letters}
    counts = {}
    for row in items:
        drafts, approved = found.get(row["batch_id"], (0, 0))
        counts[row["batch_id"]] = BatchCounts(row["total"], row["done"], row["problems"], drafts, approved)
    return counts


def problems_of(batch: LetterBatch, *, actor: Actor) -> list[tuple[LetterBatchItem, str]]:
    """Return the rows of a batch that went wrong, with their person's name, as far as the actor finds them."""
    rows = LetterBatchItem.objects.filter(visible_people(actor, prefix="person__"), batch=batch).exclude(problem="")
    return [(row, shown_name(row.person)) for row in rows.select_related("person").order_by("position")[:500]]
