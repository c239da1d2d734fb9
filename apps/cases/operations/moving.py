"""Moving open cases to the published version of their programme: case by case, each with its own audit row."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Collection, Mapping
from typing import Final

from django.db import transaction

from apps.accounts.operations.checks import require, require_reason
from apps.accounts.rights import Right
from apps.cases.enums import EventKind
from apps.cases.models import Case, Submission
from apps.cases.operations.feeding import feed
from apps.cases.operations.recording import happened, store
from apps.cases.operations.steps import reason_problems
from apps.cases.queries.answers import closed_in
from apps.cases.queries.deadlines import clock_of
from apps.cases.queries.moving import forbidden_moves, joined_answers, movable, target_version
from apps.cases.rules.moving import stage_after
from apps.programmes.definition import Definition
from apps.programmes.forms import fed_facts, relevant
from apps.programmes.operations.guarding import hold
from apps.programmes.queries.pinned import pinned_definition
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import FieldProblem, Invalid

__all__ = ["MOST_AT_ONCE", "Moved", "move_cases"]

#: What one request moves; the sender asks again until nothing is left.
MOST_AT_ONCE: Final = 200


@dataclasses.dataclass(frozen=True, slots=True)
class Moved:
    """What a request has moved, and what is left to be moved by asking again."""

    moved: tuple[Case, ...]
    left: int


@transaction.atomic
def move_cases(
    version_id: uuid.UUID,
    *,
    actor: Actor,
    reason: str,
    now: dt.datetime,
    stages: Mapping[str, str] | None = None,
    only: Collection[uuid.UUID] | None = None,
) -> Moved:
    """Move up to 200 open cases to the published version and return them; the others stay on theirs.

    `stages` chooses the new stage of an old one, where it is not the one of the same key. `only` names cases, without
    it all are meant. Needs both: a say in the programme's versions, and `cases.write` where the cases are.

    Raises:
        NotFound, NotAllowed: out of reach; no right to move.
        Conflict: the version is not the published one.
        Invalid: no reason, or a stage of a case to be moved has no place in the new version.
        GuardRefusedError: the move would do what only an act does (İzmir Art. 8, 9, 22).
    """
    require(actor, Right.CASES_WRITE)
    version = target_version(version_id, actor=actor)
    text, chosen = require_reason(reason), stages or {}
    if problems := reason_problems(text):
        raise Invalid(problems)
    new = pinned_definition(version_id)
    rows = movable(version.programme_id, version_id, actor=actor)
    if only is not None:
        rows = rows.filter(pk__in=list(only))
    _refuse_nowhere(new, frozenset(rows.values_list("stage", flat=True)), chosen)
    for one in forbidden_moves(rows, new, chosen):
        hold(one.guard, one.verdict, programme_id=version.programme_id, actor=actor, now=now,
             field=f"stages.{one.stage}")  # fmt: skip
    batch = list(rows.values_list("pk", flat=True)[:MOST_AT_ONCE])
    moved = [case for key in batch if (case := _move(key, new, version_id, chosen, text, actor=actor, now=now))]
    return Moved(tuple(moved), rows.count())


def _refuse_nowhere(new: Definition, found: Collection[str], chosen: Mapping[str, str]) -> None:
    nowhere = sorted(stage for stage in found if stage_after(new, stage, chosen) is None)
    if nowhere:
        raise Invalid(
            [
                FieldProblem(f"stages.{stage}", "stage_unknown", "Bu aşama yeni sürümde yok.",
                             "Dosyaların hangi aşamaya geçeceğini seçin.")
                for stage in nowhere
            ]
        )  # fmt: skip


@transaction.atomic
def _move(
    case_id: uuid.UUID,
    new: Definition,
    version_id: uuid.UUID,
    chosen: Mapping[str, str],
    text: str,
    *,
    actor: Actor,
    now: dt.datetime,
) -> Case | None:
    """Move one case, locked; None where somebody closed it, or moved it, or took a step nowhere meanwhile."""
    case = Case.objects.open().select_for_update().filter(pk=case_id).exclude(programme_version=version_id).first()
    target = stage_after(new, case.stage, chosen) if case is not None else None
    if case is None or target is None:
        return None
    before, stage_before = case.programme_version_id, case.stage
    case.programme_version_id, case.stage = version_id, target
    opened, entered = local_date(case.opened_at), local_date(case.stage_since)
    case.due_on = clock_of([case.programme_id]).last_day(
        new, target, programme_id=case.programme_id, opened=opened, entered=entered
    )
    store(case, "programme_version", "stage", "due_on")
    _feed_anew(case, new, now=now)
    happened(case, EventKind.MOVED, actor=actor, now=now, text=text, version_before_id=before,
             stage_before=stage_before)  # fmt: skip
    return case


def _feed_anew(case: Case, new: Definition, *, now: dt.datetime) -> None:
    """Let the new version's forms feed what was answered: a question may feed a fact that it did not feed before."""
    closed = closed_in(Case.objects.select_related("programme_version").get(pk=case.pk), on=local_date(now))
    latest: dict[str, Submission] = {}
    for row in Submission.objects.filter(case=case, replaced_by__isnull=True).order_by("submitted_at", "id"):
        latest[row.form] = row
    for key, row in latest.items():
        form = new.forms_by_key.get(key)
        if form is not None:
            counted = relevant(form, joined_answers(row), closed=closed)
            feed(case, row, fed_facts(form, counted, closed=closed), form=form, now=now)
