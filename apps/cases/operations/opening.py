"""Opening a case: eligibility is decided by the rules of the programme, and explained."""

import dataclasses
import datetime as dt
import uuid

from django.db import IntegrityError, transaction

from apps.accounts.operations.checks import require
from apps.accounts.rights import CASES_WRITING, Right
from apps.cases.enums import EventKind
from apps.cases.models import Case
from apps.cases.operations.recording import happened, next_number
from apps.cases.queries.answers import answer_obstacles, article_of, eligibility
from apps.cases.queries.deadlines import clock_of
from apps.cases.queries.opening import OpenProgramme, open_case_of, programme_for_opening
from apps.people.operations.serving import serve_in_unit
from apps.people.queries.people import find_person
from apps.programmes.deciding import Answer, Outcome
from omuz.kernel import audit
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict, DomainError, FieldProblem, Invalid

__all__ = ["STILL_HELPED", "NotEligibleError", "Opened", "open_case", "preview_opening"]

#: Readings 13 and 15: whoever gets no case is informed and referred all the same.
STILL_HELPED = "Kişi bilgilendirilebilir ve ilgili kuruma yönlendirilebilir; bunun için dosya gerekmez."


class NotEligibleError(Invalid):
    """The rules of the programme say no; `answer` says why, clause by clause."""

    def __init__(self, answer: Answer) -> None:
        problems = [
            FieldProblem(
                f"eligibility.{clause.key}",
                "not_eligible",
                clause.message,
                f"Dayanak: {article_of(clause.basis)}" if clause.basis is not None else None,
            )
            for clause in answer.refusals
        ]
        articles = dict.fromkeys(article_of(clause.basis) for clause in answer.refusals if clause.basis is not None)
        super().__init__(
            problems,
            code="not_eligible",
            message="Bu kişi programın koşullarını taşımıyor; dosya açılmadı.",
            article="; ".join(articles) or None,
        )
        self.answer = answer
        self.remedy = STILL_HELPED


@dataclasses.dataclass(frozen=True, slots=True)
class Opened:
    """A case that was opened, and what eligibility said: yes, or unknown with what is missing."""

    case: Case
    answer: Answer

    @property
    def missing(self) -> list[str]:
        """What has to be found out, in words."""
        return [one.message for one in answer_obstacles(self.answer)]


@transaction.atomic
def open_case(person_id: uuid.UUID, programme_id: uuid.UUID, *, actor: Actor, now: dt.datetime) -> Opened:
    """Open a case for a person in the first stage of the programme's published version.

    Eligibility decides: "no" refuses with each reason and article; "unknown" opens, since a fact that is not known yet
    is no reason to send somebody away (readings 11).

    Raises:
        NotAllowed: the actor may open no cases, or none in that programme.
        NotFound: no such person or programme within reach.
        NotEligibleError: the rules say no.
        Conflict: the programme cannot take cases today, or the person has an open case in it.
    """
    require(actor, *CASES_WRITING)
    today = local_date(now)
    person = find_person(person_id, actor=actor)
    programme = programme_for_opening(programme_id, person_id=person.pk, actor=actor, on=today)
    _refuse_second(person.pk, programme_id, actor=actor)
    answer = eligibility(programme.definition, person.pk, on=today, closed=programme.closed)
    if answer.outcome is Outcome.NO:
        # The refusal is remembered, though nothing else of this request is: who was sent away, and why.
        audit.after_response(
            actor=actor, action="case.refused", subject=("programmes.programme", programme_id), person_id=person.pk,
            now=now,
        )  # fmt: skip
        raise NotEligibleError(answer)
    case = _stored(person.pk, programme, actor=actor, now=now)
    serve_in_unit(person, unit_id=programme.unit_id, programme_id=programme_id, today=today)
    happened(case, EventKind.OPENED, actor=actor, now=now, outcome=answer.outcome.value,
             responsible_id=case.responsible_id)  # fmt: skip
    return Opened(case, answer)


def preview_opening(
    person_id: uuid.UUID, programme_id: uuid.UUID, *, actor: Actor, now: dt.datetime
) -> tuple[Answer | None, DomainError | None]:
    """Return what eligibility says, and what would stop the opening of a case today; nothing is written.

    Raises:
        NotAllowed, NotFound: as `open_case`.
    """
    require(actor, *CASES_WRITING)
    today = local_date(now)
    person = find_person(person_id, actor=actor)
    try:
        programme = programme_for_opening(programme_id, person_id=person.pk, actor=actor, on=today)
    except Conflict as error:
        return None, error
    answer = eligibility(programme.definition, person.pk, on=today, closed=programme.closed)
    try:
        _refuse_second(person.pk, programme_id, actor=actor)
    except Conflict as error:
        return answer, error
    return answer, NotEligibleError(answer) if answer.outcome is Outcome.NO else None


def _stored(person_id: uuid.UUID, programme: OpenProgramme, *, actor: Actor, now: dt.datetime) -> Case:
    today = local_date(now)
    # Whoever works on own cases only would lose sight of a case of nobody's.
    own = actor.kind == "staff" and not actor.can(Right.CASES_WRITE)
    case = Case(
        person_id=person_id,
        programme_id=programme.id,
        programme_version_id=programme.version_id,
        unit_id=programme.unit_id,
        stage=programme.start.key,
        stage_since=now,
        due_on=clock_of([programme.id]).last_day(
            programme.definition, programme.start.key, programme_id=programme.id, opened=today, entered=today
        ),
        opened_at=now,
        opened_by_id=actor.id,
        responsible_id=actor.id if own else None,
    )
    try:
        with transaction.atomic():
            case.number = next_number(today.year)
            case.save(force_insert=True)
    except IntegrityError as error:
        # Someone else opened one between the look and the insert: the unique index let one through.
        _refuse_second(person_id, programme.id, actor=actor)
        raise Conflict("changed_meanwhile", "Dosya bu sırada başka biri tarafından açıldı.") from error
    return case


def _refuse_second(person_id: uuid.UUID, programme_id: uuid.UUID, *, actor: Actor) -> None:
    found, visible = open_case_of(person_id, programme_id, actor=actor)
    if found is None:
        return
    raise Conflict(
        "case_open_already",
        "Kişinin bu programda açık bir dosyası var.",
        remedy=f"{found.number} numaralı dosyayı açın." if visible else "Birim yöneticinize başvurun.",
    )
