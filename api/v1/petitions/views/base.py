"""What views of petitions share."""

import uuid
from collections.abc import Callable
from typing import Any, ParamSpec, cast

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from api.base import IF_MATCH, OmuzView, read_if_match, with_etag
from api.v1.petitions import shapes
from api.v1.petitions.bodies import page_body
from apps.petitions.queries.pages import petition_page
from omuz.kernel import clock

P = ParamSpec("P")
KEY = OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER)


class PetitionsView(OmuzView):
    """A view of petitions."""

    def page(self, petition_id: uuid.UUID, *, status: int = 200) -> Response:
        """Return the petition's page with its version."""
        found = petition_page(petition_id, actor=self.actor)
        body = shapes.PetitionSerializer(page_body(found, today=self.today)).data
        return with_etag(Response(body, status=status), found.row.version)

    def done(self, request: Request, petition_id: uuid.UUID, act: Callable[..., Any], **values: Any) -> Response:
        """Do something to a petition at the version that its sender saw (If-Match), and return its page."""
        act(petition_id, **values, actor=self.actor, version=read_if_match(request), now=clock.now())
        return self.page(petition_id)


def act(
    operation_id: str, shape: type[Serializer[Any]] | None = None
) -> Callable[[Callable[P, Response]], Callable[P, Response]]:
    """Return how the schema describes something that is done to a petition: what is sent, its page as the answer."""
    described = extend_schema(
        operation_id=operation_id, parameters=[KEY, IF_MATCH], request=shape, responses=shapes.PetitionSerializer
    )
    return cast("Callable[[Callable[P, Response]], Callable[P, Response]]", described)
