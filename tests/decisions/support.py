"""İzmir's programme with a case in it, and the people who propose and decide."""

import datetime as dt
import uuid
from typing import Any

from apps.cases.models import Case
from apps.cases.operations.opening import open_case
from apps.decisions.models import Decision
from apps.decisions.operations.proposing import GivenEvidence, Proposal, propose
from apps.decisions.operations.taking import Taking, take
from apps.programmes.models import ProgrammeVersion
from omuz.kernel.actors import Actor
from tests.articles.support import programme
from tests.people.support import register
from tests.support.staff import NOW, make_actor

SEEN = GivenEvidence(kind="observation", text="Üç görüşmeye gelmedi; arandı, neden gelmediğini söylemedi.")
TODAY = dt.date(2026, 11, 21)


__all__ = ["SEEN", "TODAY", "case_in", "later", "of", "programme", "proposed", "taken"]


def case_in(version: ProgrammeVersion, stage: str = "monitoring", *, actor: Actor | None = None) -> Case:
    """Return an open case in the version's programme that stands in that stage."""
    clerk = actor or make_actor("intake_clerk")
    person = _person(clerk, version)
    case = open_case(person.pk, version.programme_id, actor=clerk, now=NOW).case
    Case.objects.filter(pk=case.pk).update(stage=stage)
    return Case.objects.get(pk=case.pk)


def _person(clerk: Actor, version: ProgrammeVersion) -> Any:
    return register(clerk, birth_date=dt.date(1990, 5, 1), birth_precision="day", unit_id=version.programme.unit_id)


def proposed(case: Case, *, actor: Actor | None = None, now: dt.datetime = NOW, **parts: Any) -> Decision:
    """Return a proposal to suspend for no participation, as an assessor makes one."""
    given = {"kind": "suspend", "ground": "no_participation", "evidence": [SEEN]} | parts
    return propose(case.pk, Proposal(**given), actor=actor or make_actor("assessor"), now=now)


def taken(decision: Decision, *, actor: Actor | None = None, now: dt.datetime = NOW, **parts: Any) -> Decision:
    """Return a proposal as a manager has taken it: today, without a hearing and with why."""
    given: dict[str, Any] = {
        "reason": "Destek planındaki görüşmelere katılım sağlanmadı.", "effective_on": TODAY,
        "waived_because": "Arandığında görüşmek istemediğini söyledi.",
    } | parts  # fmt: skip
    return take(decision.pk, Taking(**given), actor=actor or make_actor("unit_manager"), version=decision.version,
                now=now)  # fmt: skip


def later(days: int) -> dt.datetime:
    """Return the moment of the tests some days later."""
    return NOW + dt.timedelta(days=days)


def of(decision_id: uuid.UUID) -> Decision:
    """Return a decision as it is stored."""
    return Decision.objects.get(pk=decision_id)
