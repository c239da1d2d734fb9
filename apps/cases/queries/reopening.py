"""What stands between a closed case and opening it again: told on its page, asked again by the operation."""

import dataclasses
from typing import Final

from apps.accounts.rights import Right
from apps.cases.models import Case
from apps.cases.queries.opening import open_case_of
from apps.cases.rules.flow import Obstacle, in_words
from apps.cases.rules.moving import GROUNDS
from apps.cases.rules.reopening import undoes_no_decision
from apps.programmes.definition import Definition
from apps.programmes.registry import bound
from omuz.kernel.actors import Actor
from omuz.kernel.reach import reaches

__all__ = ["BESIDE", "reopening_obstacles"]

#: The person has another open case in the programme.
BESIDE: Final = Obstacle("case_open_already", "Kişinin bu programda açık bir dosyası var.", "Açık dosyada sürdürün.")


def reopening_obstacles(case: Case, definition: Definition, *, actor: Actor) -> tuple[Obstacle, ...]:
    """Return why somebody who works on a closed case cannot open it again, each with its article where one binds.

    Nothing for a case that is open. An open case of the person is named with its address if the actor may find it.
    """
    if case.state == "open":
        return ()
    found, is_visible = open_case_of(case.person_id, case.programme_id, actor=actor)
    beside = BESIDE if found is None or not is_visible else dataclasses.replace(BESIDE, href=f"/dosyalar/{found.pk}")
    undoing = _undoing(case, definition, actor=actor)
    return tuple(one for one in (undoing, beside if found is not None else None) if one is not None)


def _undoing(case: Case, definition: Definition, *, actor: Actor) -> Obstacle | None:
    decides = reaches(actor, Right.DECISIONS_TAKE, unit_id=case.unit_id, programme_id=case.programme_id)
    verdict = undoes_no_decision(definition, closure=case.closure, may_decide=decides)
    if verdict.allowed:
        return None
    one = bound(definition, GROUNDS)
    article = one.cited if one is not None else in_words(definition, definition.due_process.basis)
    return Obstacle(verdict.code, verdict.message, verdict.remedy, article, guard=GROUNDS if one is not None else "",
                    text=one.text if one is not None else "")  # fmt: skip
