"""Citizens book, change and call off themselves, without an account: what they hold is a code, and it shows the time.

Anyone may book for a capable adult and come along; by that they neither sign nor see the file (readings 12).
"""

import dataclasses
import datetime as dt
import hashlib
import secrets
import uuid
from dataclasses import dataclass, field
from typing import Final

from django.db import IntegrityError, transaction
from django.db import connection as django_connection

from apps.appointments.enums import AppointmentState, CancelledBy
from apps.appointments.models import Appointment
from apps.appointments.models.appointment import (
    CODE_FIELD,
    CONNECTION_FIELD,
    CONTACT_FIELD,
    contact_key,
)
from apps.appointments.operations.booking import check_slot, put_into
from apps.appointments.operations.changing import call_off, move_into
from apps.appointments.operations.places import seat, slot_is_full, take_place
from apps.appointments.operations.recording import constraint_of, happened, require_booked, seal_details
from apps.appointments.queries.services import PUBLIC_CAPABILITY, find_service
from apps.appointments.queries.slots import SlotFilter, public_slots
from apps.appointments.rules import codes
from apps.appointments.rules.details import Companion, Details, problems
from apps.appointments.rules.limits import CONNECTION_WINDOW, MOST_PER_CONNECTION
from apps.people.queries.normalised import normalise_email, normalise_phone
from omuz.kernel import crypto
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.context import require_municipality
from omuz.kernel.errors import Conflict, DomainError, FieldProblem, Invalid, NotFound
from omuz.kernel.ids import new_id

__all__ = ["PublicBooking", "PublicRequest", "find_by_code", "public_cancel", "public_change", "request_booking"]

#: Who acts on the public page, as the audit calls them; nobody is known behind it.
_CITIZEN: Final = Actor(id=uuid.UUID(int=0), label="vatandaş (internet)", kind="system")
_TOO_MANY: Final = 429


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicRequest:
    """What a citizen asks for. `connection` is where it comes from; `retry_key` tells a second click from a second
    booking, and is mixed with everything else that was sent: alone it opens nothing."""

    slot_id: uuid.UUID
    programme_id: uuid.UUID
    service: str
    candidate_name: str
    is_for_other: bool = False
    booker_name: str = ""
    relation: str = ""
    phone: str = ""
    email: str = ""
    needs: tuple[str, ...] = field(default=())
    coming_along: bool = False
    connection: str = ""
    retry_key: str = ""


@dataclass(frozen=True, slots=True)
class PublicBooking:
    """A booking and the code that finds it, as it is shown once."""

    appointment: Appointment
    code: str


def request_booking(wanted: PublicRequest, *, now: dt.datetime) -> PublicBooking:
    """Book a public place of a slot for a citizen and return it with its code, which stands nowhere else.

    The same request under the same `retry_key` returns the same booking.

    Raises:
        NotFound: the programme has no public booking.
        Conflict: the slot is full for citizens.
        Invalid: what is wrong, field by field.
        DomainError: 429, this connection has booked too much today.
    """
    code = _code_for(wanted)
    token = _code_token(code)
    if (before := _by_token(token)) is not None:
        return PublicBooking(before, codes.shown(code))
    try:
        with transaction.atomic():
            return PublicBooking(_booked(wanted, token, now=now), codes.shown(code))
    except IntegrityError as error:
        # The same request at the same moment: the code's index let one of them through.
        found = _by_token(token) if constraint_of(error) == "appointment_code_unique" else None
        if found is None:
            raise
        return PublicBooking(found, codes.shown(code))


def find_by_code(code: str) -> Appointment:
    """Return the appointment of a code. Callers show its time, place, unit and state: never a name (readings 12).

    Raises:
        NotFound: there is none; a malformed code answers the same.
    """
    bare = codes.normalised(code)
    found = _by_token(_code_token(bare)) if bare is not None else None
    if found is None:
        raise NotFound("no_such_code", "Bu kodla bir randevu bulunamadı.", field="code",
                       remedy="Kodu yeniden yazın; bulamıyorsanız birimi arayın.")  # fmt: skip
    return found


@transaction.atomic
def public_change(code: str, slot_id: uuid.UUID, *, now: dt.datetime) -> Appointment:
    """Move the appointment of a code into another public slot and return it; into its own slot changes nothing.

    Raises:
        NotFound: no such code.
        Conflict: it is over or has begun, or the slot is full for citizens.
        Invalid: the slot is kept to other services.
    """
    appointment = _locked(code)
    if appointment.slot_id == slot_id and appointment.state == AppointmentState.BOOKED:
        return appointment
    _require_to_come(appointment, now=now)
    find_service(appointment.programme_id, appointment.service, on=local_date(now), capability=PUBLIC_CAPABILITY)
    _require_public(slot_id, appointment.programme_id, appointment.service, now=now)
    move_into(appointment, slot_id, actor=_CITIZEN, now=now, public=True)
    return appointment


@transaction.atomic
def public_cancel(code: str, *, now: dt.datetime) -> Appointment:
    """Call the appointment of a code off and return it; again changes nothing.

    Raises:
        NotFound: no such code.
        Conflict: it is over or has begun.
    """
    appointment = _locked(code)
    if appointment.state != AppointmentState.CANCELLED:
        _require_to_come(appointment, now=now)
        call_off(appointment, by=CancelledBy.PERSON, reason="Kodla iptal edildi.", actor=_CITIZEN, now=now)
    return appointment


