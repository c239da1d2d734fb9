"""Reading quick contacts and urgent notices. What callers said is sealed; opening it is told to the history."""

import dataclasses
import datetime as dt
import json
import uuid

from django.db.models import Count

from apps.people.enums import ContactOutcome
from apps.people.models import QuickContact, UrgentNotice
from apps.people.models.quick_contact import NOTE_FIELD, URGENT_FIELD, ContactQuerySet, UrgentNoticeQuerySet
from omuz.kernel import crypto
from omuz.kernel.actors import Actor
from omuz.kernel.errors import NotFound


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ContactFilter:
    """What narrows a list of contacts; empty values narrow nothing."""

    topic: str = ""
    channel: str = ""
    outcome: str = ""
    taken_from: dt.date | None = None
    taken_until: dt.date | None = None
    mine: bool = False
    person_id: uuid.UUID | None = None


def list_contacts(actor: Actor, *, where: ContactFilter | None = None) -> ContactQuerySet:
    """Return the contacts that the actor may see and that `where` names, unsorted and not yet read."""
    where = where or ContactFilter()
    rows = QuickContact.objects.visible_to(actor)
    named = {"topic": where.topic, "channel": where.channel, "outcome": where.outcome}
    rows = rows.filter(**{name: value for name, value in named.items() if value})
    if where.taken_from is not None:
        rows = rows.filter(taken_at__date__gte=where.taken_from)
    if where.taken_until is not None:
        rows = rows.filter(taken_at__date__lte=where.taken_until)
    if where.person_id is not None:
        rows = rows.filter(person_id=where.person_id)
    return rows.filter(taken_by_id=actor.id) if where.mine else rows


def get_contact(actor: Actor, *, contact_id: uuid.UUID) -> QuickContact:
    """Return one contact.

    Raises:
        NotFound: there is none that the actor may see.
    """
    contact = QuickContact.objects.visible_to(actor).select_related("person").filter(pk=contact_id).first()
    if contact is None:
        raise NotFound
    return contact


def open_note(contact: QuickContact) -> str:
    """Return what was noted of a contact; empty where nothing was."""
    if contact.sealed_note is None:
        return ""
    return crypto.open_text(bytes(contact.sealed_note), field=NOTE_FIELD, row_id=contact.id)


def due_call_backs(actor: Actor, *, until: dt.datetime) -> ContactQuerySet:
    """Return the promised calls of the actor's units that fall due before `until`, or carry no time."""
    rows = QuickContact.objects.visible_to(actor).filter(outcome=ContactOutcome.CALL_BACK)
    return rows.filter(call_back_at__lt=until) | rows.filter(call_back_at__isnull=True)


def topic_counts(actor: Actor, *, since: dt.date, until: dt.date) -> dict[str, int]:
    """Return how many contacts each topic had between two days, both included."""
    rows = list_contacts(actor, where=ContactFilter(taken_from=since, taken_until=until))
    return dict(rows.values_list("topic").annotate(n=Count("id")).order_by())


def list_urgent_notices(actor: Actor) -> UrgentNoticeQuerySet:
    """Return the notices that the actor may see, unsorted and not yet read; their content stays sealed."""
    return UrgentNotice.objects.visible_to(actor)


def get_urgent_notice(actor: Actor, *, notice_id: uuid.UUID) -> UrgentNotice:
    """Return one notice, its content still sealed.

    Raises:
        NotFound: there is none that the actor may see.
    """
    notice = UrgentNotice.objects.visible_to(actor).select_related("person").filter(pk=notice_id).first()
    if notice is None:
        raise NotFound
    return notice


def open_urgent_notice(notice: UrgentNotice) -> dict[str, str]:
    """Return {"what", "who", "where", "answer"} of a notice. The caller has logged the reading before."""
    opened: dict[str, str] = json.loads(crypto.open_text(bytes(notice.sealed), field=URGENT_FIELD, row_id=notice.id))
    return opened
