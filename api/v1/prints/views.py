"""The workflow diagram and the table of service standards as files."""

import uuid
from typing import ClassVar

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from api.base import OmuzView
from api.files import attachment
from api.language import reader_language
from api.permissions import SIGNED_IN
from apps.programmes.operations import printing as operations
from omuz.kernel import clock


class _PrintView(OmuzView):
    """A print; open to readers of the version and to whoever was named to approve it."""

    required_rights: ClassVar = {"GET": SIGNED_IN}
    kind: ClassVar[str]
    form: ClassVar[str]

    def file(self, version_id: uuid.UUID) -> HttpResponse:
        language = reader_language()
        printed = operations.print_version(
            version_id, kind=self.kind, form=self.form, actor=self.actor, language=language, now=clock.now()
        )
        return attachment(printed.name, printed.media_type, printed.content)


class WorkflowPdfView(_PrintView):
    """The diagram as a document, with its stages and steps in words."""

    kind, form = "workflow", "pdf"

    @extend_schema(
        operation_id="programme_versions_workflow_pdf", responses={(200, "application/pdf"): OpenApiTypes.BINARY}
    )
    def get(self, request: Request, version_id: uuid.UUID) -> HttpResponse:
        """Return the tagged PDF."""
        return self.file(version_id)


class WorkflowSvgView(_PrintView):
    """The diagram as a drawing."""

    kind, form = "workflow", "svg"

    @extend_schema(
        operation_id="programme_versions_workflow_svg", responses={(200, "image/svg+xml"): OpenApiTypes.BINARY}
    )
    def get(self, request: Request, version_id: uuid.UUID) -> HttpResponse:
        """Return the drawing."""
        return self.file(version_id)


class WorkflowPngView(_PrintView):
    """The diagram as an image."""

    kind, form = "workflow", "png"

    @extend_schema(operation_id="programme_versions_workflow_png", responses={(200, "image/png"): OpenApiTypes.BINARY})
    def get(self, request: Request, version_id: uuid.UUID) -> HttpResponse:
        """Return the image."""
        return self.file(version_id)


class StandardsPdfView(_PrintView):
    """The table of service standards as a document."""

    kind, form = "standards", "pdf"

    @extend_schema(
        operation_id="programme_versions_standards_pdf", responses={(200, "application/pdf"): OpenApiTypes.BINARY}
    )
    def get(self, request: Request, version_id: uuid.UUID) -> HttpResponse:
        """Return the tagged PDF."""
        return self.file(version_id)


class StandardsPngView(_PrintView):
    """The table of service standards as an image."""

    kind, form = "standards", "png"

    @extend_schema(operation_id="programme_versions_standards_png", responses={(200, "image/png"): OpenApiTypes.BINARY})
    def get(self, request: Request, version_id: uuid.UUID) -> HttpResponse:
        """Return the image."""
        return self.file(version_id)
