"""Force majeure: from which day to which day a programme's own clocks stand still (İzmir Art. 27)."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Final

from django.db import IntegrityError, transaction

from apps.accounts.operations.checks import require
from apps.accounts.rights import Right
from apps.cases.models import Case, CaseQuerySet, DeadlinePause
from apps.cases.queries.deadlines import GUARD, Clock, clock_of
from apps.cases.rules.deadlines import Pause, internal_pause
from apps.cases.standstill import runs_on, standing_clocks
from apps.programmes.definition import Definition
from apps.programmes.operations.guarding import hold
from apps.programmes.queries import unit_of_programme
from apps.programmes.queries.pinned import pinned_definition, pinned_definitions
from apps.programmes.queries.programmes import list_programmes
from apps.programmes.queries.versions import published_version
from apps.programmes.registry import ALLOWED, Verdict, bound, refused
from omuz.kernel import audit
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict, FieldProblem, Invalid, NotAllowed, NotFound

__all__ = ["Effect", "declare_pause", "effect_of", "end_pause", "may_declare"]

_LONGEST: Final = dt.timedelta(days=366)
_BATCH: Final = 1000


@dataclasses.dataclass(frozen=True, slots=True)
class Effect:
    """What a pause would do: how many open cases get a later day, what stops, what runs on, and by which article."""

    cases: int
    stopping: tuple[str, ...]
    #: Label of a deadline that runs on, and why.
    running: tuple[tuple[str, str], ...]
    article: str = ""
    article_text: str = ""


def may_declare(actor: Actor, programme_id: uuid.UUID | None, *, unit_id: uuid.UUID | None = None) -> bool:
    """Return whether the actor may stop the clocks of a programme of a unit, or (None) of the whole municipality."""
    if actor.kind == "system":
        return True
    if not actor.can(Right.DEADLINES_PAUSE):
        return False
    if programme_id is None:
        return actor.units_for(Right.DEADLINES_PAUSE) is None and actor.programmes_for(Right.DEADLINES_PAUSE) is None
    unit = unit_id or unit_of_programme(programme_id)
    if not actor.grants:
        return _within(actor.unit_ids, unit) and _within(actor.programme_ids, programme_id)
    return any(
        Right.DEADLINES_PAUSE in one.rights and _within(one.unit_ids, unit) and one.programme_id in {None, programme_id}
        for one in actor.grants
    )


def effect_of(programme_id: uuid.UUID | None, *, starts_on: dt.date, ends_on: dt.date, actor: Actor) -> Effect:
    """Return what a pause would do, nothing written.

    Raises:
        NotAllowed: the actor may not stop these clocks.
    """
    _check_reach(programme_id, actor)
    definitions = _definitions(programme_id)
    deadlines = {one.label.tr: internal_pause(one) for definition in definitions for one in definition.deadlines}
    article = next((found for one in definitions if (found := bound(one, GUARD))), None)
    clock = _with(clock_of(), programme_id, Pause(starts_on, ends_on))
    return Effect(
        cases=len(_changed(list(_dated(programme_id)), clock)),
        stopping=(
            *(label for label, verdict in deadlines.items() if verdict.allowed),
            *_standing(programme_id, definitions, clock),
        ),
        running=(
            *((label, verdict.message) for label, verdict in deadlines.items() if not verdict.allowed),
            *runs_on(definitions),
        ),
        article=article.cited if article is not None else "", article_text=article.text if article is not None else "",
    )  # fmt: skip


@transaction.atomic
def declare_pause(
    programme_id: uuid.UUID | None, *, starts_on: dt.date, ends_on: dt.date, reason: str, basis: str, actor: Actor,
    now: dt.datetime,
) -> DeadlinePause:  # fmt: skip
    """Let the internal deadlines of a programme (None: of all) stand still between two days, and return the pause.

    Open cases get their later day at once; both days are shown with them. Statutory clocks run on.

    Raises:
        NotAllowed: without `deadlines.pause` there.
        NotFound: no such programme.
        Invalid: days out of order or too far, no reason, no text.
        GuardRefusedError: the programme has adopted the article, and has no deadline that it may stop.
        Conflict: the same days have been declared.
    """
    require(actor, Right.DEADLINES_PAUSE)
    _check_reach(programme_id, actor)
    _check_words(starts_on, ends_on, reason.strip(), basis.strip(), today=local_date(now))
    if programme_id is not None:
        for definition in _definitions(programme_id):
            hold(
                bound(definition, GUARD), _something_stops(definition), programme_id=programme_id, actor=actor, now=now
            )
    row = DeadlinePause(
        programme_id=programme_id, starts_on=starts_on, ends_on=ends_on, reason=reason.strip(), basis=basis.strip(),
        declared_at=now, declared_by_id=actor.id,
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(
            "paused_already", "Bu günler için süreler zaten durdurulmuş.", remedy="Listeye bakın."
        ) from error
    row.cases_extended = _recount(programme_id, actor=actor, now=now)
    row.save(update_fields=["cases_extended"])
    _recorded(row, "deadline_pause.declared", actor=actor, now=now)
    return row


@transaction.atomic
def end_pause(pause_id: uuid.UUID, *, last_day: dt.date, reason: str, actor: Actor, now: dt.datetime) -> DeadlinePause:
    """Let a pause end early, after `last_day`, and return it; the clocks of open cases are counted anew.

    Raises:
        NotFound, NotAllowed: no such pause, or not the actor's to end.
        Conflict: it has been ended before.
        Invalid: a day outside of it, or no reason.
    """
    require(actor, Right.DEADLINES_PAUSE)
    row = DeadlinePause.objects.select_for_update().filter(pk=pause_id).first()
    if row is None:
        raise NotFound
    _check_reach(row.programme_id, actor)
    if row.ended_on is not None:
        raise Conflict("ended_already", "Bu süre durdurma zaten sona erdirilmiş.")
    problems = []
    if not row.starts_on - dt.timedelta(days=1) <= last_day < row.ends_on:
        problems.append(FieldProblem("last_day", "out_of_range", "Son gün, durdurulan günlerin içinde olmalı.",
                                     "Sürelerin durduğu son günü seçin."))  # fmt: skip
    if len(reason.strip()) < 3:
        problems.append(FieldProblem("reason", "required", "Neden erken sona erdiği yazılmamış.", "Kısaca yazın."))
    if problems:
        raise Invalid(problems)
    row.ended_on, row.ended_at, row.ended_by_id, row.end_reason = last_day, now, actor.id, reason.strip()[:500]
    row.version += 1
    row.save()
    _recount(row.programme_id, actor=actor, now=now)
    _recorded(row, "deadline_pause.ended", actor=actor, now=now)
    return row


def _recorded(row: DeadlinePause, action: str, *, actor: Actor, now: dt.datetime) -> None:
    days = {"from": row.starts_on, "to": row.ends_on, "ended": row.ended_on, "cases": row.cases_extended}
    audit.record(actor=actor, action=action, subject=row, reason=row.end_reason or row.reason, after=days, now=now)


def _check_reach(programme_id: uuid.UUID | None, actor: Actor) -> None:
    if programme_id is not None and unit_of_programme(programme_id) is None:
        raise NotFound
    if not may_declare(actor, programme_id):
        raise NotAllowed(
            "outside_your_programmes",
            "Bu programın sürelerini durdurma yetkiniz yok." if programme_id is not None
            else "Bütün belediye için süre durdurma yetkisi gerekir.",
            remedy="Yalnız kendi biriminizin programını seçin ya da üst yöneticinizden isteyin.",
        )  # fmt: skip


def _check_words(starts_on: dt.date, ends_on: dt.date, reason: str, basis: str, *, today: dt.date) -> None:
    problems = []
    if ends_on < starts_on:
        problems.append(FieldProblem("ends_on", "before_start", "Bitiş günü başlangıçtan önce.", "Günleri düzeltin."))
    elif ends_on - starts_on > _LONGEST or abs(starts_on - today) > _LONGEST:
        problems.append(FieldProblem("ends_on", "out_of_range", "Süre en çok bir yıllık bir aralıkta durdurulabilir.",
                                     "Günleri düzeltin; uzarsa yeniden bildirin."))  # fmt: skip
    if len(reason) < 3 or len(reason) > 500:
        problems.append(FieldProblem("reason", "required", "Mücbir sebep yazılmalı (en çok 500 karakter).",
                                     "Ne olduğunu kısaca yazın; kişi adı yazmayın."))  # fmt: skip
    if len(basis) < 3 or len(basis) > 300:
        problems.append(FieldProblem("basis", "required", "Dayanak yazılmalı (en çok 300 karakter).",
                                     "Maddeyi ya da kararı yazın."))  # fmt: skip
    if problems:
        raise Invalid(problems)


def _something_stops(definition: Definition) -> Verdict:
    verdicts = [internal_pause(one) for one in definition.deadlines]
    if any(one.allowed for one in verdicts):
        return ALLOWED
    first = next(iter(verdicts), None)
    return first or refused("nothing_to_pause", "Programın durdurulabilecek bir iç süresi yok.")


def _definitions(programme_id: uuid.UUID | None) -> list[Definition]:
    keys = [programme_id] if programme_id is not None else [one.pk for one in list_programmes()]
    versions = [version for key in keys if (version := published_version(key)) is not None]
    return [pinned_definition(one.pk) for one in versions]


def _dated(programme_id: uuid.UUID | None) -> CaseQuerySet:
    rows = Case.objects.open().filter(due_on__isnull=False).order_by("id")
    if programme_id is not None:
        rows = rows.filter(programme=programme_id)
    return rows.only("id", "programme", "programme_version", "stage", "stage_since", "opened_at", "due_on")


def _standing(programme_id: uuid.UUID | None, definitions: Sequence[Definition], clock: Clock) -> list[str]:
    """Return the periods of apps above that would stand still, with how many run now."""
    found = []
    for one in standing_clocks():
        if any(one.is_known(definition) for definition in definitions):
            moved = one.moved(programme_id, clock)
            found.append(f"{one.label} ({moved} kişi)" if moved else one.label)
    return found


def _recount(programme_id: uuid.UUID | None, *, actor: Actor, now: dt.datetime) -> int:
    """Store the last day of every open case anew where it has changed, and return how many did; part of an operation.

    Periods of apps above that stand still as well follow, the same clock told to each.

    Rows are locked in order of their key, as every step on a case locks its own.
    """
    # Locked without a join: the list's own conditions name the case's columns only.
    locked = list(_dated(programme_id).select_for_update())
    clock = clock_of()
    changed = _changed(locked, clock)
    Case.objects.bulk_update(changed, ["due_on"], batch_size=_BATCH)
    for one in standing_clocks():
        one.recount(programme_id, clock=clock, actor=actor, now=now)
    return len(changed)


def _changed(cases: Sequence[Case], clock: Clock) -> list[Case]:
    """Return the cases whose last day is another one under that clock, with it in `due_on`."""
    definitions, changed = pinned_definitions({one.programme_version_id for one in cases}), []
    for case in cases:
        due = clock.last_day(
            definitions[case.programme_version_id], case.stage, programme_id=case.programme_id,
            opened=local_date(case.opened_at), entered=local_date(case.stage_since),
        )  # fmt: skip
        if due != case.due_on:
            case.due_on = due
            changed.append(case)
    return changed


def _with(clock: Clock, programme_id: uuid.UUID | None, pause: Pause) -> Clock:
    """Return the clock as it were with one more pause."""
    return Clock(clock.calendar, {**clock.pauses, programme_id: (*clock.pauses.get(programme_id, ()), pause)})


def _within(reached: frozenset[uuid.UUID] | None, key: uuid.UUID | None) -> bool:
    return reached is None or (key is not None and key in reached)
