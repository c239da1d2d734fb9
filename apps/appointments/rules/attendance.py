"""Who came and who did not: what may be written down, and until when it may be corrected."""

import datetime as dt

from apps.appointments.enums import AppointmentState, MissedReason
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict, FieldProblem

#: A meeting may begin a little early; it is not attended the day before.
_RECORDED = (AppointmentState.ATTENDED, AppointmentState.MISSED)


def attendance_problems(*, state: str, candidate_present: bool | None, missed_reason: str) -> list[FieldProblem]:
    """Return what is wrong with a record of attendance: "came" says whether the candidate was there, "missed" why."""
    if state == AppointmentState.ATTENDED:
        if candidate_present is None:
            return [FieldProblem("candidate_present", "required", "Adayın kendisinin gelip gelmediği seçilmemiş.",
                                 "Evet ya da hayır seçin.")]  # fmt: skip
        return []
    if state != AppointmentState.MISSED:
        return [FieldProblem("state", "unknown_code", "Geldi ya da gelmedi seçilmemiş.", "Birini seçin.")]
    if missed_reason not in MissedReason.values:
        return [FieldProblem("missed_reason", "required", "Gelmeme nedeni seçilmemiş.", "Bilinmiyorsa öyle seçin.")]
    return []


def refuse_attendance(
    state: str, *, starts_at: dt.datetime, recorded_at: dt.datetime | None, target: str, now: dt.datetime
) -> Conflict | None:
    """Return why attendance may not be written down now, or None.

    Not before the day of the meeting, "missed" not before its beginning; corrected only on the day it was recorded.
    """
    if state == AppointmentState.CANCELLED:
        return Conflict(
            "appointment_cancelled", "Bu randevu iptal edilmiş.", remedy="Gelen kişi için randevusuz kayıt açın."
        )
    if local_date(now) < local_date(starts_at) or (target == AppointmentState.MISSED and now < starts_at):
        return Conflict("too_early", "Randevu saati gelmeden katılım kaydedilemez.", remedy="Randevu günü kaydedin.")
    if state in _RECORDED and recorded_at is not None and local_date(recorded_at) != local_date(now):
        return Conflict(
            "recorded_earlier", "Katılım kaydı yalnız kaydedildiği gün düzeltilebilir.",
            remedy="Dosyaya bir not yazın.",
        )  # fmt: skip
    return None
