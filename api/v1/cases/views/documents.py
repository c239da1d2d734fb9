"""Documents of a case: the checklist, presenting, taking over, refusing, withdrawing, opening."""

import uuid
from typing import Any, ClassVar

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from api.files import attachment
from api.v1.cases import shapes_intake as shapes
from api.v1.cases.bodies_intake import item_body, people_in, versions_in
from api.v1.cases.views.base import CasesView
from apps.accounts.queries import names_of
from apps.accounts.rights import CASES_READING, CASES_WRITING, Right
from apps.cases.operations import documents as operations
from apps.cases.operations.forms import may_write_special
from apps.cases.queries.answers import closed_in
from apps.cases.queries.cases import find_case, may_write
from apps.cases.queries.intake import file_of
from apps.cases.rules.documents import is_complete
from apps.documents.operations import scans_uploads
from apps.documents.rules import MAX_BYTES, too_large
from apps.programmes.queries.pinned import pinned_definition, pinned_definitions
from omuz.kernel import clock
from omuz.kernel.errors import Invalid

PURPOSE = [OpenApiParameter("task", OpenApiTypes.STR), OpenApiParameter("purpose", OpenApiTypes.STR)]
_KEY = OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER)


def sent_file(upload: "UploadedFile[bytes] | None") -> operations.Upload | None:
    """Return a file that may be kept, None without one.

    Raises:
        Invalid: too large, said before it is read into memory; or as `accept_upload`.
    """
    if upload is None:
        return None
    if (upload.size or 0) > MAX_BYTES:
        raise Invalid([too_large()])
    return operations.accept_upload(upload.read(), name=upload.name or "")


class DocumentsBase(CasesView):
    """Answers with the whole checklist: one document may tick off another's rule."""

    def checklist(self, case_id: uuid.UUID, *, status: int = 200) -> Response:
        """Return the checklist as it stands."""
        case = find_case(case_id, actor=self.actor)
        definition = pinned_definition(case.programme_version_id)
        file = file_of(case, definition, on=self.today, closed=closed_in(case, on=self.today))
        definitions = pinned_definitions(versions_in(file.items))
        writes = case.state == "open" and may_write(case, actor=self.actor)
        special = may_write_special(case, actor=self.actor)
        names = names_of(people_in(file.items))
        body: dict[str, Any] = {
            "results": [
                item_body(one, definitions=definitions, names=names, may_take_over=writes and special)
                for one in file.items
            ],
            "is_complete": is_complete([(one.key, one.standing) for one in file.items if one.is_asked]),
            "missing": len(file.missing), "is_scanned": scans_uploads(), "may_write": writes,
            "may_write_special": special,
        }  # fmt: skip
        return Response(shapes.CaseChecklistSerializer(body).data, status=status)


class CaseDocumentsView(DocumentsBase):
    """The checklist."""

    required_rights: ClassVar = {"GET": CASES_READING, "POST": CASES_WRITING}
    parser_classes = (MultiPartParser, JSONParser)

    @extend_schema(operation_id="cases_documents", responses=shapes.CaseChecklistSerializer)
    def get(self, request: Request, case_id: uuid.UUID) -> Response:
        """Return what is asked for, what stands for it, what is missing and what falls due."""
        return self.checklist(case_id)

    @extend_schema(
        operation_id="cases_documents_present", parameters=[_KEY],
        request={"multipart/form-data": shapes.DocumentSendSerializer}, responses={201: shapes.CaseChecklistSerializer},
    )  # fmt: skip
    def post(self, request: Request, case_id: uuid.UUID) -> Response:
        """Put a document on file, or say that it was seen; the same sent again answers 200 and writes nothing."""
        form = shapes.DocumentSendSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        values = dict(form.validated_data)
        find_case(case_id, actor=self.actor)
        upload = sent_file(values.pop("file"))
        done = operations.present_document(
            case_id, operations.SentDocument(**values), upload=upload, actor=self.actor, now=clock.now()
        )
        return self.checklist(case_id, status=201 if done.is_new else 200)


