"""What stands in the place of our middleware in the application without tenancy."""

import os
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from omuz.kernel import audit, context

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class PlainMiddleware:
    """Names the municipality, since the code asks for it, and sets nothing in the database."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        schema = os.environ["OMUZ_PLAIN_SCHEMA"]
        self.municipality = context.Municipality(
            id=uuid.UUID(int=0), key=schema.removeprefix("m_"), slug=os.environ["OMUZ_PLAIN_SLUG"], name="-",
            kind="town", state="active", is_demo=False, schema_name=schema, role_name="-",
        )  # fmt: skip

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the inner answer; ATOMIC_REQUESTS is on, as Django recommends."""
        request.municipality = self.municipality  # type: ignore[attr-defined]
        with context.bind_municipality(self.municipality), audit.deferring():
            response = self.get_response(request)
            audit.flush_deferred()
        return response
