"""One petition: its page, and the scan of what came in."""

import uuid
from typing import ClassVar

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import sent
from api.files import attachment
from api.v1.petitions import shapes
from api.v1.petitions.views.base import KEY, PetitionsView
from apps.accounts.rights import Right
from apps.documents.rules import MAX_BYTES, too_large
from apps.petitions.operations.scans import add_scan, open_scan
from omuz.kernel import clock
from omuz.kernel.errors import Invalid


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
        operation_id="petitions_scan_add", parameters=[KEY],
        request={"multipart/form-data": shapes.PetitionScanSerializer}, responses=shapes.PetitionSerializer,
    )  # fmt: skip
    def post(self, request: Request, petition_id: uuid.UUID) -> Response:
        """Keep the scan; the same file again changes nothing, another one is refused."""
        upload = sent(request, shapes.PetitionScanSerializer)["file"]
        if upload.size > MAX_BYTES:
            raise Invalid([too_large()])
        add_scan(petition_id, upload.read(), name=upload.name or "", actor=self.actor, now=clock.now())
        return self.page(petition_id)
