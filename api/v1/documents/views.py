"""Documents of a person: upload, list, download, removal. Nothing is ever shown inline."""

import uuid
from typing import ClassVar

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView
from api.files import attachment
from api.v1.documents.serializers import DocumentRemovalSerializer, DocumentSerializer, DocumentUploadSerializer
from api.v1.shapes import results_of
from apps.accounts.queries import names_of
from apps.accounts.rights import Right
from apps.documents.rules import MAX_BYTES, too_large
from apps.people.operations import documents as operations
from omuz.kernel import clock
from omuz.kernel.errors import Invalid

_WHY = [
    OpenApiParameter("task", OpenApiTypes.STR, description="Open task from which the purpose follows."),
    OpenApiParameter("purpose", OpenApiTypes.STR, description="Purpose, where no task implies one."),
]


class DocumentsView(OmuzView):
    """The documents of one person."""

    required_rights: ClassVar = {
        "GET": (Right.DOCUMENTS_READ, Right.DOCUMENTS_WRITE),
        "POST": Right.DOCUMENTS_WRITE,
    }
    parser_classes = (MultiPartParser,)

    @extend_schema(
        operation_id="people_documents_list",
        parameters=_WHY,
        responses=results_of("DocumentResults", DocumentSerializer),
    )
    def get(self, request: Request, person_id: uuid.UUID) -> Response:
        """Return the documents, the latest first; special ones stay closed without a task or purpose."""
        params = request.query_params
        rows = operations.list_documents(
            person_id, actor=self.actor, now=clock.now(), task=params.get("task", "")[:40],
            purpose=params.get("purpose", "")[:24],
        )  # fmt: skip
        names = names_of(document.row.uploaded_by_id for document in rows)
        return Response({"results": DocumentSerializer(rows, many=True, context={"names": names}).data})

    @extend_schema(
        operation_id="people_documents_create",
        request={"multipart/form-data": DocumentUploadSerializer},
        responses={201: DocumentSerializer},
    )
    def post(self, request: Request, person_id: uuid.UUID) -> Response:
        """Keep a document; a file that is refused is not kept."""
        form = DocumentUploadSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        values = form.validated_data
        upload = values["file"]
        if upload.size > MAX_BYTES:
            # Said before the file is read into memory.
            raise Invalid([too_large()])
        row = operations.add_document(
            person_id, upload.read(), name=upload.name or "", kind=values["kind"], is_special=values["is_special"],
            programme_id=values["programme"], actor=self.actor, now=clock.now(),
        )  # fmt: skip
        document = operations.Document(row=row, name=upload.name or "", is_closed=False)
        names = {row.uploaded_by_id: self.actor.label}
        return Response(DocumentSerializer(document, context={"names": names}).data, status=201)


class DocumentContentView(OmuzView):
    """The content of a document."""

    required_rights: ClassVar = {"GET": Right.DOCUMENTS_READ}

    @extend_schema(
        operation_id="people_documents_download",
        parameters=_WHY,
        responses={(200, "application/octet-stream"): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, document_id: uuid.UUID) -> HttpResponse:
        """Hand the document out as a download. 428 `purpose_required`: a special one, ask for a purpose."""
        params = request.query_params
        row, name, content = operations.open_document(
            document_id, actor=self.actor, now=clock.now(), task=params.get("task", "")[:40],
            purpose=params.get("purpose", "")[:24],
        )  # fmt: skip
        return attachment(name, row.media_type, content)


class DocumentRemovalView(OmuzView):
    """The removal of a document."""

    required_rights: ClassVar = {"POST": Right.DOCUMENTS_WRITE}

    @extend_schema(operation_id="people_documents_remove", request=DocumentRemovalSerializer, responses={204: None})
    def post(self, request: Request, document_id: uuid.UUID) -> Response:
        """Remove the document's content for good, with a reason."""
        form = DocumentRemovalSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        operations.remove_document(document_id, actor=self.actor, reason=form.validated_data["reason"], now=clock.now())
        return Response(status=204)
