"""What views of people share."""

import uuid

from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView, with_etag
from api.problems import CONTENT_TYPE, problem
from api.v1.people.serializers.read import person_body
from apps.people.queries.people import get_person
from omuz.kernel.errors import DomainError


class PeopleView(OmuzView):
    """A view of one person."""

    def person(self, person_id: uuid.UUID, *, status: int = 200) -> Response:
        """Return the person's page with its version."""
        detail = get_person(person_id, actor=self.actor, today=self.today)
        body = person_body(detail, today=self.today)
        return with_etag(Response(body, status=status), detail.person.version)

    def stale(self, person_id: uuid.UUID, error: DomainError, *, sent: dict[str, object]) -> Response:
        """Return the problem of an edit from an older version, with what stands now and which sent fields differ.

        Nothing has been written at this point, so answering instead of raising loses nothing.
        """
        current = self.person(person_id).data
        differs = sorted(name for name, value in sent.items() if _as_sent(current.get(name)) != _as_sent(value))
        body = problem(error.status, error.code, title=error.message, detail=error.remedy)
        response = Response(
            body | {"current": current, "differs": differs}, status=error.status, content_type=CONTENT_TYPE
        )
        return with_etag(response, current["version"])


def _as_sent(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("id")
    return "" if value is None else str(value)


def flag(request: Request, name: str) -> bool | None:
    """Return a yes/no parameter of the address, None where it is not given."""
    return {"1": True, "true": True, "0": False, "false": False}.get(request.query_params.get(name, ""))
