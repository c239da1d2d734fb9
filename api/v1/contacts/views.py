"""Quick contacts ("bilgi talebi") and urgent notices ("acil bildirim")."""

import uuid
from typing import Any, ClassVar

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView, paged
from api.params import uuid_param
from api.v1.contacts.serializers import (
    CallBackSerializer,
    ContactDetailSerializer,
    ContactLinkSerializer,
    ContactSerializer,
    ContactWriteSerializer,
    UrgentNoticeDetailSerializer,
    UrgentNoticeSerializer,
    UrgentNoticeWriteSerializer,
)
from api.v1.people.serializers.read import PersonSerializer
from api.v1.people.serializers.write import PersonWriteSerializer
from api.v1.people.views.base import PeopleView
from apps.accounts.rights import Right
from apps.people.operations import quick_contacts as operations
from apps.people.queries import contacts as queries
from apps.privacy.enums import Purpose
from apps.privacy.operations import log_reading
from omuz.kernel import audit, clock


class ContactListView(OmuzView):
    """List and record."""

    required_rights: ClassVar = {"GET": Right.CONTACTS_READ, "POST": Right.CONTACTS_WRITE}

    @extend_schema(
        operation_id="contacts_list",
        parameters=[
            OpenApiParameter(n, str) for n in ("topic", "channel", "outcome", "mine", "person", "cursor", "page_size")
        ],
        responses=ContactSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """Return a page of contacts, the newest first."""
        params = request.query_params
        where = queries.ContactFilter(
            topic=params.get("topic", "")[:24],
            channel=params.get("channel", "")[:24],
            outcome=params.get("outcome", "")[:12],
            mine=params.get("mine") == "1",
            person_id=uuid_param(request, "person"),
        )
        rows = queries.list_contacts(self.actor, where=where)

        def present(page: list[Any]) -> Any:
            return ContactSerializer(page, many=True).data

        return paged(request, rows, order=("-taken_at", "-id"), present=present, count=True)

    @extend_schema(
        operation_id="contacts_create", request=ContactWriteSerializer, responses={201: ContactDetailSerializer}
    )
    def post(self, request: Request) -> Response:
        """Record a contact."""
        form = ContactWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        draft = operations.ContactDraft(**form.validated_data)
        contact = operations.record_contact(draft, actor=self.actor, now=clock.now())
        return Response(ContactDetailSerializer(contact).data, status=201)


class ContactView(OmuzView):
    """One contact."""

    required_rights: ClassVar = {"GET": Right.CONTACTS_READ}

    @extend_schema(operation_id="contacts_read", responses=ContactDetailSerializer)
    def get(self, request: Request, contact_id: uuid.UUID) -> Response:
        """Return the contact with its note; that it was opened is told to the history."""
        contact = queries.get_contact(self.actor, contact_id=contact_id)
        if contact.sealed_note is not None:
            audit.after_response(
                actor=self.actor,
                action="contact.note_read",
                subject=contact,
                person_id=contact.person_id,
                now=clock.now(),
            )
        return Response(ContactDetailSerializer(contact).data)


class ContactPersonView(OmuzView):
    """The person a contact was about."""

    required_rights: ClassVar = {"PUT": Right.CONTACTS_WRITE}

    @extend_schema(operation_id="contacts_link", request=ContactLinkSerializer, responses=ContactDetailSerializer)
    def put(self, request: Request, contact_id: uuid.UUID) -> Response:
        """Link the contact to a registered person."""
        form = ContactLinkSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        contact = operations.link_contact(contact_id, **form.validated_data, actor=self.actor, now=clock.now())
        return Response(ContactDetailSerializer(contact).data)


class ContactRegisterView(PeopleView):
    """The registration that a contact becomes."""

    required_rights: ClassVar = {"POST": Right.PEOPLE_WRITE}

    @extend_schema(operation_id="contacts_register", request=PersonWriteSerializer, responses={201: PersonSerializer})
    def post(self, request: Request, contact_id: uuid.UUID) -> Response:
        """Register whom the contact was about; the contact points to them from then on."""
        form = PersonWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        person = operations.register_from_contact(contact_id, form.to_draft(), actor=self.actor, now=clock.now())
        return self.person(person.id, status=201)


class ContactCallBackView(OmuzView):
    """The end of a promised call back."""

    required_rights: ClassVar = {"POST": Right.CONTACTS_WRITE}

    @extend_schema(operation_id="contacts_call_back", request=CallBackSerializer, responses=ContactDetailSerializer)
    def post(self, request: Request, contact_id: uuid.UUID) -> Response:
        """Note how the call back ended."""
        form = CallBackSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        contact = operations.close_call_back(contact_id, **form.validated_data, actor=self.actor, now=clock.now())
        return Response(ContactDetailSerializer(contact).data)


class UrgentNoticeListView(OmuzView):
    """List and give."""

    required_rights: ClassVar = {"GET": Right.URGENT_READ, "POST": Right.URGENT_WRITE}

    @extend_schema(
        operation_id="urgent_notices_list",
        parameters=[OpenApiParameter(n, str) for n in ("cursor", "page_size")],
        responses=UrgentNoticeSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """Return a page of notices, the newest first."""

        def present(page: list[Any]) -> Any:
            return UrgentNoticeSerializer(page, many=True).data

        rows = queries.list_urgent_notices(self.actor)
        return paged(request, rows, order=("-given_at", "-id"), present=present)

    @extend_schema(
        operation_id="urgent_notices_create",
        request=UrgentNoticeWriteSerializer,
        responses={201: UrgentNoticeDetailSerializer},
    )
    def post(self, request: Request) -> Response:
        """Record a notice; nothing stands before it (readings 13)."""
        form = UrgentNoticeWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        draft = operations.UrgentDraft(**form.validated_data)
        notice = operations.give_urgent_notice(draft, actor=self.actor, now=clock.now())
        return Response(UrgentNoticeDetailSerializer(notice).data, status=201)


class UrgentNoticeView(OmuzView):
    """One notice."""

    required_rights: ClassVar = {"GET": Right.URGENT_READ}

    @extend_schema(operation_id="urgent_notices_read", responses=UrgentNoticeDetailSerializer)
    def get(self, request: Request, notice_id: uuid.UUID) -> Response:
        """Return the notice opened; a logged reading where it is about a registered person."""
        notice = queries.get_urgent_notice(self.actor, notice_id=notice_id)
        now = clock.now()
        if notice.person_id is not None:
            log_reading(
                actor=self.actor,
                person_id=notice.person_id,
                fields=["urgent_notice"],
                purpose=Purpose.URGENT_NOTICE,
                now=now,
            )
        audit.after_response(
            actor=self.actor, action="urgent_notice.read", subject=notice, person_id=notice.person_id, now=now
        )
        return Response(UrgentNoticeDetailSerializer(notice).data)
