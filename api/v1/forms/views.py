"""Forms of a version: compiled to be filled in, tried out while they are written, printed."""

import uuid
from typing import Any, ClassVar

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView
from api.language import reader_language
from api.permissions import SIGNED_IN
from api.v1.forms.serializers import CompiledFormSerializer, FormDraftSerializer, FormPreviewSerializer
from apps.programmes.forms.printing import FormHead, blank_pdf
from apps.programmes.queries.forms import FormOfVersion, get_form, preview_form
from apps.programmes.queries.versions import READING
from omuz.conditions import builder_fields
from omuz.kernel import clock
from omuz.kernel.clock import local_date
from omuz.kernel.context import require_municipality


class _FormView(OmuzView):
    """What the views of one form share. Whoever fills in forms reads those of what is published; drafts need more."""

    def found(self, version_id: uuid.UUID, key: str) -> FormOfVersion:
        """Return the form as it stands today."""
        return get_form(version_id, key, actor=self.actor, on=local_date(clock.now()), language=reader_language())


class CompiledFormView(_FormView):
    """One form."""

    required_rights: ClassVar = {"GET": SIGNED_IN}

    @extend_schema(operation_id="programme_forms_read", responses=CompiledFormSerializer)
    def get(self, request: Request, version_id: uuid.UUID, key: str) -> Response:
        """Return the form as JSON Schema with a ui schema, in the reader's language."""
        found = self.found(version_id, key)
        form, language = found.compiled.form, found.compiled.language
        body: dict[str, Any] = {
            "key": form.key,
            "title": form.title.in_language(language),
            "description": form.description.in_language(language) if form.description else "",
            "version": found.version.pk,
            "number": found.version.number,
            "language": language,
            "schema": found.compiled.schema,
            "ui_schema": found.compiled.ui_schema,
            "privacy": found.privacy,
        }
        return Response(CompiledFormSerializer(body).data)


class FormPreviewView(OmuzView):
    """A form that is being written."""

    required_rights: ClassVar = {"POST": READING}

    @extend_schema(operation_id="programme_forms_preview", request=FormDraftSerializer,
                   responses=FormPreviewSerializer)  # fmt: skip
    def post(self, request: Request, version_id: uuid.UUID) -> Response:
        """Return what is wrong with the form, and how it looks; nothing is kept."""
        body = FormDraftSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        preview = preview_form(version_id, body.validated_data["form"], actor=self.actor, language=reader_language())
        compiled = preview.compiled
        shown = {
            "findings": preview.findings,
            "schema": compiled.schema if compiled else None,
            "ui_schema": compiled.ui_schema if compiled else None,
            "privacy": preview.privacy,
            "fields": builder_fields(preview.facts, lang=reader_language()),
            "group_fields": {
                key: builder_fields(facts, lang=reader_language()) for key, facts in preview.group_facts.items()
            },
        }
        return Response(FormPreviewSerializer(shown).data)


class FormPrintView(_FormView):
    """One form on paper."""

    required_rights: ClassVar = {"GET": SIGNED_IN}

    @extend_schema(operation_id="programme_forms_print", responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    def get(self, request: Request, version_id: uuid.UUID, key: str) -> HttpResponse:
        """Return the blank form to be filled in by hand, as tagged PDF."""
        found = self.found(version_id, key)
        head = FormHead(require_municipality().name, found.version.programme.unit.name, found.version.number)
        pdf = blank_pdf(found.compiled, found.definition, head=head, printed_on=local_date(clock.now()))
        answer = HttpResponse(pdf, content_type="application/pdf")
        answer["Content-Disposition"] = f'attachment; filename="form-{found.compiled.form.key}.pdf"'
        answer["Cache-Control"] = "private, no-store"
        return answer
