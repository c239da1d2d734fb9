"""Capabilities of a programme in words; asking for a grant, deciding it, ending it."""

import uuid
from collections.abc import Iterable
from typing import Any, ClassVar

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView
from api.files import attachment
from api.language import reader_language
from api.permissions import SIGNED_IN
from api.v1.capabilities import serializers as shapes
from api.v1.shapes import results_of
from apps.accounts.queries import names_of
from apps.accounts.rights import Right
from apps.documents.rules import MAX_BYTES, too_large
from apps.programmes.capabilities import CAPABILITIES, GRANT_BASIS_LABELS
from apps.programmes.enums import GrantState
from apps.programmes.models import CapabilityGrant, Programme
from apps.programmes.operations import grants as operations
from apps.programmes.queries import capabilities as queries
from apps.programmes.queries.versions import READING, actor_facts, get_programme
from apps.programmes.registry.acts import Act
from omuz.conditions import Language
from omuz.kernel import clock
from omuz.kernel.actors import Actor
from omuz.kernel.errors import FieldProblem, Invalid, NotFound


def grant_context(grants: Iterable[CapabilityGrant], actor: Actor) -> dict[str, Any]:
    """Return what grants are shown with: names of people, and the units in which the reader may act."""
    rows = list(grants)
    people = {key for one in rows for key in (one.requested_by_id, one.decided_by_id, one.named_approver_id) if key}
    facts = {unit_id: actor_facts(actor, unit_id) for unit_id in {one.unit_id for one in rows}}
    return {
        "actor": actor,
        "language": reader_language(),
        "today": clock.local_date(clock.now()),
        "names": names_of(people) if people else {},
        "approves": {unit_id for unit_id, one in facts.items() if one.approves},
        "manages": {unit_id for unit_id, one in facts.items() if one.manages},
    }


def _answer(grant: CapabilityGrant, actor: Actor, *, status: int = 200) -> Response:
    return Response(shapes.GrantSerializer(grant, context=grant_context([grant], actor)).data, status=status)


class ProgrammeCapabilitiesView(OmuzView):
    """The capabilities of one programme."""

    required_rights: ClassVar = {"GET": READING}

    @extend_schema(operation_id="programme_capabilities", responses=shapes.ProgrammeCapabilitiesSerializer)
    def get(self, request: Request, programme_id: uuid.UUID) -> Response:
        """Return where each capability stands today and why, with every grant that was ever asked for."""
        programme = _readable(programme_id, self.actor)
        standings = queries.programme_standings(programme, on=clock.local_date(clock.now()))
        grants = queries.list_grants(programme.pk, actor=self.actor)
        language = reader_language()
        manages = actor_facts(self.actor, programme.unit_id).manages
        asked = {one.capability for one in grants if one.state == GrantState.REQUESTED}
        body = {
            "programme": programme.pk,
            "name": programme.name,
            "results": [_row(key, standing, language, manages, asked) for key, standing in standings.items()],
            "grants": grants,
            "basis_kinds": [
                {"key": kind.value, "label": words.in_language(language)} for kind, words in GRANT_BASIS_LABELS.items()
            ],
        }
        context = grant_context(grants, self.actor)
        return Response(shapes.ProgrammeCapabilitiesSerializer(body, context=context).data)


def _readable(programme_id: uuid.UUID, actor: Actor) -> Programme:
    programme = get_programme(programme_id)
    units = actor.units_for(*READING)
    if units is not None and programme.unit_id not in units:
        raise NotFound
    return programme


def _row(
    key: str, standing: queries.CapabilityStanding, language: Language, manages: bool, asked: set[str]
) -> dict[str, Any]:
    known = CAPABILITIES[key]
    return {
        "key": key,
        "label": known.label.in_language(language),
        "description": known.description.in_language(language),
        "state": standing.opening.value,
        "why": standing.why.value,
        "reason": standing.reason.in_language(language),
        "article": standing.article,
        "until": standing.until,
        "needs_grant": known.needs_grant,
        "comes_later": known.comes_later,
        "request": _may_request(key, standing, manages, asked),
    }


_NO_GRANT = {
    queries.Why.NOT_HELD, queries.Why.NOT_HELD_ANY_MORE, queries.Why.NOT_PUBLISHED, queries.Why.REFUSED_BY_TEXT,
}  # fmt: skip


def _may_request(key: str, standing: queries.CapabilityStanding, manages: bool, asked: set[str]) -> dict[str, Any]:
    reason = ""
    if not CAPABILITIES[key].needs_grant:
        reason = "Bu modül için yetki istenmez."
    elif standing.why in _NO_GRANT:
        reason = standing.reason.tr
    elif key in asked:
        reason = "Yetki istenmiş; onay bekliyor."
    elif not manages:
        reason = "Yetkiyi bu birimin programlarını yöneten kişi isteyebilir."
    return {"allowed": not reason, "reason": reason}


