"""Shapes of imports: what a file holds, what its rows would become, what has to be decided."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apps.people.enums import ImportDecision, ImportRowState, ImportState
from apps.people.models import ImportJob, ImportMapping, ImportRow
from apps.people.queries import imports as queries


class ChoiceSerializer(serializers.Serializer[Any]):
    """A coded value."""

    code = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]


class ImportFieldSerializer(serializers.Serializer[Any]):
    """A field that a column may be mapped to."""

    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    label_en = serializers.CharField()
    is_required = serializers.BooleanField()
    is_special = serializers.BooleanField()
    is_multiple = serializers.BooleanField()
    help = serializers.CharField()
    example = serializers.CharField()
    choices = ChoiceSerializer(many=True)


class ImportKindSerializer(serializers.Serializer[Any]):
    """A kind of import that the reader may make."""

    kind = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    fields = ImportFieldSerializer(many=True)  # type: ignore[assignment]


class ImportKindsSerializer(serializers.Serializer[Any]):
    """All of them."""

    results = ImportKindSerializer(many=True)


class ImportColumnSerializer(serializers.Serializer[Any]):
    """A column of the file: its heading, some of its cells, what it is taken for."""

    column = serializers.IntegerField()
    letters = serializers.CharField()
    heading = serializers.CharField()
    field = serializers.CharField(allow_null=True)
    guess = serializers.CharField(allow_null=True)
    score = serializers.FloatField()
    others = serializers.ListField(child=serializers.CharField())


class ImportListSerializer(serializers.ModelSerializer[ImportJob]):
    """A row of the list of imports."""

    state = serializers.ChoiceField(choices=ImportState.choices)
    state_label = serializers.CharField(source="get_state_display", read_only=True)
    file_name = serializers.SerializerMethodField()
    counts = serializers.DictField(child=serializers.IntegerField())

    class Meta:
        model = ImportJob
        fields = [
            "id", "version", "kind", "state", "state_label", "file_name", "total", "done", "counts", "requested_at",
            "started_at", "finished_at", "problem_code", "problem",
        ]  # fmt: skip

    def get_file_name(self, job: ImportJob) -> str:
        """Return the name under which the file was sent."""
        return queries.import_layout(job).file_name


class ImportOptionsSerializer(serializers.Serializer[Any]):
    """What rows start from where the file says nothing."""

    unit_id = serializers.UUIDField(required=False, allow_null=True)
    programme_id = serializers.UUIDField(required=False, allow_null=True)
    channel = serializers.CharField(required=False, allow_blank=True, max_length=24)
    registered_on = serializers.DateField(required=False, allow_null=True)
    source = serializers.ChoiceField(  # type: ignore[assignment]
        choices=[("self", "self"), ("archive", "archive")], required=False
    )
    existing = serializers.ChoiceField(choices=[("fill", "fill"), ("skip", "skip")], required=False)
    missing_reason = serializers.CharField(required=False, allow_blank=True, max_length=16)


class ImportSerializer(ImportListSerializer):
    """One import with its file's shape."""

    sheet = serializers.SerializerMethodField()
    sheets = serializers.SerializerMethodField()
    header_row = serializers.SerializerMethodField()
    file_kind = serializers.SerializerMethodField()
    encoding = serializers.SerializerMethodField()
    delimiter = serializers.SerializerMethodField()
    columns = serializers.SerializerMethodField()
    options = serializers.SerializerMethodField()
    problem_counts = serializers.DictField(child=serializers.IntegerField())
    earlier_import = serializers.SerializerMethodField()

    class Meta:
        model = ImportJob
        fields = [
            *ImportListSerializer.Meta.fields, "task_id", "cancel_requested", "checked_at", "sheet", "sheets",
            "header_row", "file_kind", "encoding", "delimiter", "columns", "options", "problem_counts",
            "earlier_import",
        ]  # fmt: skip

    def get_sheet(self, job: ImportJob) -> str:
        """Return the sheet that is read."""
        return queries.import_layout(job).sheet or ""

    def get_sheets(self, job: ImportJob) -> list[str]:
        """Return the sheets that can be chosen."""
        return queries.import_layout(job).sheets

    def get_header_row(self, job: ImportJob) -> int:
        """Return the row that holds the headings."""
        return queries.import_layout(job).header_row

    def get_file_kind(self, job: ImportJob) -> str:
        """Return "xlsx" or "csv"."""
        return queries.import_layout(job).file_kind

    def get_encoding(self, job: ImportJob) -> str:
        """Return how a text table is encoded."""
        return queries.import_layout(job).encoding

    def get_delimiter(self, job: ImportJob) -> str:
        """Return what separates the cells of a text table."""
        return queries.import_layout(job).delimiter

    @extend_schema_field(ImportColumnSerializer(many=True))
    def get_columns(self, job: ImportJob) -> list[dict[str, Any]]:
        """Return the file's columns in order."""
        return queries.import_columns(job)

    @extend_schema_field(ImportOptionsSerializer)
    def get_options(self, job: ImportJob) -> dict[str, Any]:
        """Return the settings chosen."""
        return dict(job.options)

    @extend_schema_field(serializers.DateTimeField(allow_null=True))
    def get_earlier_import(self, job: ImportJob) -> Any:
        """Return when the very same file was imported before."""
        earlier = queries.earlier_import(job)
        return earlier.requested_at if earlier is not None else None


