"""The list of letters, writing one, a letter's page, its PDF."""

import uuid
from typing import Any, ClassVar

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import IF_MATCH, paged, read_if_match, sent
from api.files import attachment
from api.params import uuid_param
from api.v1.letters import shapes
from api.v1.letters.bodies import row_body
from api.v1.letters.views.base import LettersView
from api.v1.shapes import results_of
from apps.accounts.rights import Right
from apps.cases.queries.cases import find_case
from apps.letters.enums import CopyFormat, FailureReason, LetterQueue, LetterState, NextStep, Receiver, ServiceChannel
from apps.letters.operations.drafting import write_letter
from apps.letters.operations.editing import Changes, edit_letter
from apps.letters.operations.printing import preview_of, printed_letter
from apps.letters.queries.contents import LetterText
from apps.letters.queries.letters import LetterFilter, list_letters, queue_counts
from apps.letters.queries.standing import letters_that_wait
from apps.letters.queries.templates import text_choices
from apps.letters.registry import batch_source
from apps.letters.rules.uses import BY_OPERATION_ONLY, USE_LABELS
from omuz.kernel import clock
from omuz.kernel.errors import FieldProblem, Invalid

_YES = {"1", "true"}
FILTERS = [
    OpenApiParameter("q", OpenApiTypes.STR, description="A number, or what finds the person."),
    OpenApiParameter("person", OpenApiTypes.UUID),
    OpenApiParameter("case", OpenApiTypes.UUID),
    OpenApiParameter("batch", OpenApiTypes.UUID),
    OpenApiParameter("state", OpenApiTypes.STR, enum=LetterState.values),
    OpenApiParameter("queue", OpenApiTypes.STR, enum=LetterQueue.values),
    OpenApiParameter("use", OpenApiTypes.STR),
    OpenApiParameter("without_official", OpenApiTypes.BOOL, description="Without the number of EBYS."),
    OpenApiParameter("cursor", OpenApiTypes.STR),
    OpenApiParameter("page_size", OpenApiTypes.INT),
]


def _codes_field() -> serializers.Field[Any, Any, Any, Any]:
    return shapes.LetterCodeSerializer(many=True)


_LISTS = {
    name: _codes_field() for name in ("states", "uses", "channels", "receivers", "failures", "next_steps", "formats")
}


class LetterListView(LettersView):
    """List and write."""

    required_rights: ClassVar = {"GET": Right.LETTERS_READ, "POST": Right.LETTERS_WRITE}

    @extend_schema(operation_id="letters_list", parameters=FILTERS, responses=shapes.LetterRowSerializer(many=True))
    def get(self, request: Request) -> Response:
        """Return a page of letters, the latest first."""
        params = request.query_params
        where = LetterFilter(
            text=params.get("q", "")[:100], person_id=uuid_param(request, "person"),
            case_id=uuid_param(request, "case"), batch_id=uuid_param(request, "batch"),
            state=params.get("state", "")[:16], queue=params.get("queue", "")[:16], use=params.get("use", "")[:32],
            without_official=params.get("without_official", "") in _YES,
        )  # fmt: skip

        def present(page: list[Any]) -> Any:
            held = letters_that_wait(page, on=self.today)
            return shapes.LetterRowSerializer([row_body(one, waits=one.pk in held) for one in page], many=True).data

        rows = list_letters(self.actor, where=where)
        return paged(request, rows, order=("-drafted_at", "-id"), present=present, count=True)

    @extend_schema(
        operation_id="letters_create", request=shapes.NewLetterSerializer, responses={201: shapes.LetterSerializer},
        parameters=[OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER)],
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        """Draft a letter about a case. A placeholder without a value answers 422 `letter_incomplete` with its name."""
        values = sent(request, shapes.NewLetterSerializer)
        case = find_case(values["case"], actor=self.actor)
        if values["use"] in BY_OPERATION_ONLY or values["use"] not in USE_LABELS:
            raise Invalid(
                [FieldProblem("use", "not_by_hand", "Bu yazı kendi işleminde hazırlanır.", "Listeden seçin.")]
            )
        is_free = not values["use"] and not values["template"]
        known = _case_values(case.pk, today=self.today) | {"dosya_no": case.number}
        letter = write_letter(
            programme_id=case.programme_id, programme_version_id=case.programme_version_id, person_id=case.person_id,
            case_id=case.pk, use=values["use"], template=values["template"], actor=self.actor, now=clock.now(),
            text=LetterText(subject=values["subject"].strip(), body=values["body"].strip()) if is_free else None,
            values=known | {name: text for name, text in values["values"].items() if text.strip()},
        )  # fmt: skip
        response = self.letter(letter.pk, status=201)
        response["Location"] = f"/api/v1/letters/{letter.pk}/"
        return response


def _case_values(case_id: uuid.UUID, *, today: Any) -> dict[str, str]:
    source = batch_source("cases")
    return dict(source.values([case_id], today=today).get(case_id, {})) if source is not None else {}


