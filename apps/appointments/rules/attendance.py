"""Who came and who did not: what may be written down, and what a correction may say instead."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from apps.appointments.enums import AppointmentState, MissedReason
from apps.appointments.rules.limits import MOST_NOTE
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict, FieldProblem

_RECORDED: Final = (AppointmentState.ATTENDED, AppointmentState.MISSED)
LEAST_REASON: Final = 10


class Presence(StrEnum):
    """What a correction says of a meeting. Values of the address, in the order in which they are offered."""

    PRESENT = "present"
    REPRESENTED = "represented"  # somebody came in the candidate's place
    MISSED = "missed"
    NOT_HELD = "not_held"  # it did not take place and nobody missed it: the office's doing, or a record of nothing


@dataclass(frozen=True, slots=True)
class Attendance:
    """What stands on an appointment about who came."""

    state: str
    candidate_present: bool | None = None
    missed_reason: str = ""

    @property
    def presence(self) -> Presence | None:
        """What it says; None while nobody has written anything."""
        if self.state == AppointmentState.ATTENDED:
            return Presence.PRESENT if self.candidate_present else Presence.REPRESENTED
        return {AppointmentState.MISSED: Presence.MISSED, AppointmentState.CANCELLED: Presence.NOT_HELD}.get(
            AppointmentState(self.state)
        )


def attendance_of(presence: str, *, missed_reason: str) -> Attendance:
    """Return what stands on the appointment when a correction says this."""
    if presence == Presence.MISSED:
        return Attendance(AppointmentState.MISSED, None, missed_reason)
    if presence == Presence.NOT_HELD:
        return Attendance(AppointmentState.CANCELLED)
    return Attendance(AppointmentState.ATTENDED, presence == Presence.PRESENT)


def corrections_of(*, is_walk_in: bool) -> tuple[Presence, ...]:
    """Return what a correction may say. Who came without an appointment did not miss one."""
    return tuple(one for one in Presence if not (is_walk_in and one is Presence.MISSED))


def attendance_problems(*, state: str, candidate_present: bool | None, missed_reason: str) -> list[FieldProblem]:
    """Return what is wrong with a record of attendance: "came" says whether the candidate was there, "missed" why."""
    if state == AppointmentState.ATTENDED:
        if candidate_present is None:
            return [FieldProblem("candidate_present", "required", "Adayın kendisinin gelip gelmediği seçilmemiş.",
                                 "Evet ya da hayır seçin.")]  # fmt: skip
        return []
    if state != AppointmentState.MISSED:
        return [FieldProblem("state", "unknown_code", "Geldi ya da gelmedi seçilmemiş.", "Birini seçin.")]
    return _missed_problems(missed_reason)


def correction_problems(
    before: Attendance, *, presence: str, missed_reason: str, reason: str, note: str, is_walk_in: bool
) -> list[FieldProblem]:
    """Return what is wrong with a correction, field by field: it says something else, and why."""
    found = []
    if presence not in corrections_of(is_walk_in=is_walk_in):
        found.append(FieldProblem("presence", "unknown_code", "Doğru bilgi seçilmemiş.", "Listeden birini seçin."))
    elif presence == Presence.MISSED and (problems := _missed_problems(missed_reason)):
        found += problems
    elif attendance_of(presence, missed_reason=missed_reason) == before:
        found.append(FieldProblem("presence", "no_change", "Bu bilgi zaten böyle kayıtlı.",
                                  "Doğru olanı seçin ya da vazgeçin."))  # fmt: skip
    if len(reason.strip()) < LEAST_REASON:
        found.append(FieldProblem("reason", "required", f"Gerekçe en az {LEAST_REASON} harf olmalı.",
                                  "Kaydın neden yanlış olduğunu yazın; geçmişte durur."))  # fmt: skip
    texts = {"reason": reason, "note": note}
    return found + [
        FieldProblem(name, "too_long", f"Metin en çok {MOST_NOTE} karakter olabilir.", "Kısaltın.")
        for name, value in texts.items()
        if len(value) > MOST_NOTE
    ]


def refuse_attendance(state: str, *, starts_at: dt.datetime, target: str, now: dt.datetime) -> Conflict | None:
    """Return why attendance may not be written down now, or None.

    Not before the day of the meeting, "missed" not before its beginning; what stands there is corrected with a reason.
    """
    if state == AppointmentState.CANCELLED:
        return Conflict(
            "appointment_cancelled", "Bu randevu iptal edilmiş.", remedy="Gelen kişi için randevusuz kayıt açın."
        )
    if state in _RECORDED:
        return Conflict(
            "attendance_recorded", "Gelme bilgisi zaten kaydedilmiş.",
            remedy="Yanlışsa randevuyu açıp “Gelme bilgisini düzelt” ile gerekçesini yazın.",
        )  # fmt: skip
    return too_early(starts_at=starts_at, target=target, now=now)


def refuse_correction(
    *, recorded_at: dt.datetime | None, starts_at: dt.datetime, target: str, now: dt.datetime
) -> Conflict | None:
    """Return why what stands there may not be corrected now, or None. On any later day it may."""
    if recorded_at is None:
        return Conflict(
            "attendance_not_recorded", "Bu randevuda düzeltilecek bir gelme bilgisi yok.", remedy="Sayfayı yenileyin."
        )
    return too_early(starts_at=starts_at, target=target, now=now)


def too_early(*, starts_at: dt.datetime, target: str, now: dt.datetime) -> Conflict | None:
    """Return why it is too early to say this of a meeting, or None."""
    # A meeting may begin a little early; it is not attended the day before.
    if local_date(now) < local_date(starts_at) or (target == AppointmentState.MISSED and now < starts_at):
        return Conflict("too_early", "Randevu saati gelmeden katılım kaydedilemez.", remedy="Randevu günü kaydedin.")
    return None


def _missed_problems(missed_reason: str) -> list[FieldProblem]:
    if missed_reason in MissedReason.values:
        return []
    return [FieldProblem("missed_reason", "required", "Gelmeme nedeni seçilmemiş.", "Bilinmiyorsa öyle seçin.")]
