"""Views of privacy notices ("aydınlatma metni")."""

import uuid
from typing import ClassVar

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView, read_if_match, with_etag
from api.v1.privacy.serializers import (
    NoticeChangeSerializer,
    NoticeDraftSerializer,
    NoticeGivenSerializer,
    NoticeGiveSerializer,
    NoticePublishSerializer,
    NoticeSerializer,
    PersonNoticesSerializer,
)
from api.v1.shapes import results_of
from apps.accounts.queries import names_of
from apps.accounts.rights import PEOPLE_READING, Right
from apps.people.operations import notices as giving
from apps.people.queries.people import find_person
from apps.privacy import queries
from apps.privacy.operations import notices
from omuz.kernel import clock


class NoticeListView(OmuzView):
    """Versions of the text."""

    required_rights: ClassVar = {"GET": (*PEOPLE_READING, Right.NOTICES_MANAGE), "POST": Right.NOTICES_MANAGE}

    @extend_schema(
        operation_id="notices_list",
        parameters=[OpenApiParameter("current", str, description="1: only those in force today")],
        responses=results_of("NoticeResults", NoticeSerializer),
    )
    def get(self, request: Request) -> Response:
        """Return the notices, the latest version first; drafts for who manages them."""
        rows = queries.list_notices(
            actor=self.actor, on=clock.local_date(clock.now()), current_only=request.query_params.get("current") == "1"
        )
        return Response({"results": NoticeSerializer(rows[:200], many=True).data})

    @extend_schema(operation_id="notices_create", request=NoticeDraftSerializer, responses={201: NoticeSerializer})
    def post(self, request: Request) -> Response:
        """Store a draft: a new version, or a variant of one."""
        form = NoticeDraftSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        values = dict(form.validated_data)
        notice = notices.draft_notice(programme_id=values.pop("programme"), actor=self.actor, now=clock.now(), **values)
        return with_etag(Response(NoticeSerializer(notice).data, status=201), notice.version)


class NoticeView(OmuzView):
    """A draft."""

    required_rights: ClassVar = {"PUT": Right.NOTICES_MANAGE}

    @extend_schema(operation_id="notices_update", request=NoticeChangeSerializer, responses=NoticeSerializer)
    def put(self, request: Request, notice_id: uuid.UUID) -> Response:
        """Change title and text of a draft (If-Match)."""
        form = NoticeChangeSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        notice = notices.change_notice(
            notice_id, actor=self.actor, version=read_if_match(request), now=clock.now(), **form.validated_data
        )
        return with_etag(Response(NoticeSerializer(notice).data), notice.version)


class NoticePublishView(OmuzView):
    """The publishing of a draft."""

    required_rights: ClassVar = {"POST": Right.NOTICES_MANAGE}

    @extend_schema(operation_id="notices_publish", request=NoticePublishSerializer, responses=NoticeSerializer)
    def post(self, request: Request, notice_id: uuid.UUID) -> Response:
        """Publish the draft from a day on (If-Match); it never changes after that."""
        form = NoticePublishSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        notice = notices.publish_notice(
            notice_id, actor=self.actor, version=read_if_match(request), now=clock.now(), **form.validated_data
        )
        return with_etag(Response(NoticeSerializer(notice).data), notice.version)


class PersonNoticesView(OmuzView):
    """Which notices a person was given."""

    required_rights: ClassVar = {"GET": PEOPLE_READING, "POST": Right.PEOPLE_WRITE}

    @extend_schema(operation_id="people_notices_list", responses=PersonNoticesSerializer)
    def get(self, request: Request, person_id: uuid.UUID) -> Response:
        """Return what the person was given, the latest first, and whether a notice is due."""
        person = find_person(person_id, actor=self.actor)
        given = giving.notices_of(person)
        due = giving.due_notice(person, given, today=clock.local_date(clock.now()))
        names = names_of(row.given_by_id for row in given)
        body = {"results": given, "due": due}
        return Response(PersonNoticesSerializer(body, context={"names": names}).data)

    @extend_schema(
        operation_id="people_notices_create", request=NoticeGiveSerializer, responses={201: NoticeGivenSerializer}
    )
    def post(self, request: Request, person_id: uuid.UUID) -> Response:
        """Record that the person was informed. No consent is asked or stored here."""
        form = NoticeGiveSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        values = dict(form.validated_data)
        gift = giving.NoticeGift(
            notice_id=values.pop("notice"), to_representative_id=values.pop("to_representative"), **values
        )
        row = giving.give_notice(person_id, gift, actor=self.actor, now=clock.now())
        context = {"names": {row.given_by_id: self.actor.label}}
        return Response(NoticeGivenSerializer(row, context=context).data, status=201)
