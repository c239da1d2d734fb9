"""Visits: what two minutes have to say, and until when they are mended in place."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid

from apps.coaching.enums import VisitPlace, VisitTopic
from apps.coaching.rules.words import MOST_LINE, required, too_long, unknown_codes
from omuz.kernel.errors import FieldProblem

#: Longer than a working day is a slip of the finger, not a visit.
MOST_MINUTES = 12 * 60


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class VisitDraft:
    """A visit as it is written down: where, how long, what, next."""

    visited_on: dt.date
    place: str
    minutes: int
    activity: str = ""
    topics: tuple[str, ...] = ()
    next_on: dt.date | None = None
    next_words: str = ""
    workplace: str = ""
    note: str = ""
    appointment_id: uuid.UUID | None = None


def visit_problems(draft: VisitDraft, *, opened_on: dt.date, closed_on: dt.date | None,
                   today: dt.date) -> list[FieldProblem]:  # fmt: skip
    """Return what is wrong with a visit to somebody whose case was open between two days."""
    problems = _day_problems(draft, opened_on=opened_on, closed_on=closed_on, today=today)
    if draft.place not in VisitPlace.values:
        problems.append(required("place", "Görüşmenin yeri seçilmemiş.", "Nerede görüştüğünüzü seçin."))
    if not 1 <= draft.minutes <= MOST_MINUTES:
        problems.append(
            FieldProblem("minutes", "out_of_range", "Süre 1 dakika ile 12 saat arasında olmalı.", "Süreyi düzeltin.")
        )
    problems += unknown_codes("topics", draft.topics, VisitTopic.values)
    problems += too_long("workplace", draft.workplace, MOST_LINE) + too_long("next_words", draft.next_words, MOST_LINE)
    return problems + too_long("note", draft.note)


def _day_problems(draft: VisitDraft, *, opened_on: dt.date, closed_on: dt.date | None,
                  today: dt.date) -> list[FieldProblem]:  # fmt: skip
    problems = []
    if draft.visited_on > today:
        problems.append(FieldProblem("visited_on", "ahead", "Ziyaret günü ileri bir tarih olamaz.",
                                     "Gelecek ziyareti “Sonraki adım”a yazın."))  # fmt: skip
    elif draft.visited_on < opened_on:
        problems.append(FieldProblem("visited_on", "before_case", "Bu günde dosya henüz açılmamıştı.",
                                     "Günü denetleyin."))  # fmt: skip
    elif closed_on is not None and draft.visited_on > closed_on:
        problems.append(FieldProblem("visited_on", "case_closed", "Bu günde dosya kapanmıştı.",
                                     "Günü denetleyin ya da dosyayı yeniden açın."))  # fmt: skip
    if draft.next_on is not None and draft.next_on < draft.visited_on:
        problems.append(FieldProblem("next_on", "before_visit", "Sonraki adım ziyaretten önce olamaz.",
                                     "Tarihi düzeltin."))  # fmt: skip
    return problems


def mended_in_place(*, by_author: bool, recorded_on: dt.date, today: dt.date) -> bool:
    """Return whether a visit is changed as it stands: by its author, on the day on which it was written.

    Anything later is a correction that leaves the first as it was.
    """
    return by_author and recorded_on == today
