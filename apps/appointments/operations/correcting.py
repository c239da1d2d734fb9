"""Correcting who came and who did not (Art. 8): with a reason, for good to see, never under what stands on it."""

import dataclasses
import datetime as dt
import json
import uuid

from django.db import transaction

from apps.appointments.enums import AppointmentState, CancelledBy
from apps.appointments.models import Appointment, AttendanceCorrection
from apps.appointments.models.correction import CORRECTION_FIELD
from apps.appointments.operations.places import free_place_of
from apps.appointments.operations.recording import happened, locked_appointment, seal_details, store
from apps.appointments.operations.waiting import offer_on
from apps.appointments.queries.appointments import details_of
from apps.appointments.resting import Asked, rests_on
from apps.appointments.rules.attendance import Attendance, attendance_of, correction_problems, refuse_correction
from apps.programmes.operations.guarding import hold
from omuz.kernel import crypto
from omuz.kernel.actors import Actor
from omuz.kernel.errors import Conflict, Invalid
from omuz.kernel.ids import new_id

__all__ = ["correct_attendance"]

_COLUMNS = ("state", "candidate_present", "missed_reason", "cancelled_at", "cancelled_by", "sealed")


@transaction.atomic
def correct_attendance(
    appointment_id: uuid.UUID, *, presence: str, reason: str, actor: Actor, now: dt.datetime, version: int,
    missed_reason: str = "", note: str = "",
) -> Appointment:  # fmt: skip
    """Say what is true of a meeting instead of what was written down, and return the appointment.

    What stood there stays in the appointment's history with who corrected it and why. What counts missed meetings and
    what waits for attendance follows by itself: both read the appointment as it stands.

    Raises:
        NotFound, NotAllowed: out of reach.
        Conflict: changed meanwhile, nothing recorded yet, too early to be missed, or something stands on it in a
            programme whose text says nothing about that.
        GuardRefusedError: an article of the programme says no; named with its text.
        Invalid: an unknown answer, one that changes nothing, "missed" without why, no reason.
    """
    appointment = locked_appointment(appointment_id, actor=actor, version=version)
    before = Attendance(appointment.state, appointment.candidate_present, appointment.missed_reason)
    refusal = refuse_correction(
        recorded_at=appointment.recorded_at, starts_at=appointment.starts_at, target=presence, now=now
    )
    if refusal is not None:
        raise refusal
    found = correction_problems(
        before, presence=presence, missed_reason=missed_reason, reason=reason, note=note,
        is_walk_in=appointment.is_walk_in,
    )  # fmt: skip
    if found:
        raise Invalid(found)
    _require_nothing_on_it(appointment, actor=actor, now=now)
    after = attendance_of(presence, missed_reason=missed_reason)
    kept = _keep(appointment, before, after, reason=reason.strip(), note=note.strip(), actor=actor, now=now)
    _write(appointment, after, reason=reason.strip(), note=note.strip(), now=now)
    happened(
        appointment, "attendance_corrected", actor=actor, now=now, before=_told(before), correction=kept.pk,
        candidate_present=after.candidate_present, missed_reason=after.missed_reason,
    )  # fmt: skip
    return appointment


def _require_nothing_on_it(appointment: Appointment, *, actor: Actor, now: dt.datetime) -> None:
    for rest in rests_on(Asked(appointment.pk, actor)):
        hold(rest.bound, rest.verdict, programme_id=appointment.programme_id, actor=actor, now=now)
        raise Conflict(rest.verdict.code, rest.verdict.message, remedy=rest.verdict.remedy)


def _keep(
    appointment: Appointment, before: Attendance, after: Attendance, *, reason: str, note: str, actor: Actor,
    now: dt.datetime,
) -> AttendanceCorrection:  # fmt: skip
    words = {"reason": reason, "note_before": details_of(appointment).missed_note, "note": note}
    row_id = new_id()
    return AttendanceCorrection.objects.create(
        id=row_id, appointment=appointment, sequence=appointment.corrections.count() + 1,
        state_before=before.state, present_before=before.candidate_present, missed_before=before.missed_reason,
        state=after.state, candidate_present=after.candidate_present, missed_reason=after.missed_reason,
        at=now, by_id=actor.id,
        sealed=crypto.seal_text(json.dumps(words, ensure_ascii=False), field=CORRECTION_FIELD, row_id=row_id),
    )  # fmt: skip


def _write(appointment: Appointment, after: Attendance, *, reason: str, note: str, now: dt.datetime) -> None:
    was_not_held = after.state == AppointmentState.CANCELLED
    appointment.state, appointment.candidate_present = AppointmentState(after.state), after.candidate_present
    appointment.missed_reason = after.missed_reason
    # What did not take place is the office's to answer for: it is nobody's missed appointment.
    appointment.cancelled_at = now if was_not_held else None
    appointment.cancelled_by = CancelledBy.OFFICE if was_not_held else ""
    missed_note = note if after.state == AppointmentState.MISSED else ""
    details = dataclasses.replace(
        details_of(appointment), missed_note=missed_note, cancel_reason=reason if was_not_held else ""
    )
    seal_details(appointment, details)
    former = free_place_of(appointment) if was_not_held else None
    store(appointment, *_COLUMNS)
    if former is not None:
        offer_on(former, now=now)


def _told(one: Attendance) -> dict[str, str]:
    told = {"state": str(one.state), "missed_reason": one.missed_reason}
    if one.candidate_present is not None:
        told["candidate_present"] = str(one.candidate_present)
    return told
