"""The directory of service providers."""

import uuid
from typing import Any, ClassVar

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView, paged, read_if_match, with_etag
from api.v1.directory.serializers import (
    ProviderCloseSerializer,
    ProviderListSerializer,
    ProviderSerializer,
    ProviderWriteSerializer,
)
from apps.accounts.rights import Right
from apps.directory import operations, queries
from apps.directory.models import ServiceProvider
from omuz.kernel import clock

_FILTERS = ("kind", "topic", "target_group", "district", "freshness")


class _DirectoryView(OmuzView):
    def whole(self, provider: ServiceProvider, *, status: int = 200) -> Response:
        fresh = queries.get_provider(self.actor, provider_id=provider.id)
        body = ProviderSerializer(fresh, context={"today": self.today}).data
        return with_etag(Response(body, status=status), fresh.version)


class ProviderListView(_DirectoryView):
    """List and create."""

    required_rights: ClassVar = {"GET": Right.DIRECTORY_READ, "POST": Right.DIRECTORY_WRITE}

    @extend_schema(
        operation_id="providers_list",
        parameters=[OpenApiParameter(name, str) for name in ("q", *_FILTERS, "closed", "cursor", "page_size")],
        responses=ProviderListSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """Return a page of providers in Turkish order of their names."""
        where = queries.ProviderFilter(
            text=request.query_params.get("q", "")[:200],
            include_closed=request.query_params.get("closed") == "1",
            **{name: request.query_params.get(name, "")[:80] for name in _FILTERS},
        )
        rows = queries.list_providers(self.actor, today=self.today, where=where).prefetch_related("services")

        def present(page: list[Any]) -> Any:
            return ProviderListSerializer(page, many=True, context={"today": self.today}).data

        return paged(request, rows, order=("sort_key", "id"), present=present, count=True)

    @extend_schema(
        operation_id="providers_create", request=ProviderWriteSerializer, responses={201: ProviderSerializer}
    )
    def post(self, request: Request) -> Response:
        """Store a new provider."""
        form = ProviderWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        provider = operations.create_provider(actor=self.actor, data=form.to_data(), now=clock.now())
        return self.whole(provider, status=201)


class ProviderView(_DirectoryView):
    """One provider."""

    required_rights: ClassVar = {"GET": Right.DIRECTORY_READ, "PUT": Right.DIRECTORY_WRITE}

    @extend_schema(operation_id="providers_read", responses=ProviderSerializer)
    def get(self, request: Request, provider_id: uuid.UUID) -> Response:
        """Return the provider with services and contacts."""
        return self.whole(queries.get_provider(self.actor, provider_id=provider_id))

    @extend_schema(operation_id="providers_update", request=ProviderWriteSerializer, responses=ProviderSerializer)
    def put(self, request: Request, provider_id: uuid.UUID) -> Response:
        """Replace the provider's values (If-Match)."""
        form = ProviderWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        provider = operations.update_provider(
            actor=self.actor,
            provider_id=provider_id,
            expected_version=read_if_match(request),
            data=form.to_data(),
            now=clock.now(),
        )
        return self.whole(provider)


class ProviderConfirmView(_DirectoryView):
    """Confirmation that an entry is right."""

    required_rights: ClassVar = {"POST": Right.DIRECTORY_WRITE}

    @extend_schema(operation_id="providers_confirm", request=None, responses=ProviderSerializer)
    def post(self, request: Request, provider_id: uuid.UUID) -> Response:
        """Record that the entry was checked today."""
        return self.whole(operations.confirm_provider(actor=self.actor, provider_id=provider_id, now=clock.now()))


class ProviderCloseView(_DirectoryView):
    """Closing and reopening."""

    required_rights: ClassVar = {"POST": Right.DIRECTORY_WRITE, "DELETE": Right.DIRECTORY_WRITE}

    @extend_schema(operation_id="providers_close", request=ProviderCloseSerializer, responses=ProviderSerializer)
    def post(self, request: Request, provider_id: uuid.UUID) -> Response:
        """Close the entry with a reason (If-Match)."""
        form = ProviderCloseSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        provider = operations.close_provider(
            actor=self.actor,
            provider_id=provider_id,
            expected_version=read_if_match(request),
            reason=form.validated_data["reason"],
            now=clock.now(),
        )
        return self.whole(provider)

    @extend_schema(operation_id="providers_reopen", responses=ProviderSerializer)
    def delete(self, request: Request, provider_id: uuid.UUID) -> Response:
        """Undo the closing (If-Match)."""
        provider = operations.reopen_provider(
            actor=self.actor, provider_id=provider_id, expected_version=read_if_match(request), now=clock.now()
        )
        return self.whole(provider)
