"""Saved views of the list of people."""

import uuid
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import IF_MATCH, OmuzView, read_if_match, with_etag
from api.v1.shapes import results_of
from apps.accounts.rights import PEOPLE_READING
from apps.people.models import SavedView
from apps.people.operations import saved_views as operations
from omuz.kernel import clock


class SavedViewSerializer(serializers.ModelSerializer[SavedView]):
    """A list as someone wants to see it."""

    filters = serializers.DictField(required=False, default=dict)
    columns = serializers.ListField(child=serializers.ChoiceField(choices=operations.COLUMNS), required=False)
    is_mine = serializers.SerializerMethodField()

    class Meta:
        model = SavedView
        fields = ("id", "name", "filters", "columns", "sort", "is_shared", "unit", "is_mine", "version")
        read_only_fields = ("id", "version")

    def get_is_mine(self, view: SavedView) -> bool:
        """Return whether the reader may change it."""
        return bool(view.owner_id == self.context["actor_id"])


class _ViewsView(OmuzView):
    def saved(self, request: Request, **which: Any) -> SavedView:
        form = SavedViewSerializer(data=request.data, context={"actor_id": self.actor.id})
        form.is_valid(raise_exception=True)
        values = form.validated_data
        unit = values.get("unit")
        return operations.save_view(
            actor=self.actor, name=values["name"], filters=values["filters"], columns=values.get("columns", ()),
            sort=values.get("sort", ""), is_shared=values.get("is_shared", False),
            unit_id=unit.pk if unit is not None else None, now=clock.now(), **which,
        )  # fmt: skip

    def answer(self, view: SavedView, *, status: int = 200) -> Response:
        body = SavedViewSerializer(view, context={"actor_id": self.actor.id}).data
        return with_etag(Response(body, status=status), view.version)


class SavedViewListView(_ViewsView):
    """List and save."""

    required_rights: ClassVar = {"GET": PEOPLE_READING, "POST": PEOPLE_READING}

    @extend_schema(operation_id="people_views_list", responses=results_of("SavedViewResults", SavedViewSerializer))
    def get(self, request: Request) -> Response:
        """Return the reader's own views and those shared with them, by name."""
        rows = SavedView.objects.visible_to(self.actor).filter(list_key="people").order_by("name", "id")
        return Response({"results": SavedViewSerializer(rows, many=True, context={"actor_id": self.actor.id}).data})

    @extend_schema(
        operation_id="people_views_create", request=SavedViewSerializer, responses={201: SavedViewSerializer}
    )
    def post(self, request: Request) -> Response:
        """Save a view."""
        return self.answer(self.saved(request), status=201)


class SavedViewView(_ViewsView):
    """One view."""

    required_rights: ClassVar = {"PUT": PEOPLE_READING, "DELETE": PEOPLE_READING}

    @extend_schema(
        operation_id="people_views_update", request=SavedViewSerializer, responses=SavedViewSerializer,
        parameters=[IF_MATCH],
    )  # fmt: skip
    def put(self, request: Request, view_id: uuid.UUID) -> Response:
        """Change one of the reader's own views."""
        return self.answer(self.saved(request, view_id=view_id, version=read_if_match(request)))

    @extend_schema(operation_id="people_views_delete", responses={204: None})
    def delete(self, request: Request, view_id: uuid.UUID) -> Response:
        """Delete one of the reader's own views."""
        operations.delete_view(view_id, actor=self.actor, now=clock.now())
        return Response(status=204)
