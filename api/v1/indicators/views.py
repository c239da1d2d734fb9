"""Reports: which there are, one counted on a day, and the same as a file."""

import datetime as dt
from typing import ClassVar

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView
from api.language import reader_language
from api.v1.indicators.serializers import (
    CountedReportListSerializer,
    CountedReportQuerySerializer,
    CountedReportSerializer,
)
from apps.accounts.rights import Right
from apps.indicators import operations, queries
from apps.indicators.enums import ReportFormat
from omuz.kernel import clock
from omuz.kernel.context import require_municipality


def _as_of(request: Request) -> dt.date | None:
    query = CountedReportQuerySerializer(data=request.query_params)
    query.is_valid(raise_exception=True)
    day: dt.date | None = query.validated_data.get("as_of")
    return day


class ReportListView(OmuzView):
    """Which reports there are."""

    required_rights: ClassVar = {"GET": Right.REPORTS_READ}

    @extend_schema(operation_id="reports_list", responses=CountedReportListSerializer)
    def get(self, request: Request) -> Response:
        """Return the reports that the reader may open, with their default day where one is set."""
        language = reader_language()
        results = [
            {
                "key": definition.key,
                "title": definition.title.in_language(language),
                "description": definition.description.in_language(language),
                "programme": definition.programme,
                "pinned_as_of": setting.pinned_as_of if setting else None,
                "pinned_reason": setting.pinned_reason if setting else "",
            }
            for definition, setting in queries.list_reports(actor=self.actor, today=clock.local_date(clock.now()))
        ]
        return Response(CountedReportListSerializer({"results": results}).data)


class ReportView(OmuzView):
    """One report."""

    required_rights: ClassVar = {"GET": Right.REPORTS_READ}

    @extend_schema(
        operation_id="reports_read", parameters=[CountedReportQuerySerializer], responses=CountedReportSerializer
    )
    def get(self, request: Request, key: str) -> Response:
        """Return the report counted as of the given day or its default one."""
        today = clock.local_date(clock.now())
        report = queries.get_report(key, actor=self.actor, as_of=_as_of(request), today=today)
        explained = queries.explain_report(report, municipality=require_municipality().name, language=reader_language())
        return Response(CountedReportSerializer(explained).data)


class ReportFileView(OmuzView):
    """One report as a file, to be stored and not shown; taking it away is recorded."""

    required_rights: ClassVar = {"GET": Right.REPORTS_READ}

    def file(self, request: Request, key: str, form: ReportFormat) -> HttpResponse:
        printed = operations.print_report(
            key, actor=self.actor, as_of=_as_of(request), form=form, language=reader_language(), now=clock.now()
        )
        answer = HttpResponse(printed.content, content_type=printed.media_type)
        answer["Content-Disposition"] = f'attachment; filename="{printed.name}"'
        answer["Cache-Control"] = "private, no-store"
        return answer


class ReportPdfView(ReportFileView):
    """The report as PDF."""

    @extend_schema(
        operation_id="reports_pdf",
        parameters=[CountedReportQuerySerializer],
        responses={(200, operations.MEDIA_TYPES[ReportFormat.PDF]): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, key: str) -> HttpResponse:
        """Return the tagged PDF."""
        return self.file(request, key, ReportFormat.PDF)


class ReportXlsxView(ReportFileView):
    """The report as a sheet."""

    @extend_schema(
        operation_id="reports_xlsx",
        parameters=[CountedReportQuerySerializer],
        responses={(200, operations.MEDIA_TYPES[ReportFormat.XLSX]): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, key: str) -> HttpResponse:
        """Return the workbook."""
        return self.file(request, key, ReportFormat.XLSX)
