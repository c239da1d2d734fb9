"""Whether something may leave the house towards a person, and what it says (readings 4).

A protected person is one under confidentiality or in a group whose address is secret (6284): nothing goes out to them
before a safe-contact plan exists, and notices are served by hand. No reason that is given here says why someone is
protected.
"""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from apps.people.enums import OutgoingChannel
from omuz.kernel.errors import FieldProblem

ARTICLE: Final = "6284 m. 8; KVKK m. 12"
_TELEPHONE: Final = frozenset({OutgoingChannel.CALL, OutgoingChannel.MESSAGE, OutgoingChannel.VOICEMAIL})
_DAY_NAMES: Final = ("Pzt", "Sal", "Çar", "Per", "Cum", "Cmt", "Paz")


@dataclasses.dataclass(frozen=True, slots=True)
class Hours:
    """Days of the week (1 is Monday) and the time between which the telephone may ring, in Turkish time."""

    days: tuple[int, ...]
    start: dt.time
    end: dt.time

    def hold(self, at: dt.datetime) -> bool:
        """Return whether the local moment lies in them."""
        return at.isoweekday() in self.days and self.start <= at.time() < self.end


#: A plan without hours of its own: working hours. Someone without a plan: the daytime of any day.
WORKING_HOURS: Final = (Hours((1, 2, 3, 4, 5), dt.time(8), dt.time(18)),)
DAYTIME: Final = (Hours((1, 2, 3, 4, 5, 6, 7), dt.time(8), dt.time(20)),)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a person has agreed to; `safe_phones` are those of their telephones that are known to be safe."""

    may_call: bool = True
    may_message: bool = False
    may_leave_message: bool = False
    may_email: bool = False
    may_send_letters: bool = False
    may_print: bool = True
    hours: tuple[Hours, ...] = ()
    safe_phones: frozenset[uuid.UUID] = frozenset()


@dataclasses.dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a channel may be used. `code`, `reason` and `article` are empty where it may."""

    allowed: bool
    code: str = ""
    reason: str = ""
    article: str = ""


_ALLOWED: Final = Verdict(allowed=True)


def _refused(code: str, reason: str) -> Verdict:
    return Verdict(allowed=False, code=code, reason=reason, article=ARTICLE)


def may_contact(plan: Plan | None, *, is_protected: bool, channel: OutgoingChannel, at: dt.datetime) -> Verdict:
    """Return whether `channel` may be used at the moment `at`, which is local to Türkiye (readings 4)."""
    if channel == OutgoingChannel.BY_HAND:
        return _ALLOWED
    if plan is None:
        return _without_plan(is_protected=is_protected, channel=channel, at=at)
    if not _permits(plan, channel):
        return _refused("plan_forbids", f"Güvenli iletişim planı bu yolu kapatıyor: {channel.label}.")
    if channel not in _TELEPHONE:
        return _ALLOWED
    if not plan.safe_phones:
        return _refused("no_safe_number", "Güvenli olduğu bilinen bir numara yok.")
    return _within(plan.hours or WORKING_HOURS, at)


def _without_plan(*, is_protected: bool, channel: OutgoingChannel, at: dt.datetime) -> Verdict:
    if is_protected:
        return _refused("plan_required", "Güvenli iletişim planı yapılmadan bu kişiye hiçbir şey gönderilmez, aranmaz.")
    if channel == OutgoingChannel.VOICEMAIL:
        return _refused("voicemail_needs_plan", "Sesli mesajı başkası dinleyebilir; önce plan yapın.")
    return _within(DAYTIME, at) if channel in _TELEPHONE else _ALLOWED


def _permits(plan: Plan, channel: OutgoingChannel) -> bool:
    return {
        OutgoingChannel.CALL: plan.may_call,
        OutgoingChannel.MESSAGE: plan.may_message,
        OutgoingChannel.VOICEMAIL: plan.may_call and plan.may_leave_message,
        OutgoingChannel.EMAIL: plan.may_email,
        OutgoingChannel.LETTER: plan.may_send_letters,
        OutgoingChannel.PRINT: plan.may_print,
    }[channel]


def _within(hours: Sequence[Hours], at: dt.datetime) -> Verdict:
    if any(span.hold(at) for span in hours):
        return _ALLOWED
    return _refused("outside_hours", f"Aranabileceği saatler: {describe_hours(hours)}.")


def describe_hours(hours: Sequence[Hours]) -> str:
    """Return the hours in words ("Pzt, Sal 09:00-12:00; Cmt 10:00-14:00")."""
    return "; ".join(
        f"{', '.join(_DAY_NAMES[day - 1] for day in span.days)} {span.start:%H:%M}-{span.end:%H:%M}" for span in hours
    )


def parse_hours(items: Iterable[Mapping[str, Any]], *, field: str) -> tuple[tuple[Hours, ...], list[FieldProblem]]:
    """Return the stored or sent form [{"days", "from", "to"}] as hours, and what is wrong with it."""
    good, problems = [], []
    for index, item in enumerate(items):
        span = _hours(item)
        if span is not None:
            good.append(span)
            continue
        problems.append(
            FieldProblem(
                f"{field}.{index}", "bad_hours", "Gün ve saat aralığı okunamadı.",
                "En az bir gün seçin; bitiş başlangıçtan sonra olsun (örnek: 09:00-12:00).",
            )
        )  # fmt: skip
    return tuple(good), problems


def _hours(item: Mapping[str, Any]) -> Hours | None:
    days = item.get("days")
    if not isinstance(days, (list, tuple)) or not days or not all(day in range(1, 8) for day in days):
        return None
    try:
        start, end = dt.time.fromisoformat(str(item.get("from"))), dt.time.fromisoformat(str(item.get("to")))
    except ValueError:
        return None
    return Hours(tuple(sorted(set(days))), start, end) if start < end else None


def stored_hours(hours: Sequence[Hours]) -> list[dict[str, Any]]:
    """Return hours as they are stored and sent."""
    return [{"days": list(h.days), "from": f"{h.start:%H:%M}", "to": f"{h.end:%H:%M}"} for h in hours]


#: What goes out where nobody has written anything else. They name no programme, unit or service: whoever reads along
#: learns that a municipality called, and nothing more (readings 4).
_TEXTS: Final[Mapping[OutgoingChannel, str]] = {
    OutgoingChannel.CALL: "{municipality} adına arıyorum, {name} ile görüşebilir miyim?",
    OutgoingChannel.MESSAGE: "Merhaba, {municipality} sizinle görüşmek istiyor. Uygun olduğunuzda arayabilirsiniz.",
    OutgoingChannel.VOICEMAIL: "Merhaba, {municipality}. Uygun olduğunuzda bizi arayabilirsiniz.",
    OutgoingChannel.EMAIL: "Merhaba, sizinle görüşmek istiyoruz. Uygun olduğunuzda arayabilirsiniz. {municipality}",
    OutgoingChannel.LETTER: "Sizinle görüşmek istiyoruz. Uygun olduğunuzda bizi arayabilir ya da uğrayabilirsiniz.",
}


def default_text(channel: OutgoingChannel, *, municipality: str, name: str = "") -> str:
    """Return the text that goes out by default; empty where a channel carries none."""
    text = _TEXTS.get(channel, "")
    return text.format(municipality=municipality, name=name or "aradığım kişi")
