"""Representatives ("yasal temsilci"), relatives and caregivers of a person."""

import dataclasses
import uuid
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView, read_if_match, with_etag
from api.v1.representatives.serializers import (
    RepresentativeEndSerializer,
    RepresentativeSerializer,
    RepresentativeWriteSerializer,
)
from api.v1.shapes import results_of
from apps.accounts.rights import PEOPLE_READING, Right
from apps.people.models import Representative
from apps.people.operations import representation
from apps.people.queries.people import find_person, shown_name
from apps.people.queries.representation import RepresentativeView as Found
from apps.people.queries.representation import list_representatives
from omuz.kernel import clock
from omuz.kernel.errors import NotFound


class _View(OmuzView):
    def rows(self, person_id: uuid.UUID) -> list[Found]:
        person = find_person(person_id, actor=self.actor)
        return list_representatives(person, actor=self.actor, on=clock.local_date(clock.now()))

    def one(self, row: Representative, *, status: int = 200) -> Response:
        found = next((view for view in self.rows(row.person_id) if view.row.id == row.id), None)
        if found is None:
            raise NotFound
        return with_etag(Response(RepresentativeSerializer(_body(found)).data, status=status), found.row.version)


class RepresentativesView(_View):
    """Those of one person."""

    required_rights: ClassVar = {"GET": PEOPLE_READING, "POST": Right.PEOPLE_WRITE}

    @extend_schema(
        operation_id="people_representatives_list",
        responses=results_of("RepresentativeResults", RepresentativeSerializer),
    )
    def get(self, request: Request, person_id: uuid.UUID) -> Response:
        """Return everyone who acts or has acted for the person, with what they may do today."""
        body = [_body(found) for found in self.rows(person_id)]
        return Response({"results": RepresentativeSerializer(body, many=True).data})

    @extend_schema(
        operation_id="people_representatives_create",
        request=RepresentativeWriteSerializer,
        responses={201: RepresentativeSerializer},
    )
    def post(self, request: Request, person_id: uuid.UUID) -> Response:
        """Add a representative, relative or caregiver."""
        form = RepresentativeWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        row = representation.add_representative(person_id, form.to_draft(), actor=self.actor, now=clock.now())
        return self.one(row, status=201)


class RepresentativeView(_View):
    """One representative."""

    required_rights: ClassVar = {"PUT": Right.PEOPLE_WRITE}

    @extend_schema(
        operation_id="people_representatives_update",
        request=RepresentativeWriteSerializer,
        responses=RepresentativeSerializer,
    )
    def put(self, request: Request, representative_id: uuid.UUID) -> Response:
        """Replace what is known of the representative (If-Match)."""
        form = RepresentativeWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        row = representation.change_representative(
            representative_id, form.to_draft(), actor=self.actor, version=read_if_match(request), now=clock.now()
        )
        return self.one(row)


class RepresentativeEndView(_View):
    """The end of an authority."""

    required_rights: ClassVar = {"POST": Right.PEOPLE_WRITE}

    @extend_schema(
        operation_id="people_representatives_end",
        request=RepresentativeEndSerializer,
        responses=RepresentativeSerializer,
    )
    def post(self, request: Request, representative_id: uuid.UUID) -> Response:
        """Say when the authority ends or ended (If-Match)."""
        form = RepresentativeEndSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        row = representation.end_representation(
            representative_id, **form.validated_data, actor=self.actor, version=read_if_match(request), now=clock.now()
        )
        return self.one(row)


def _body(found: Found) -> dict[str, Any]:
    row = found.row
    # A representative whose own record is out of the reader's reach is shown by what stands here, never by that record.
    name = shown_name(found.person) if found.person is not None else row.full_name
    return {
        "id": row.id, "version": row.version, "kind": row.kind, "kind_label": row.get_kind_display(),
        "representative": found.person.id if found.person is not None else None, "name": name,
        "full_name": row.full_name, "relation": row.relation, "phone": row.phone, "email": row.email,
        "document_ref": row.document_ref, "document": row.document_id, "document_seen": row.verified_on is not None,
        "document_seen_on": row.verified_on, "scope": row.scope, "starts_on": row.starts_on, "ends_on": row.ends_on,
        "receives_notices": row.receives_notices, "authority": dataclasses.asdict(found.authority),
        "warnings": [dataclasses.asdict(warning) for warning in found.warnings],
    }  # fmt: skip