class LetterChoicesView(LettersView):
    """Codes and counts of the work queue."""

    required_rights: ClassVar = {"GET": Right.LETTERS_READ}

    @extend_schema(
        operation_id="letters_choices",
        responses=inline_serializer("LetterChoices", {"queues": _codes_field(), **_LISTS}),
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        """Return the queues with how many letters wait in each, and every list of codes."""
        counts = queue_counts(self.actor)
        return Response(
            {
                "queues": [
                    {"key": one.value, "label": one.label, "count": counts.get(one.value, 0)} for one in LetterQueue
                ],
                "states": _codes(LetterState.choices),
                "uses": _codes((key, label) for key, label in USE_LABELS.items() if key),
                "channels": _codes(ServiceChannel.choices),
                "receivers": _codes(Receiver.choices),
                "failures": _codes(FailureReason.choices),
                "next_steps": _codes(NextStep.choices),
                "formats": _codes(CopyFormat.choices),
            }
        )


def _codes(choices: Any) -> list[dict[str, str]]:
    return [{"key": str(key), "label": str(label)} for key, label in choices]


class LetterTextsView(LettersView):
    """The texts that a letter about a case can be written from."""

    required_rights: ClassVar = {"GET": Right.LETTERS_WRITE}

    @extend_schema(
        operation_id="letters_texts", parameters=[OpenApiParameter("case", OpenApiTypes.UUID, required=True)],
        responses=results_of("LetterTextResults", shapes.TextChoiceSerializer),
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        """Return the programme's texts and Omuz' own, with what has to be filled in and what the case knows."""
        case = find_case(uuid_param(request, "case") or uuid.UUID(int=0), actor=self.actor)
        known = _case_values(case.pk, today=self.today)
        body = [
            {"use": one.use, "template": one.template, "label": one.label, "subject": one.subject,
             "asks": one.asks, "may_ask": one.may_ask,
             "values": {name: known[name] for name in (*one.asks, *one.may_ask) if name in known}}
            for one in text_choices(case.programme_version_id)
        ]  # fmt: skip
        return Response({"results": shapes.TextChoiceSerializer(body, many=True).data})


class LetterView(LettersView):
    """A letter's page."""

    required_rights: ClassVar = {"GET": Right.LETTERS_READ, "PATCH": Right.LETTERS_WRITE}

    @extend_schema(operation_id="letters_read", responses=shapes.LetterSerializer)
    def get(self, request: Request, letter_id: uuid.UUID) -> Response:
        """Return the letter with its words, attempts at service and history; a logged reading where it tells much."""
        return self.letter(letter_id, is_opened=True)

    @extend_schema(
        operation_id="letters_edit", request=shapes.LetterChangesSerializer, responses=shapes.LetterSerializer,
        parameters=[IF_MATCH],
    )  # fmt: skip
    def patch(self, request: Request, letter_id: uuid.UUID) -> Response:
        """Store what was typed into a draft (If-Match)."""
        values = sent(request, shapes.LetterChangesSerializer)
        typed: dict[str, Any] = {name: tuple(one) if isinstance(one, list) else one for name, one in values.items()}
        changes = Changes(**typed)
        edit_letter(letter_id, changes, actor=self.actor, version=read_if_match(request), now=clock.now())
        return self.letter(letter_id)


class LetterPdfView(LettersView):
    """A letter as PDF."""

    required_rights: ClassVar = {"GET": Right.LETTERS_READ}

    @extend_schema(
        operation_id="letters_pdf", responses={(200, "application/pdf"): OpenApiTypes.BINARY},
        parameters=[OpenApiParameter("variant", OpenApiTypes.STR, enum=["official", "plain"])],
    )  # fmt: skip
    def get(self, request: Request, letter_id: uuid.UUID) -> HttpResponse:
        """Return the tagged PDF, the official one or the easy-read copy in large print."""
        is_plain = request.query_params.get("variant") == "plain"
        file = printed_letter(letter_id, variant="plain" if is_plain else "official", actor=self.actor, now=clock.now())
        return attachment(file.name, file.media_type, file.content)


class LetterPreviewView(LettersView):
    """The first page as an image."""

    required_rights: ClassVar = {"GET": Right.LETTERS_READ}

    @extend_schema(
        operation_id="letters_preview", responses={(200, "image/png"): OpenApiTypes.BINARY},
        parameters=[OpenApiParameter("variant", OpenApiTypes.STR, enum=["official", "plain"])],
    )  # fmt: skip
    def get(self, request: Request, letter_id: uuid.UUID) -> HttpResponse:
        """Return the first page of the letter as it stands."""
        is_plain = request.query_params.get("variant") == "plain"
        content = preview_of(letter_id, variant="plain" if is_plain else "official", actor=self.actor, now=clock.now())
        return attachment("yazi.png", "image/png", content)