class GrantRequestView(OmuzView):
    """Asking for a grant."""

    required_rights: ClassVar = {"POST": Right.PROGRAMMES_MANAGE}
    parser_classes = (MultiPartParser,)

    @extend_schema(
        operation_id="capability_grants_create",
        request={"multipart/form-data": shapes.GrantRequestSerializer},
        responses={201: shapes.GrantSerializer},
    )
    def post(self, request: Request, programme_id: uuid.UUID) -> Response:
        """Ask for a capability on a dated legal basis; a second person decides."""
        form = shapes.GrantRequestSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        values = dict(form.validated_data)
        upload = values.pop("act")
        if upload.size > MAX_BYTES:
            # Said before the file is read into memory.
            problem = too_large()
            raise Invalid([FieldProblem("act", problem.code, problem.message, problem.remedy)])
        wanted = operations.GrantRequest(
            act=Act(upload.name or "", upload.read()), named_approver_id=values.pop("named_approver"), **values
        )
        grant = operations.request_grant(programme_id, wanted, actor=self.actor, now=clock.now())
        return _answer(grant, self.actor, status=201)


class GrantWatchView(OmuzView):
    """What waits or ends in the reader's units."""

    required_rights: ClassVar = {"GET": (Right.PROGRAMMES_MANAGE, Right.PROGRAMMES_APPROVE)}

    @extend_schema(operation_id="capability_grants_watch", responses=results_of("GrantResults", shapes.GrantSerializer))
    def get(self, request: Request) -> Response:
        """Return the grants that wait for a decision, end within 90 days, or ended in the last 30."""
        rows = queries.grants_to_watch(self.actor, on=clock.local_date(clock.now()))
        context = grant_context(rows, self.actor)
        return Response({"results": shapes.GrantSerializer(rows, many=True, context=context).data})


class GrantView(OmuzView):
    """One grant; open to whoever was named as its second person."""

    required_rights: ClassVar = {"GET": SIGNED_IN}

    @extend_schema(operation_id="capability_grants_read", responses=shapes.GrantSerializer)
    def get(self, request: Request, grant_id: uuid.UUID) -> Response:
        """Return the grant."""
        return _answer(queries.get_grant(grant_id, actor=self.actor), self.actor)


class GrantActView(OmuzView):
    """The scanned act of a grant."""

    required_rights: ClassVar = {"GET": SIGNED_IN}

    @extend_schema(
        operation_id="capability_grants_act", responses={(200, "application/octet-stream"): OpenApiTypes.BINARY}
    )
    def get(self, request: Request, grant_id: uuid.UUID) -> HttpResponse:
        """Hand the act out as a download; the fetching is recorded."""
        act = operations.open_act(grant_id, actor=self.actor, now=clock.now())
        return attachment(act.name, act.media_type, act.content)


class GrantApprovalView(OmuzView):
    """Approving a request."""

    required_rights: ClassVar = {"POST": SIGNED_IN}

    @extend_schema(operation_id="capability_grants_approve", request=None, responses=shapes.GrantSerializer)
    def post(self, request: Request, grant_id: uuid.UUID) -> Response:
        """Approve it as its second person."""
        return _answer(operations.approve_grant(grant_id, actor=self.actor, now=clock.now()), self.actor)


class GrantRefusalView(OmuzView):
    """Refusing a request."""

    required_rights: ClassVar = {"POST": SIGNED_IN}

    @extend_schema(
        operation_id="capability_grants_refuse", request=shapes.GrantReasonSerializer, responses=shapes.GrantSerializer
    )
    def post(self, request: Request, grant_id: uuid.UUID) -> Response:
        """Refuse it with a reason."""
        form = shapes.GrantReasonSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        grant = operations.refuse_grant(grant_id, actor=self.actor, now=clock.now(), **form.validated_data)
        return _answer(grant, self.actor)


class GrantEndView(OmuzView):
    """Ending a grant by hand."""

    required_rights: ClassVar = {"POST": (Right.PROGRAMMES_MANAGE, Right.PROGRAMMES_APPROVE)}

    @extend_schema(
        operation_id="capability_grants_end", request=shapes.GrantReasonSerializer, responses=shapes.GrantSerializer
    )
    def post(self, request: Request, grant_id: uuid.UUID) -> Response:
        """End it at once with a reason; what exists stays readable."""
        form = shapes.GrantReasonSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        grant = operations.end_grant(grant_id, actor=self.actor, now=clock.now(), **form.validated_data)
        return _answer(grant, self.actor)
