"""When a letter counts as served (Tebligat Kanunu no. 7201), and what may not be done."""

import dataclasses
import datetime as dt
from collections.abc import Iterator
from typing import Final

from apps.letters.enums import Receiver, ServiceChannel
from omuz.kernel.errors import FieldProblem

#: 7201 m. 7/a: served at the end of the fifth day after the day on which it reached the electronic address.
E_DAYS: Final = 5
#: 7201 m. 31: seven days after the last notice.
PUBLICATION_DAYS: Final = 7
_ELECTRONIC: Final = frozenset({ServiceChannel.ETEBLIGAT, ServiceChannel.KEP})


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One attempt at serving a letter, as it is known on a day."""

    channel: ServiceChannel
    sent_on: dt.date | None = None
    arrived_on: dt.date | None = None
    served_on: dt.date | None = None
    receiver: str = ""
    receiver_name: str = ""


def deemed_served_on(attempt: Attempt) -> dt.date | None:
    """Return the day that counts as that of service; None while it cannot be said."""
    if attempt.channel == ServiceChannel.ETEBLIGAT:
        return attempt.arrived_on + dt.timedelta(days=E_DAYS) if attempt.arrived_on is not None else None
    return attempt.served_on


def is_over(attempt: Attempt, *, today: dt.date) -> bool:
    """Return whether service is complete: of e-tebligat the fifth day has to have ended."""
    day = deemed_served_on(attempt)
    if day is None:
        return False
    return day < today if attempt.channel == ServiceChannel.ETEBLIGAT else day <= today


def attempt_problems(attempt: Attempt, *, signed_on: dt.date, today: dt.date) -> Iterator[FieldProblem]:
    """Yield what is wrong with an attempt as typed."""
    days = {"sent_on": attempt.sent_on, "arrived_on": attempt.arrived_on, "served_on": attempt.served_on}
    for name, day in days.items():
        if day is None:
            continue
        if day > today:
            yield FieldProblem(name, "in_the_future", "Tarih gelecekte.", "Tarihi düzeltin.")
        elif day < signed_on:
            yield FieldProblem(name, "before_signature", "Tarih yazının imzalandığı günden önce.", "Tarihi düzeltin.")
    yield from _order(attempt)
    if not any(days.values()):
        yield FieldProblem("sent_on", "required", "Tarih yazılmamış.", "Gönderildiği ya da teslim edildiği günü yazın.")
    if attempt.channel == ServiceChannel.ETEBLIGAT and attempt.served_on is not None:
        yield FieldProblem(
            "served_on", "counted", "E-tebligatta tebliğ günü elle yazılmaz; ulaştığı günü izleyen 5. günün sonudur.",
            "Elektronik adrese ulaştığı günü yazın (7201 m. 7/a).",
        )  # fmt: skip
    if attempt.channel == ServiceChannel.PUBLICATION:
        yield from _publication(attempt)
    if attempt.channel == ServiceChannel.HAND and attempt.served_on is not None and not attempt.receiver_name.strip():
        yield FieldProblem(
            "receiver_name", "required", "Yazıyı kimin aldığı yazılmamış.", "Tebellüğ edenin adını ve soyadını yazın."
        )
    if attempt.receiver and attempt.channel in _ELECTRONIC:
        yield FieldProblem("receiver", "not_here", "Elektronik tebligatta teslim alan seçilmez.", "Boş bırakın.")
    if attempt.receiver not in {"", *Receiver.values}:
        yield FieldProblem("receiver", "unknown_code", "Bu seçim anlaşılamadı.", "Listeden seçin.")


def _order(attempt: Attempt) -> Iterator[FieldProblem]:
    last = attempt.sent_on
    for name, day in (("arrived_on", attempt.arrived_on), ("served_on", attempt.served_on)):
        if day is not None and last is not None and day < last:
            yield FieldProblem(name, "wrong_order", "Tarih bir önceki adımdan önce.", "Tarihleri düzeltin.")
        last = day or last


def _publication(attempt: Attempt) -> Iterator[FieldProblem]:
    if attempt.served_on is None:
        return
    if attempt.arrived_on is None:
        yield FieldProblem("arrived_on", "required", "Son ilan tarihi yazılmamış.", "İlanın yayımlandığı günü yazın.")
    elif attempt.served_on < attempt.arrived_on + dt.timedelta(days=PUBLICATION_DAYS):
        yield FieldProblem(
            "served_on", "too_early", "İlanen tebliğ, son ilandan 7 gün sonra yapılmış sayılır (7201 m. 31).",
            "Tarihi düzeltin.",
        )  # fmt: skip


def receiver_problem(receiver: str, *, is_protected: bool) -> FieldProblem | None:
    """Return why nobody else may take a letter; None where they may.

    7201 m. 16, 17, 21 let household, workplace and muhtar take it; of a protected person one of them may be whom they
    are protected from (readings 4; 6284 m. 8). The head of the institution in which they stay may (m. 18).
    """
    if not is_protected or receiver in {"", Receiver.ADDRESSEE, Receiver.INSTITUTION}:
        return None
    return FieldProblem(
        "receiver", "by_hand_only", "Bu yazı başkasına bırakılmaz; yalnız muhatabın kendisine verilir.",
        "“Muhatabın kendisi”ni ya da kaldığı kurumun yetkilisini seçin; verilemediyse sonucu öyle kaydedin.",
    )  # fmt: skip


def channel_problem(channel: ServiceChannel, *, is_protected: bool, has_failed_before: bool) -> FieldProblem | None:
    """Return why a letter may not be served by a channel; None where it may.

    A protected person's notice is served by hand (readings 4; 6284 m. 8). Publication is the last resort (7201 m. 28).
    """
    if is_protected and channel != ServiceChannel.HAND:
        return FieldProblem(
            "channel", "by_hand_only", "Bu yazı yalnız elden, kişinin kendisine imza karşılığı tebliğ edilir.",
            "“Elden” yolunu seçin.",
        )  # fmt: skip
    if channel == ServiceChannel.PUBLICATION and not has_failed_before:
        return FieldProblem(
            "channel", "other_ways_first", "İlanen tebliğden önce başka yollar denenmiş olmalı (7201 m. 28).",
            "Önce PTT ya da elden tebliği deneyin, sonucunu kaydedin.",
        )  # fmt: skip
    return None
