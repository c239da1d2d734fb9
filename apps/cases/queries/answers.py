"""What the rules of a programme say about a person or a case: the same answer on the screen and at the door."""

import dataclasses
import datetime as dt
import functools
import uuid
from collections.abc import Collection, Iterable
from typing import Any

from apps.accounts.enums import Role
from apps.accounts.queries import assignments_on, unit_with_descendants
from apps.cases.models import Case, Submission
from apps.cases.queries.acts import AskedAct, act_obstacles, guarded_steps
from apps.cases.rules.flow import Obstacle, is_end, label_of_stage, plain_obstacles, steps_from
from apps.programmes.deciding import Answer, Basis, Decider, Outcome
from apps.programmes.definition import Definition
from apps.programmes.definition.flow import Transition
from apps.programmes.queries.capabilities import closed_under
from apps.programmes.queries.pinned import pinned_definition
from apps.programmes.registry import Subject, load_facts
from omuz.kernel.actors import Actor


@dataclasses.dataclass(frozen=True, slots=True)
class Step:
    """A step that leaves the case's stage: whether it may be taken now, why not, and what the rules answered."""

    transition: Transition
    target_label: str
    ends: bool
    answer: Answer | None
    obstacles: tuple[Obstacle, ...]

    @property
    def allowed(self) -> bool:
        """Whether nothing stands in the way; a reason and a closure are still asked for when it is taken."""
        return not self.obstacles


def eligibility(
    definition: Definition, person_id: uuid.UUID, *, on: dt.date, closed: frozenset[str] = frozenset()
) -> Answer:
    """Return whether a person may take part, as of a day, with the reasons; clauses of what is `closed` are absent."""
    decider = Decider(definition, "eligibility", on=on, closed=closed)
    return decider.answer(_facts(definition, [decider], person_id=person_id, case_id=None, on=on, closed=closed))


def closed_in(case: Case, *, on: dt.date) -> frozenset[str]:
    """Return the capabilities with which nothing new may be made in a case, under the version that it stands on."""
    definition = pinned_definition(case.programme_version_id)
    return closed_under(definition.capabilities, case.programme_id, case.unit_id, on)


def answers_of(
    case: Case, definition: Definition, points: Iterable[str], *, on: dt.date, closed: frozenset[str]
) -> dict[str, Answer]:
    """Return the answers of several decision points about a case; the facts are read once."""
    deciders = {point: Decider(definition, point, on=on, closed=closed) for point in points}
    facts = _facts(definition, deciders.values(), person_id=case.person_id, case_id=case.pk, on=on, closed=closed)
    return {point: decider.answer(facts) for point, decider in deciders.items()}


def steps_of(
    case: Case, definition: Definition, *, actor: Actor, on: dt.date, closed: frozenset[str]
) -> tuple[Step, ...]:
    """Return every step that leaves the case's stage, allowed or explained."""
    transitions = steps_from(definition, case.stage)
    roles = roles_for(case, actor=actor, on=on) if any(one.roles for one in transitions) else frozenset[str]()
    submitted = submitted_forms(case)
    deciders = {
        one.key: Decider(definition, "transition", on=on, rule_sets=one.guards, closed=closed)
        for one in transitions
        if one.guards
    }
    facts = _facts(definition, deciders.values(), person_id=case.person_id, case_id=case.pk, on=on, closed=closed)
    guarded = guarded_steps(case, definition, transitions, on=on)
    return tuple(
        _step(definition, one, case=case, submitted=submitted, roles=roles,
              answer=deciders[one.key].answer(facts) if one.key in deciders else None,
              in_law=act_obstacles(AskedAct(case, definition, one, actor, on, closed)) + guarded.get(one.key, []))
        for one in transitions
    )  # fmt: skip


def _step(
    definition: Definition,
    transition: Transition,
    *,
    case: Case,
    submitted: Collection[str],
    roles: Collection[str],
    answer: Answer | None,
    in_law: list[Obstacle],
) -> Step:
    found = plain_obstacles(definition, transition, stage=case.stage, submitted=submitted, roles=roles)
    if answer is not None:
        found += answer_obstacles(answer)
    found += in_law
    return Step(
        transition=transition,
        target_label=label_of_stage(definition, transition.target),
        ends=is_end(definition, transition.target),
        answer=answer,
        obstacles=tuple(found),
    )


def answer_obstacles(answer: Answer) -> list[Obstacle]:
    """Return why an answer is not yes: each clause that refuses, or what is missing to decide."""
    if answer.outcome is Outcome.NO:
        return [Obstacle("rule", clause.message, "", article_of(clause.basis)) for clause in answer.refusals]
    if answer.outcome is Outcome.UNKNOWN:
        found = [
            Obstacle("missing_fact", f"Eksik bilgi: {fact.label}.", "Bilgiyi kişinin kaydına ya da forma girin.",
                     fact=fact.fact)
            for fact in answer.missing
        ]  # fmt: skip
        unread = [c for c in answer.clauses if c.problem]
        found += [Obstacle("rule_unreadable", c.problem, "Sistem yöneticinize bildirin.") for c in unread]
        return found or [Obstacle("undecided", "Kurallar bu adım için yanıt veremedi.", "Eksik bilgileri tamamlayın.")]
    return []


def article_of(basis: Basis | None) -> str:
    """Return the text that a clause comes from, as it is cited; empty without one."""
    if basis is None:
        return ""
    return f"{basis.title} m. {basis.article}" if basis.article else basis.title


def submitted_forms(case: Case) -> frozenset[str]:
    """Return the forms that have been handed in for a case, under whichever version."""
    return frozenset(Submission.objects.filter(case=case).values_list("form", flat=True).distinct())


def roles_for(case: Case, *, actor: Actor, on: dt.date) -> frozenset[str]:
    """Return the roles that the actor holds in the case's unit and programme on a day.

    The system carries out what somebody in that role has decided before: no role holds it up.
    """
    if actor.kind == "system":
        return frozenset(Role)
    if actor.kind != "staff":
        return frozenset()
    held = [one for one in assignments_on(on).filter(user=actor.id) if one.programme_id in {None, case.programme_id}]
    units = frozenset(one.unit_id for one in held if one.unit_id is not None)
    below = unit_with_descendants(units) if units else {}
    roles = {one.role for one in held if one.unit_id is None or case.unit_id in below[one.unit_id]}
    return frozenset(roles if actor.viewing_as is None else roles & {actor.viewing_as})


def _facts(
    definition: Definition,
    deciders: Iterable[Decider],
    *,
    person_id: uuid.UUID,
    case_id: uuid.UUID | None,
    on: dt.date,
    closed: frozenset[str],
) -> dict[str, Any]:
    names = frozenset(name for one in deciders for name in one.names)
    if not names:
        return {}
    read = functools.partial(load_facts, on=on, names=names, definition=definition, closed=closed)
    facts = read([person_id], subject=Subject.PERSON)[person_id]
    return facts if case_id is None else facts | read([case_id], subject=Subject.CASE)[case_id]
