"""Letters in batches."""

import uuid
from typing import Any, ClassVar

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import paged, sent, with_etag
from api.files import attachment
from api.v1.letters import shapes
from api.v1.letters.bodies import batch_body
from api.v1.letters.views.base import LettersView
from apps.accounts.queries import names_of
from apps.accounts.rights import Right
from apps.letters.models import LetterBatch
from apps.letters.operations.batches import batch_file, find_batch, start_approval, start_batch
from apps.letters.queries.batches import counts_of, list_batches, problems_of
from apps.letters.rules.uses import BY_OPERATION_ONLY, USE_LABELS
from omuz.kernel import clock
from omuz.kernel.errors import FieldProblem, Invalid


class _BatchesView(LettersView):
    def batch(self, batch_id: uuid.UUID, *, status: int = 200) -> Response:
        """Return a batch's page."""
        one = find_batch(batch_id, actor=self.actor)
        body = _bodies([one])[0] | {
            "wrong": [
                {"case": row.case_id, "person": name, "problem": row.problem}
                for row, name in problems_of(one, actor=self.actor)
            ],
            "is_own": one.requested_by_id == self.actor.id,
        }
        return with_etag(Response(shapes.BatchSerializer(body).data, status=status), one.version)


def _bodies(batches: list[LetterBatch]) -> list[dict[str, Any]]:
    counts, names = counts_of([one.pk for one in batches]), names_of({one.requested_by_id for one in batches})
    return [
        batch_body(
            one, counts.get(one.pk), by=names.get(one.requested_by_id, ""),
            label=USE_LABELS.get(one.use, USE_LABELS[""]),
        )
        for one in batches
    ]  # fmt: skip


class BatchListView(_BatchesView):
    """List and start."""

    required_rights: ClassVar = {"GET": Right.LETTERS_WRITE, "POST": Right.LETTERS_WRITE}

    @extend_schema(
        operation_id="letter_batches_list", responses=shapes.BatchRowSerializer(many=True),
        parameters=[OpenApiParameter("cursor", OpenApiTypes.STR)],
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        """Return a page of batches, the latest first."""

        def present(page: list[Any]) -> Any:
            return shapes.BatchRowSerializer(_bodies(page), many=True).data

        return paged(request, list_batches(self.actor), order=("-requested_at", "-id"), present=present)

    @extend_schema(
        operation_id="letter_batches_create", request=shapes.NewBatchSerializer,
        responses={201: shapes.BatchSerializer},
        parameters=[OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER)],
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        """Have a draft written for each chosen case; the work shows in the tray."""
        values = sent(request, shapes.NewBatchSerializer)
        is_known = values["use"] in USE_LABELS and (values["use"] or values["template"])
        if not is_known or values["use"] in BY_OPERATION_ONLY:
            raise Invalid([FieldProblem("use", "not_by_hand", "Bu metinle toplu yazı hazırlanmaz.", "Listeden seçin.")])
        batch = start_batch(
            source=values["source"], programme_id=values["programme"], criteria=values["criteria"],
            use=values["use"], template=values["template"], shared=values["values"], actor=self.actor,
            now=clock.now(),
        )  # fmt: skip
        return self.batch(batch.pk, status=201)


class BatchView(_BatchesView):
    """A batch."""

    required_rights: ClassVar = {"GET": Right.LETTERS_WRITE}

    @extend_schema(operation_id="letter_batches_read", responses=shapes.BatchSerializer)
    def get(self, request: Request, batch_id: uuid.UUID) -> Response:
        """Return how far the batch is and what went wrong."""
        return self.batch(batch_id)


class BatchApprovalView(_BatchesView):
    """Approving a batch."""

    required_rights: ClassVar = {"POST": Right.LETTERS_APPROVE}

    @extend_schema(operation_id="letter_batches_approve", request=None, responses=shapes.BatchSerializer)
    def post(self, request: Request, batch_id: uuid.UUID) -> Response:
        """Have every draft approved in the background."""
        start_approval(batch_id, actor=self.actor, now=clock.now())
        return self.batch(batch_id)


class BatchPdfView(_BatchesView):
    """A batch as one PDF."""

    required_rights: ClassVar = {"GET": Right.LETTERS_WRITE}

    @extend_schema(operation_id="letter_batches_pdf", responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    def get(self, request: Request, batch_id: uuid.UUID) -> HttpResponse:
        """Return its letters in one document, in order."""
        file = batch_file(batch_id, actor=self.actor, now=clock.now())
        return attachment(file.name, file.media_type, file.content)
