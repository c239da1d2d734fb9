"""What every operation on an appointment shares: finding and locking it, storing it, its audit row and its news."""

import datetime as dt
import uuid
from collections.abc import Callable, Mapping
from typing import Any, Final

from django.db import IntegrityError, transaction

from apps.accounts.operations.checks import require
from apps.accounts.rights import Right
from apps.appointments.enums import AppointmentState
from apps.appointments.models import Appointment
from apps.appointments.models.appointment import DETAILS_FIELD
from apps.appointments.operations.announcing import News
from apps.appointments.operations.places import slot_is_full
from apps.appointments.queries.appointments import writable
from apps.appointments.rules.details import Details
from omuz.kernel import audit, crypto, outbox
from omuz.kernel.actors import Actor
from omuz.kernel.errors import Conflict, NotAllowed, NotFound

_NEWS: Final[Mapping[str, News]] = {"booked": News.BOOKED, "moved": News.MOVED, "cancelled": News.CANCELLED}


def locked_appointment(appointment_id: uuid.UUID, *, actor: Actor, version: int | None = None) -> Appointment:
    """Return an appointment that the actor may change, locked for the transaction.

    Raises:
        NotFound: there is none, or none that the actor may find.
        NotAllowed: the actor may read it only.
        Conflict: it is not at `version` any more.
    """
    require(actor, Right.APPOINTMENTS_WRITE)
    # Found first, locked after: the visibility rule joins other tables, and only this row is to be locked.
    if not writable(actor).filter(pk=appointment_id).exists():
        if Appointment.objects.visible_to(actor).filter(pk=appointment_id).exists():
            raise NotAllowed
        raise NotFound
    appointment = Appointment.objects.select_for_update().get(pk=appointment_id)
    if version is not None and appointment.version != version:
        raise Conflict.stale_version()
    return appointment


def require_booked(appointment: Appointment) -> None:
    """Stop a change of an appointment that is over.

    Raises:
        Conflict: somebody came, nobody came, or it was called off.
    """
    if appointment.state != AppointmentState.BOOKED:
        state = AppointmentState(appointment.state).label
        raise Conflict("appointment_over", f"Bu randevunun durumu: {state}.", remedy="Gerekiyorsa yeni randevu verin.")


def seal_details(appointment: Appointment, details: Details) -> None:
    """Put sealed details into the row; the caller stores it."""
    appointment.sealed = crypto.seal_text(details.dump(), field=DETAILS_FIELD, row_id=appointment.pk)


def store(appointment: Appointment, *fields: str) -> None:
    """Store these columns under the next version; the database has the last word on who is where.

    Raises:
        Conflict: the member of staff or the person is elsewhere at that time.
    """
    appointment.version += 1
    guarded(lambda: appointment.save(update_fields=[*fields, "version", "updated_at"]))


def insert(appointment: Appointment) -> None:
    """Store a new appointment; errors as `store`."""
    guarded(lambda: appointment.save(force_insert=True))


def guarded(write: Callable[[], object]) -> None:
    """Run a write and say in words which rule of the tables refused it.

    Raises:
        Conflict: one of the rules of appointments.
        IntegrityError: another one, which is a fault of ours.
    """
    try:
        with transaction.atomic():
            write()
    except IntegrityError as error:
        refusal = _refusal(constraint_of(error))
        if refusal is None:
            raise
        raise refusal from error


def constraint_of(error: IntegrityError) -> str:
    """Return the name of the constraint that refused, empty where the driver names none."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return str(getattr(diagnosis, "constraint_name", "") or "")


def _refusal(constraint: str) -> Conflict | None:
    if constraint == "appointment_staff_once":
        return Conflict(
            "staff_busy", "Görevlinin bu saatte başka bir randevusu var.", field="staff",
            remedy="Başka bir saat ya da başka bir görevli seçin.",
        )  # fmt: skip
    if constraint == "appointment_person_once":
        return Conflict(
            "person_booked_already", "Kişinin bu saatte zaten randevusu var.", field="slot",
            remedy="Var olan randevuyu açın ya da başka bir saat seçin.",
        )  # fmt: skip
    # Both were asked before; whoever was quicker in between is found by a trigger.
    if constraint == "appointment_carries_application":
        return Conflict(
            "application_rests_on_it",
            "Bu görüşmeye dayanarak az önce başvuru numarası verildi; gelme bilgisi artık değiştirilemez.",
            remedy="Sayfayı yenileyin; ne yapılabileceği orada yazar.",
        )
    if constraint == "appointment_is_evidence":
        return Conflict(
            "decision_rests_on_it", "Bu randevu az önce bir kararda dayanak gösterildi; gelme bilgisi değiştirilemez.",
            remedy="Sayfayı yenileyin; ne yapılabileceği orada yazar.",
        )  # fmt: skip
    return slot_is_full() if constraint == "slot_place_once" else None


def happened(
    appointment: Appointment, what: str, *, actor: Actor, now: dt.datetime, before: Mapping[str, Any] | None = None,
    **after: Any,
) -> None:  # fmt: skip
    """Write the audit row of what happened to an appointment, and publish what others have to hear of."""
    told = {name: str(value) for name, value in after.items() if value not in ("", None)}
    told |= {"state": str(appointment.state), "starts_at": appointment.starts_at.isoformat()}
    audit.record(
        actor=actor, action=f"appointment.{what}", subject=appointment, person_id=appointment.person_id,
        before=before, after=told, now=now,
    )  # fmt: skip
    if what in _NEWS:
        outbox.publish(_NEWS[what].value, appointment.pk, now=now)
