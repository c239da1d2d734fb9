"""Who came and who did not (Art. 8): written down on the day or after it, proposing nothing (Art. 24)."""

import dataclasses
import datetime as dt
import uuid

from django.db import transaction

from apps.appointments.enums import AppointmentState
from apps.appointments.models import Appointment
from apps.appointments.operations.recording import happened, locked_appointment, seal_details, store
from apps.appointments.queries.appointments import details_of
from apps.appointments.rules.attendance import attendance_problems, refuse_attendance
from apps.appointments.rules.limits import MOST_NOTE
from omuz.kernel.actors import Actor
from omuz.kernel.errors import FieldProblem, Invalid

__all__ = ["record_attendance"]


@transaction.atomic
def record_attendance(
    appointment_id: uuid.UUID, *, state: str, actor: Actor, now: dt.datetime, candidate_present: bool | None = None,
    missed_reason: str = "", note: str = "", version: int | None = None,
) -> Appointment:  # fmt: skip
    """Write down whether somebody came and return the appointment; the same again changes nothing.

    `candidate_present` of an attended one: relatives may have come alone, and an application stands on the candidate's
    own presence. What stands there already is mended by `correcting.correct_attendance`, with a reason.

    Raises:
        NotFound, NotAllowed: out of reach.
        Conflict: changed meanwhile, called off, too early, or written down otherwise already.
        Invalid: "came" without saying whether the candidate did, "missed" without a reason of the list.
    """
    appointment = locked_appointment(appointment_id, actor=actor, version=version)
    found = attendance_problems(state=state, candidate_present=candidate_present, missed_reason=missed_reason)
    if len(note) > MOST_NOTE:
        found.append(FieldProblem("note", "too_long", f"Not en çok {MOST_NOTE} karakter olabilir.", "Kısaltın."))
    if found:
        raise Invalid(found)
    came = state == AppointmentState.ATTENDED
    wanted = (state, candidate_present if came else None, "" if came else missed_reason)
    before = (appointment.state, appointment.candidate_present, appointment.missed_reason)
    details = details_of(appointment)
    if before == wanted and details.missed_note == note.strip():
        return appointment
    refusal = refuse_attendance(appointment.state, starts_at=appointment.starts_at, target=state, now=now)
    if refusal is not None:
        raise refusal
    appointment.state, appointment.candidate_present, appointment.missed_reason = wanted
    appointment.recorded_at, appointment.recorded_by_id = now, actor.id
    seal_details(appointment, dataclasses.replace(details, missed_note=note.strip()))
    store(appointment, "state", "candidate_present", "missed_reason", "recorded_at", "recorded_by_id", "sealed")
    happened(appointment, "attended" if came else "missed", actor=actor, now=now,
             candidate_present=appointment.candidate_present, missed_reason=appointment.missed_reason)  # fmt: skip
    return appointment
