"""Hearing the person before a decision, where a manager finds it fit (İzmir Art. 23): "Açıklama iste"."""

import datetime as dt
import uuid

from django.db import transaction

from apps.accounts.operations.checks import require
from apps.accounts.rights import CASES_WRITING
from apps.decisions.enums import DecisionKind, StatementBy, StatementForm
from apps.decisions.models import Decision
from apps.decisions.models.decision import STATEMENT_FIELD
from apps.decisions.operations.checks import advance, happened, locked_decision, require_open, sealed, store, worded
from apps.decisions.operations.writing import draft_request
from apps.decisions.queries.decisions import holds_right
from apps.decisions.queries.hearing import answer_day, clock_for
from apps.people.queries.representation import list_representatives
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict, FieldProblem, Invalid, NotAllowed

__all__ = ["LONGEST_WAIT", "ask_statement", "record_statement"]

#: Nobody is kept waiting for a decision longer than this by a question.
LONGEST_WAIT = 60


@transaction.atomic
def ask_statement(
    decision_id: uuid.UUID, *, answer_until: dt.date | None, actor: Actor, version: int, now: dt.datetime
) -> Decision:
    """Ask the person to explain themselves until a day, by a letter, and return the decision.

    Without a day the programme's period runs, days that stand still left out (Art. 27). Asked again while time runs, a
    later day takes its place and a new letter says so; an earlier one would take time away.

    Raises:
        NotFound, NotAllowed, Conflict: out of reach, changed meanwhile, decided or answered already.
        Invalid: the day is today or earlier, too far away, or earlier than the one that was given.
    """
    require(actor, *CASES_WRITING)
    decision = locked_decision(decision_id, actor=actor, version=version)
    _require_concerned(decision, actor=actor)
    require_open(decision.case)
    if decision.kind == DecisionKind.RESUME:
        raise Conflict("nothing_to_explain", "Hizmetin yeniden başlatılması için açıklama istenmez.")
    if decision.answered_on is not None:
        raise Conflict("answered_already", "Açıklama kaydedilmiş; yeniden istenemez.",
                       remedy="Ek bir açıklama geldiyse dayanak olarak ekleyin.")  # fmt: skip
    advance(decision, "ask")
    today = local_date(now)
    clock = clock_for(decision)
    until = answer_until if answer_until is not None else answer_day(decision, clock=clock, today=today)
    standing = clock.standing_days(today, until, programme_id=decision.case.programme_id)
    _check_day(until, today=today, given_before=decision.answer_until, standing=standing)
    decision.asked_on, decision.answer_until = decision.asked_on or today, until
    decision.answer_given, decision.asked_at = until, now
    decision.sealed_waived = b""
    draft_request(decision, actor=actor, now=now)
    store(decision, "state", "asked_on", "answer_until", "answer_given", "asked_at", "sealed_waived",
          "request_letter_id")  # fmt: skip
    happened(decision, "statement_asked", actor=actor, now=now, answer_until=until.isoformat())
    return decision


