"""A coach's day, what coaching may choose from, and what was done."""

import datetime as dt
import uuid
from typing import ClassVar

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.params import date_param
from api.v1.coaching import shapes
from api.v1.coaching.bodies import article_body, case_ref, codes
from api.v1.coaching.views.base import CoachingView
from api.v1.shapes import results_of
from apps.accounts.rights import COACHING_READING
from apps.cases.queries.answers import closed_in
from apps.coaching.enums import (
    AgreedBy,
    Change,
    CoachingKind,
    EmploymentSource,
    InstitutionKind,
    ReferralOutcome,
    ReviewResult,
    Rhythm,
    VisitPlace,
    VisitTopic,
)
from apps.coaching.queries.employment import GUARD as OBSERVED_EMPLOYMENT
from apps.coaching.queries.evidence import what_was_done
from apps.coaching.queries.plans import GUARD as COACHING_BY_NEED
from apps.coaching.queries.reach import (
    COACHING,
    FOLLOW_UP,
    REFERRAL,
    coached_case,
    covers_of,
    is_own,
    may_write_coaching,
)
from apps.coaching.queries.today import coachs_day
from apps.programmes.definition import Definition
from apps.programmes.queries.pinned import pinned_definition
from apps.programmes.registry import bound
from apps.programmes.registry.activities import ACTIVITY_CODE
from omuz.kernel.errors import DomainError

#: Figures of more than this are a report's.
_MOST_DAYS = 366


class TodayView(CoachingView):
    """Today's list."""

    required_rights: ClassVar = {"GET": COACHING_READING}

    @extend_schema(operation_id="coaching_today", responses=shapes.DaySerializer)
    def get(self, request: Request) -> Response:
        """Return own appointments, planned visits and reviews of today, late ones first, and those of covers."""
        return Response(shapes.DaySerializer(coachs_day(self.actor, today=self.today)).data)


class CoverView(CoachingView):
    """For whom the reader stands in."""

    required_rights: ClassVar = {"GET": COACHING_READING}

    @extend_schema(operation_id="coaching_cover", responses=results_of("CoachingCovers", shapes.CoverSerializer))
    def get(self, request: Request) -> Response:
        """Return the colleagues whose list the reader sees today, with the days between which (vekâlet)."""
        return Response({"results": shapes.CoverSerializer(covers_of(self.actor, on=self.today), many=True).data})


class CoachingChoicesView(CoachingView):
    """Codes with their words."""

    required_rights: ClassVar = {"GET": COACHING_READING}

    @extend_schema(operation_id="coaching_choices", responses=shapes.CoachingChoicesSerializer)
    def get(self, request: Request) -> Response:
        """Return what visits, plans and notes of employment are chosen from."""
        body = {
            "places": codes(VisitPlace), "topics": codes(VisitTopic), "kinds": codes(CoachingKind),
            "rhythms": codes(Rhythm), "changes": codes(Change), "agreed_by": codes(AgreedBy),
            "results": codes(ReviewResult), "sources": codes(EmploymentSource), "institutions": codes(InstitutionKind),
            "outcomes": codes(ReferralOutcome),
        }  # fmt: skip
        return Response(shapes.CoachingChoicesSerializer(body).data)


class CaseCoachingView(CoachingView):
    """What a case's programme says about coaching."""

    required_rights: ClassVar = {"GET": COACHING_READING}

    @extend_schema(operation_id="case_coaching", responses=shapes.CaseCoachingSerializer)
    def get(self, request: Request, case_id: uuid.UUID) -> Response:
        """Return the activities and the adopted articles of the case's version, and what the reader may do."""
        case = coached_case(case_id, actor=self.actor, capability=COACHING, on=self.today)
        definition = pinned_definition(case.programme_version_id)
        closed = closed_in(case, on=self.today)
        body = {
            "case": case_ref(case),
            "may_write": may_write_coaching(case, actor=self.actor),
            "is_own": is_own(case, actor=self.actor),
            "is_open": case.closed_at is None,
            "activities": activities_of(definition),
            "articles": [
                article_body(one)
                for key in (ACTIVITY_CODE, COACHING_BY_NEED, OBSERVED_EMPLOYMENT)
                if (one := bound(definition, key)) is not None
            ],
            "follows_employment": FOLLOW_UP not in closed,
            "refers": REFERRAL not in closed,
        }
        return Response(shapes.CaseCoachingSerializer(body).data)


def activities_of(definition: Definition) -> list[dict[str, str]]:
    """Return the activities of a version, with their letters."""
    return [{"key": one.key, "label": one.label.tr, "letter": one.letter} for one in definition.activities]


class WorkDoneView(CoachingView):
    """What was done: the evidence of Art. 11 and 12."""

    required_rights: ClassVar = {"GET": COACHING_READING}

    @extend_schema(
        operation_id="coaching_done", responses=shapes.WorkDoneSerializer,
        parameters=[OpenApiParameter("since", OpenApiTypes.DATE), OpenApiParameter("until", OpenApiTypes.DATE)],
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        """Return the visits between two days (this month without any) by activity, place, topic and colleague."""
        until = date_param(request, "until") or self.today
        since = date_param(request, "since") or until.replace(day=1)
        if not dt.timedelta(0) <= until - since <= dt.timedelta(days=_MOST_DAYS):
            raise DomainError("malformed", "Tarih aralığı en çok bir yıl olabilir.", field="since", status=400)
        done = what_was_done(self.actor, since=since, until=until)
        body = {
            "since": since, "until": until, "visits": done.visits, "minutes": done.minutes, "people": done.people,
            "by_activity": done.by_activity, "by_place": done.by_place, "by_topic": done.by_topic,
            "by_staff": [{"id": key, "name": name, "visits": visits, "minutes": minutes}
                         for key, name, visits, minutes in done.by_staff],
        }  # fmt: skip
        return Response(shapes.WorkDoneSerializer(body).data)
