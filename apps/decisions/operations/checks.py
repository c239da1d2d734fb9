"""What every operation on a decision shares: finding and locking, sealing words, storing, the history."""

import datetime as dt
import uuid
from typing import Any, Final

from apps.cases.enums import CaseState
from apps.cases.queries.visibility import Case
from apps.decisions.models import Decision, InterimStop
from apps.decisions.queries.decisions import find_decision, holds_right
from apps.decisions.queries.stops import find_stop
from apps.decisions.rules.states import Action, next_state
from omuz.kernel import audit, crypto
from omuz.kernel.actors import Actor
from omuz.kernel.errors import Conflict, FieldProblem, Invalid, NotAllowed

MOST_TEXT: Final = 5000

__all__ = ["MOST_TEXT", "advance", "happened", "locked_decision", "locked_stop", "require_decider", "sealed", "store",
           "worded"]  # fmt: skip


def locked_decision(decision_id: uuid.UUID, *, actor: Actor, version: int | None) -> Decision:
    """Return a decision that the actor may find, with its case; both locked, the case first.

    Raises:
        NotFound: there is none, or none that the actor may find.
        Conflict: it is not at `version` any more.
    """
    found = find_decision(decision_id, actor=actor)
    case = Case.objects.select_for_update().get(pk=found.case_id)
    decision = Decision.objects.select_for_update().get(pk=found.pk)
    decision.case = case
    if version is not None and decision.version != version:
        raise Conflict.stale_version()
    return decision


def locked_stop(stop_id: uuid.UUID, *, actor: Actor, version: int | None) -> InterimStop:
    """Return an interim stop that the actor may find, with its case; both locked. Raises as `locked_decision`."""
    found = find_stop(stop_id, actor=actor)
    case = Case.objects.select_for_update().get(pk=found.case_id)
    stop = InterimStop.objects.select_for_update().get(pk=found.pk)
    stop.case = case
    if version is not None and stop.version != version:
        raise Conflict.stale_version()
    return stop


def require_open(case: Case) -> None:
    """Stop what needs an open case.

    Raises:
        Conflict: the case is closed.
    """
    if case.state != CaseState.OPEN:
        raise Conflict("case_closed", "Bu dosya kapalı.", remedy="Gerekiyorsa önce dosyayı yeniden açın.")


def require_decider(case: Case, *, actor: Actor) -> None:
    """Stop who may not decide in the case's unit and programme.

    Raises:
        NotAllowed: the right is missing, or held elsewhere.
    """
    if actor.kind != "system" and not holds_right(case, actor=actor):
        raise NotAllowed


def advance(decision: Decision, action: Action) -> None:
    """Put a decision into the state that an action leads to; part of an operation.

    Raises:
        Conflict: that cannot be done in its state.
    """
    found = next_state(decision.state, action, kind=decision.kind)
    if found is None:
        raise Conflict(
            "wrong_state", f"Bu işlem “{decision.get_state_display()}” durumundaki bir kararda yapılamaz.",
            remedy="Sayfayı yenileyin.",
        )  # fmt: skip
    decision.state = found


def worded(text: str, *, field: str, missing: str, remedy: str) -> str:
    """Return what was written, without outer blanks.

    Raises:
        Invalid: nothing was written, or too much for the record.
    """
    cleaned = text.strip()
    if not cleaned:
        raise Invalid([FieldProblem(field, "required", missing, remedy)])
    refuse_too_long(cleaned, field=field)
    return cleaned


def refuse_too_long(text: str, *, field: str) -> None:
    """Stop a text that is too long for the record.

    Raises:
        Invalid: it is.
    """
    if len(text) > MOST_TEXT:
        raise Invalid([FieldProblem(field, "too_long", f"Metin en çok {MOST_TEXT} karakter olabilir.", "Kısaltın.")])


def sealed(text: str, *, field: str, row_id: uuid.UUID) -> bytes:
    """Return a text as the row keeps it; empty stays empty."""
    return crypto.seal_text(text, field=field, row_id=row_id) if text else b""


def store(row: Decision | InterimStop, *fields: str) -> None:
    """Store these columns under the row's next version."""
    row.version += 1
    row.save(update_fields=[*fields, "version", "updated_at"])


def happened(row: Decision | InterimStop, verb: str, *, actor: Actor, now: dt.datetime, **values: Any) -> None:
    """Write what was done into the history; `values` are sealed there with the person's key."""
    kind = "decision" if isinstance(row, Decision) else "interim_stop"
    told = {name: str(value) for name, value in values.items() if value not in ("", None)}
    audit.record(actor=actor, action=f"{kind}.{verb}", subject=row, person_id=row.case.person_id,
                 after=told | {"state": row.state}, now=now)  # fmt: skip
