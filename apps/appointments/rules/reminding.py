"""What a message about an appointment says, and when it may leave. Pure.

The words name no programme, no service and no unit: who reads over somebody's shoulder learns that there is an
appointment with the municipality, and when (readings 4).
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from omuz.kernel.clock import TURKEY

#: How long before an appointment its reminders leave, by the word that stands in their keys.
REMINDERS: Final[Mapping[str, dt.timedelta]] = {"2d": dt.timedelta(days=2), "3h": dt.timedelta(hours=3)}
#: A reminder that would leave sooner than this after the booking says nothing new.
_TOO_SOON: Final = dt.timedelta(hours=1)
#: Quiet hours: nothing leaves before and after these, on any day.
WAKES: Final = dt.time(8)
SLEEPS: Final = dt.time(20)


@dataclass(frozen=True, slots=True)
class Words:
    """The subject of an e-mail, and the text of both kinds of message."""

    subject: str
    text: str


def reminders(starts_at: dt.datetime, *, now: dt.datetime) -> dict[str, dt.datetime]:
    """Return when the reminders of an appointment leave; those whose time is over are left out."""
    found = {word: starts_at - before for word, before in REMINDERS.items()}
    return {word: due for word, due in found.items() if due >= now + _TOO_SOON}


def awake_at(now: dt.datetime) -> dt.datetime:
    """Return the first moment, now or later, that lies outside of the quiet hours."""
    local = now.astimezone(TURKEY)
    if WAKES <= local.time() < SLEEPS:
        return now
    day = local.date() if local.time() < WAKES else local.date() + dt.timedelta(days=1)
    return dt.datetime.combine(day, WAKES, TURKEY).astimezone(dt.UTC)


def written(moment: dt.datetime) -> str:
    """Return a moment as people in Türkiye write it: "21.11.2026 14.30"."""
    return f"{moment.astimezone(TURKEY):%d.%m.%Y %H.%M}"


def words(kind: str, *, municipality: str, starts_at: dt.datetime, until: dt.datetime | None = None) -> Words:
    """Return what is said: `kind` is booked, moved, cancelled, offered or reminder; `until` is the end of an offer."""
    when = written(starts_at)
    texts = {
        "booked": f"{when} için randevunuz alındı. Gelemeyecekseniz lütfen bize önceden haber verin.",
        "moved": f"Randevunuzun yeni zamanı: {when}. Önceki saat geçerli değildir.",
        "cancelled": f"{when} zamanlı randevunuz iptal edildi. Yeni randevu için bize başvurabilirsiniz.",
        "reminder": f"{when} zamanlı randevunuzu hatırlatırız. Gelemeyecekseniz lütfen bize haber verin.",
        "offered": f"{when} için yer açıldı."
        + (f" {written(until)} zamanına kadar bize haber verirseniz randevu sizindir." if until is not None else ""),
    }
    subjects = {"cancelled": "Randevunuz iptal edildi", "offered": "Randevu için yer açıldı"}
    return Words(subjects.get(kind, f"Randevunuz: {when}"), f"{municipality}: {texts[kind]}")
