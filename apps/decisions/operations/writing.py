"""The letters of decisions: drafted by the operation, approved, signed and served by those of `apps.letters`."""

import datetime as dt
import uuid
from typing import Final

from apps.decisions.enums import DecisionKind
from apps.decisions.models import Decision, InterimStop
from apps.decisions.queries.texts import lifted_because, reason_of, risk_of
from apps.decisions.rules.grounds import article_of_decision, ground_of
from apps.letters.operations.approving import cancel_unsigned
from apps.letters.operations.drafting import draft_letter
from apps.programmes.definition.flow import LetterUse
from apps.programmes.queries.pinned import pinned_definition
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.numbers import format_date

__all__ = ["DECISION_LETTER", "cancel_letters", "draft_decision", "draft_lifting", "draft_request", "draft_stop"]

_TAKEN_BACK: Final = "Dayandığı öneri ya da karar geri alındı."
#: Which letter notifies a decision.
DECISION_LETTER: Final = {
    DecisionKind.SUSPEND: LetterUse.SUSPENSION,
    DecisionKind.TERMINATE: LetterUse.TERMINATION,
    DecisionKind.RESUME: LetterUse.RESUMPTION,
}


def draft_request(decision: Decision, *, actor: Actor, now: dt.datetime) -> None:
    """Draft the letter that asks for a statement, with its last day, and note it on the decision."""
    assert decision.answer_until is not None  # noqa: S101 - asked before
    ground = ground_of(pinned_definition(decision.programme_version_id), decision.ground)
    values = _values(decision) | {
        "gerekce": ground.label.tr if ground is not None else "",
        "son_gun": format_date(decision.answer_until),
    }
    decision.request_letter_id = _drafted(decision, LetterUse.STATEMENT_REQUEST, values, actor=actor, now=now)


def draft_decision(decision: Decision, *, actor: Actor, now: dt.datetime) -> None:
    """Draft the letter that notifies a taken decision, reason and day in it, and note it on the decision."""
    assert decision.effective_on is not None  # noqa: S101 - taken before
    assert decision.taken_at is not None  # noqa: S101
    values = _values(decision) | {
        "gerekce": reason_of(decision),
        "yururluk": format_date(decision.effective_on),
        "karar_tarihi": format_date(local_date(decision.taken_at)),
    }
    decision.letter_id = _drafted(decision, DECISION_LETTER[DecisionKind(decision.kind)], values, actor=actor, now=now)


def draft_stop(stop: InterimStop, *, actor: Actor, now: dt.datetime) -> None:
    """Draft the letter that tells of an interim stop, and note it on the stop."""
    definition = pinned_definition(stop.programme_version_id)
    values = {
        "dosya_no": stop.case.number,
        "madde": article_of_decision(definition, ground=stop.ground, step=None),
        "gerekce": risk_of(stop),
        "yururluk": format_date(stop.started_on),
        "son_gun": format_date(stop.ends_on),
    }
    stop.letter_id = _drafted(stop, LetterUse.INTERIM_STOP, values, actor=actor, now=now)


def draft_lifting(stop: InterimStop, *, actor: Actor, now: dt.datetime) -> None:
    """Draft the letter that tells that an interim stop was lifted, and note it on the stop."""
    values = {
        "dosya_no": stop.case.number,
        "gerekce": lifted_because(stop),
        "yururluk": format_date(local_date(now)),
    }
    stop.lifted_letter_id = _drafted(stop, LetterUse.INTERIM_STOP_LIFTED, values, actor=actor, now=now)


def cancel_letters(decision: Decision, *, actor: Actor, now: dt.datetime) -> int:
    """Cancel the letters of a decision that was taken back, those that nobody has signed, and return how many."""
    keys = [key for key in (decision.request_letter_id, decision.letter_id) if key is not None]
    return sum(cancel_unsigned(key, reason=_TAKEN_BACK, actor=actor, now=now) for key in keys)


def _values(decision: Decision) -> dict[str, str]:
    definition = pinned_definition(decision.programme_version_id)
    step = definition.transitions_by_key.get(decision.transition)
    return {
        "dosya_no": decision.case.number,
        "madde": article_of_decision(definition, ground=decision.ground, step=step),
    }


def _drafted(
    row: Decision | InterimStop, use: LetterUse, values: dict[str, str], *, actor: Actor, now: dt.datetime
) -> uuid.UUID:
    kind = "decision" if isinstance(row, Decision) else "interim_stop"
    letter = draft_letter(
        use=use, programme_id=row.case.programme_id, programme_version_id=row.programme_version_id,
        person_id=row.case.person_id, case_id=row.case_id, about=(kind, row.pk), values=values, actor=actor, now=now,
    )  # fmt: skip
    return letter.pk
