"""Moving open cases to the published version of their programme."""

import uuid
from typing import Any, ClassVar

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.v1.cases import shapes_moving as shapes
from api.v1.cases.views.base import CasesView
from apps.accounts.rights import Right
from apps.cases.operations.moving import move_cases
from apps.cases.queries.acts import guard_obstacle
from apps.cases.queries.moving import CaseMove, StageMove, preview_move
from apps.people.queries.people import shown_name
from omuz.kernel import clock


class MovingPreviewView(CasesView):
    """What a move would do."""

    required_rights: ClassVar = {"POST": (Right.PROGRAMMES_MANAGE, Right.PROGRAMMES_APPROVE)}

    @extend_schema(
        operation_id="cases_moving_preview", request=shapes.MovingSerializer, responses=shapes.MovePreviewSerializer
    )
    def post(self, request: Request, version_id: uuid.UUID) -> Response:
        """Return which open cases would move where and what would be missing there; nothing is written."""
        form = shapes.MovingSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        found = preview_move(version_id, actor=self.actor, chosen=form.validated_data["stages"], today=self.today)
        body = {
            "total": found.total, "hidden": found.hidden, "may_move": found.may_move,
            "stages": [_stage(one) for one in found.stages],
            "places": [{"key": key, "label": label} for key, label in found.places],
            "cases": [_row(row) for row in found.rows],
        }  # fmt: skip
        return Response(shapes.MovePreviewSerializer(body).data)


def _stage(one: StageMove) -> dict[str, Any]:
    obstacles = {guard_obstacle(found.guard, found.verdict): None for found in one.forbidden}
    return {
        "version_id": one.version_id, "stage": one.stage, "label": one.label, "count": one.count, "target": one.target,
        "target_label": one.target_label, "forbidden": list(obstacles),
    }  # fmt: skip


def _row(row: CaseMove) -> dict[str, Any]:
    missing = [
        {"form": one.form, "title": one.title, "is_absent": one.is_absent,
         "questions": [{"question": name, "problem": problem} for name, problem in one.questions]}
        for one in row.missing
    ]  # fmt: skip
    return {
        "id": row.case.pk, "number": row.case.number, "person": shown_name(row.case.person), "stage": row.case.stage,
        "target": row.target, "missing": missing,
    }  # fmt: skip


class MovingView(CasesView):
    """The move itself."""

    required_rights: ClassVar = {"POST": Right.CASES_WRITE}

    @extend_schema(
        operation_id="cases_moving", request=shapes.MoveSerializer, responses=shapes.MovedSerializer,
        parameters=[OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER)],
    )  # fmt: skip
    def post(self, request: Request, version_id: uuid.UUID) -> Response:
        """Move up to 200 open cases, each with its own audit row; `left` says how many are left to ask for again."""
        form = shapes.MoveSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        values = form.validated_data
        moved = move_cases(version_id, actor=self.actor, reason=values["reason"], stages=values["stages"],
                           only=values["cases"], now=clock.now())  # fmt: skip
        return Response(shapes.MovedSerializer({"moved": len(moved.moved), "left": moved.left}).data)
