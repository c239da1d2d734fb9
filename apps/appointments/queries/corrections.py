"""What was corrected about who came, and whether it may be corrected now: as the appointment's page says beforehand."""

import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from apps.appointments.enums import AppointmentState, MissedReason
from apps.appointments.models import Appointment, AttendanceCorrection
from apps.appointments.models.correction import CORRECTION_FIELD
from apps.appointments.resting import Asked, Rest, rests_on
from apps.appointments.rules.attendance import Attendance, Presence, corrections_of
from omuz.kernel import crypto
from omuz.kernel.actors import Actor

__all__ = [
    "LABELS",
    "Attendance",
    "Correctable",
    "Correction",
    "correctable",
    "corrections",
    "corrections_by_appointment",
]

LABELS = {
    Presence.PRESENT: "Kişi görüşmedeydi",
    Presence.REPRESENTED: "Kişi gelmedi, yerine yakını geldi",
    Presence.MISSED: "Kimse gelmedi",
    Presence.NOT_HELD: "Görüşme yapılmadı",
}


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction with its words opened; the caller has found the appointment within the reader's reach."""

    row: AttendanceCorrection
    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True)
class Correctable:
    """What a correction may say, in the order of offering, and what keeps it from being made."""

    presence: str
    choices: tuple[Presence, ...]
    rests: tuple[Rest, ...]


def corrections(appointment: Appointment) -> list[Correction]:
    """Return what was corrected on an appointment, the latest first."""
    rows = AttendanceCorrection.objects.filter(appointment=appointment).order_by("-sequence")
    return [_opened(row) for row in rows]


def corrections_by_appointment(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[AttendanceCorrection]]:
    """Return the corrections of these appointments in their order, without their words; one statement."""
    found: dict[uuid.UUID, list[AttendanceCorrection]] = {}
    rows = AttendanceCorrection.objects.filter(appointment__in=list(ids)).defer("sealed")
    for row in rows.order_by("appointment", "sequence"):
        found.setdefault(row.appointment_id, []).append(row)
    return found


def correctable(appointment: Appointment, *, actor: Actor) -> Correctable | None:
    """Return how the attendance of an appointment may be corrected, None while none is recorded."""
    if appointment.recorded_at is None:
        return None
    stands = Attendance(appointment.state, appointment.candidate_present, appointment.missed_reason).presence
    rests = rests_on(Asked(appointment.pk, actor))
    return Correctable(str(stands or ""), corrections_of(is_walk_in=appointment.is_walk_in), tuple(rests))


def _opened(row: AttendanceCorrection) -> Correction:
    words = json.loads(crypto.open_text(row.sealed, field=CORRECTION_FIELD, row_id=row.pk))
    before = _said(Attendance(row.state_before, row.present_before, row.missed_before), words["note_before"])
    after = _said(Attendance(row.state, row.candidate_present, row.missed_reason), words["note"])
    return Correction(row, before, after, words["reason"])


def _said(one: Attendance, note: str) -> str:
    label = LABELS[one.presence] if one.presence is not None else ""
    if one.state != AppointmentState.MISSED:
        return label
    return ": ".join(filter(None, (label, ", ".join(filter(None, (str(MissedReason(one.missed_reason).label), note))))))
