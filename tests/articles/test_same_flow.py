"""One flow, three municipalities: what a case goes through is read from its programme's definition, nothing else.

No line here names a stage, a document, a form or a step; a fourth pack walks the same way.
"""

import dataclasses
import datetime as dt
from typing import Any

import pytest

from apps.appointments.models import Appointment
from apps.appointments.operations.booking import Booking, book
from apps.appointments.rules.details import Details
from apps.cases.enums import CaseState
from apps.cases.models import Application, Case
from apps.cases.operations.application import record_application
from apps.cases.operations.forms import submit_form
from apps.cases.operations.lifecycle import assign
from apps.cases.operations.outcomes import give_outcomes
from apps.cases.operations.receipts import give_receipt
from apps.cases.operations.result_letter import draft_result_letter
from apps.cases.operations.steps import take_transition
from apps.cases.queries.answers import closed_in
from apps.cases.queries.intake import APPOINTMENT, file_of
from apps.cases.queries.outcomes import choices_now
from apps.cases.rules.outcomes import Proposed
from apps.coaching.rules.plan import ServiceDraft
from apps.letters.enums import LetterState, ServiceChannel
from apps.letters.models import Letter
from apps.letters.operations.approving import approve_letter
from apps.letters.operations.serving import ServiceFacts, serve
from apps.letters.queries.contents import text_of
from apps.petitions.enums import PetitionState
from apps.petitions.models import Petition
from apps.petitions.operations import working
from apps.programmes.definition import Definition
from apps.programmes.definition.flow import Act, Stage, Transition
from apps.programmes.models import GuardRefusal
from apps.programmes.operations.guarding import GuardRefusedError
from apps.programmes.registry import bound
from omuz.kernel.actors import Actor
from omuz.kernel.audit.deferred import deferring, flush_deferred
from omuz.kernel.clock import local_date
from tests.articles.support import BEDESTEM, CAREER_CENTRE, IZMIR, definition_of
from tests.cases.intake_support import candidate_case, give, met
from tests.coaching.support import Work, agreed
from tests.petitions.support import assigned, drafted, taken_in
from tests.programmes.test_shipped_packs_cases import running
from tests.programmes.test_shipped_packs_running import filled
from tests.support.staff import NOW, TODAY, make_actor

pytestmark = pytest.mark.django_db
ROLES = ("intake_clerk", "assessor", "job_coach", "unit_manager")


@dataclasses.dataclass(slots=True)
class Walk:
    """A case on its way through whatever its programme has."""

    case_id: Any
    definition: Definition
    staff: dict[str, Actor]
    did: list[str] = dataclasses.field(default_factory=list)

    @property
    def case(self) -> Case:
        return Case.objects.select_related("person").get(pk=self.case_id)

    @property
    def stage(self) -> Stage:
        return self.definition.stages_by_key[self.case.stage]

    def worker(self) -> Actor:
        """Return who is responsible in the stage, as the definition names them; a coach's stages are led by others."""
        role = self.stage.responsible or "assessor"
        return self.staff[role if role in self.staff and role != "job_coach" else "assessor"]

    def adopted(self, guard: str) -> bool:
        return bound(self.definition, guard) is not None

    def fill_forms(self) -> None:
        for use in self.stage.forms:
            answers = filled(self.definition, use.form, yes=True)
            submit_form(self.case_id, use.form, answers, actor=self.worker(), now=NOW)
            self.did.append("form")

    def show_documents(self) -> None:
        case = self.case
        file = file_of(case, self.definition, on=TODAY, closed=closed_in(case, on=TODAY))
        for item in file.missing:
            give(case, item.key, self.staff["intake_clerk"])
            self.did.append("document")
        after = file_of(case, self.definition, on=TODAY, closed=closed_in(case, on=TODAY))
        assert after.missing == ()

    def record(self) -> None:
        case = self.case
        record_application(case.pk, actor=self.staff["intake_clerk"], version=case.version, now=NOW)
        self.did.append("application")

    def forward(self) -> Transition | None:
        """Return the first step of the stage that leads on, to a stage of the list that comes later and is no end."""
        order = [one.key for one in self.definition.stages]
        here = order.index(self.case.stage)
        return next(
            (
                one
                for one in self.definition.transitions
                if self.case.stage in one.sources
                and one.act is None
                and order.index(one.target) > here
                and self.definition.stages_by_key[one.target].kind != "end"
            ),
            None,
        )

    def take(self, step: Transition, **values: Any) -> None:
        case = self.case
        roles = [role for role in ROLES if not step.roles or role in step.roles]
        actor = self.worker() if not step.roles else self.staff[roles[0]]
        take_transition(case.pk, step.key, actor=actor, version=case.version, now=NOW, **values)
        self.did.append("step")

    def outcome(self) -> None:
        """Give the first outcome that is open today, where the programme has any and none was given."""
        if "outcome" in self.did or not self.definition.outcomes:
            return
        assessor = self.staff["assessor"]
        choices, mine = choices_now(self.case, self.definition, actor=assessor, today=TODAY)
        one = next((c.outcome.key for c in choices if c.allowed and c.outcome.key in mine), None)
        if one is not None:
            given = [Proposed(one, TODAY, "Birlikte yapılan görüşmeye dayanır.")]
            give_outcomes(self.case_id, given, actor=assessor, now=NOW)
            self.did.append("outcome")

    def plan(self) -> None:
        """Agree on a plan, where the programme coaches."""
        if "plan" in self.did or "outcome" not in self.did or not self.holds("job_coaching"):
            return
        coach, case = self.staff["job_coach"], self.case
        assign(case.pk, coach.id, actor=self.staff["unit_manager"], version=case.version, now=NOW)
        service = ServiceDraft(
            activity=self.definition.activities[0].key, responsible_id=coach.id, rhythm="weekly", times=1,
            words="Haftalık görüşme",
        )  # fmt: skip
        agreed(Work(coach, self.case), services=(service,))
        self.did.append("plan")

    @property
    def records(self) -> bool:
        """Whether an application is recorded in this programme."""
        return any(one.act is Act.RECORD_APPLICATION for one in self.definition.transitions)

    def holds(self, capability: str) -> bool:
        return capability in {one.key for one in self.definition.capabilities.held}

    def close(self) -> None:
        """Take the step to an end that is no act, with the first closure of the list."""
        end = next(
            one for one in self.definition.transitions
            if self.case.stage in one.sources and one.act is None
            and self.definition.stages_by_key[one.target].kind == "end"
        )  # fmt: skip
        self.take(end, reason="Amaca ulaşıldı.", closure=self.definition.closures[0].key)

    def letter(self) -> Letter:
        """Tell of the outcome where there is one, of what was received otherwise; approved, signed, served."""
        if "outcome" in self.did:
            key = draft_result_letter(self.case_id, actor=self.staff["assessor"], now=NOW)
            return self.served(Letter.objects.get(pk=key))
        return self.served(Letter.objects.get(about_kind="case_receipt"))

    def served(self, letter: Letter, *, by: Actor | None = None) -> Letter:
        approver = by or self.staff["unit_manager"]
        approved = approve_letter(letter.pk, actor=approver, version=letter.version, now=NOW)
        facts = ServiceFacts(served_on=TODAY, receiver="addressee", receiver_name="Adayın kendisi")
        done = serve(
            approved.pk, ServiceChannel.HAND, facts=facts, actor=self.staff["intake_clerk"], version=approved.version,
            now=NOW, signed_on=local_date(NOW),
        )  # fmt: skip
        assert done.state == LetterState.SERVED
        self.did.append("letter")
        return done

    def complain(self) -> Petition:
        """Put a complaint in and have it answered by a letter, by two people who have decided nothing."""
        case, manager, second = self.case, self.staff["unit_manager"], make_actor("unit_manager")
        row = taken_in(self.staff["intake_clerk"], person_id=case.person_id, case_id=case.pk)
        row = assigned(row, second, by=manager)
        row = drafted(row, by=second)
        row = working.approve_answer(row.pk, actor=manager, version=row.version, now=NOW)
        answer = Letter.objects.get(about_kind="petition", about_id=row.pk, use="petition_answer")
        assert "60 gün" in text_of(answer).body
        self.served(answer, by=second)
        working.take_over_served(now=NOW)
        self.did.append("petition")
        return Petition.objects.get(pk=row.pk)


