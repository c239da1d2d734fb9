"""Declaring, previewing, ending and listing pauses."""

import datetime as dt
import uuid
from typing import Any, ClassVar

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView
from api.params import uuid_param
from api.v1.pauses import shapes
from api.v1.shapes import results_of
from apps.accounts.queries import names_of
from apps.accounts.rights import CASES_READING, Right
from apps.cases.models import DeadlinePause
from apps.cases.operations.pausing import declare_pause, effect_of, end_pause, may_declare
from apps.cases.queries.cases import find_case
from apps.cases.queries.deadlines import list_pauses, standstills
from apps.programmes.queries.programmes import list_programmes
from omuz.kernel import clock
from omuz.kernel.actors import Actor
from omuz.kernel.errors import DomainError

_KEY = [OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER)]


class PausesView(OmuzView):
    """List and declare."""

    required_rights: ClassVar = {"GET": (*CASES_READING, Right.DEADLINES_PAUSE), "POST": Right.DEADLINES_PAUSE}

    @extend_schema(
        operation_id="deadline_pauses_list",
        parameters=[OpenApiParameter("programme", OpenApiTypes.UUID)],
        responses=results_of("DeadlinePauses", shapes.DeadlinePauseSerializer),
    )
    def get(self, request: Request) -> Response:
        """Return every pause that was declared, the latest first; of a programme: those of all programmes too."""
        return Response({"results": _bodies(list_pauses(programme_id=uuid_param(request, "programme")), self.actor)})

    @extend_schema(
        operation_id="deadline_pauses_create", parameters=_KEY, request=shapes.DeclarePauseSerializer,
        responses={201: shapes.DeadlinePauseSerializer},
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        """Let internal deadlines stand still; open cases get their later day at once."""
        form = shapes.DeclarePauseSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        sent = form.validated_data
        row = declare_pause(
            sent["programme"], starts_on=sent["starts_on"], ends_on=sent["ends_on"], reason=sent["reason"],
            basis=sent["basis"], actor=self.actor, now=clock.now(),
        )  # fmt: skip
        return Response(_bodies([row], self.actor)[0], status=201)


class PauseChoicesView(OmuzView):
    """For what one may declare a pause."""

    required_rights: ClassVar = {"GET": Right.DEADLINES_PAUSE}

    @extend_schema(operation_id="deadline_pauses_choices", responses=shapes.PauseChoicesSerializer)
    def get(self, _request: Request) -> Response:
        """Return the programmes whose clocks the reader may stop, and whether those of all."""
        rows = [
            one for one in list_programmes() if one.is_active and may_declare(self.actor, one.pk, unit_id=one.unit_id)
        ]
        body = {"programmes": [{"id": one.pk, "name": one.name} for one in rows],
                "whole_municipality": may_declare(self.actor, None)}  # fmt: skip
        return Response(shapes.PauseChoicesSerializer(body).data)


class PausePreviewView(OmuzView):
    """What a pause would do."""

    required_rights: ClassVar = {"GET": Right.DEADLINES_PAUSE}

    @extend_schema(
        operation_id="deadline_pauses_preview", responses=shapes.PausePreviewSerializer,
        parameters=[
            OpenApiParameter("programme", OpenApiTypes.UUID), OpenApiParameter("starts_on", OpenApiTypes.DATE),
            OpenApiParameter("ends_on", OpenApiTypes.DATE),
        ],
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        """Return which deadlines would stop, which run on, and how many open cases would get a later day."""
        found = effect_of(
            uuid_param(request, "programme"), starts_on=_day(request, "starts_on"), ends_on=_day(request, "ends_on"),
            actor=self.actor,
        )  # fmt: skip
        body = {
            "cases": found.cases, "stopping": found.stopping, "article": found.article,
            "article_text": found.article_text,
            "running": [{"label": label, "why": why} for label, why in found.running],
        }  # fmt: skip
        return Response(shapes.PausePreviewSerializer(body).data)


class CaseDeadlineView(OmuzView):
    """The clock of one case."""

    required_rights: ClassVar = {"GET": CASES_READING}

    @extend_schema(operation_id="cases_deadline", responses=shapes.CaseDeadlineSerializer)
    def get(self, _request: Request, case_id: uuid.UUID) -> Response:
        """Return the last day of the case's stage, and the day that it had before some days stood still."""
        case = find_case(case_id, actor=self.actor)
        found = standstills([case], today=clock.local_date(clock.now())).get(case.pk)
        body = {
            "due_on": case.due_on,
            "due_before": found.due_before if found is not None else None,
            "days": found.days if found is not None else 0,
            "reasons": list(found.reasons) if found is not None else [],
            "is_running": found is not None and found.is_running,
        }
        return Response(shapes.CaseDeadlineSerializer(body).data)


class PauseEndingView(OmuzView):
    """Ending a pause early."""

    required_rights: ClassVar = {"POST": Right.DEADLINES_PAUSE}

    @extend_schema(
        operation_id="deadline_pauses_end", parameters=_KEY, request=shapes.EndPauseSerializer,
        responses=shapes.DeadlinePauseSerializer,
    )  # fmt: skip
    def post(self, request: Request, pause_id: uuid.UUID) -> Response:
        """Let a pause end after a day; the clocks of open cases are counted anew."""
        form = shapes.EndPauseSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        row = end_pause(
            pause_id, last_day=form.validated_data["last_day"], reason=form.validated_data["reason"],
            actor=self.actor, now=clock.now(),
        )  # fmt: skip
        return Response(_bodies([row], self.actor)[0])


def _day(request: Request, name: str) -> dt.date:
    try:
        return dt.date.fromisoformat(request.query_params.get(name, ""))
    except ValueError as error:
        raise DomainError("date", "Gün okunamadı.", field=name, remedy="Günü seçin.", status=400) from error


def _bodies(rows: list[DeadlinePause], actor: Actor) -> list[Any]:
    names = names_of(key for row in rows for key in (row.declared_by_id, row.ended_by_id) if key is not None)
    today, ends = clock.local_date(clock.now()), {}
    bodies = []
    for row in rows:
        last = row.ended_on if row.ended_on is not None else row.ends_on
        if row.programme_id not in ends:
            unit_id = row.programme.unit_id if row.programme is not None else None
            ends[row.programme_id] = may_declare(actor, row.programme_id, unit_id=unit_id)
        bodies.append({
            "id": row.pk, "starts_on": row.starts_on, "ends_on": row.ends_on, "reason": row.reason, "basis": row.basis,
            "programme": {"id": row.programme_id, "name": row.programme.name} if row.programme is not None else None,
            "declared_at": row.declared_at, "declared_by": names.get(row.declared_by_id, ""),
            "ended_on": row.ended_on, "end_reason": row.end_reason, "cases_extended": row.cases_extended,
            "ended_by": names.get(row.ended_by_id, "") if row.ended_by_id is not None else "",
            "is_running": row.starts_on <= today <= last,
            "may_end": row.ended_on is None and row.ends_on > today and ends[row.programme_id],
        })  # fmt: skip
    return list(shapes.DeadlinePauseSerializer(bodies, many=True).data)