@transaction.atomic
def record_statement(
    decision_id: uuid.UUID,
    *,
    form: str,
    by: str = "",
    text: str = "",
    answered_on: dt.date | None = None,
    actor: Actor,
    version: int,
    now: dt.datetime,
) -> Decision:
    """Keep what the person or their representative said, in writing or by word of mouth, or that nothing came.

    "Nothing came" can be said only when the time is over; what comes late is kept all the same, as long as nobody has
    decided.

    Raises:
        NotFound, NotAllowed, Conflict: out of reach, changed meanwhile, nobody was asked, answered, decided.
        Invalid: who spoke or what was said is missing, nobody represents the person, or the day cannot be.
    """
    require(actor, *CASES_WRITING)
    decision = locked_decision(decision_id, actor=actor, version=version)
    _require_concerned(decision, actor=actor)
    if decision.answered_on is not None and decision.statement_form != StatementForm.NONE:
        raise Conflict("answered_already", "Açıklama daha önce kaydedilmiş.", remedy="Sayfayı yenileyin.")
    advance(decision, "answer")
    today = local_date(now)
    if form == StatementForm.NONE:
        _refuse_too_early(decision, today=today)
        said, who = "", ""
    else:
        missing = "Açıklama yazılmamış."
        said, who = worded(text, field="text", missing=missing, remedy="Söyleneni yazın ya da metni aktarın."), by
        if who not in StatementBy.values:
            raise Invalid([FieldProblem("by", "required", "Kimin açıkladığı seçilmemiş.", "Listeden seçin.")])
    day = answered_on or today
    if decision.asked_on is None or not decision.asked_on <= day <= today:
        raise Invalid([FieldProblem("answered_on", "wrong_day", "Gün, istenen günle bugün arasında olmalı.",
                                    "Açıklamanın geldiği günü seçin.")])  # fmt: skip
    if who == StatementBy.REPRESENTATIVE:
        _require_authority(decision, actor=actor, on=day)
    decision.statement_form, decision.statement_by, decision.answered_on = form, who, day
    decision.sealed_statement = sealed(said, field=STATEMENT_FIELD, row_id=decision.pk)
    store(decision, "statement_form", "statement_by", "answered_on", "sealed_statement")
    happened(decision, "statement_recorded", actor=actor, now=now, form=form, by=who)
    return decision


def _require_authority(decision: Decision, *, actor: Actor, on: dt.date) -> None:
    """Stop a statement "of the representative" where nobody acts for the person (İzmir Art. 23, readings 12)."""
    known = list_representatives(decision.case.person, actor=actor, on=on)
    if any(one.authority.may_sign or one.authority.signs_together for one in known):
        return
    raise Invalid(
        [
            FieldProblem(
                "by",
                "no_authority",
                "Kişinin o gün yetkisi görülmüş bir yasal temsilcisi yok.",
                "Kişinin kendi sözlerini yazın; temsilci varsa önce belgesini kaydına ekleyin.",
            )
        ]
    )


def _require_concerned(decision: Decision, *, actor: Actor) -> None:
    if actor.kind == "system" or actor.id in {decision.proposed_by_id, decision.named_taker_id}:
        return
    if not holds_right(decision.case, actor=actor):
        raise NotAllowed


def _refuse_too_early(decision: Decision, *, today: dt.date) -> None:
    if decision.answer_until is not None and today <= decision.answer_until:
        raise Invalid([
            FieldProblem("form", "still_time", f"Süre {decision.answer_until:%d.%m.%Y} günü doluyor.",
                         "Süre dolmadan açıklama gelmediği yazılamaz.")
        ])  # fmt: skip


def _check_day(until: dt.date, *, today: dt.date, given_before: dt.date | None, standing: int) -> None:
    """Refuse a day that gives no time, too much, or less than before; `standing` days of it stand still (Art. 27)."""
    given = (until - today).days
    if given <= 0:
        raise Invalid([FieldProblem("answer_until", "no_time", "Açıklama için süre tanınmalı.",
                                    "Yarını ya da sonrasını seçin.")])  # fmt: skip
    if given - standing <= 0:
        raise Invalid([FieldProblem("answer_until", "stands_still",
                                    "Mücbir sebep nedeniyle bu günlerde süreler duruyor.",
                                    "Sürelerin yeniden işlediği bir günü seçin.")])  # fmt: skip
    if given - standing > LONGEST_WAIT:
        raise Invalid([FieldProblem("answer_until", "too_far", f"En çok {LONGEST_WAIT} gün tanınabilir.",
                                    "Daha yakın bir gün seçin.")])  # fmt: skip
    if given_before is not None and until < given_before:
        raise Invalid([FieldProblem("answer_until", "takes_time_away", "Tanınan süre kısaltılamaz.",
                                    f"{given_before:%d.%m.%Y} ya da sonrasını seçin.")])  # fmt: skip
