"""Telling people of their appointments: given, moved, called off, a free place, and again shortly before.

What to say and whether it may be said is decided right before a message leaves, on the row as it is then: an
appointment that has moved is not reminded of at its old time, and a person who came under protection hears nothing
(readings 4).
"""

import datetime as dt
import uuid
from typing import Any, Final

from django.db import IntegrityError, transaction

from apps.accounts.operations.checks import require
from apps.accounts.rights import Right
from apps.appointments.enums import AppointmentState, WaitingState
from apps.appointments.models import Appointment, WaitingEntry
from apps.appointments.models.appointment import DETAILS_FIELD
from apps.appointments.models.reminding import NoMessages
from apps.appointments.operations.announcing import News, listen
from apps.appointments.rules.details import Details
from apps.appointments.rules.reminding import Words, awake_at, reminders, words
from apps.people.enums import OutgoingChannel
from apps.people.queries.people import find_person
from apps.people.queries.safe_contact import current_plan, outgoing_contacts
from omuz.kernel import audit, clock, crypto, sending
from omuz.kernel.actors import Actor
from omuz.kernel.context import require_municipality
from omuz.kernel.models import OutgoingMessage
from omuz.kernel.sending import Later, Never, Say

__all__ = ["PURPOSE", "note_news", "start", "want_messages"]

PURPOSE: Final = "appointment"
_KINDS: Final = {News.BOOKED: "booked", News.MOVED: "moved", News.CANCELLED: "cancelled", News.OFFERED: "offered"}
_TOLD: Final = ("booked", "moved")
_HOUR: Final = dt.timedelta(hours=1)


def start() -> None:
    """Hear the news of appointments and write the messages; called once when the app is ready."""
    sending.register_purpose(PURPOSE, _composed)
    listen(_heard)


def _heard(news: News, row_id: uuid.UUID) -> None:
    note_news(news, row_id, now=clock.now())


def note_news(news: News, row_id: uuid.UUID, *, now: dt.datetime) -> None:
    """Note what is to be told, and what is not to be told any more. Heard twice, it changes nothing."""
    if news is News.OFFERED:
        entry = WaitingEntry.objects.filter(pk=row_id).first()
        if entry is not None and entry.state == WaitingState.OFFERED:
            _note("offered", entry.pk, str(entry.offered_slot_id), now=now, expires_at=entry.offer_expires_at)
        return
    row = Appointment.objects.filter(pk=row_id).first()
    if row is None or row.is_walk_in or row.starts_at <= now:
        return
    said = sending.messages_about([row.pk]).get(row.pk, [])
    waiting = [one.key for one in said if one.state == OutgoingMessage.State.WAITING]
    stamp = _stamp(row.starts_at)
    sending.withhold([key for key in waiting if not key.endswith(f":{stamp}") or _KINDS[news] == "cancelled"],
                     code="changed")  # fmt: skip
    if row.state == AppointmentState.CANCELLED:
        _note("cancelled", row.pk, stamp, now=now, expires_at=row.starts_at)
    elif row.state == AppointmentState.BOOKED:
        _tell_time(row, said, stamp, moved=news is News.MOVED, now=now)


def _tell_time(row: Appointment, said: list[sending.Said], stamp: str, *, moved: bool, now: dt.datetime) -> None:
    told = [one.key for one in said if _kind(one.key) in _TOLD]
    if not told or not told[-1].endswith(f":{stamp}"):
        # Moved there and back: the number tells a second time from the first.
        kind = "moved" if moved and told else "booked"
        _note(kind, row.pk, f"{len(told)}:{stamp}", now=now, expires_at=row.starts_at)
    for word, due in reminders(row.starts_at, now=now).items():
        _note("reminder", row.pk, f"{word}:{stamp}", now=now, due_at=due, expires_at=row.starts_at)


def _note(
    kind: str, row_id: uuid.UUID, rest: str, *, now: dt.datetime, due_at: dt.datetime | None = None,
    expires_at: dt.datetime | None,
) -> None:  # fmt: skip
    key = f"{PURPOSE}.{kind}:{row_id}:{rest}"
    sending.queue_message(key=key, purpose=PURPOSE, about_id=row_id, now=now, due_at=due_at, expires_at=expires_at)


