"""İzmir Art. 23: the decision gives its reason in writing, states its day, and may be preceded by a hearing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from apps.decisions.enums import DecisionKind
from apps.programmes.registry import ALLOWED, Verdict, refused


@dataclass(frozen=True, slots=True)
class Hearing:
    """Whether somebody was given the chance to explain: asked until when, answered, or why not."""

    answer_until: dt.date | None = None
    is_answered: bool = False
    is_waived: bool = False

    def is_running(self, *, on: dt.date) -> bool:
        """Return whether the person still has time to explain."""
        return self.answer_until is not None and not self.is_answered and on <= self.answer_until


def reasoned_notice(
    *, kind: str, reason: str, effective_on: dt.date | None, hearing: Hearing, today: dt.date
) -> Verdict:
    """Say whether a decision can be notified as the text asks: reasoned, with its day, after a fair chance (Art. 23).

    The text leaves it to the manager where a hearing is fit; so whoever takes the decision either waits for the
    statement that was asked for, or says why none was.
    """
    if not reason.strip():
        return refused("reason_missing", "Kararın gerekçesi yazılmamış.",
                       "Gerekçeyi, kişinin okuyacağı biçimde yazın; yazıda aynen yer alır.")  # fmt: skip
    if effective_on is None:
        return refused("effective_day_missing", "Kararın hangi gün uygulanacağı yazılmamış.", "Bir gün seçin.")
    if effective_on < today:
        return refused("effective_before_decision", "Karar, verildiği günden önce uygulanamaz.",
                       "Bugünü ya da ileri bir günü seçin.")  # fmt: skip
    return ALLOWED if kind == DecisionKind.RESUME else _fairly_heard(hearing, today)


def _fairly_heard(hearing: Hearing, today: dt.date) -> Verdict:
    if hearing.is_running(on=today):
        return refused(
            "statement_still_possible",
            f"Açıklama için tanınan süre {hearing.answer_until:%d.%m.%Y} günü doluyor.",
            "Açıklama gelince kaydedin ya da sürenin dolmasını bekleyin. Ciddi risk varsa tedbiren durdurun.",
        )
    if hearing.answer_until is None and not hearing.is_waived:
        return refused("hearing_undecided", "Açıklama istenmemiş, neden istenmediği de yazılmamış.",
                       "Açıklama isteyin ya da neden uygun görülmediğini yazın.")  # fmt: skip
    return ALLOWED


def default_answer_day(asked_on: dt.date, days: int) -> dt.date:
    """Return the last day on which a statement may come; the day of the request is not counted."""
    return asked_on + dt.timedelta(days=days)
