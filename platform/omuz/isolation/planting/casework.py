"""Planting what is done in a case and beside it: plans, visits, employment, referrals, services to employers."""

import datetime as dt

from apps.accounts.enums import Role
from apps.coaching.operations.employment import (
    correct_observation,
    note_employment,
    record_referral,
    record_referral_outcome,
)
from apps.coaching.operations.plans import agree_plan, draft_plan
from apps.coaching.operations.reviews import hold_review
from apps.coaching.operations.visits import correct_visit, record_visit
from apps.coaching.rules.employment import Observation, Referral
from apps.coaching.rules.plan import Goal, PlanDraft, ServiceDraft
from apps.coaching.rules.visit import VisitDraft
from apps.employers.operations import services
from apps.employers.rules.service import ServiceDraft as EmployerDraft
from apps.people.models import Representative
from omuz.isolation.planting.ground import Ground
from omuz.isolation.planting.programme import ACTIVITY
from omuz.kernel.ids import new_id

_IN_A_MONTH = dt.timedelta(days=30)


def plant_plan(ground: Ground) -> None:
    """A plan to which the guardian has agreed, looked at once, and the draft that shall take its place."""
    case_id, special, today, now = ground.case_ids[0], ground.words.special, ground.today, ground.now
    coach = ground.actors[Role.JOB_COACH]
    draft = PlanDraft(
        goals=(Goal(words=special, measure=special),),
        services=(ServiceDraft(activity=ACTIVITY, responsible_id=coach.id, starts_on=today, words=special),),
        coaching=("before_work",), need=special, coaching_from=today, coaching_to=today + _IN_A_MONTH,
        review_on=today + _IN_A_MONTH, note=special,
    )  # fmt: skip
    plan = draft_plan(case_id, draft, actor=coach, now=now)
    guardian = Representative.objects.get(person=ground.person_ids[0])
    plan = agree_plan(plan.pk, agreed_on=today, agreed_by="representative", representative_id=guardian.pk, actor=coach,
                      version=plan.version, now=now)  # fmt: skip
    hold_review(plan.pk, result="continue", held_on=today, next_on=today + _IN_A_MONTH, note=special, actor=coach,
                version=plan.version, now=now)  # fmt: skip
    following = draft_plan(case_id, draft, actor=coach, now=now)
    ground.richest["coaching_supportplan"] = [plan.pk, following.pk]


def plant_visits(ground: Ground) -> None:
    """A visit with everything that is noted of one, and one that was corrected."""
    case_id, special, today, now = ground.case_ids[0], ground.words.special, ground.today, ground.now
    coach = ground.actors[Role.JOB_COACH]
    draft = VisitDraft(
        visited_on=today, place="workplace", minutes=30, activity=ACTIVITY, topics=("adaptation",),
        next_on=today + _IN_A_MONTH, next_words=special, workplace=special, note=special,
    )  # fmt: skip
    for _ in range(2):
        visit = record_visit(case_id, draft, client_key=new_id(), actor=coach, now=now)
    correct_visit(visit.pk, draft, reason=special, actor=coach, version=visit.version, client_key=new_id(), now=now)


def plant_employment(ground: Ground) -> None:
    """That somebody works, corrected once, and a referral with what became of it."""
    case_id, word, special, now = ground.case_ids[0], ground.words.plain, ground.words.special, ground.now
    coach, today = ground.actors[Role.JOB_COACH], ground.today
    seen = Observation(since=today, source="family", source_on=today, work=special, note=special)
    row = note_employment(case_id, seen, actor=coach, now=now)
    correct_observation(row.pk, seen, reason=special, actor=coach, version=row.version, now=now)
    referral = Referral(kind="ngo", referred_on=today, institution=word, activity=ACTIVITY, why=special)
    sent = record_referral(case_id, referral, actor=coach, now=now)
    record_referral_outcome(sent.pk, outcome="accepted", outcome_on=today, note=special, actor=coach,
                            version=sent.version, now=now)  # fmt: skip


def plant_employers(ground: Ground) -> None:
    """Advice to an employer about somebody who works there and agreed to be named."""
    word, special, today = ground.words.plain, ground.words.special, ground.today
    draft = EmployerDraft(
        kind="existing_employees", given_on=today, minutes=45, activity=ACTIVITY, employer_name=word, channel="phone",
        requested_on=today, requested_by=special, subject="existing_employee", topics=("communication",),
        employee=special, employee_consent_on=today, note=special,
    )  # fmt: skip
    services.record_service(ground.programme_ids[0], draft, actor=ground.actors[Role.EMPLOYER_ADVISER], now=ground.now)


STEPS = (plant_plan, plant_visits, plant_employment, plant_employers)
