"""Recorded bases: why one programme may read what another collected (readings 3)."""

import uuid
from typing import Any, ClassVar

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView, paged
from apps.accounts.rights import Right
from apps.people.enums import SensitiveKind
from apps.people.queries.people import find_person
from apps.privacy import operations, queries
from apps.privacy.enums import LegalBasis
from apps.privacy.models import PurposeBasis
from omuz.kernel import clock

#: Kinds of data that a basis can open: the coded facts, disability reports, documents.
OPENED = [
    *SensitiveKind.choices,
    ("medical_report", "Engellilik sağlık kurulu raporu"),
    ("document", "Özel nitelikli belge"),
]


class BasisSerializer(serializers.ModelSerializer[PurposeBasis]):
    """A recorded basis."""

    legal_basis_label = serializers.CharField(source="get_legal_basis_display", read_only=True)
    source_programme_name = serializers.CharField(source="source_programme.name", read_only=True)
    reader_programme_name = serializers.CharField(source="reader_programme.name", read_only=True)

    class Meta:
        model = PurposeBasis
        # `fields` is a column of the table and a name of Meta; the column is `opens` in JSON.
        fields = (
            "id", "source_programme", "source_programme_name", "reader_programme", "reader_programme_name",
            "person_id", "legal_basis", "legal_basis_label", "statute", "opens", "reason", "starts_on", "ends_on",
            "recorded_by_id", "created_at", "revoked_at", "version",
        )  # fmt: skip

    opens = serializers.ListField(source="fields", child=serializers.CharField(), read_only=True)


class BasisWriteSerializer(serializers.Serializer[Any]):
    """A basis to be recorded."""

    source_programme = serializers.UUIDField()
    reader_programme = serializers.UUIDField()
    person = serializers.UUIDField(required=False, allow_null=True, default=None)
    legal_basis = serializers.ChoiceField(choices=LegalBasis.choices)
    statute = serializers.CharField(max_length=200)
    opens = serializers.ListField(child=serializers.ChoiceField(choices=OPENED), allow_empty=False)
    reason = serializers.CharField(max_length=1000)
    starts_on = serializers.DateField()
    ends_on = serializers.DateField(required=False, allow_null=True, default=None)


class RevokeSerializer(serializers.Serializer[Any]):
    """Why a basis ends."""

    reason = serializers.CharField(max_length=240)


class BasesView(OmuzView):
    """List and record."""

    required_rights: ClassVar = {"GET": Right.BASIS_RECORD, "POST": Right.BASIS_RECORD}

    @extend_schema(
        operation_id="privacy_bases_list",
        parameters=[OpenApiParameter("cursor", str), OpenApiParameter("page_size", int)],
        responses=BasisSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """Return a page of recorded bases, the newest first."""

        def present(page: list[Any]) -> Any:
            return BasisSerializer(page, many=True).data

        return paged(request, queries.list_bases(actor=self.actor), order=("-starts_on", "-id"), present=present)

    @extend_schema(operation_id="privacy_bases_create", request=BasisWriteSerializer, responses={201: BasisSerializer})
    def post(self, request: Request) -> Response:
        """Record a basis."""
        form = BasisWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        values = dict(form.validated_data)
        if values["person"] is not None:
            # `privacy` stands below `people` and cannot ask: nobody opens the data of someone out of their reach.
            find_person(values["person"], actor=self.actor)
        basis = operations.record_basis(
            actor=self.actor, source_programme_id=values.pop("source_programme"),
            reader_programme_id=values.pop("reader_programme"), person_id=values.pop("person"),
            fields=values.pop("opens"), now=clock.now(), **values,
        )  # fmt: skip
        return Response(BasisSerializer(basis).data, status=201)


class RevokeView(OmuzView):
    """Ending a basis."""

    required_rights: ClassVar = {"POST": Right.BASIS_RECORD}

    @extend_schema(operation_id="privacy_bases_revoke", request=RevokeSerializer, responses=BasisSerializer)
    def post(self, request: Request, basis_id: uuid.UUID) -> Response:
        """End a basis at once."""
        form = RevokeSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        basis = operations.revoke_basis(
            basis_id, actor=self.actor, reason=form.validated_data["reason"], now=clock.now()
        )
        return Response(BasisSerializer(basis).data)
