"""Imports: a file in, its columns named, its rows looked at, decided upon, let in."""

import uuid
from typing import Any, ClassVar

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView, paged
from api.files import attachment
from api.v1.imports import serializers as shapes
from apps.accounts.rights import Right
from apps.people.models import ImportJob
from apps.people.operations import imports as operations
from apps.people.queries import imports as queries
from omuz.kernel import clock
from omuz.kernel.errors import DomainError
from omuz.tabular.limits import DEFAULT_LIMITS, MIB

_RIGHTS = (Right.PEOPLE_IMPORT, Right.DIRECTORY_IMPORT)
_BINARY = OpenApiResponse(OpenApiTypes.BINARY)


class _ImportView(OmuzView):
    def whole(self, job_id: uuid.UUID, *, status: int = 200) -> Response:
        job = queries.get_import(job_id, actor=self.actor)
        return Response(shapes.ImportSerializer(job).data, status=status)


class ImportListView(_ImportView):
    """The reader's imports, and a new one."""

    required_rights: ClassVar = {"GET": _RIGHTS, "POST": _RIGHTS}
    parser_classes = (MultiPartParser,)

    @extend_schema(
        operation_id="imports_list",
        parameters=[OpenApiParameter(name, str) for name in ("kind", "cursor", "page_size")],
        responses=shapes.ImportListSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """Return a page of the reader's imports, the latest first."""
        jobs = queries.list_imports(actor=self.actor, kind=request.query_params.get("kind", "")[:24])

        def present(page: list[Any]) -> Any:
            return shapes.ImportListSerializer(page, many=True).data

        return paged(request, jobs, order=("-requested_at", "-id"), present=present, count=True)

    @extend_schema(
        operation_id="imports_create",
        request={"multipart/form-data": shapes.ImportUploadSerializer},
        responses={201: shapes.ImportSerializer},
    )
    def post(self, request: Request) -> Response:
        """Keep a file and guess its columns; a file that is refused is not kept."""
        form = shapes.ImportUploadSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        upload = form.validated_data["file"]
        if upload.size > DEFAULT_LIMITS.file_bytes:
            # Said before the file is read into memory.
            most = DEFAULT_LIMITS.file_bytes // MIB
            raise DomainError(
                "file_too_large", f"Dosya çok büyük; en çok {most} MB olabilir.", field="file", remedy="Listeyi bölün."
            )
        job = operations.start_import(
            upload.read(),
            file_name=upload.name or "liste",
            kind=form.validated_data["kind"],
            actor=self.actor,
            now=clock.now(),
        )
        return self.whole(job.pk, status=201)


class ImportKindsView(OmuzView):
    """What can be imported."""

    required_rights: ClassVar = {"GET": _RIGHTS}

    @extend_schema(operation_id="imports_kinds", responses=shapes.ImportKindsSerializer)
    def get(self, request: Request) -> Response:
        """Return the kinds that the reader may import, with the fields that columns may be mapped to."""
        kinds = queries.import_kinds(actor=self.actor, on=clock.local_date(clock.now()))
        return Response(shapes.ImportKindsSerializer({"results": kinds}).data)


class ImportTemplateView(OmuzView):
    """An empty list to fill in."""

    required_rights: ClassVar = {"GET": _RIGHTS}

    @extend_schema(operation_id="imports_template", responses={(200, operations.XLSX): _BINARY})
    def get(self, request: Request, kind: str) -> Any:
        """Return the empty list of a kind."""
        out = operations.template_file(kind, actor=self.actor, now=clock.now())
        return attachment(out.name, out.media_type, out.content)


class ImportMappingListView(OmuzView):
    """Mappings kept by name."""

    required_rights: ClassVar = {"GET": _RIGHTS}

    @extend_schema(
        operation_id="imports_mappings",
        parameters=[OpenApiParameter("kind", str)],
        responses=shapes.ImportMappingListSerializer,
    )
    def get(self, request: Request) -> Response:
        """Return the mappings of a kind."""
        kept = queries.list_mappings(request.query_params.get("kind", "people")[:24])
        return Response(shapes.ImportMappingListSerializer({"results": kept}).data)


class ImportMappingView(OmuzView):
    """One kept mapping."""

    required_rights: ClassVar = {"DELETE": _RIGHTS}

    @extend_schema(operation_id="imports_mapping_delete", responses={204: None})
    def delete(self, request: Request, mapping_id: uuid.UUID) -> Response:
        """Forget a mapping of one's own."""
        operations.forget_mapping(mapping_id, actor=self.actor, now=clock.now())
        return Response(status=204)


class ImportView(_ImportView):
    """One import."""

    required_rights: ClassVar = {"GET": _RIGHTS, "PATCH": _RIGHTS}

    @extend_schema(operation_id="imports_read", responses=shapes.ImportSerializer)
    def get(self, request: Request, job_id: uuid.UUID) -> Response:
        """Return the import with its columns, counts and progress."""
        return self.whole(job_id)

    @extend_schema(operation_id="imports_map", request=shapes.ImportMapSerializer, responses=shapes.ImportSerializer)
    def patch(self, request: Request, job_id: uuid.UUID) -> Response:
        """Say what the columns mean, where the table is, and what rows start from."""
        form = shapes.ImportMapSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        operations.map_columns(job_id, **form.validated_data, actor=self.actor, now=clock.now())
        return self.whole(job_id)


class ImportSampleView(OmuzView):
    """Some rows of the file."""

    required_rights: ClassVar = {"GET": _RIGHTS}

    @extend_schema(operation_id="imports_sample", responses=shapes.ImportSampleSerializer)
    def get(self, request: Request, job_id: uuid.UUID) -> Response:
        """Return the first rows below the headings, as the sender sees them."""
        job = queries.get_import(job_id, actor=self.actor)
        return Response(shapes.ImportSampleSerializer({"rows": operations.sample_rows(job)}).data)


class ImportMappingSaveView(OmuzView):
    """Keeping a mapping by name."""

    required_rights: ClassVar = {"POST": _RIGHTS}

    @extend_schema(
        operation_id="imports_mapping_save",
        request=shapes.MappingNameSerializer,
        responses={201: shapes.ImportMappingSerializer},
    )
    def post(self, request: Request, job_id: uuid.UUID) -> Response:
        """Keep what this import's columns mean for the next file of its shape."""
        form = shapes.MappingNameSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        kept = operations.save_mapping(job_id, name=form.validated_data["name"], actor=self.actor, now=clock.now())
        return Response(shapes.ImportMappingSerializer(kept).data, status=201)


class ImportPreviewView(_ImportView):
    """The check of every row."""

    required_rights: ClassVar = {"POST": _RIGHTS}

    @extend_schema(operation_id="imports_preview", request=None, responses={202: shapes.ImportSerializer})
    def post(self, request: Request, job_id: uuid.UUID) -> Response:
        """Have every row looked at in the background; nothing is written yet."""
        operations.request_check(job_id, actor=self.actor, now=clock.now())
        return self.whole(job_id, status=202)


class ImportRunView(_ImportView):
    """Letting the good rows in."""

    required_rights: ClassVar = {"POST": _RIGHTS}

    @extend_schema(operation_id="imports_run", request=None, responses={202: shapes.ImportSerializer})
    def post(self, request: Request, job_id: uuid.UUID) -> Response:
        """Let in, in the background, what is good and what has been decided; goes on where it was stopped."""
        operations.request_run(job_id, actor=self.actor, now=clock.now())
        return self.whole(job_id, status=202)


class ImportCancelView(_ImportView):
    """Stopping."""

    required_rights: ClassVar = {"POST": _RIGHTS}

    @extend_schema(operation_id="imports_cancel", request=None, responses=shapes.ImportSerializer)
    def post(self, request: Request, job_id: uuid.UUID) -> Response:
        """Stop at the next batch; what has been let in stays."""
        operations.cancel_import(job_id, actor=self.actor, now=clock.now())
        return self.whole(job_id)


class ImportRowsView(OmuzView):
    """The rows of an import."""

    required_rights: ClassVar = {"GET": _RIGHTS}

    @extend_schema(
        operation_id="imports_rows",
        parameters=[OpenApiParameter(name, str) for name in ("state", "cursor", "page_size")],
        responses=shapes.ImportRowSerializer(many=True),
    )
    def get(self, request: Request, job_id: uuid.UUID) -> Response:
        """Return a page of rows, of one state where asked, with what is wrong and whom they may be."""
        job = queries.get_import(job_id, actor=self.actor)

        def present(page: list[Any]) -> Any:
            matches = queries.match_summaries(page, actor=self.actor)
            return shapes.ImportRowSerializer(page, many=True, context={"matches": matches}).data

        rows = queries.list_rows(job, state=request.query_params.get("state", "")[:12])
        return paged(request, rows, order=("number", "id"), present=present, count=True)


class ImportDecisionsView(OmuzView):
    """Decisions on held rows."""

    required_rights: ClassVar = {"POST": _RIGHTS}

    @extend_schema(
        operation_id="imports_decide", request=shapes.RowDecisionsSerializer, responses=shapes.DecidedSerializer
    )
    def post(self, request: Request, job_id: uuid.UUID) -> Response:
        """Say of held rows: someone new, the same person, or not to be taken."""
        form = shapes.RowDecisionsSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        decisions = {
            one["number"]: (one["decision"], one.get("subject_id")) for one in form.validated_data["decisions"]
        }
        count = operations.decide_rows(job_id, decisions=decisions, actor=self.actor, now=clock.now())
        return Response({"decided": count})


class ImportBadRowsView(OmuzView):
    """The rows to mend."""

    required_rights: ClassVar = {"GET": _RIGHTS}

    @extend_schema(
        operation_id="imports_bad_rows",
        parameters=[OpenApiParameter("form", str, enum=["xlsx", "csv"])],
        responses={(200, operations.XLSX): _BINARY},
    )
    def get(self, request: Request, job_id: uuid.UUID) -> Any:
        """Return the rows to mend as a file that can be sent again as it is."""
        job: ImportJob = queries.get_import(job_id, actor=self.actor)
        out = operations.bad_rows_file(job, csv=request.query_params.get("form") == "csv")
        return attachment(out.name, out.media_type, out.content)