def _booked(wanted: PublicRequest, token: str, *, now: dt.datetime) -> Appointment:
    offered = find_service(wanted.programme_id, wanted.service, on=local_date(now), capability=PUBLIC_CAPABILITY)
    details = _details(wanted)
    slot = check_slot(wanted.slot_id, programme_id=wanted.programme_id, service=wanted.service, now=now)
    _require_public(slot.pk, wanted.programme_id, wanted.service, now=now)
    appointment = Appointment(
        id=new_id(), programme_id=offered.programme_id, programme_version_id=offered.version_id,
        service=wanted.service, is_public=True, booked_at=now, code_token=token,
    )  # fmt: skip
    put_into(appointment, slot)
    seal_details(appointment, details)
    # Before any place is locked, so that those who wait here keep nobody from a place.
    _limit_connection(appointment, wanted.connection, now=now)
    place = take_place(slot, public=True)
    contact = contact_key(_contact(details))
    appointment.contact_token = crypto.token(contact, field=CONTACT_FIELD) if contact else ""
    _store(appointment)
    seat(place, appointment)
    happened(appointment, "booked", actor=_CITIZEN, now=now, service=wanted.service, is_public=True)
    return appointment


def _store(appointment: Appointment) -> None:
    try:
        with transaction.atomic():
            appointment.save(force_insert=True)
    except IntegrityError as error:
        if constraint_of(error) == "appointment_staff_once":
            raise slot_is_full() from error
        raise


def _limit_connection(appointment: Appointment, connection: str, *, now: dt.datetime) -> None:
    """Stop a connection that has booked enough for a day. It tells of the asker alone: no contact is counted.

    Raises:
        DomainError: 429.
    """
    if not connection:
        return
    appointment.connection_token = crypto.token(connection, field=CONNECTION_FIELD)
    # One at a time a connection, until the end of the transaction: what is counted stays true until it is stored.
    with django_connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [appointment.connection_token])
    recent = Appointment.objects.filter(
        connection_token=appointment.connection_token, booked_at__gt=now - CONNECTION_WINDOW
    )
    if recent.count() >= MOST_PER_CONNECTION:
        raise _too_many()


def _too_many() -> DomainError:
    # Says first what matters most: whoever reads this has no appointment by this attempt.
    return DomainError(
        "too_many_bookings", "Randevu verilmedi: bu internet bağlantısından bir günde alınabilecek randevular doldu.",
        remedy="Yarın yeniden deneyin ya da birimi arayın.", status=_TOO_MANY,
    )  # fmt: skip


def _require_public(slot_id: uuid.UUID, programme_id: uuid.UUID, service: str, *, now: dt.datetime) -> None:
    where = SlotFilter(programme_id=programme_id, service=service)
    if not public_slots(where=where, now=now).filter(pk=slot_id).exists():
        raise slot_is_full()


def _require_to_come(appointment: Appointment, *, now: dt.datetime) -> None:
    require_booked(appointment)
    if appointment.starts_at <= now:
        raise Conflict("appointment_over", "Randevunun saati geldi; artık değiştirilemez.", remedy="Birimi arayın.")


def _details(wanted: PublicRequest) -> Details:
    is_demo = require_municipality().is_demo
    phone = normalise_phone(wanted.phone, is_demo=is_demo) if wanted.phone.strip() else ""
    email = normalise_email(wanted.email) if wanted.email.strip() else ""
    name, booker = " ".join(wanted.candidate_name.split()), " ".join(wanted.booker_name.split())
    found = []
    if len(name) < 2:
        found.append(FieldProblem("candidate_name", "required", "Kimin geleceği yazılmamış.", "Adını soyadını yazın."))
    if wanted.is_for_other and len(booker) < 2:
        found.append(FieldProblem("booker_name", "required", "Sizin adınız yazılmamış.", "Adınızı soyadınızı yazın."))
    if phone is None:
        found.append(FieldProblem("phone", "malformed", "Telefon numarası anlaşılamadı.", "Örnek: 0532 123 45 67"))
    if email is None:
        found.append(FieldProblem("email", "malformed", "E-posta adresi anlaşılamadı.", "Örnek: ad@ornek.com"))
    companions = (Companion(wanted.relation or "other", booker),) if wanted.is_for_other and wanted.coming_along else ()
    details = Details(
        contact_name=name, phone=phone or "", email=email or "", booker_name=booker if wanted.is_for_other else "",
        relation=wanted.relation if wanted.is_for_other else "", needs=tuple(dict.fromkeys(wanted.needs)),
        companions=companions, interpreter="sign_language" if "sign_language" in wanted.needs else "",
    )  # fmt: skip
    names = {"contact_name": "candidate_name"}
    found += [
        FieldProblem(names.get(one.field, one.field), one.code, one.message, one.remedy) for one in problems(details)
    ]
    if found:
        raise Invalid(found)
    return details


def _contact(details: Details) -> dict[str, str]:
    return {"phone": details.phone, "email": details.email}


def _code_for(wanted: PublicRequest) -> str:
    """Return a code: random, or, of a request that may come twice, the keyed hash of all that was sent."""
    if not wanted.retry_key:
        return codes.code_of(secrets.token_bytes(16))
    said = repr(dataclasses.replace(wanted, connection=""))
    keyed = crypto.blind_index(said, field=f"{CODE_FIELD}.retry")
    return codes.code_of(hashlib.sha256(keyed.encode()).digest())


def _code_token(code: str) -> str:
    return crypto.blind_index(code, field=CODE_FIELD)


def _by_token(token: str) -> Appointment | None:
    return Appointment.objects.select_related("unit", "calendar").filter(code_token=token).first()


def _locked(code: str) -> Appointment:
    return Appointment.objects.select_for_update().get(pk=find_by_code(code).pk)
