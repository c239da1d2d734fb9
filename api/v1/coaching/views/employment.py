"""The section "İstihdam bilgisi" of a case: what others brought about, and referrals to institutions."""

import uuid
from typing import ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import IF_MATCH, read_if_match
from api.v1.coaching import shapes
from api.v1.coaching.bodies import article_body, observation_body, referral_body
from api.v1.coaching.views.base import KEY, CoachingView
from apps.accounts.queries import names_of
from apps.accounts.rights import COACHING_READING, Right
from apps.cases.queries.answers import closed_in
from apps.coaching.operations.employment import (
    correct_observation,
    note_employment,
    record_referral,
    record_referral_outcome,
)
from apps.coaching.operations.reading import open_case_words
from apps.coaching.queries.employment import GUARD, list_employment, list_referrals, status_of_person
from apps.coaching.queries.reach import FOLLOW_UP, REFERRAL, coached_case, is_own, may_write_coaching
from apps.coaching.rules.employment import Observation, Referral
from apps.people.queries.people import shown_name
from apps.programmes.queries.pinned import pinned_definition, pinned_definitions
from apps.programmes.registry import bound
from omuz.kernel import clock


class EmploymentView(CoachingView):
    """A view that shows what is known of employment."""

    def section(self, case_id: uuid.UUID, *, is_open: bool = False, status: int = 200) -> Response:
        """Return the section of a case; `is_open` where the reading was logged."""
        case = coached_case(case_id, actor=self.actor, capability=FOLLOW_UP, on=self.today)
        article = bound(pinned_definition(case.programme_version_id), GUARD)
        is_closed = not is_open and not is_own(case, actor=self.actor)
        seen, sent = list_employment(case), list_referrals(case)
        definitions = pinned_definitions({one.row.programme_version_id for one in sent})
        names = names_of({one.row.recorded_by_id for one in seen} | {one.row.recorded_by_id for one in sent})
        known = status_of_person(case, on=self.today)
        body = {
            "may_write": may_write_coaching(case, actor=self.actor),
            "is_closed": is_closed,
            "refers": REFERRAL not in closed_in(case, on=self.today),
            "article": article_body(article) if article is not None else None,
            "person": {"id": case.person_id, "name": shown_name(case.person)},
            "person_status": {"code": known.code, "label": known.label, "since": known.since, "source": known.source}
            if known is not None
            else None,
            "observations": [observation_body(one, names=names, is_closed=is_closed) for one in seen],
            "referrals": [
                referral_body(one, definitions=definitions, names=names, is_closed=is_closed) for one in sent
            ],
        }
        return Response(shapes.EmploymentPageSerializer(body).data, status=status)


class CaseEmploymentView(EmploymentView):
    """What is known of a person's employment."""

    required_rights: ClassVar = {"GET": COACHING_READING, "POST": Right.COACHING_WRITE_OWN}

    @extend_schema(operation_id="case_employment", responses=shapes.EmploymentPageSerializer)
    def get(self, request: Request, case_id: uuid.UUID) -> Response:
        """Return what was observed, referrals, and what the person's own record says of their work."""
        return self.section(case_id)

    @extend_schema(operation_id="case_employment_note", request=shapes.ObservationWriteSerializer,
                   responses={201: shapes.EmploymentPageSerializer}, parameters=[KEY])  # fmt: skip
    def post(self, request: Request, case_id: uuid.UUID) -> Response:
        """Take note that the person works: with source and date where the programme's text asks for them."""
        form = shapes.ObservationWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        note_employment(case_id, Observation(**form.validated_data), actor=self.actor, now=clock.now())
        return self.section(case_id, status=201)


class CaseEmploymentWordsView(EmploymentView):
    """The section's words, opened by somebody whose person it is not."""

    required_rights: ClassVar = {"POST": COACHING_READING}

    @extend_schema(operation_id="case_employment_words", request=shapes.CoachingOpeningSerializer,
                   responses=shapes.EmploymentPageSerializer)  # fmt: skip
    def post(self, request: Request, case_id: uuid.UUID) -> Response:
        """Open what was written; the reading is logged with its purpose."""
        form = shapes.CoachingOpeningSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        open_case_words(case_id, capability=FOLLOW_UP, field="observed_employment", actor=self.actor,
                        now=clock.now(), **form.validated_data)  # fmt: skip
        return self.section(case_id, is_open=True)


class ObservationCorrectionView(EmploymentView):
    """Correcting an observation."""

    required_rights: ClassVar = {"POST": Right.COACHING_WRITE_OWN}

    @extend_schema(operation_id="employment_correct", request=shapes.ObservationCorrectionSerializer,
                   responses={201: shapes.EmploymentPageSerializer}, parameters=[IF_MATCH, KEY])  # fmt: skip
    def post(self, request: Request, observation_id: uuid.UUID) -> Response:
        """Write what the observation should have said, an end that became known among it (If-Match)."""
        form = shapes.ObservationCorrectionSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        sent = dict(form.validated_data)
        reason = sent.pop("reason")
        row = correct_observation(observation_id, Observation(**sent), reason=reason, actor=self.actor,
                                  version=read_if_match(request), now=clock.now())  # fmt: skip
        return self.section(row.case_id, status=201)


class CaseReferralsView(EmploymentView):
    """Referring a person to an institution."""

    required_rights: ClassVar = {"POST": Right.COACHING_WRITE_OWN}

    @extend_schema(operation_id="case_refer", request=shapes.InstitutionReferralWriteSerializer,
                   responses={201: shapes.EmploymentPageSerializer}, parameters=[KEY])  # fmt: skip
    def post(self, request: Request, case_id: uuid.UUID) -> Response:
        """Write down that the person was referred to İŞKUR or another institution; never to an employer."""
        form = shapes.InstitutionReferralWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        sent = dict(form.validated_data)
        referral = Referral(provider_id=sent.pop("provider"), **sent)
        record_referral(case_id, referral, actor=self.actor, now=clock.now())
        return self.section(case_id, status=201)


class ReferralOutcomeView(EmploymentView):
    """What became of a referral."""

    required_rights: ClassVar = {"POST": Right.COACHING_WRITE_OWN}

    @extend_schema(operation_id="referral_outcome", request=shapes.ReferralOutcomeWriteSerializer,
                   responses=shapes.EmploymentPageSerializer, parameters=[IF_MATCH, KEY])  # fmt: skip
    def post(self, request: Request, referral_id: uuid.UUID) -> Response:
        """Write down what became of the referral (If-Match); a later outcome takes its place."""
        form = shapes.ReferralOutcomeWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        row = record_referral_outcome(referral_id, **form.validated_data, actor=self.actor,
                                      version=read_if_match(request), now=clock.now())  # fmt: skip
        return self.section(row.case_id)