def _kind(key: str) -> str:
    return key.split(":", 1)[0].removeprefix(f"{PURPOSE}.")


def _stamp(moment: dt.datetime) -> str:
    return str(int(moment.timestamp()))


def _composed(message: OutgoingMessage, now: dt.datetime) -> Say | Later | Never:
    kind = _kind(message.key)
    if kind == "offered":
        return _offer(message, now)
    row = Appointment.objects.select_related("person").filter(pk=message.about_id).first()
    wanted = AppointmentState.CANCELLED if kind == "cancelled" else AppointmentState.BOOKED
    if row is None or row.state != wanted or not message.key.endswith(f":{_stamp(row.starts_at)}"):
        return Never("changed")
    details = Details.load(crypto.open_text(row.sealed, field=DETAILS_FIELD, row_id=row.pk))
    return _addressed(kind, row.person, details, starts_at=row.starts_at, until=None, now=now)


def _offer(message: OutgoingMessage, now: dt.datetime) -> Say | Later | Never:
    entry = WaitingEntry.objects.select_related("person", "offered_slot").filter(pk=message.about_id).first()
    slot = entry.offered_slot if entry is not None else None
    if entry is None or slot is None or not message.key.endswith(f":{slot.pk}"):
        return Never("changed")
    return _addressed("offered", entry.person, Details(), starts_at=slot.starts_at, until=entry.offer_expires_at,
                      now=now)  # fmt: skip


def _addressed(
    kind: str, person: Any, details: Details, *, starts_at: dt.datetime, until: dt.datetime | None,
    now: dt.datetime,
) -> Say | Later | Never:  # fmt: skip
    awake = awake_at(now)
    if awake > now:
        return Later(awake) if awake < starts_at else Never("quiet_hours")
    text = words(kind, municipality=require_municipality().name, starts_at=starts_at, until=until)
    if person is None:
        return _said(text, details.phone, details.email)
    if NoMessages.objects.filter(person=person).exists():
        return Never("not_wanted")
    return _to_person(person, details, text, now)


def _to_person(person: Any, details: Details, text: Words, now: dt.datetime) -> Say | Later | Never:
    message, email = outgoing_contacts(person, channels=[OutgoingChannel.MESSAGE, OutgoingChannel.EMAIL], at=now)
    plan = current_plan(person.pk)
    # What a citizen left with the booking counts where no plan says which ways are safe.
    left = Details() if plan is not None else details
    phone = next(iter(message.phones), left.phone) if message.verdict.allowed else ""
    address = (email.email or left.email) if email.verdict.allowed else ""
    if not phone and not address:
        codes = [one.verdict.code for one in (message, email) if not one.verdict.allowed]
        return Later(now + _HOUR) if "outside_hours" in codes else Never(next(iter(codes), "no_address"))
    if plan is not None:
        # Somebody else may read it: the plan's own neutral words, as in every message to this person.
        neutral = message.text if phone else email.text
        text = Words("Bilgi", neutral or text.text)
    return _said(text, phone, address)


def _said(text: Words, phone: str, email: str) -> Say | Never:
    if phone:
        return Say("sms", phone, text.text)
    return Say("email", email, text.text, text.subject) if email else Never("no_address")


@transaction.atomic
def want_messages(person_id: uuid.UUID, *, wanted: bool, actor: Actor, now: dt.datetime) -> bool:
    """Write down whether a person wants messages about appointments, and return it.

    Raises:
        NotAllowed: without `appointments.write`.
        NotFound: no such person within reach.
    """
    require(actor, Right.APPOINTMENTS_WRITE)
    person = find_person(person_id, actor=actor)
    if wanted:
        changed = NoMessages.objects.filter(person=person).delete()[0] > 0
    else:
        changed = _note_refusal(person, actor=actor, now=now)
    if changed:
        audit.record(
            actor=actor, action="appointment.messages_wanted" if wanted else "appointment.messages_refused",
            subject=person, person_id=person.pk, now=now,
        )  # fmt: skip
    return wanted


def _note_refusal(person: Any, *, actor: Actor, now: dt.datetime) -> bool:
    try:
        with transaction.atomic():
            NoMessages.objects.create(person=person, noted_at=now, noted_by_id=actor.id)
    except IntegrityError:
        return False
    return True
