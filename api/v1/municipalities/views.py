"""The registry of municipalities, for the platform's own room. It names no person and counts none."""

from typing import Any, ClassVar

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView, paged
from apps.accounts.rights import Right
from omuz.kernel import context
from omuz.kernel.text import tr_fold
from tenants.models import Municipality
from tenants.naming import web_address
from tenants.provisioning import registry


class MunicipalitySummarySerializer(serializers.ModelSerializer[Municipality]):
    """A municipality of the registry."""

    kind_label = serializers.CharField(source="get_kind_display", read_only=True)
    state_label = serializers.CharField(source="get_state_display", read_only=True)
    parent = serializers.SerializerMethodField()  # type: ignore[assignment]
    address = serializers.SerializerMethodField()

    class Meta:
        model = Municipality
        fields = [
            "id", "slug", "name", "kind", "kind_label", "province", "district", "parent", "state", "state_label",
            "is_demo", "address",
        ]  # fmt: skip

    def get_parent(self, municipality: Municipality) -> str | None:
        """Return the name of the metropolitan municipality, where there is one."""
        return municipality.parent.name if municipality.parent is not None else None

    def get_address(self, municipality: Municipality) -> str:
        """Return where its staff sign in."""
        return web_address(municipality.slug)


class MunicipalityListView(OmuzView):
    """The municipalities on this platform."""

    everywhere = True
    required_rights: ClassVar = {"GET": Right.MUNICIPALITIES_READ}

    @extend_schema(
        operation_id="municipalities_list",
        parameters=[OpenApiParameter(name, str) for name in ("q", "kind", "cursor", "page_size")],
        responses=MunicipalitySummarySerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """Return a page of municipalities in Turkish order of names; it exists in the platform's own room only."""
        if context.current_municipality() is not None:
            raise Http404
        rows = registry()
        for word in tr_fold(request.query_params.get("q", "")[:100]).split():
            rows = rows.filter(name_folded__contains=word)
        kind = request.query_params.get("kind", "")[:16]
        if kind:
            rows = rows.filter(kind=kind)

        def present(page: list[Any]) -> Any:
            return MunicipalitySummarySerializer(page, many=True).data

        return paged(request, rows, order=("name_key", "id"), present=present, count=True)
