"""What apps below cases have of a case's story: appointments and letters."""

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from typing import Any, Final

from apps.accounts.rights import Right
from apps.appointments.enums import AppointmentState, CancelledBy
from apps.appointments.queries.corrections import Attendance, corrections_by_appointment
from apps.appointments.queries.history import appointments_between
from apps.cases.timeline import StoryCase, TimelineEntry, Wanted, entry_id
from apps.letters.enums import LetterEventKind
from apps.letters.queries.history import letter_events_of, subject_of_use
from omuz.kernel.actors import Actor
from omuz.kernel.clock import TURKEY

APPOINTMENT_RIGHTS: Final = (Right.APPOINTMENTS_READ,)
LETTER_RIGHTS: Final = (Right.LETTERS_READ,)


def appointments(case: StoryCase, /, *, actor: Actor, wanted: Wanted) -> list[TimelineEntry]:
    """Return the appointments of the person in the programme since the case before this one; two statements."""
    rows = appointments_between(case.person_id, case.programme_id, actor=actor, since=case.since, until=case.closed_at)
    found = list(rows)
    corrected = corrections_by_appointment(row.pk for row in found if row.recorded_at is not None)
    return wanted.of(entry for row in found for entry in _of_appointment(row, corrected.get(row.pk, [])))


def _of_appointment(row: Any, corrected: Sequence[Any]) -> Iterator[TimelineEntry]:
    when, number = _when(row.starts_at), row.programme_version.number
    link = f"/randevular/{row.pk}"
    yield TimelineEntry(
        at=row.booked_at, id=row.pk, kind="booked", by_id=row.booked_by_id, version_number=number, link=link,
        title="Randevusuz geldi, görüşüldü." if row.is_walk_in else f"Randevu verildi: {when}.",
        plain="" if row.is_walk_in else f"Randevunuz: {when}.",
    )  # fmt: skip
    if row.recorded_at is not None:
        # The story tells what was written down first, and then what was corrected: nothing is rewritten backwards.
        first = corrected[0] if corrected else None
        was = Attendance(first.state_before, first.present_before) if first is not None else _stands(row)
        yield _attendance(row, was, when, at=row.recorded_at, by_id=row.recorded_by_id, key="recorded")
        for one in corrected:
            now = Attendance(one.state, one.candidate_present)
            yield _attendance(row, now, when, at=one.at, by_id=one.by_id, key=f"corrected{one.sequence}",
                              lead="Gelme bilgisi düzeltildi. ")  # fmt: skip
    elif row.cancelled_at is not None:
        by_office = row.cancelled_by == CancelledBy.OFFICE
        yield TimelineEntry(
            at=row.cancelled_at, id=entry_id(row.pk, "cancelled"), kind="cancelled", version_number=number, link=link,
            title=f"Randevu {'birim' if by_office else 'kişi ya da yakını'} tarafından iptal edildi: {when}.",
            plain=f"Randevu iptal edildi: {when}.",
        )  # fmt: skip


def _stands(row: Any) -> Attendance:
    return Attendance(row.state, row.candidate_present)


def _attendance(
    row: Any, said: Attendance, when: str, *, at: dt.datetime, by_id: uuid.UUID | None, key: str, lead: str = ""
) -> TimelineEntry:
    title, plain = _words(said, when)
    return TimelineEntry(
        at=at, id=entry_id(row.pk, key), kind=str(said.state), title=lead + title, plain=lead + plain, by_id=by_id,
        version_number=row.programme_version.number, link=f"/randevular/{row.pk}",
    )  # fmt: skip


def _words(said: Attendance, when: str) -> tuple[str, str]:
    if said.state == AppointmentState.MISSED:
        # Why somebody did not come may tell of an illness: it stands with the appointment.
        return f"Randevuya gelinmedi: {when}.", f"Randevuya gelemediniz: {when}."
    if said.state == AppointmentState.CANCELLED:
        return f"Görüşme yapılmadı: {when}.", f"Görüşme yapılmadı: {when}."
    if said.candidate_present:
        return f"Randevuya geldi: {when}.", f"Randevuya geldiniz: {when}."
    return f"Randevuya kendisi gelmedi, başkası geldi: {when}.", f"Randevuya sizin yerinize başkası geldi: {when}."


def _when(moment: dt.datetime) -> str:
    return f"{moment.astimezone(TURKEY):%d.%m.%Y %H.%M}"


def letters(case: StoryCase, /, *, actor: Actor, wanted: Wanted) -> list[TimelineEntry]:
    """Return what happened to the letters of the case; their text stands on their own page."""
    found = []
    for one in wanted.newest(letter_events_of(case.id, actor=actor)):
        subject = subject_of_use(one.letter.use) or "Yazı"
        served = one.kind == LetterEventKind.SERVED
        found.append(
            TimelineEntry(
                at=one.at, id=one.pk, kind=one.kind, by_id=one.by_id, link=f"/yazilar/{one.letter_id}",
                title=f"{one.get_kind_display()}: {subject}.",
                plain=f"Size bir yazı verildi: {subject}." if served else "",
                version_number=one.letter.programme_version.number,
            )
        )  # fmt: skip
    return found
