"""The list of petitions, registering one, what there is to choose from, by when one would have to be answered."""

import datetime as dt
import uuid
from typing import Any, ClassVar

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import paged, sent
from api.params import uuid_param
from api.v1.petitions import shapes
from api.v1.petitions.bodies import row_body
from api.v1.petitions.views.base import KEY, PetitionsView
from apps.accounts.queries import list_staff
from apps.accounts.rights import Right
from apps.petitions.enums import AnswerOutcome, PetitionChannel, PetitionKind, PetitionState, SenderKind
from apps.petitions.operations.registering import NewPetition, register_petition
from apps.petitions.queries.pages import due_preview, places_for
from apps.petitions.queries.petitions import ORDERS, PetitionFilter, list_petitions
from omuz.kernel import clock
from omuz.kernel.errors import DomainError

_STATES = ["open", "late", "all", *PetitionState.values]


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
        operation_id="petitions_create", parameters=[KEY], request=shapes.RegisterPetitionSerializer,
        responses={201: shapes.PetitionSerializer},
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        """Take a petition in; it gets its registry number and the last day for its answer."""
        values = sent(request, shapes.RegisterPetitionSerializer)
        for name in ("person", "representative", "unit", "programme", "case", "decision", "concerns"):
            values[f"{name}_id"] = values.pop(name)
        row = register_petition(NewPetition(**values), actor=self.actor, now=clock.now())
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
