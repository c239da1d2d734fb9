"""The way of a decision from proposal to effect, and who may go it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Final, Literal

from apps.decisions.enums import DecisionKind, DecisionState
from apps.programmes.registry import ALLOWED, Verdict, refused

Action = Literal["ask", "answer", "change", "take", "withdraw", "effect", "end"]

_S = DecisionState
#: State -> what may be done then, and where it leads.
_MOVES: Final[Mapping[str, Mapping[Action, DecisionState]]] = {
    _S.PROPOSED: {"ask": _S.HEARING, "change": _S.PROPOSED, "take": _S.TAKEN, "withdraw": _S.WITHDRAWN},
    _S.HEARING: {
        "ask": _S.HEARING, "answer": _S.HEARING, "change": _S.HEARING, "take": _S.TAKEN, "withdraw": _S.WITHDRAWN,
    },
    _S.TAKEN: {"effect": _S.IN_EFFECT, "withdraw": _S.WITHDRAWN},
    _S.IN_EFFECT: {"end": _S.ENDED},
    _S.ENDED: {},
    _S.WITHDRAWN: {},
}  # fmt: skip


def next_state(state: str, action: Action, *, kind: str) -> DecisionState | None:
    """Return where an action leads; None where it cannot be done then. A resumption lasts no longer than its effect."""
    found = _MOVES[state].get(action)
    return _S.ENDED if found is _S.IN_EFFECT and kind == DecisionKind.RESUME else found


def may_take(*, actor_id: uuid.UUID, proposed_by: uuid.UUID, holds_right: bool, named: uuid.UUID | None) -> Verdict:
    """Say whether somebody may take a decision: a manager of the case's unit and programme, or the superior named.

    Never whoever proposed it (readings 16: a unit with one manager names a superior).
    """
    if actor_id == proposed_by:
        return refused(
            "needs_second_person",
            "Kararı öneren kişi veremez; ikinci bir kişi gerekir.",
            "Birimde tek yönetici varsa öneride bir üst amir belirtin.",
        )
    if not holds_right and actor_id != named:
        return refused("not_allowed", "Bu kararı vermeye yetkiniz yok.", "Birim yöneticisinden isteyin.")
    return ALLOWED
