"""Shapes of disability reports. What is opened comes from a logged reading only."""

from typing import Any

from rest_framework import serializers

from apps.people.enums import Permanence, ReportKind
from apps.people.models import MedicalReport
from apps.people.operations.medical import Report
from apps.people.rules.medical import ReportDraft
from apps.privacy.enums import LegalBasis
from apps.programmes.catalogue import COZGER_LEVELS, DEPENDENCY, DISABILITY_GROUPS, code_label

LEVELS = [(code.key, code.tr) for code in COZGER_LEVELS.codes]
GROUPS = [(code.key, code.tr) for code in DISABILITY_GROUPS.codes]
DEPENDENCIES = [(code.key, code.tr) for code in DEPENDENCY.codes]


class ReportValuesSerializer(serializers.Serializer[Any]):
    """A report as typed from the paper; the operation says what does not fit together."""

    kind = serializers.ChoiceField(choices=ReportKind.choices)
    rate = serializers.IntegerField(allow_null=True, default=None)
    level = serializers.ChoiceField(choices=LEVELS, allow_blank=True, default="")
    permanence = serializers.ChoiceField(choices=Permanence.choices, default=Permanence.TEMPORARY)
    issued_on = serializers.DateField(allow_null=True, default=None)
    expires_on = serializers.DateField(allow_null=True, default=None)
    groups = serializers.ListField(child=serializers.ChoiceField(choices=GROUPS), max_length=7)
    dependency = serializers.ChoiceField(choices=DEPENDENCIES, allow_blank=True, default="")
    cannot_work = serializers.BooleanField(default=False)
    issuer = serializers.CharField(max_length=160, allow_blank=True, default="")
    number = serializers.CharField(max_length=60, allow_blank=True, default="")
    detail = serializers.CharField(max_length=1000, allow_blank=True, default="")

    def to_draft(self, names: dict[str, Any] | None = None) -> ReportDraft:
        """Return the operation's argument."""
        values = {name: value for name, value in (names or self.validated_data).items() if name in _VALUES}
        return ReportDraft(**{**values, "groups": tuple(values["groups"])})


_VALUES = frozenset(ReportDraft.__slots__)


class ReportWriteSerializer(ReportValuesSerializer):
    """A report with the programme it is collected for and its legal basis (defaults are the catalogue's)."""

    programme = serializers.UUIDField(allow_null=True, default=None)
    legal_basis = serializers.ChoiceField(choices=LegalBasis.choices, allow_blank=True, default="")
    statute = serializers.CharField(max_length=200, allow_blank=True, default="")
    document = serializers.UUIDField(allow_null=True, default=None)


class ReportCorrectionSerializer(serializers.Serializer[Any]):
    """What a wrong report should have said; null: it was nobody's, or this person's never."""

    report = ReportValuesSerializer(allow_null=True, default=None)
    reason = serializers.CharField(max_length=240)

    def to_draft(self) -> ReportDraft | None:
        """Return the operation's argument."""
        values = self.validated_data["report"]
        return ReportValuesSerializer().to_draft(values) if values is not None else None


class ReportReceiptSerializer(serializers.ModelSerializer[MedicalReport]):
    """A report that was written; its values are not sent back, that would be a reading."""

    class Meta:
        model = MedicalReport
        fields = ["id", "version", "kind", "permanence", "issued_on", "expires_on"]


class ReportWarningSerializer(serializers.Serializer[Any]):
    """Something that falls due."""

    code = serializers.ChoiceField(
        choices=["expired", "expires_30", "expires_90", "expiry_missing", "adult_report_due"]
    )
    message = serializers.CharField()
    due_on = serializers.DateField(allow_null=True)


class ReportSerializer(serializers.Serializer[Any]):
    """An opened report."""

    id = serializers.UUIDField(source="row.id")
    version = serializers.IntegerField(source="row.version")
    kind = serializers.ChoiceField(choices=ReportKind.choices, source="row.kind")
    kind_label = serializers.CharField(source="row.get_kind_display")
    rate = serializers.IntegerField(allow_null=True)
    level = serializers.CharField()
    level_label = serializers.SerializerMethodField()
    permanence = serializers.ChoiceField(choices=Permanence.choices, source="row.permanence")
    permanence_label = serializers.CharField(source="row.get_permanence_display")
    issued_on = serializers.DateField(source="row.issued_on", allow_null=True)
    expires_on = serializers.DateField(source="row.expires_on", allow_null=True)
    effective_end = serializers.DateField(allow_null=True)
    groups = serializers.ListField(child=serializers.CharField())
    group_labels = serializers.SerializerMethodField()
    dependency = serializers.CharField()
    dependency_label = serializers.SerializerMethodField()
    cannot_work = serializers.BooleanField()
    issuer = serializers.CharField()
    number = serializers.CharField()
    detail = serializers.CharField()
    programme = serializers.UUIDField(source="row.programme_id")
    legal_basis = serializers.CharField(source="row.legal_basis")
    statute = serializers.CharField(source="row.statute")
    document = serializers.UUIDField(source="row.document_id", allow_null=True)
    recorded_at = serializers.DateTimeField(source="row.recorded_at")
    warnings = ReportWarningSerializer(many=True)

    def get_level_label(self, report: Report) -> str:
        """Return the ÇÖZGER level in words."""
        return code_label(COZGER_LEVELS.key, report.level) if report.level else ""

    def get_dependency_label(self, report: Report) -> str:
        """Return the dependency in words."""
        return code_label(DEPENDENCY.key, report.dependency) if report.dependency else ""

    def get_group_labels(self, report: Report) -> list[str]:
        """Return the disability groups in words."""
        return [code_label(DISABILITY_GROUPS.key, key) for key in report.groups]


class ExpiringReportSerializer(serializers.Serializer[Any]):
    """Whose report ends when; a logged reading."""

    person_id = serializers.UUIDField()
    file_number = serializers.CharField(source="person.file_number")
    name = serializers.CharField()
    kind = serializers.ChoiceField(choices=ReportKind.choices)
    expires_on = serializers.DateField()
    days_left = serializers.IntegerField()
