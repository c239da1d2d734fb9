"""What was told, will be told and could not be told about appointments."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Collection
from typing import Final

from apps.appointments.models.reminding import NoMessages
from apps.people.queries.people import find_person
from omuz.kernel import sending
from omuz.kernel.actors import Actor
from omuz.kernel.models import OutgoingMessage

__all__ = ["ToldMessage", "messages_of", "wants_messages", "wish_of"]

_KINDS: Final = {
    "appointment.booked": "Randevu bilgisi",
    "appointment.moved": "Yeni zaman",
    "appointment.cancelled": "İptal bilgisi",
    "appointment.offered": "Boşalan saat önerisi",
    "appointment.reminder": "Hatırlatma",
}
#: Why one was not sent, in words for staff; what the provider said stays a code.
_TROUBLES: Final = {
    "changed": "Randevu değiştiği için gönderilmedi.",
    "expired": "Zamanı geçtiği için gönderilmedi.",
    "quiet_hours": "Sessiz saatlere denk geldiği için gönderilmedi.",
    "not_wanted": "Kişi mesaj istemiyor.",
    "no_address": "Telefon ya da e-posta adresi yok; elden ya da telefonla bildirin.",
    "plan_required": "Güvenli iletişim planı yapılmadan gönderilmez; elden bildirin.",
    "plan_forbids": "Güvenli iletişim planı bu yolu kapatıyor.",
    "no_safe_number": "Güvenli olduğu bilinen bir numara yok.",
}


@dataclasses.dataclass(frozen=True, slots=True)
class ToldMessage:
    """A message as the page of its appointment shows it. `to` is shortened: who sees it knows the person."""

    id: uuid.UUID
    kind_label: str
    channel: str
    state: str
    state_label: str
    due_at: dt.datetime
    sent_at: dt.datetime | None
    trouble: str
    to: str
    text: str


def messages_of(row_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, list[ToldMessage]]:
    """Return the messages about these appointments or waiting entries, the oldest first; one statement.

    For callers that have found the rows for their reader.
    """
    return {key: [_told(one) for one in rows] for key, rows in sending.messages_about(row_ids).items()}


def wants_messages(person_id: uuid.UUID) -> bool:
    """Return whether a person hears of their appointments; who has said nothing does."""
    return not NoMessages.objects.filter(person=person_id).exists()


def wish_of(person_id: uuid.UUID, *, actor: Actor) -> bool:
    """Return whether a person hears of their appointments, for who may find the person.

    Raises:
        NotFound: no such person within reach.
    """
    return wants_messages(find_person(person_id, actor=actor).pk)


def _told(one: sending.Said) -> ToldMessage:
    trouble = ""
    if one.trouble:
        trouble = _TROUBLES.get(one.trouble, f"İletilemedi ({one.trouble}), {one.attempts}. deneme.")
    return ToldMessage(
        one.id, _KINDS.get(one.key.split(":", 1)[0], ""), one.channel, one.state,
        OutgoingMessage.State(one.state).label, one.due_at, one.sent_at, trouble, _shortened(one.to), one.text,
    )  # fmt: skip


def _shortened(to: str) -> str:
    if "@" in to:
        name, _, domain = to.partition("@")
        return f"{name[:2]}…@{domain}"
    return f"…{to[-4:]}" if to else ""
