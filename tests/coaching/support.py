"""A coach, their person and the case, in İzmir's programme or in one that nobody runs."""

import dataclasses
import datetime as dt
from typing import Any

from apps.accounts.models import RoleAssignment, User
from apps.accounts.queries import actor_for
from apps.cases.models import Case
from apps.coaching.models import SupportPlan
from apps.coaching.operations.plans import agree_plan, draft_plan
from apps.coaching.rules.plan import Goal, PlanDraft, ServiceDraft
from apps.coaching.rules.visit import VisitDraft
from apps.people.models import Person
from apps.programmes.models import ProgrammeVersion
from omuz.kernel.actors import Actor
from tests.articles.support import document_of, programme
from tests.cases.support import opened
from tests.programmes.support import made_up, published
from tests.support.staff import NOW, TODAY, make_actor, make_user

#: A programme that has adopted no article at all, and coaches all the same.
NEIGHBOURS: dict[str, Any] = {
    "code": "komsu-kocu",
    "name": {"tr": "Komşu koçu"},
    "capabilities": {
        "held": [{"key": "case_management"}, {"key": "job_coaching"}, {"key": "employment_follow_up"},
                 {"key": "information_referral"}, {"key": "employer_advice"}]
    },
    "target_groups": {"offered": ["disabled"], "chosen": ["disabled"], "selection": {}},
}  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Work:
    """A coach with a case of their own."""

    coach: Actor
    case: Case

    @property
    def person(self) -> Person:
        return self.case.person


def izmir(**parts: Any) -> ProgrammeVersion:
    """Return İzmir's programme, open to everybody: who may take part is another article's question."""
    rules = [one for one in document_of()["rules"] if one["point"] != "eligibility"]
    return programme(**({"rules": rules} | parts))


def neighbours(**parts: Any) -> ProgrammeVersion:
    """Return a published programme without a single article."""
    return published(made_up(**(NEIGHBOURS | parts)))


def light(**parts: Any) -> ProgrammeVersion:
    """Return a small programme that coaches, with two activities and no article: quickly published."""
    activities = [
        {"key": "monitoring", "letter": "f", "label": {"tr": "İzleme"}},
        {"key": "transition_guidance", "letter": "d", "label": {"tr": "Rehberlik"}},
    ]
    return neighbours(**({"activities": activities} | parts))


def work(version: ProgrammeVersion | None = None, *, coach: Actor | None = None, **person: Any) -> Work:
    """Return a coach whose person has an open case, in İzmir's programme unless told otherwise."""
    version = version or izmir()
    coach = coach or make_actor("job_coach")
    case = opened(version, **person)
    give(case, coach)
    return Work(coach, Case.objects.select_related("person").get(pk=case.pk))


def give(case: Case, coach: Actor) -> None:
    """Make somebody the coach of a case and of its person."""
    Person.objects.filter(pk=case.person_id).update(interviewer=coach.id)
    Case.objects.filter(pk=case.pk).update(responsible=coach.id)


def stand_in(covered: Actor, *, starts: dt.date = TODAY, ends: dt.date = TODAY, on: dt.date = TODAY) -> Actor:
    """Return a colleague who stands in for a coach between two days, as they are on a day."""
    user = make_user(role=None, full_name="Vekil Koç")
    RoleAssignment.objects.create(
        user=user, role="job_coach", starts_on=starts, ends_on=ends, kind="acting_for",
        acting_for=User.objects.get(pk=covered.id),
    )  # fmt: skip
    actor = actor_for(user, on=on, mfa=True)
    assert actor is not None
    return actor


def a_visit(**values: Any) -> VisitDraft:
    """Return a visit of today with what the test adds."""
    fields: dict[str, Any] = {
        "visited_on": TODAY, "place": "workplace", "minutes": 45, "activity": "monitoring", "topics": ("tasks",),
        "note": "Kasayı tek başına açtı.",
    }  # fmt: skip
    return VisitDraft(**(fields | values))


def a_plan(coach: Actor, **values: Any) -> PlanDraft:
    """Return a plan that could be agreed to, with what the test changes."""
    fields: dict[str, Any] = {
        "goals": (Goal(words="Otobüsle kendim gitmek istiyorum.", measure="Üç gün yardımsız gider"),),
        "services": (ServiceDraft(activity="transition_guidance", responsible_id=coach.id, rhythm="weekly", times=2,
                                  words="Yol alıştırması"),),
        "coaching": ("before_work",), "need": "Yeni yolda yönünü bulmakta zorlanıyor.",
        "coaching_from": TODAY, "coaching_to": TODAY + dt.timedelta(days=60),
        "review_on": TODAY + dt.timedelta(days=30),
    }  # fmt: skip
    return PlanDraft(**(fields | values))


def agreed(one: Work, *, now: dt.datetime = NOW, **values: Any) -> SupportPlan:
    """Return a plan that the person has agreed to."""
    plan = draft_plan(one.case.pk, a_plan(one.coach, **values), actor=one.coach, now=now)
    return agree_plan(plan.pk, agreed_on=TODAY, agreed_by="person", actor=one.coach, version=plan.version, now=now)
