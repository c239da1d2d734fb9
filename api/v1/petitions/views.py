"""The list, registering, a petition's page, and what is done with it."""

import datetime as dt
import uuid
from typing import Any, ClassVar

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView, paged, read_if_match, with_etag
from api.files import attachment
from api.params import uuid_param
from api.v1.petitions import shapes
from api.v1.petitions.bodies import page_body, row_body
from api.v1.shapes import results_of
from apps.accounts.queries import list_staff
from apps.accounts.rights import Right
from apps.documents.rules import MAX_BYTES, too_large
from apps.petitions.enums import AnswerOutcome, PetitionChannel, PetitionKind, PetitionState, SenderKind
from apps.petitions.operations import working
from apps.petitions.operations.registering import NewPetition, register_petition
from apps.petitions.operations.scans import add_scan, open_scan
from apps.petitions.queries.pages import candidates_for, due_preview, petition_page, places_for
from apps.petitions.queries.petitions import ORDERS, PetitionFilter, list_petitions
from omuz.kernel import clock
from omuz.kernel.errors import DomainError, Invalid

_KEY = OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER)
_IF_MATCH = OpenApiParameter("If-Match", str, OpenApiParameter.HEADER, required=True, description="Version seen.")
_HEADERS = [_KEY, _IF_MATCH]
_STATES = ["open", "late", "all", *PetitionState.values]


class PetitionsView(OmuzView):
    """What views of petitions share."""

    @property
    def today(self) -> dt.date:
        """Return today's date in Türkiye."""
        return clock.local_date(clock.now())

    def page(self, petition_id: uuid.UUID, *, status: int = 200) -> Response:
        """Return the petition's page with its version."""
        found = petition_page(petition_id, actor=self.actor)
        body = shapes.PetitionSerializer(page_body(found, today=self.today)).data
        return with_etag(Response(body, status=status), found.row.version)


