"""A case's story, page by page."""

import base64
import binascii
import datetime as dt
import uuid
from typing import Any, ClassVar, Final

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.files import attachment
from api.v1.cases import story_shapes as shapes
from api.v1.cases.views.base import CasesView
from apps.accounts.rights import CASES_READING
from apps.cases.operations.story_print import Audience, print_story
from apps.cases.queries.cases import find_case
from apps.cases.queries.story import StoryFilter, StoryPage, story_page
from apps.cases.timeline import Place, timeline_sources
from omuz.kernel import clock
from omuz.kernel.actors import Actor
from omuz.kernel.errors import DomainError

PAGE: Final = 50
NARROWED: Final = [
    OpenApiParameter("kinds", OpenApiTypes.STR, description="Sources, joined by commas."),
    OpenApiParameter("from", OpenApiTypes.DATE),
    OpenApiParameter("to", OpenApiTypes.DATE),
]


class TimelineView(CasesView):
    """What happened to a case."""

    required_rights: ClassVar = {"GET": CASES_READING}

    @extend_schema(
        operation_id="cases_timeline", parameters=[*NARROWED, OpenApiParameter("cursor", OpenApiTypes.STR)],
        responses=shapes.StoryPageSerializer,
    )  # fmt: skip
    def get(self, request: Request, case_id: uuid.UUID) -> Response:
        """Return a page of the case's story, the latest first: steps, forms, appointments, letters, decisions ..."""
        where = read_filter(request)
        before = _decoded(request.query_params.get("cursor", ""))
        case = find_case(case_id, actor=self.actor)
        page = story_page(case, actor=self.actor, limit=PAGE, where=where, before=before)
        return Response(shapes.StoryPageSerializer(_body(page, self.actor)).data)


class StoryView(CasesView):
    """The story on paper."""

    required_rights: ClassVar = {"GET": CASES_READING}

    @extend_schema(
        operation_id="cases_story", responses={(200, "application/pdf"): OpenApiTypes.BINARY},
        parameters=[*NARROWED, OpenApiParameter("audience", OpenApiTypes.STR, enum=[one.value for one in Audience])],
    )  # fmt: skip
    def get(self, request: Request, case_id: uuid.UUID) -> HttpResponse:
        """Return a file summary as PDF/UA: for staff, or for the person in easy words and large print."""
        audience = Audience.PERSON if request.query_params.get("audience") == Audience.PERSON else Audience.STAFF
        where = read_filter(request)
        printed = print_story(case_id, audience=audience, actor=self.actor, now=clock.now(), where=where)
        return attachment(printed.name, "application/pdf", printed.content)


def read_filter(request: Request) -> StoryFilter:
    """Return what the story is narrowed by.

    Raises:
        DomainError: a day that is none.
    """
    kinds = [key for key in request.query_params.get("kinds", "")[:400].split(",") if key]
    return StoryFilter(kinds=kinds, since=_day(request, "from"), until=_day(request, "to"))


def _day(request: Request, name: str) -> dt.date | None:
    text = request.query_params.get(name, "")
    if not text:
        return None
    try:
        day = dt.date.fromisoformat(text)
    except ValueError as error:
        raise DomainError("malformed", "Tarih okunamadı.", field=name, remedy="Düzeltin.", status=400) from error
    if not 1900 <= day.year < 2200:
        raise DomainError("malformed", "Tarih okunamadı.", field=name, remedy="Düzeltin.", status=400)
    return day


def _body(page: StoryPage, actor: Actor) -> dict[str, Any]:
    return {
        "results": [
            {
                "id": line.entry.id, "part": {"key": line.source.key, "label": line.source.label},
                "kind": line.entry.kind, "at": line.entry.at, "title": line.entry.title, "text": line.entry.text,
                "by": page.names.get(line.entry.by_id, "") if line.entry.by_id is not None else "",
                "programme_version": line.entry.version_number, "link": line.entry.link,
                "is_closed": line.entry.is_closed,
            }
            for line in page.lines
        ],
        "next": _encoded(page.next_place) if page.next_place is not None else None,
        "previous": None,
        "sources": [{"key": one.key, "label": one.label} for one in timeline_sources(actor)],
    }  # fmt: skip


def _encoded(place: Place) -> str:
    at, key = place
    return base64.urlsafe_b64encode(f"{at.isoformat()} {key}".encode()).decode().rstrip("=")


def _decoded(text: str) -> Place | None:
    if not text:
        return None
    try:
        at, key = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode().split(" ")
        moment = dt.datetime.fromisoformat(at)
        if moment.tzinfo is None:
            raise ValueError("no zone")
        return moment, uuid.UUID(key)
    except (binascii.Error, ValueError, OverflowError) as error:
        raise DomainError("bad_cursor", "Sayfa işareti geçersiz.", remedy="Listeyi baştan açın.", status=400) from error
