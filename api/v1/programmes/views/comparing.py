"""What a version changes, against another one or against its pack."""

import uuid
from collections.abc import Mapping
from typing import Any, ClassVar

from drf_spectacular.utils import OpenApiParameter, extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView
from api.permissions import SIGNED_IN
from apps.programmes.definition.diffing import ChangeKind, diff
from apps.programmes.models import ProgrammeVersion
from apps.programmes.queries.versions import corrected_document, get_version, published_version
from omuz.kernel.errors import DomainError, NotFound

UPSTREAM = "upstream"


class DifferenceSerializer(serializers.Serializer[Any]):
    """One difference; `before` and `after` are null for nothing, and of something moved its place in the list."""

    section = serializers.CharField()
    path = serializers.ListField(child=serializers.CharField())
    label = serializers.CharField()  # type: ignore[assignment]
    kind = serializers.ChoiceField(choices=[kind.value for kind in ChangeKind])
    before = serializers.JSONField(allow_null=True)
    after = serializers.JSONField(allow_null=True)


class VersionDiffView(OmuzView):
    """The differences of two versions of one programme."""

    required_rights: ClassVar = {"GET": SIGNED_IN}

    @extend_schema(
        operation_id="programme_versions_diff",
        parameters=[
            OpenApiParameter("against", str, description=f"id of a version, or {UPSTREAM}; else the published")
        ],
        responses=inline_serializer(
            "VersionDiff", {"against": serializers.CharField(), "entries": DifferenceSerializer(many=True)}
        ),
    )
    def get(self, request: Request, version_id: uuid.UUID) -> Response:
        """Return what the version changes, in the order of the definition."""
        version = get_version(version_id, actor=self.actor)
        named, before = self._against(version, request.query_params.get("against", ""))
        entries = diff(before, corrected_document(version)) if before is not None else ()
        return Response({"against": named, "entries": DifferenceSerializer(entries, many=True).data})

    def _against(self, version: ProgrammeVersion, asked: str) -> tuple[str, Mapping[str, Any] | None]:
        """Return what is compared with, by name, and its document; None where there is nothing before."""
        if asked == UPSTREAM:
            if version.upstream is None:
                raise DomainError("no_upstream", "Bu program bir paketten başlatılmamış; karşılaştırılacak paket yok.")
            return UPSTREAM, version.upstream
        if not asked:
            other = published_version(version.programme_id)
            other = version.base if other is None or other.pk == version.pk else other
        else:
            other = get_version(_key(asked), actor=self.actor)
            if other.programme_id != version.programme_id:
                raise NotFound
        return (str(other.pk), corrected_document(other)) if other is not None else ("", None)


def _key(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise NotFound from error