class CaseReportView(DocumentsBase):
    """The report on the person's record."""

    required_rights: ClassVar = {"POST": CASES_WRITING}

    @extend_schema(
        operation_id="cases_documents_report", parameters=[_KEY], request=shapes.CasePurposeSerializer,
        responses={201: shapes.CaseChecklistSerializer},
    )  # fmt: skip
    def post(self, request: Request, case_id: uuid.UUID) -> Response:
        """Take it over instead of asking again; the reading is logged. 428 `purpose_required`: ask for one."""
        form = shapes.CasePurposeSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        done = operations.take_over_report(case_id, **form.validated_data, actor=self.actor, now=clock.now())
        return self.checklist(case_id, status=201 if done.is_new else 200)


class CaseDocumentView(DocumentsBase):
    """One document."""

    required_rights: ClassVar = {"DELETE": CASES_WRITING}

    @extend_schema(
        operation_id="cases_documents_withdraw", request=shapes.CaseReasonSerializer,
        responses=shapes.CaseChecklistSerializer,
    )  # fmt: skip
    def delete(self, request: Request, case_id: uuid.UUID, document_id: uuid.UUID) -> Response:
        """Withdraw it with a reason; its content is removed for good, that it was there stays."""
        form = shapes.CaseReasonSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        operations.withdraw_document(case_id, document_id, **form.validated_data, actor=self.actor, now=clock.now())
        return self.checklist(case_id)


class CaseDocumentRefusalView(DocumentsBase):
    """Documents that are not accepted."""

    required_rights: ClassVar = {"POST": CASES_WRITING}

    @extend_schema(
        operation_id="cases_documents_refuse", parameters=[_KEY], request=shapes.CaseReasonSerializer,
        responses=shapes.CaseChecklistSerializer,
    )  # fmt: skip
    def post(self, request: Request, case_id: uuid.UUID, document_id: uuid.UUID) -> Response:
        """Say that it is not accepted, and why; it is missing again."""
        form = shapes.CaseReasonSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        operations.refuse_document(case_id, document_id, **form.validated_data, actor=self.actor, now=clock.now())
        return self.checklist(case_id)


class CaseDocumentContentView(CasesView):
    """The file of a document."""

    required_rights: ClassVar = {"GET": Right.DOCUMENTS_READ}

    @extend_schema(
        operation_id="cases_documents_download", parameters=PURPOSE,
        responses={(200, "application/octet-stream"): OpenApiTypes.BINARY},
    )  # fmt: skip
    def get(self, request: Request, case_id: uuid.UUID, document_id: uuid.UUID) -> HttpResponse:
        """Hand it out as a download. 428 `purpose_required`: a special one, ask for a purpose."""
        params = request.query_params
        row, name, content = operations.open_case_document(
            case_id, document_id, actor=self.actor, now=clock.now(), task=params.get("task", "")[:40],
            purpose=params.get("purpose", "")[:24],
        )  # fmt: skip
        return attachment(name, row.media_type, content)


class CaseDocumentTextView(CasesView):
    """What was written beside a special document."""

    required_rights: ClassVar = {"GET": CASES_READING}

    @extend_schema(operation_id="cases_documents_text", parameters=PURPOSE, responses=shapes.ClosedTextSerializer)
    def get(self, request: Request, case_id: uuid.UUID, document_id: uuid.UUID) -> Response:
        """Open the remark and the reason; the reading is logged. 428 `purpose_required`: ask for one."""
        params = request.query_params
        note, why = operations.open_texts(
            case_id, document_id, actor=self.actor, now=clock.now(), task=params.get("task", "")[:40],
            purpose=params.get("purpose", "")[:24],
        )  # fmt: skip
        return Response(shapes.ClosedTextSerializer({"note": note, "why": why}).data)
