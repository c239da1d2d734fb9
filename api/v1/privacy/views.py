"""A person's history, and who read their special-category data."""

import uuid
from typing import Any, ClassVar

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView, paged
from api.v1.privacy.serializers import (
    AccessLogSerializer,
    HistorySerializer,
    OpenedEventSerializer,
)
from apps.accounts.queries import names_of
from apps.accounts.rights import PEOPLE_READING, Right
from apps.people.queries import history
from apps.people.queries.people import find_person
from apps.privacy import queries
from apps.privacy.models import AccessLogEntry
from apps.programmes.queries import programme_names
from omuz.kernel import audit, clock
from omuz.kernel.models.audit import AuditEvent

_PAGE = [OpenApiParameter(name, str) for name in ("cursor", "page_size")]


class HistoryView(OmuzView):
    """What was done to a person's record."""

    required_rights: ClassVar = {"GET": PEOPLE_READING}

    @extend_schema(operation_id="people_history_list", parameters=_PAGE, responses=HistorySerializer(many=True))
    def get(self, request: Request, person_id: uuid.UUID) -> Response:
        """Return a page of the history, the latest first: who, what, when, from where, and which fields changed."""
        person = find_person(person_id, actor=self.actor)

        def present(page: list[AuditEvent]) -> Any:
            return HistorySerializer(page, many=True, context=_context(self, page)).data

        return paged(request, history.list_history(person), order=("-at", "-id"), present=present)


class HistoryEventView(OmuzView):
    """One event, opened."""

    required_rights: ClassVar = {"GET": history.OPENING}

    @extend_schema(operation_id="people_history_open", responses=OpenedEventSerializer)
    def get(self, request: Request, person_id: uuid.UUID, event_id: uuid.UUID) -> Response:
        """Return what stood in the fields before and after; that it was opened is told to the history."""
        person = find_person(person_id, actor=self.actor)
        event, changes, is_destroyed = history.open_event(person, event_id, actor=self.actor)
        audit.after_response(
            actor=self.actor, action="person.history_opened", subject=("kernel.auditevent", event.id),
            person_id=person.id, now=clock.now(),
        )  # fmt: skip
        body = {"event": event, "changes": changes, "is_destroyed": is_destroyed}
        return Response(OpenedEventSerializer(body, context=_context(self, [event])).data)


def _context(view: OmuzView, page: list[AuditEvent]) -> dict[str, Any]:
    return {
        "names": names_of(event.actor_id for event in page),
        "changed": history.changed_fields(page),
        "shows_device": view.actor.can_any(*history.OPENING),
    }


class AccessLogView(OmuzView):
    """Who read a person's special-category data, and why."""

    required_rights: ClassVar = {"GET": Right.ACCESS_LOG_READ}

    @extend_schema(operation_id="people_access_log_list", parameters=_PAGE, responses=AccessLogSerializer(many=True))
    def get(self, request: Request, person_id: uuid.UUID) -> Response:
        """Return a page of the access log, the latest first."""
        person = find_person(person_id, actor=self.actor)

        def present(page: list[AccessLogEntry]) -> Any:
            programmes = programme_names(entry.programme_id for entry in page if entry.programme_id is not None)
            return AccessLogSerializer(page, many=True, context={"programmes": programmes}).data

        rows = queries.list_access(person.id, actor=self.actor)
        return paged(request, rows, order=("-at", "-id"), present=present)
