"""What waits: queues with their counts, the lines of one, and how much everybody carries."""

from typing import Any, ClassVar, Final

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView, paged
from api.permissions import SIGNED_IN
from api.v1.work import shapes
from apps.accounts.rights import Right
from apps.cases.queries.waiting import caseload
from apps.cases.queues import LABELS, MOST_COUNTED, Asked, Bucket, QueueSource, counted, get_queue, queues
from omuz.kernel import clock
from omuz.kernel.actors import Actor
from omuz.kernel.errors import NotFound

#: Who is shown how the work lies on others.
LOAD_RIGHT: Final = Right.WORK_REASSIGN
MINE = OpenApiParameter("mine", OpenApiTypes.BOOL, description="Only the reader's own work (the default), or all.")
PAGES = (OpenApiParameter("cursor", OpenApiTypes.STR), OpenApiParameter("page_size", OpenApiTypes.INT))


def _asked(request: Request, actor: Actor) -> Asked:
    now = clock.now()
    mine = request.query_params.get("mine", "1") not in {"0", "false"}
    return Asked(actor=actor, now=now, today=clock.local_date(now), mine=mine)


class WorkView(OmuzView):
    """All queues."""

    required_rights: ClassVar = {"GET": SIGNED_IN}

    @extend_schema(operation_id="work", parameters=[MINE], responses=shapes.WorkSerializer)
    def get(self, request: Request) -> Response:
        """Return the reader's queues with how many wait in each: one statement for all of them."""
        asked = _asked(request, self.actor)
        sources = queues(self.actor)
        counts = list(zip(sources, counted(sources, asked), strict=True))
        body = {
            "date": asked.today,
            "may_see_load": self.actor.can(LOAD_RIGHT) and self.actor.can(Right.CASES_READ),
            "buckets": [
                {"key": bucket.value, "label": LABELS[bucket],
                 "queues": [_queue(source, count) for source, count in counts if source.bucket == bucket]}
                for bucket in Bucket
            ],
        }  # fmt: skip
        return Response(shapes.WorkSerializer(body).data)


def _queue(source: QueueSource, count: int) -> dict[str, Any]:
    return {
        "key": source.key, "label": source.label, "hint": source.hint, "link": source.link,
        "count": min(count, MOST_COUNTED), "is_more": count > MOST_COUNTED,
    }  # fmt: skip


class QueueView(OmuzView):
    """One queue."""

    required_rights: ClassVar = {"GET": SIGNED_IN}

    @extend_schema(
        operation_id="work_queue", responses=shapes.WorkItemSerializer(many=True),
        parameters=[MINE, *PAGES],
    )  # fmt: skip
    def get(self, request: Request, queue: str) -> Response:
        """Return a page of what waits in a queue, what is due first on top."""
        source = get_queue(queue, actor=self.actor)
        if source is None:
            raise NotFound
        asked = _asked(request, self.actor)

        def present(page: list[Any]) -> Any:
            return shapes.WorkItemSerializer(source.items(page, asked), many=True).data

        return paged(request, source.rows(asked), order=source.order, present=present)


class CaseloadView(OmuzView):
    """How the work lies."""

    required_rights: ClassVar = {"GET": LOAD_RIGHT}

    @extend_schema(operation_id="work_caseload", responses=shapes.CaseloadSerializer)
    def get(self, request: Request) -> Response:
        """Return how many open cases everybody carries, within the reader's reach; counts only, one statement."""
        today = clock.local_date(clock.now())
        loads = caseload(self.actor, today=today) if self.actor.can(Right.CASES_READ) else []
        return Response(shapes.CaseloadSerializer({"results": loads}).data)