class PetitionListView(PetitionsView):
    """List and register."""

    required_rights: ClassVar = {"GET": Right.PETITIONS_READ, "POST": Right.PETITIONS_WRITE}

    @extend_schema(
        operation_id="petitions_list",
        parameters=[
            OpenApiParameter("q", OpenApiTypes.STR, description="A number, or what finds its person."),
            OpenApiParameter("kind", OpenApiTypes.STR, enum=PetitionKind.values),
            OpenApiParameter("state", OpenApiTypes.STR, enum=_STATES),
            OpenApiParameter("programme", OpenApiTypes.UUID), OpenApiParameter("person", OpenApiTypes.UUID),
            OpenApiParameter("case", OpenApiTypes.UUID),
            OpenApiParameter("assigned_to", OpenApiTypes.STR, description="A key, “me” or “nobody”."),
            OpenApiParameter("sort", OpenApiTypes.STR, enum=list(ORDERS)),
            OpenApiParameter("cursor", OpenApiTypes.STR), OpenApiParameter("page_size", OpenApiTypes.INT),
        ],
        responses=shapes.PetitionRowSerializer(many=True),
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        """Return a page of petitions, those whose clock ends first on top."""
        params = request.query_params
        given = params.get("assigned_to", "")
        state = params.get("state", "open")
        where = PetitionFilter(
            text=params.get("q", "")[:100], kind=params.get("kind", "")[:14],
            state=state if state in _STATES else "open", programme_id=uuid_param(request, "programme"),
            person_id=uuid_param(request, "person"), case_id=uuid_param(request, "case"),
            assigned_to=self.actor.id if given == "me" else None if given in {"", "nobody"}
            else uuid_param(request, "assigned_to"),
            unassigned=given == "nobody",
        )  # fmt: skip
        rows = list_petitions(self.actor, where=where, today=self.today)
        order = ORDERS.get(params.get("sort", ""), ORDERS["due"])

        def present(page: list[Any]) -> Any:
            return shapes.PetitionRowSerializer([row_body(row, today=self.today) for row in page], many=True).data

        return paged(request, rows, order=order, present=present, count=True)

    @extend_schema(
        operation_id="petitions_create", parameters=[_KEY], request=shapes.RegisterPetitionSerializer,
        responses={201: shapes.PetitionSerializer},
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        """Take a petition in; it gets its registry number and the last day for its answer."""
        form = shapes.RegisterPetitionSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        sent = dict(form.validated_data)
        for name in ("person", "representative", "unit", "programme", "case", "decision", "concerns"):
            sent[f"{name}_id"] = sent.pop(name)
        row = register_petition(NewPetition(**sent), actor=self.actor, now=clock.now())
        response = self.page(row.pk, status=201)
        response["Location"] = f"/api/v1/petitions/{row.pk}/"
        return response


class PetitionChoicesView(PetitionsView):
    """What a petition may be."""

    required_rights: ClassVar = {"GET": Right.PETITIONS_READ}

    @extend_schema(operation_id="petitions_choices", responses=shapes.PetitionChoicesSerializer)
    def get(self, _request: Request) -> Response:
        """Return kinds, channels, senders, outcomes; programmes and units of the reader; colleagues by name."""
        programmes, units = places_for(self.actor)
        staff = list_staff(self.actor, today=self.today).order_by("full_name", "pk").values_list("pk", "full_name")
        body = {
            "kinds": _codes(PetitionKind), "channels": _codes(PetitionChannel), "senders": _codes(SenderKind),
            "outcomes": _codes(AnswerOutcome), "programmes": _links(programmes), "units": _links(units),
            "staff": _links(list(staff[:500])),
        }  # fmt: skip
        return Response(shapes.PetitionChoicesSerializer(body).data)


def _codes(choices: Any) -> list[dict[str, str]]:
    return [{"key": key, "label": label} for key, label in choices.choices]


def _links(rows: list[tuple[uuid.UUID, str]]) -> list[dict[str, Any]]:
    return [{"id": key, "name": name} for key, name in rows]


class DuePreviewView(PetitionsView):
    """By when a petition would have to be answered."""

    required_rights: ClassVar = {"GET": Right.PETITIONS_WRITE}

    @extend_schema(
        operation_id="petitions_due", responses=shapes.DuePreviewSerializer,
        parameters=[
            OpenApiParameter("kind", OpenApiTypes.STR, enum=PetitionKind.values),
            OpenApiParameter("programme", OpenApiTypes.UUID), OpenApiParameter("received_on", OpenApiTypes.DATE),
        ],
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        """Return the last day, the text it comes from and the programme's article; nothing is written."""
        try:
            received_on = dt.date.fromisoformat(request.query_params.get("received_on", ""))
        except ValueError as error:
            raise DomainError(
                "date", "Gün okunamadı.", field="received_on", remedy="Günü seçin.", status=400
            ) from error
        kind = request.query_params.get("kind", "")[:14]
        due, article, text = due_preview(kind, uuid_param(request, "programme"), received_on=received_on)
        body = {"due_on": due.on, "basis": due.basis, "article": article, "text": text}
        return Response(shapes.DuePreviewSerializer(body).data)


class PetitionView(PetitionsView):
    """One petition."""

    required_rights: ClassVar = {"GET": Right.PETITIONS_READ}

    @extend_schema(operation_id="petitions_read", responses=shapes.PetitionSerializer)
    def get(self, _request: Request, petition_id: uuid.UUID) -> Response:
        """Return the petition's page: its words, its clock, who deals with it and who may not, the answer."""
        return self.page(petition_id)


class ScanView(PetitionsView):
    """The scan of what came in."""

    required_rights: ClassVar = {"GET": Right.PETITIONS_READ, "POST": Right.PETITIONS_WRITE}
    parser_classes = (MultiPartParser,)

    @extend_schema(
        operation_id="petitions_scan_download", responses={(200, "application/octet-stream"): OpenApiTypes.BINARY}
    )
    def get(self, _request: Request, petition_id: uuid.UUID) -> HttpResponse:
        """Hand the scan out as a download; the reading is written down."""
        stored, name, content = open_scan(petition_id, actor=self.actor, now=clock.now())
        return attachment(name, stored.media_type, content)

    @extend_schema(
        operation_id="petitions_scan_add", parameters=[_KEY],
        request={"multipart/form-data": shapes.PetitionScanSerializer}, responses=shapes.PetitionSerializer,
    )  # fmt: skip
    def post(self, request: Request, petition_id: uuid.UUID) -> Response:
        """Keep the scan; the same file again changes nothing, another one is refused."""
        form = shapes.PetitionScanSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        upload = form.validated_data["file"]
        if upload.size > MAX_BYTES:
            raise Invalid([too_large()])
        add_scan(petition_id, upload.read(), name=upload.name or "", actor=self.actor, now=clock.now())
        return self.page(petition_id)


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

    @extend_schema(
        operation_id="petitions_assign", parameters=_HEADERS, request=shapes.AssignSerializer,
        responses=shapes.PetitionSerializer,
    )  # fmt: skip
    def post(self, request: Request, petition_id: uuid.UUID) -> Response:
        """Give it to somebody who has not decided in the matter."""
        form = shapes.AssignSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        working.assign_petition(
            petition_id, form.validated_data["assigned_to"], actor=self.actor, version=read_if_match(request),
            now=clock.now(),
        )  # fmt: skip
        return self.page(petition_id)


class AnswerView(PetitionsView):
    """The answer as it is written."""

    required_rights: ClassVar = {"PATCH": Right.PETITIONS_READ, "POST": Right.PETITIONS_READ}

    def _write(self, request: Request, petition_id: uuid.UUID, *, submit: bool) -> Response:
        form = shapes.AnswerWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        working.draft_answer(
            petition_id, **form.validated_data, submit=submit, actor=self.actor, version=read_if_match(request),
            now=clock.now(),
        )  # fmt: skip
        return self.page(petition_id)

    @extend_schema(
        operation_id="petitions_answer_save", parameters=[_IF_MATCH], request=shapes.AnswerWriteSerializer,
        responses=shapes.PetitionSerializer,
    )  # fmt: skip
    def patch(self, request: Request, petition_id: uuid.UUID) -> Response:
        """Keep what has been written so far."""
        return self._write(request, petition_id, submit=False)

    @extend_schema(
        operation_id="petitions_answer_submit", parameters=_HEADERS, request=shapes.AnswerWriteSerializer,
        responses=shapes.PetitionSerializer,
    )  # fmt: skip
    def post(self, request: Request, petition_id: uuid.UUID) -> Response:
        """Submit the answer for approval by somebody else."""
        return self._write(request, petition_id, submit=True)


class ApprovalView(PetitionsView):
    """Approving an answer."""

    required_rights: ClassVar = {"POST": Right.PETITIONS_ASSIGN}

    @extend_schema(
        operation_id="petitions_answer_approve", parameters=_HEADERS, request=None,
        responses=shapes.PetitionSerializer,
    )  # fmt: skip
    def post(self, request: Request, petition_id: uuid.UUID) -> Response:
        """Approve it as a second person; its letter is drafted with remedies and periods."""
        working.approve_answer(petition_id, actor=self.actor, version=read_if_match(request), now=clock.now())
        return self.page(petition_id)


class ReturnView(PetitionsView):
    """Sending an answer back."""

    required_rights: ClassVar = {"POST": Right.PETITIONS_ASSIGN}

    @extend_schema(
        operation_id="petitions_answer_return", parameters=_HEADERS, request=shapes.PetitionReasonSerializer,
        responses=shapes.PetitionSerializer,
    )  # fmt: skip
    def post(self, request: Request, petition_id: uuid.UUID) -> Response:
        """Send it back to who wrote it, with a reason."""
        working.return_answer(
            petition_id, reason=_reason(request), actor=self.actor, version=read_if_match(request), now=clock.now()
        )
        return self.page(petition_id)


class PetitionServiceView(PetitionsView):
    """That an answer without a letter reached its sender."""

    required_rights: ClassVar = {"POST": Right.PETITIONS_WRITE}

    @extend_schema(
        operation_id="petitions_served", parameters=_HEADERS, request=shapes.PetitionServedSerializer,
        responses=shapes.PetitionSerializer,
    )  # fmt: skip
    def post(self, request: Request, petition_id: uuid.UUID) -> Response:
        """Note the day; the clock stands."""
        form = shapes.PetitionServedSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        working.record_answer_served(
            petition_id, **form.validated_data, actor=self.actor, version=read_if_match(request), now=clock.now()
        )
        return self.page(petition_id)


class TransferView(PetitionsView):
    """Sending a petition on to the competent authority (3071 m. 5)."""

    required_rights: ClassVar = {"POST": Right.PETITIONS_ASSIGN}

    @extend_schema(
        operation_id="petitions_transfer", parameters=_HEADERS, request=shapes.TransferSerializer,
        responses=shapes.PetitionSerializer,
    )  # fmt: skip
    def post(self, request: Request, petition_id: uuid.UUID) -> Response:
        """Note where it went, and that its sender was told."""
        form = shapes.TransferSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        working.forward_petition(
            petition_id, **form.validated_data, actor=self.actor, version=read_if_match(request), now=clock.now()
        )
        return self.page(petition_id)


class InformationView(PetitionsView):
    """What the sender was told in between."""

    required_rights: ClassVar = {"POST": Right.PETITIONS_WRITE}

    @extend_schema(
        operation_id="petitions_inform", parameters=_HEADERS, request=shapes.PetitionReasonSerializer,
        responses=shapes.PetitionSerializer,
    )  # fmt: skip
    def post(self, request: Request, petition_id: uuid.UUID) -> Response:
        """Note it; the clock runs on."""
        working.inform_sender(
            petition_id, text=_reason(request), actor=self.actor, version=read_if_match(request), now=clock.now()
        )
        return self.page(petition_id)


class WithdrawalView(PetitionsView):
    """That the sender took it back."""

    required_rights: ClassVar = {"POST": Right.PETITIONS_WRITE}

    @extend_schema(
        operation_id="petitions_withdraw", parameters=_HEADERS, request=shapes.PetitionReasonSerializer,
        responses=shapes.PetitionSerializer,
    )  # fmt: skip
    def post(self, request: Request, petition_id: uuid.UUID) -> Response:
        """Close it, with how it was taken back."""
        working.withdraw_petition(
            petition_id, reason=_reason(request), actor=self.actor, version=read_if_match(request), now=clock.now()
        )
        return self.page(petition_id)


def _reason(request: Request) -> str:
    form = shapes.PetitionReasonSerializer(data=request.data)
    form.is_valid(raise_exception=True)
    return str(form.validated_data["reason"])
