"""What is done to a petition: given to somebody, answered, approved, served, sent on, taken back (İzmir Art. 28)."""

import uuid
from typing import ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import IF_MATCH, sent
from api.v1.petitions import shapes
from api.v1.petitions.views.base import PetitionsView, act
from api.v1.shapes import results_of
from apps.accounts.rights import Right
from apps.petitions.operations import working
from apps.petitions.queries.pages import candidates_for


class AssignmentView(PetitionsView):
    """Who deals with a petition."""

    required_rights: ClassVar = {"GET": Right.PETITIONS_ASSIGN, "POST": Right.PETITIONS_ASSIGN}

    @extend_schema(
        operation_id="petitions_candidates", responses=results_of("PetitionCandidates", shapes.CandidateSerializer)
    )
    def get(self, _request: Request, petition_id: uuid.UUID) -> Response:
        """Return the colleagues who may deal with it, and those who may not with the reason."""
        found = candidates_for(petition_id, actor=self.actor, on=self.today)
        rows = [{"id": one.id, "name": one.name, "allowed": not one.why, "why": one.why} for one in found]
        return Response({"results": shapes.CandidateSerializer(rows, many=True).data})

    @act("petitions_assign", shapes.AssignSerializer)
    def post(self, request: Request, petition_id: uuid.UUID) -> Response:
        """Give it to somebody who has not decided in the matter."""
        chosen = sent(request, shapes.AssignSerializer)["assigned_to"]
        return self.done(request, petition_id, working.assign_petition, user_id=chosen)


class AnswerView(PetitionsView):
    """The answer as it is written."""

    required_rights: ClassVar = {"PATCH": Right.PETITIONS_READ, "POST": Right.PETITIONS_READ}

    def _write(self, request: Request, petition_id: uuid.UUID, *, submit: bool) -> Response:
        values = sent(request, shapes.AnswerWriteSerializer)
        return self.done(request, petition_id, working.draft_answer, submit=submit, **values)

    @extend_schema(
        operation_id="petitions_answer_save", parameters=[IF_MATCH], request=shapes.AnswerWriteSerializer,
        responses=shapes.PetitionSerializer,
    )  # fmt: skip
    def patch(self, request: Request, petition_id: uuid.UUID) -> Response:
        """Keep what has been written so far."""
        return self._write(request, petition_id, submit=False)

    @act("petitions_answer_submit", shapes.AnswerWriteSerializer)
    def post(self, request: Request, petition_id: uuid.UUID) -> Response:
        """Submit the answer for approval by somebody else."""
        return self._write(request, petition_id, submit=True)


class ApprovalView(PetitionsView):
    """Approving an answer."""

    required_rights: ClassVar = {"POST": Right.PETITIONS_ASSIGN}

    @act("petitions_answer_approve")
    def post(self, request: Request, petition_id: uuid.UUID) -> Response:
        """Approve it as a second person; its letter is drafted with remedies and periods."""
        return self.done(request, petition_id, working.approve_answer)


class ReturnView(PetitionsView):
    """Sending an answer back."""

    required_rights: ClassVar = {"POST": Right.PETITIONS_ASSIGN}

    @act("petitions_answer_return", shapes.PetitionReasonSerializer)
    def post(self, request: Request, petition_id: uuid.UUID) -> Response:
        """Send it back to who wrote it, with a reason."""
        return self.done(request, petition_id, working.return_answer, **sent(request, shapes.PetitionReasonSerializer))


class PetitionServiceView(PetitionsView):
    """That an answer without a letter reached its sender."""

    required_rights: ClassVar = {"POST": Right.PETITIONS_WRITE}

    @act("petitions_served", shapes.PetitionServedSerializer)
    def post(self, request: Request, petition_id: uuid.UUID) -> Response:
        """Note the day; the clock stands."""
        values = sent(request, shapes.PetitionServedSerializer)
        return self.done(request, petition_id, working.record_answer_served, **values)


class TransferView(PetitionsView):
    """Sending a petition on to the competent authority (3071 m. 5)."""

    required_rights: ClassVar = {"POST": Right.PETITIONS_ASSIGN}

    @act("petitions_transfer", shapes.TransferSerializer)
    def post(self, request: Request, petition_id: uuid.UUID) -> Response:
        """Note where it went, and that its sender was told."""
        return self.done(request, petition_id, working.forward_petition, **sent(request, shapes.TransferSerializer))


class InformationView(PetitionsView):
    """What the sender was told in between."""

    required_rights: ClassVar = {"POST": Right.PETITIONS_WRITE}

    @act("petitions_inform", shapes.PetitionReasonSerializer)
    def post(self, request: Request, petition_id: uuid.UUID) -> Response:
        """Note it; the clock runs on."""
        words = sent(request, shapes.PetitionReasonSerializer)["reason"]
        return self.done(request, petition_id, working.inform_sender, text=words)


class WithdrawalView(PetitionsView):
    """That the sender took it back."""

    required_rights: ClassVar = {"POST": Right.PETITIONS_WRITE}

    @act("petitions_withdraw", shapes.PetitionReasonSerializer)
    def post(self, request: Request, petition_id: uuid.UUID) -> Response:
        """Close it, with how it was taken back."""
        return self.done(
            request, petition_id, working.withdraw_petition, **sent(request, shapes.PetitionReasonSerializer)
        )