class ImportMapSerializer(serializers.Serializer[Any]):
    """What the columns mean, and where the table is."""

    columns = serializers.DictField(child=serializers.CharField(allow_blank=True, max_length=40), required=False)
    options = ImportOptionsSerializer(required=False)
    mapping_name = serializers.CharField(required=False, allow_blank=True, max_length=80)
    sheet = serializers.CharField(required=False, allow_null=True, max_length=200)
    header_row = serializers.IntegerField(required=False, allow_null=True, min_value=1, max_value=1000)


class ImportUploadSerializer(serializers.Serializer[Any]):
    """A file to import."""

    kind = serializers.CharField(max_length=24)
    file = serializers.FileField(allow_empty_file=True)


class ImportSampleSerializer(serializers.Serializer[Any]):
    """Some rows as they stand in the file."""

    rows = serializers.ListField(child=serializers.ListField(child=serializers.CharField()))


class RowProblemSerializer(serializers.Serializer[Any]):
    """What is wrong with a cell, or was guessed about it."""

    cell = serializers.CharField(allow_null=True)
    column = serializers.IntegerField(allow_null=True)
    field = serializers.CharField()
    code = serializers.CharField()
    message = serializers.CharField()
    remedy = serializers.CharField()


class RowMatchSerializer(serializers.Serializer[Any]):
    """Someone whom a row may be."""

    id = serializers.UUIDField()
    file_number = serializers.CharField()
    name = serializers.CharField()
    birth_date = serializers.DateField(allow_null=True)
    birth_precision = serializers.CharField()


class ImportRowSerializer(serializers.ModelSerializer[ImportRow]):
    """One row of the file."""

    state = serializers.ChoiceField(choices=ImportRowState.choices)
    state_label = serializers.CharField(source="get_state_display", read_only=True)
    problems = serializers.SerializerMethodField()
    matches = serializers.SerializerMethodField()

    class Meta:
        model = ImportRow
        fields = ["id", "number", "state", "state_label", "subject_id", "decision", "problems", "matches"]

    @extend_schema_field(RowProblemSerializer(many=True))
    def get_problems(self, row: ImportRow) -> list[dict[str, Any]]:
        """Return problems and notes with the names of their cells."""
        return queries.row_problems(row)

    @extend_schema_field(RowMatchSerializer(many=True))
    def get_matches(self, row: ImportRow) -> list[dict[str, Any]]:
        """Return whom the row may be, as far as the reader may find them."""
        known = self.context.get("matches", {})
        return [known[match] for match in row.matches if match in known]


class RowDecisionSerializer(serializers.Serializer[Any]):
    """What becomes of one held row."""

    number = serializers.IntegerField(min_value=1)
    decision = serializers.ChoiceField(choices=ImportDecision.choices)
    subject_id = serializers.UUIDField(required=False, allow_null=True)


class RowDecisionsSerializer(serializers.Serializer[Any]):
    """Decisions on held rows."""

    decisions = RowDecisionSerializer(many=True, allow_empty=False)


class DecidedSerializer(serializers.Serializer[Any]):
    """How many rows were decided."""

    decided = serializers.IntegerField()


class ImportMappingSerializer(serializers.ModelSerializer[ImportMapping]):
    """A mapping kept by name."""

    class Meta:
        model = ImportMapping
        fields = ["id", "kind", "name", "updated_at"]


class ImportMappingListSerializer(serializers.Serializer[Any]):
    """Mappings kept."""

    results = ImportMappingSerializer(many=True)


class MappingNameSerializer(serializers.Serializer[Any]):
    """The name to keep a mapping by."""

    name = serializers.CharField(max_length=80)
