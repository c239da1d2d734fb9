"""Disability reports ("engellilik sağlık kurulu raporu", ÇÖZGER)."""

import uuid
from typing import Any, ClassVar

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView, read_if_match
from api.params import uuid_param
from api.v1.medical.serializers import (
    ExpiringReportSerializer,
    ReportCorrectionSerializer,
    ReportReceiptSerializer,
    ReportSerializer,
    ReportWriteSerializer,
)
from api.v1.shapes import results_of
from apps.accounts.rights import SPECIAL_READING, Right
from apps.people.operations import medical
from apps.people.queries.people import shown_name
from omuz.kernel import clock


class ReportsView(OmuzView):
    """The reports of one person."""

    required_rights: ClassVar = {"GET": SPECIAL_READING, "POST": Right.PEOPLE_SPECIAL_WRITE}

    @extend_schema(
        operation_id="people_reports_read",
        parameters=[
            OpenApiParameter("task", OpenApiTypes.STR, description="Open task from which the purpose follows."),
            OpenApiParameter("purpose", OpenApiTypes.STR, description="Purpose, where no task implies one."),
            OpenApiParameter("programme", OpenApiTypes.UUID, description="Programme in which the reader works."),
        ],
        responses=results_of("ReportResults", ReportSerializer),
    )
    def get(self, request: Request, person_id: uuid.UUID) -> Response:
        """Open the person's reports; the reading is logged. 428 `purpose_required`: ask for one."""
        params = request.query_params
        reports = medical.read_reports(
            person_id, actor=self.actor, now=clock.now(), task=params.get("task", "")[:40],
            purpose=params.get("purpose", "")[:24], programme_id=uuid_param(request, "programme"),
        )  # fmt: skip
        return Response({"results": ReportSerializer(reports, many=True).data})

    @extend_schema(
        operation_id="people_reports_create", request=ReportWriteSerializer, responses={201: ReportReceiptSerializer}
    )
    def post(self, request: Request, person_id: uuid.UUID) -> Response:
        """Record a report with its legal basis."""
        form = ReportWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        values: dict[str, Any] = form.validated_data
        row = medical.record_report(
            person_id, form.to_draft(), actor=self.actor, now=clock.now(), programme_id=values["programme"],
            legal_basis=values["legal_basis"], statute=values["statute"], document_id=values["document"],
        )  # fmt: skip
        return Response(ReportReceiptSerializer(row).data, status=201)


class ReportCorrectionView(OmuzView):
    """A report that was written down wrongly."""

    required_rights: ClassVar = {"POST": Right.PEOPLE_SPECIAL_WRITE}

    @extend_schema(
        operation_id="people_reports_correct",
        request=ReportCorrectionSerializer,
        responses={200: ReportReceiptSerializer, 204: None},
    )
    def post(self, request: Request, report_id: uuid.UUID) -> Response:
        """Replace the report (If-Match), or withdraw it where nothing is sent in its place."""
        form = ReportCorrectionSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        row = medical.correct_report(
            report_id, form.to_draft(), actor=self.actor, version=read_if_match(request),
            reason=form.validated_data["reason"], now=clock.now(),
        )  # fmt: skip
        return Response(ReportReceiptSerializer(row).data) if row is not None else Response(status=204)


class ExpiringReportsView(OmuzView):
    """Reports that are about to end."""

    required_rights: ClassVar = {"GET": SPECIAL_READING}

    @extend_schema(
        operation_id="people_reports_expiring",
        parameters=[OpenApiParameter("days", OpenApiTypes.INT, enum=[30, 90])],
        responses=results_of("ExpiringReportResults", ExpiringReportSerializer),
    )
    def get(self, request: Request) -> Response:
        """Name the people whose reports end within 30 or 90 days, at most 200; a logged reading of each."""
        now = clock.now()
        today = clock.local_date(now)
        days = 30 if request.query_params.get("days") == "30" else 90
        rows = medical.name_expiring_reports(actor=self.actor, days=days, now=now)
        body = [
            {
                "person_id": row.person_id, "person": row.person, "name": shown_name(row.person), "kind": row.kind,
                "expires_on": row.expires_on, "days_left": (row.expires_on - today).days if row.expires_on else 0,
            }
            for row in rows
        ]  # fmt: skip
        return Response({"results": ExpiringReportSerializer(body, many=True).data})
