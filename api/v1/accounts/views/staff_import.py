"""A list of colleagues from a file."""

from typing import ClassVar

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView
from api.v1.accounts.serializers import StaffImportSerializer, StaffImportWriteSerializer
from apps.accounts import operations
from apps.accounts.rights import Right
from omuz.kernel import clock

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class StaffImportView(OmuzView):
    """Preview and run."""

    everywhere = True
    required_rights: ClassVar = {"POST": Right.STAFF_MANAGE}
    parser_classes = [MultiPartParser]

    @extend_schema(
        operation_id="staff_import",
        request={"multipart/form-data": StaffImportWriteSerializer},
        responses=StaffImportSerializer,
    )
    def post(self, request: Request) -> Response:
        """Return what becomes of each row; `is_preview` changes nothing."""
        form = StaffImportWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        data = form.validated_data
        rows = operations.import_staff(
            data["file"].read(), actor=self.actor, is_preview=data["is_preview"], now=clock.now()
        )
        counts = {outcome.value: sum(row.outcome == outcome for row in rows) for outcome in operations.Outcome}
        body = {"is_preview": data["is_preview"], "counts": counts, "rows": rows}
        return Response(StaffImportSerializer(body).data)


class StaffImportTemplateView(OmuzView):
    """The empty list."""

    everywhere = True
    required_rights: ClassVar = {"GET": Right.STAFF_MANAGE}

    @extend_schema(operation_id="staff_import_template", responses={(200, XLSX): OpenApiTypes.BINARY})
    def get(self, request: Request) -> HttpResponse:
        """Return an empty workbook with headings, notes and the known roles."""
        answer = HttpResponse(operations.staff_template(), content_type=XLSX)
        answer["Content-Disposition"] = 'attachment; filename="personel-sablonu.xlsx"'
        return answer
