"""What is done to a case: steps, who is responsible, closing, reopening, notes."""

import uuid
from typing import ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import IF_MATCH, read_if_match
from api.v1.cases import shapes
from api.v1.cases.views.base import CasesView
from apps.accounts.rights import CASES_WRITING
from apps.cases.operations.lifecycle import assign, close_case, reopen_case, write_note
from apps.cases.operations.steps import StepRefusedError, take_transition
from omuz.kernel import clock


class TransitionView(CasesView):
    """Steps."""

    required_rights: ClassVar = {"POST": CASES_WRITING}

    @extend_schema(
        operation_id="cases_transition", request=shapes.TransitionSerializer, responses=shapes.CaseSerializer,
        parameters=[IF_MATCH],
    )  # fmt: skip
    def post(self, request: Request, case_id: uuid.UUID) -> Response:
        """Take a step (If-Match). What stands in its way answers 422 `step_refused` with the decision in `answer`."""
        form = shapes.TransitionSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        try:
            take_transition(
                case_id, **form.validated_data, actor=self.actor, version=read_if_match(request), now=clock.now()
            )
        except StepRefusedError as error:
            return self.refused(error, error.answer)
        return self.case(case_id)


class AssignmentView(CasesView):
    """Who is responsible."""

    required_rights: ClassVar = {"PUT": CASES_WRITING}

    @extend_schema(
        operation_id="cases_assign", request=shapes.AssignmentSerializer, responses=shapes.CaseSerializer,
        parameters=[IF_MATCH],
    )  # fmt: skip
    def put(self, request: Request, case_id: uuid.UUID) -> Response:
        """Make somebody responsible, or nobody (If-Match)."""
        form = shapes.AssignmentSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        assign(case_id, form.validated_data["responsible"], actor=self.actor, version=read_if_match(request),
               now=clock.now())  # fmt: skip
        return self.case(case_id)


class ClosingView(CasesView):
    """Closing a case where it stands."""

    required_rights: ClassVar = {"POST": CASES_WRITING}

    @extend_schema(
        operation_id="cases_close", request=shapes.ClosingSerializer, responses=shapes.CaseSerializer,
        parameters=[IF_MATCH],
    )  # fmt: skip
    def post(self, request: Request, case_id: uuid.UUID) -> Response:
        """Close the case with a reason (If-Match)."""
        form = shapes.ClosingSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        close_case(case_id, **form.validated_data, actor=self.actor, version=read_if_match(request), now=clock.now())
        return self.case(case_id)


class ReopeningView(CasesView):
    """Opening a closed case again."""

    required_rights: ClassVar = {"POST": CASES_WRITING}

    @extend_schema(
        operation_id="cases_reopen", request=shapes.ReopeningSerializer, responses=shapes.CaseSerializer,
        parameters=[IF_MATCH],
    )  # fmt: skip
    def post(self, request: Request, case_id: uuid.UUID) -> Response:
        """Open the case again with a reason (If-Match)."""
        form = shapes.ReopeningSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        reopen_case(case_id, **form.validated_data, actor=self.actor, version=read_if_match(request), now=clock.now())
        return self.case(case_id)


class NotesView(CasesView):
    """Notes."""

    required_rights: ClassVar = {"POST": CASES_WRITING}

    @extend_schema(operation_id="cases_note", request=shapes.CaseNoteSerializer, responses={204: None})
    def post(self, request: Request, case_id: uuid.UUID) -> Response:
        """Write a note into the timeline."""
        form = shapes.CaseNoteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        write_note(case_id, form.validated_data["text"], actor=self.actor, now=clock.now())
        return Response(status=204)
