"""How a person may be reached. Everything outgoing and every printed list asks here, and nowhere else (readings 4)."""

import dataclasses
import datetime as dt
import json
import uuid
from collections.abc import Collection, Iterable
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q

from apps.people.enums import OutgoingChannel, SensitiveKind
from apps.people.models import Person, PersonAddress, PersonPhone, SafeContactPlan, SensitiveFact
from apps.people.models.safe_contact import PLAN_FIELD
from apps.people.rules.safe_contact import Plan, Verdict, default_text, may_contact, parse_hours
from apps.people.rules.special import VIOLENCE
from omuz.kernel import crypto
from omuz.kernel.clock import TURKEY, local_date
from omuz.kernel.context import require_municipality

WITHHELD: Final = "Gizlilik nedeniyle gösterilmiyor"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OpenPlan:
    """A stored plan with its words opened."""

    row: SafeContactPlan
    plan: Plan
    note: str
    code_word: str
    speak_only_with: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """What may be used to reach a person by one channel at one moment; empty where the verdict refuses."""

    channel: OutgoingChannel
    verdict: Verdict
    phones: tuple[str, ...] = ()
    email: str = ""
    text: str = ""
    #: Say this first, and speak to nobody else; from the plan.
    code_word: str = ""
    speak_only_with: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Printable:
    """What a printed list or an export may hold of how to reach someone. `withheld` says what stands there instead."""

    phones: tuple[str, ...] = ()
    email: str = ""
    province: str = ""
    district: str = ""
    neighbourhood: str = ""
    line: str = ""
    postal_code: str = ""
    withheld: str = ""


def current_plan(person_id: uuid.UUID) -> OpenPlan | None:
    """Return the plan that holds now, opened, or None."""
    return _plans([person_id]).get(person_id)


def protected_people(person_ids: Collection[uuid.UUID], *, on: dt.date) -> frozenset[uuid.UUID]:
    """Return those to whom nothing goes out without a plan; never says, and callers never say, why."""
    token = crypto.token(VIOLENCE, field=f"people.sensitive.{SensitiveKind.TARGET_GROUP}")
    secret = SensitiveFact.objects.as_of(on).filter(person=OuterRef("pk"), kind=SensitiveKind.TARGET_GROUP, token=token)
    rows = Person.objects.filter(Q(is_confidential=True) | Q(Exists(secret)), pk__in=list(person_ids))
    return frozenset(rows.values_list("pk", flat=True))


def is_protected(person_id: uuid.UUID, *, on: dt.date) -> bool:
    """Return whether nothing goes out to the person without a plan; see `protected_people`."""
    return person_id in protected_people([person_id], on=on)


def outgoing_contact(person: Person, *, channel: OutgoingChannel, at: dt.datetime) -> Outgoing:
    """Return what may be used to reach the person by this channel; every reminder, letter and call asks this.

    `at` is an aware moment. The caller has found the person with `visible_to`.
    """
    return outgoing_contacts(person, channels=[channel], at=at)[0]


def outgoing_contacts(person: Person, *, channels: Iterable[OutgoingChannel], at: dt.datetime) -> list[Outgoing]:
    """Return `outgoing_contact` of several channels in three statements."""
    held = current_plan(person.id)
    guarded = is_protected(person.id, on=local_date(at))
    phones = _phones([person.id]).get(person.id, [])
    return [_outgoing(person, held, channel, guarded=guarded, phones=phones, at=at) for channel in channels]


