"""Telephones, addresses, identity numbers, confidentiality."""

import uuid
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import IF_MATCH, read_if_match
from api.v1.people.serializers.read import (
    AddressSerializer,
    IdentitySerializer,
    NamedStaffSerializer,
    OpenedIdentitySerializer,
    PersonSerializer,
    PhoneSerializer,
)
from api.v1.people.serializers.write import (
    AddressAddSerializer,
    ConfidentialitySerializer,
    IdentityAddSerializer,
    NamedStaffWriteSerializer,
    PhoneWriteSerializer,
)
from api.v1.people.views.base import PeopleView
from api.v1.shapes import results_of
from apps.accounts.rights import PEOPLE_READING, Right
from apps.people import operations
from apps.people.queries.people import list_addresses, list_named_staff
from omuz.kernel import clock


class PhonesView(PeopleView):
    """A person's telephones."""

    required_rights: ClassVar = {"POST": Right.PEOPLE_WRITE}

    @extend_schema(operation_id="people_phones_create", request=PhoneWriteSerializer, responses={201: PhoneSerializer})
    def post(self, request: Request, person_id: uuid.UUID) -> Response:
        """Add a number."""
        form = PhoneWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        row = operations.add_phone(person_id, form.to_draft(), actor=self.actor, now=clock.now())
        return Response(PhoneSerializer(row).data, status=201)


class PhoneView(PeopleView):
    """One telephone."""

    required_rights: ClassVar = {"PUT": Right.PEOPLE_WRITE, "DELETE": Right.PEOPLE_WRITE}

    @extend_schema(
        operation_id="people_phones_update", request=PhoneWriteSerializer, responses=PhoneSerializer,
        parameters=[IF_MATCH],
    )  # fmt: skip
    def put(self, request: Request, phone_id: uuid.UUID) -> Response:
        """Change a number."""
        form = PhoneWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        row = operations.change_phone(
            phone_id, form.to_draft(), actor=self.actor, version=read_if_match(request), now=clock.now()
        )
        return Response(PhoneSerializer(row).data)

    @extend_schema(operation_id="people_phones_delete", responses={204: None}, parameters=[IF_MATCH])
    def delete(self, request: Request, phone_id: uuid.UUID) -> Response:
        """End a number; it stays in the history."""
        operations.change_phone(phone_id, None, actor=self.actor, version=read_if_match(request), now=clock.now())
        return Response(status=204)


class AddressesView(PeopleView):
    """A person's addresses."""

    required_rights: ClassVar = {"GET": PEOPLE_READING, "POST": Right.PEOPLE_WRITE}

    @extend_schema(operation_id="people_addresses_list", responses=results_of("AddressResults", AddressSerializer))
    def get(self, request: Request, person_id: uuid.UUID) -> Response:
        """Return the addresses that the reader may see; hidden ones reach named staff with the right only."""
        rows = list_addresses(person_id, actor=self.actor)
        return Response({"results": AddressSerializer(rows, many=True).data})

    @extend_schema(
        operation_id="people_addresses_create", request=AddressAddSerializer, responses={201: AddressSerializer}
    )
    def post(self, request: Request, person_id: uuid.UUID) -> Response:
        """Record a move, or correct the current address."""
        form = AddressAddSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        row = operations.change_address(
            person_id, form.to_draft(), actor=self.actor, now=clock.now(),
            corrects_current=form.validated_data["corrects_current"],
        )  # fmt: skip
        return Response(AddressSerializer(row).data, status=201)


class IdentityView(PeopleView):
    """A person's identity numbers."""

    required_rights: ClassVar = {"GET": Right.PEOPLE_IDENTITY_READ, "POST": Right.PEOPLE_WRITE}

    @extend_schema(
        operation_id="people_identity_read", responses=results_of("OpenedIdentityResults", OpenedIdentitySerializer)
    )
    def get(self, request: Request, person_id: uuid.UUID) -> Response:
        """Open the numbers in full; the opening stands in the history."""
        opened: list[dict[str, Any]] = [
            {"id": row.id, "kind": row.kind, "country": row.country, "number": number}
            for row, number in operations.reveal_identities(person_id, actor=self.actor, now=clock.now())
        ]
        return Response({"results": OpenedIdentitySerializer(opened, many=True).data})

    @extend_schema(
        operation_id="people_identity_create", request=IdentityAddSerializer, responses={201: IdentitySerializer}
    )
    def post(self, request: Request, person_id: uuid.UUID) -> Response:
        """Record a number; one of the same kind is superseded, with a reason."""
        form = IdentityAddSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        row = operations.add_identity(
            person_id, form.to_draft(), actor=self.actor, now=clock.now(), reason=form.validated_data["reason"]
        )
        return Response(IdentitySerializer(row).data, status=201)


class ConfidentialityView(PeopleView):
    """Whether a record is confidential."""

    required_rights: ClassVar = {"PUT": (Right.PEOPLE_SAFETY_WRITE, Right.PEOPLE_ADDRESSES_HIDDEN)}

    @extend_schema(
        operation_id="people_confidentiality_set", request=ConfidentialitySerializer, responses=PersonSerializer,
        parameters=[IF_MATCH],
    )  # fmt: skip
    def put(self, request: Request, person_id: uuid.UUID) -> Response:
        """Put a record under confidentiality, or take it out, with a reason."""
        form = ConfidentialitySerializer(data=request.data)
        form.is_valid(raise_exception=True)
        operations.set_confidential(
            person_id, actor=self.actor, version=read_if_match(request), now=clock.now(), **form.validated_data
        )
        return self.person(person_id)


class NamedStaffView(PeopleView):
    """Who may find a confidential record."""

    required_rights: ClassVar = {"GET": Right.PEOPLE_ADDRESSES_HIDDEN, "POST": Right.PEOPLE_ADDRESSES_HIDDEN}

    @extend_schema(
        operation_id="people_named_staff_list", responses=results_of("NamedStaffResults", NamedStaffSerializer)
    )
    def get(self, request: Request, person_id: uuid.UUID) -> Response:
        """Return the colleagues named for the person."""
        rows = list_named_staff(person_id, actor=self.actor)
        return Response({"results": NamedStaffSerializer(rows, many=True).data})

    @extend_schema(
        operation_id="people_named_staff_create", request=NamedStaffWriteSerializer,
        responses={201: NamedStaffSerializer},
    )  # fmt: skip
    def post(self, request: Request, person_id: uuid.UUID) -> Response:
        """Name a colleague."""
        form = NamedStaffWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        values = form.validated_data
        row = operations.name_staff(
            person_id, actor=self.actor, user_id=values["user"], reason=values["reason"], now=clock.now()
        )
        return Response(NamedStaffSerializer(row).data, status=201)


class NamedStaffEndView(PeopleView):
    """One naming."""

    required_rights: ClassVar = {"DELETE": Right.PEOPLE_ADDRESSES_HIDDEN}

    @extend_schema(operation_id="people_named_staff_delete", responses={204: None})
    def delete(self, request: Request, named_id: uuid.UUID) -> Response:
        """End a naming from today on."""
        operations.unname_staff(named_id, actor=self.actor, now=clock.now())
        return Response(status=204)