def _walk(code: str) -> Walk:
    version, staff = running(code), {role: make_actor(role) for role in ROLES}
    case = candidate_case(version, staff["intake_clerk"])
    return Walk(case.pk, version.definition, staff)


@pytest.mark.parametrize("code", [IZMIR, BEDESTEM, CAREER_CENTRE])
def test_one_flow_serves_three_municipalities(code, izmir):
    walk = _walk(code)
    asks_meeting = walk.adopted(APPOINTMENT)
    # As around a request: a refusal is remembered though the work is rolled back.
    with deferring():
        _come_in(walk)
        _go_through(walk)
        assert walk.forward() is None
        walk.letter()
        assert walk.complain().state == PetitionState.ANSWERED
        walk.close()
        flush_deferred()
    assert walk.case.state == CaseState.CLOSED
    assert Application.objects.filter(case=walk.case_id).exists() is walk.records
    assert ("plan" in walk.did) is walk.holds("job_coaching")
    assert ("outcome" in walk.did) is bool(walk.definition.outcomes)
    assert Appointment.objects.filter(state="attended").exists() is asks_meeting
    assert {one.guard for one in GuardRefusal.objects.all()} == ({APPOINTMENT} if asks_meeting else set())


@pytest.mark.parametrize("code", [BEDESTEM, CAREER_CENTRE])
def test_no_guard_of_izmir_binds_a_programme_that_has_not_adopted_its_article(code):
    adopted = {guard for article in definition_of(IZMIR).articles for guard in article.guards}
    assert adopted
    assert [guard for guard in sorted(adopted) if bound(definition_of(code), guard) is not None] == []
    assert all(bound(definition_of(IZMIR), guard) is not None for guard in adopted)


def _come_in(walk: Walk) -> None:
    """From the appointment to the application: an appointment of tomorrow, to which nobody has come yet."""
    clerk, services = walk.staff["intake_clerk"], walk.definition.appointments
    service = next((one for one in services if one.for_application), services[0])
    book(
        Booking(programme_id=walk.case.programme_id, service=service.key, person_id=walk.case.person_id,
                starts_at=NOW + dt.timedelta(days=1), details=Details(off_slot_reason="Kendi isteği")),
        actor=clerk, now=NOW,
    )  # fmt: skip
    give_receipt(walk.case_id, actor=clerk, now=NOW)
    walk.fill_forms()
    if walk.records and walk.adopted(APPOINTMENT):
        with pytest.raises(GuardRefusedError) as refused:
            walk.record()
        assert refused.value.guard == APPOINTMENT
        met(walk.case, clerk, service=service.key)
    walk.show_documents()
    if walk.records:
        walk.record()
        walk.fill_forms()


def _go_through(walk: Walk) -> None:
    """On through the definition's own stages, outcome and plan on the way."""
    for _ in walk.definition.stages:
        if walk.stage.kind != "start":
            walk.outcome()
            walk.plan()
        step = walk.forward()
        if step is None:
            return
        walk.take(step)
        walk.fill_forms()
