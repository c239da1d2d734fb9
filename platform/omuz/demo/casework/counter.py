"""What happens at the office beside the files: bookings, petitions, employers."""

import datetime as dt
import uuid

from apps.appointments.enums import AppointmentState
from apps.appointments.operations.attending import record_attendance
from apps.appointments.operations.booking import Booking, book
from apps.appointments.operations.public import PublicRequest, request_booking
from apps.appointments.queries.slots import SlotFilter, public_slots
from apps.appointments.rules.details import Details
from apps.cases.models import Case
from apps.employers.operations.services import record_service
from apps.employers.rules.service import ServiceDraft
from apps.petitions.operations.registering import NewPetition, register_petition
from apps.petitions.operations.working import assign_petition, draft_answer, withdraw_petition
from apps.programmes.definition import Definition
from apps.programmes.models import Programme
from omuz.demo.casework.staff import Staff
from omuz.kernel.clock import local_date

_DAY = dt.timedelta(days=1)
_COMPLAINT = "Randevuma zamanında geldim, bir saatten uzun bekledim. (deneme verisi)"
_REQUEST = "Randevumun öğleden sonraya alınmasını istiyorum. (deneme verisi)"
_ANSWER = "İncelendi: o gün iki randevu aynı saate verilmiş. Özür dileriz; bekleme süresi artık her gün izleniyor."


def book_online(programme: Programme, definition: Definition, *, now: dt.datetime) -> None:
    """Let a mother book for her grown-up son on the public page."""
    service = next((one for one in definition.appointments if one.public), None)
    if service is None:
        return
    where = SlotFilter(programme_id=programme.pk, service=service.key)
    slot = public_slots(where=where, now=now).order_by("starts_at").first()
    if slot is not None:
        request_booking(
            PublicRequest(
                slot_id=slot.pk, programme_id=programme.pk, service=service.key, candidate_name="Deneme Aday",
                is_for_other=True, booker_name="Deneme Anne", relation="mother", phone="+90 000 111 22 33",
                needs=(), coming_along=True, connection="demo", retry_key=str(programme.pk),
            ),
            now=now,
        )  # fmt: skip


def never_come(programme: Programme, definition: Definition, staff: Staff, *, now: dt.datetime) -> None:
    """Write down that nobody came half a year ago, and that no record was ever opened: its keeping ends soon."""
    service = next((one for one in definition.appointments if one.public), None)
    if service is None:
        return
    clerk = staff.actor("basvuru")
    starts = (now - 171 * _DAY).replace(hour=7, minute=30, second=0, microsecond=0)
    appointment = book(
        Booking(programme_id=programme.pk, service=service.key, person_id=None, starts_at=starts,
                details=Details(contact_name="Deneme Aday", off_slot_reason="Telefonla istedi")),
        actor=clerk, now=starts - _DAY,
    )  # fmt: skip
    record_attendance(appointment.pk, state=AppointmentState.MISSED, missed_reason="unknown", actor=clerk,
                      now=starts + _DAY / 12)  # fmt: skip


def miss(case: Case, definition: Definition, staff: Staff, *, now: dt.datetime) -> None:
    """Write down that somebody did not come yesterday."""
    if not definition.appointments:
        return
    clerk, starts = staff.actor("basvuru"), now - _DAY
    appointment = book(
        Booking(programme_id=case.programme_id, service=definition.appointments[-1].key, person_id=case.person_id,
                starts_at=starts, details=Details(off_slot_reason="Kendisi bu saati istedi")),
        actor=clerk, now=starts - _DAY,
    )  # fmt: skip
    record_attendance(appointment.pk, state=AppointmentState.MISSED, missed_reason="transport", actor=clerk, now=now)


def complain(case: Case, staff: Staff, *, now: dt.datetime) -> None:
    """Take a complaint in that came 29 days ago; its answer waits for the second person."""
    clerk, received = staff.actor("basvuru"), now - 29 * _DAY
    new = NewPetition(
        kind="complaint", channel="by_hand", sender_kind="person", received_on=local_date(received),
        subject="Bekleme süresi", text=_COMPLAINT, person_id=case.person_id, case_id=case.pk,
    )  # fmt: skip
    row = register_petition(new, actor=clerk, now=received)
    row = assign_petition(row.pk, staff.id_of("basvuru"), actor=staff.actor("mudur"), version=row.version,
                          now=received + 2 * _DAY)  # fmt: skip
    draft_answer(row.pk, text=_ANSWER, outcome="accepted", submit=True, actor=clerk, version=row.version, now=now)


def take_back(case: Case, staff: Staff, *, now: dt.datetime) -> None:
    """Take a request in that its sender took back: from that day on it is kept for its time."""
    clerk, received = staff.actor("basvuru"), now - 4 * _DAY
    new = NewPetition(
        kind="request", channel="by_hand", sender_kind="person", received_on=local_date(received),
        subject="Randevu saati", text=_REQUEST, person_id=case.person_id, case_id=case.pk,
    )  # fmt: skip
    row = register_petition(new, actor=clerk, now=received)
    withdraw_petition(row.pk, reason="Saat değişti, gerek kalmadı. (deneme verisi)", actor=clerk, version=row.version,
                      now=now - _DAY)  # fmt: skip


def ask(case: Case, staff: Staff, *, now: dt.datetime) -> None:
    """Take a request in that nobody has been given yet."""
    new = NewPetition(
        kind="request", channel="oral", sender_kind="person", received_on=local_date(now), subject="Randevu saati",
        text=_REQUEST, person_id=case.person_id, case_id=case.pk, read_back=True,
    )  # fmt: skip
    register_petition(new, actor=staff.actor("basvuru"), now=now)


def advise_employer(programme_id: uuid.UUID, definition: Definition, staff: Staff, *, now: dt.datetime) -> None:
    """Record advice to an employer who asked for it, about somebody who works there already."""
    if not any(one.key == "employer_advice" for one in definition.capabilities.held):
        return
    known = {one.key for one in definition.activities}
    today = local_date(now)
    draft = ServiceDraft(
        kind="existing_employees", given_on=today - 3 * _DAY, minutes=90,
        activity=next((key for key in ("existing_employees", "employer_awareness") if key in known), ""),
        employer_name="Örnek Gıda A.Ş.", channel="phone", requested_on=today - 9 * _DAY,
        requested_by="İnsan kaynakları", subject="workplace_process", topics=("communication", "accessibility"),
    )  # fmt: skip
    record_service(programme_id, draft, actor=staff.actor("isveren"), now=now)
