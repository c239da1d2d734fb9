"""Representatives ("yasal temsilci"), relatives and caregivers of a person."""

import dataclasses
import uuid
from collections.abc import Mapping
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView, read_if_match, with_etag
from api.v1.representatives.serializers import (
    RepresentativeEndSerializer,
    RepresentativeNoticesSerializer,
    RepresentativeSerializer,
    RepresentativeWriteSerializer,
)
from api.v1.shapes import results_of
from apps.accounts.queries import names_of
from apps.accounts.rights import PEOPLE_READING, Right
from apps.people.models import Representative
from apps.people.operations import representation
from apps.people.queries.people import find_person, shown_name
from apps.people.queries.representation import RepresentativeView as Found
from apps.people.queries.representation import confirmed_because, list_representatives
from apps.people.queries.safe_contact import is_protected
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
        (body,) = self.bodies([found])
        return with_etag(Response(RepresentativeSerializer(body).data, status=status), found.row.version)

    def bodies(self, rows: list[Found]) -> list[dict[str, Any]]:
        """Return these representatives of one person, with whether notices to them wait for a confirmation."""
        if not rows:
            return []
        is_kept = is_protected(rows[0].row.person_id, on=self.today)
        names = names_of(one.row.notices_confirmed_by_id for one in rows if one.row.notices_confirmed_by_id)
        may = self.actor.can(Right.PEOPLE_ADDRESSES_HIDDEN)
        return [_body(one) | {"notices": _notices(one, is_kept=is_kept, names=names, may_confirm=may)} for one in rows]


class RepresentativesView(_View):
    """Those of one person."""

    required_rights: ClassVar = {"GET": PEOPLE_READING, "POST": Right.PEOPLE_WRITE}

    @extend_schema(
        operation_id="people_representatives_list",
        responses=results_of("RepresentativeResults", RepresentativeSerializer),
    )
    def get(self, request: Request, person_id: uuid.UUID) -> Response:
        """Return everyone who acts or has acted for the person, with what they may do today."""
        body = self.bodies(self.rows(person_id))
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


class RepresentativeNoticesView(_View):
    """Whether a representative of a protected person may receive notices."""

    required_rights: ClassVar = {"POST": Right.PEOPLE_ADDRESSES_HIDDEN}

    @extend_schema(
        operation_id="people_representatives_notices",
        request=RepresentativeNoticesSerializer,
        responses=RepresentativeSerializer,
    )
    def post(self, request: Request, representative_id: uuid.UUID) -> Response:
        """Confirm it with a reason, or take it back (If-Match)."""
        form = RepresentativeNoticesSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        row = representation.confirm_notices(
            representative_id, **form.validated_data, actor=self.actor, version=read_if_match(request), now=clock.now()
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


def _notices(found: Found, *, is_kept: bool, names: Mapping[uuid.UUID, str], may_confirm: bool) -> dict[str, Any]:
    row = found.row
    by = row.notices_confirmed_by_id
    return {
        "needs_confirmation": is_kept and row.receives_notices and found.authority.is_notified,
        "confirmed_at": row.notices_confirmed_at, "confirmed_by": names.get(by, "") if by is not None else "",
        # Why somebody is thought to be no danger is for whoever may say so.
        "reason": confirmed_because(row) if may_confirm else "", "may_confirm": may_confirm,
    }  # fmt: skip


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
