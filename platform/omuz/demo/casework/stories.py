"""How far the demo's files have come: each story goes a little further than the one before it."""

import datetime as dt
import uuid
from dataclasses import dataclass

from apps.appointments.enums import Relation
from apps.appointments.operations.booking import Booking, walk_in
from apps.appointments.rules.details import Companion, Details
from apps.cases.models import Case
from apps.cases.operations.application import record_application
from apps.cases.operations.documents import SentDocument, present_document
from apps.cases.operations.forms import submit_form
from apps.cases.operations.lifecycle import assign, close_case
from apps.cases.operations.opening import open_case
from apps.cases.operations.outcomes import give_outcomes
from apps.cases.operations.receipts import give_receipt
from apps.cases.operations.steps import take_transition
from apps.cases.rules.outcomes import Proposed
from apps.coaching.operations.plans import agree_plan, draft_plan
from apps.coaching.operations.visits import record_visit
from apps.coaching.rules.plan import Goal, PlanDraft, ServiceDraft
from apps.coaching.rules.visit import VisitDraft
from apps.programmes.models import Programme
from omuz.demo.casework.answers import ANSWERS, THAT_DAY
from omuz.demo.casework.staff import Staff
from omuz.kernel.clock import local_date
from omuz.kernel.ids import new_id

_SEEN = "Aslı görüldü, suret alınmadı (deneme verisi)"


@dataclass(slots=True)
class File:
    """A file that is being led through its stages, a few days later with every step."""

    programme: Programme
    pack: str
    staff: Staff
    at: dt.datetime
    case_id: uuid.UUID
    #: When the demo is made: no story goes further.
    now: dt.datetime

    @classmethod
    def opened(
        cls, person_id: uuid.UUID, programme: Programme, pack: str, staff: Staff, *, days: int, now: dt.datetime
    ) -> "File":
        """Open a case by the intake clerk, some days ago, and return it as a file."""
        at = now - dt.timedelta(days=days)
        case = open_case(person_id, programme.pk, actor=staff.actor("basvuru"), now=at).case
        return cls(programme, pack, staff, at, case.pk, now)

    @property
    def case(self) -> Case:
        """The case as it stands."""
        return Case.objects.get(pk=self.case_id)

    def give_up(self, *, closure: str, reason: str) -> None:
        """Close the file without an application."""
        close_case(self.case_id, actor=self.staff.actor("basvuru"), version=self.case.version, closure=closure,
                   reason=reason, now=self.later(14))  # fmt: skip

    def later(self, days: float) -> dt.datetime:
        """Let days pass and return the moment."""
        self.at = min(self.at + dt.timedelta(days=days), self.now)
        return self.at

    def until(self, days: int) -> None:
        """Let time pass until that many days ago."""
        self.at = max(self.at, self.now - dt.timedelta(days=days))

    def meet(self, service: str) -> None:
        """Receive the candidate with their mother, without an appointment beforehand."""
        walk_in(
            Booking(
                programme_id=self.programme.pk, service=service, person_id=self.case.person_id,
                details=Details(companions=(Companion(Relation.MOTHER, "Annesi"),)),
            ),
            actor=self.staff.actor("basvuru"), now=self.later(0.01),
        )  # fmt: skip

    def hand_in(self, form: str, *, by: str = "basvuru") -> None:
        """Fill a form in."""
        now = self.later(0.02)
        day = local_date(now).isoformat()
        answers = {key: day if value == THAT_DAY else value for key, value in ANSWERS[self.pack][form].items()}
        submit_form(self.case_id, form, answers, actor=self.staff.actor(by), now=now)

    def show(self, *documents: str) -> None:
        """Show documents at the counter."""
        for document in documents:
            present_document(self.case_id, SentDocument(document=document, note=_SEEN), upload=None,
                             actor=self.staff.actor("basvuru"), now=self.later(0.01))  # fmt: skip

    def acknowledge(self) -> None:
        """Give the receipt."""
        give_receipt(self.case_id, actor=self.staff.actor("basvuru"), now=self.later(0.01))

    def record(self) -> None:
        """Record the application."""
        record_application(self.case_id, actor=self.staff.actor("basvuru"), version=self.case.version,
                           now=self.later(1))  # fmt: skip

    def step(self, transition: str, *, by: str = "degerlendirme", reason: str = "") -> None:
        """Take a step."""
        take_transition(self.case_id, transition, actor=self.staff.actor(by), version=self.case.version,
                        now=self.later(2), reason=reason)  # fmt: skip

    def give(self, **reasons: str) -> None:
        """Give outcomes, each with its reason."""
        now = self.later(3)
        given = [Proposed(outcome, local_date(now), reason) for outcome, reason in reasons.items()]
        give_outcomes(self.case_id, given, actor=self.staff.actor("degerlendirme"), now=now)

    def hand_to_coach(self) -> None:
        """Make the job coach responsible."""
        assign(self.case_id, self.staff.id_of("iskocu"), actor=self.staff.actor("mudur"), version=self.case.version,
               now=self.later(0.5))  # fmt: skip

    def plan(self, *activities: str) -> None:
        """Write a support plan with the candidate and agree on it."""
        coach, now = self.staff.actor("iskocu"), self.later(2)
        today = local_date(now)
        draft = PlanDraft(
            goals=(Goal(words="Otobüsle tek başıma gidip gelmek", measure="İki hafta üst üste kendi başına"),),
            services=tuple(
                ServiceDraft(activity=activity, responsible_id=self.staff.id_of("iskocu"), starts_on=today,
                             words="Haftalık görüşme")
                for activity in activities
            ),
            review_on=today + dt.timedelta(days=90),
        )  # fmt: skip
        plan = draft_plan(self.case_id, draft, actor=coach, now=now)
        agree_plan(plan.pk, agreed_on=today, agreed_by="person", actor=coach, version=plan.version, now=now)

    def visit(self, minutes: int, words: str, *, activity: str = "transition_guidance") -> None:
        """Note a visit of the coach."""
        now = self.later(4)
        record_visit(
            self.case_id,
            VisitDraft(visited_on=local_date(now), place="home", minutes=minutes, activity=activity,
                       next_on=local_date(now) + dt.timedelta(days=7), next_words=words),
            client_key=new_id(), actor=self.staff.actor("iskocu"), now=now,
        )  # fmt: skip