def _outgoing(
    person: Person, held: OpenPlan | None, channel: OutgoingChannel, *, guarded: bool,
    phones: list[PersonPhone], at: dt.datetime,
) -> Outgoing:  # fmt: skip
    plan = held.plan if held is not None else None
    verdict = may_contact(plan, is_protected=guarded, channel=channel, at=at.astimezone(TURKEY))
    if not verdict.allowed:
        return Outgoing(channel=channel, verdict=verdict)
    rings = channel in {OutgoingChannel.CALL, OutgoingChannel.MESSAGE, OutgoingChannel.VOICEMAIL}
    return Outgoing(
        channel=channel, verdict=verdict,
        phones=_usable(phones, plan) if rings else (),
        email=person.email if channel == OutgoingChannel.EMAIL else "",
        text=default_text(channel, municipality=require_municipality().name),
        code_word=held.code_word if held is not None and rings else "",
        speak_only_with=held.speak_only_with if held is not None and rings else "",
    )  # fmt: skip


def printable_contact(person: Person, *, at: dt.datetime) -> Printable:
    """Return what a printed page may hold of how to reach the person."""
    return printable_contacts([person], at=at)[person.id]


def printable_contacts(people: Collection[Person], *, at: dt.datetime) -> dict[uuid.UUID, Printable]:
    """Return for each person what a printed list or an export may hold, in four statements however many there are.

    A hidden address is never printed, whatever a plan says, and whoever asks.
    """
    ids, today = [person.id for person in people], local_date(at)
    plans, protected, phones = _plans(ids), protected_people(ids, on=today), _phones(ids)
    addresses = {
        row.person_id: row for row in PersonAddress.objects.as_of(today).filter(person__in=ids, is_hidden=False)
    }
    printed = {}
    for person in people:
        held = plans.get(person.id)
        plan = held.plan if held is not None else None
        verdict = may_contact(
            plan, is_protected=person.id in protected, channel=OutgoingChannel.PRINT, at=at.astimezone(TURKEY)
        )
        if not verdict.allowed:
            printed[person.id] = Printable(withheld=WITHHELD)
            continue
        address = None if person.id in protected else addresses.get(person.id)
        printed[person.id] = Printable(
            phones=_usable(phones.get(person.id, []), plan),
            email=person.email if plan is None or plan.may_email else "",
            **{name: getattr(address, name) if address is not None else ""
               for name in ("province", "district", "neighbourhood", "line", "postal_code")},
        )  # fmt: skip
    return printed


def _usable(phones: list[PersonPhone], plan: Plan | None) -> tuple[str, ...]:
    return tuple(phone.number for phone in phones if plan is None or phone.id in plan.safe_phones)


def _phones(person_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, list[PersonPhone]]:
    rows = PersonPhone.objects.filter(person__in=list(person_ids), ended_on__isnull=True)
    found: dict[uuid.UUID, list[PersonPhone]] = {}
    for row in rows.order_by("-is_preferred", "created_at", "id"):
        found.setdefault(row.person_id, []).append(row)
    return found


def _plans(person_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, OpenPlan]:
    rows = SafeContactPlan.objects.filter(person__in=list(person_ids), superseded_at__isnull=True)
    return {row.person_id: _opened(row) for row in rows.prefetch_related("safe_phones")}


def _opened(row: SafeContactPlan) -> OpenPlan:
    words: dict[str, Any] = {}
    if row.sealed is not None:
        words = json.loads(crypto.open_text(bytes(row.sealed), field=PLAN_FIELD, row_id=row.id))
    # A number that was changed after the plan was made is another number, of which nobody has said that it is safe.
    agreed = words.get("numbers", {})
    safe = frozenset(
        phone.id
        for phone in row.safe_phones.all()
        if phone.ended_on is None and agreed.get(str(phone.id)) == phone.digits
    )
    hours, _ = parse_hours(row.hours, field="hours")
    plan = Plan(
        may_call=row.may_call, may_message=row.may_message, may_leave_message=row.may_leave_message,
        may_email=row.may_email, may_send_letters=row.may_send_letters, may_print=row.may_print,
        hours=hours, safe_phones=safe,
    )  # fmt: skip
    return OpenPlan(
        row=row, plan=plan, note=words.get("note", ""), code_word=words.get("code_word", ""),
        speak_only_with=words.get("speak_only_with", ""),
    )  # fmt: skip
