"""Serving letters: attempts, their results, and copies that the person can use (7201; readings 4, 8, 12)."""

import dataclasses
import datetime as dt
import uuid

from django.db import IntegrityError, transaction

from apps.documents.enums import FileKind
from apps.letters.enums import (
    CopyFormat,
    FailureReason,
    LetterEventKind,
    LetterState,
    NextStep,
    ServiceChannel,
    ServiceState,
)
from apps.letters.models import AccessibleCopy, Letter, ServiceOfNotice
from apps.letters.models.service import SERVICE_FIELD
from apps.letters.operations.addressees import check_addressee
from apps.letters.operations.recording import happened, locked_letter, store
from apps.letters.operations.signing import day_problems, file_problems, record_signature
from apps.letters.queries.addressing import mark_protected
from apps.letters.queries.contents import details_of, seal_json
from apps.letters.rules.service import (
    Attempt,
    attempt_problems,
    channel_problem,
    deemed_served_on,
    is_over,
    receiver_problem,
)
from omuz.kernel.actors import Actor, system_actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict, FieldProblem, Invalid

__all__ = ["ServiceFacts", "give_copy", "serve", "service_failed", "settle_due"]

_SERVABLE = (LetterState.APPROVED, LetterState.SIGNED, LetterState.UNDELIVERABLE)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ServiceFacts:
    """What is known of an attempt. Only `sent_on`: it is on its way."""

    sent_on: dt.date | None = None
    #: E-tebligat, KEP: reached the electronic address. Publication: the day of the (last) notice.
    arrived_on: dt.date | None = None
    served_on: dt.date | None = None
    receiver: str = ""
    receiver_name: str = ""
    #: Barcode, number of the delivery record.
    reference: str = ""
    note: str = ""
    proof_id: uuid.UUID | None = None


@transaction.atomic
def serve(
    letter_id: uuid.UUID,
    channel: ServiceChannel,
    *,
    facts: ServiceFacts,
    actor: Actor,
    version: int | None,
    now: dt.datetime,
    signed_on: dt.date | None = None,
) -> Letter:
    """Record that a letter goes out or was served, and return it ("Tebliğ et").

    With `served_on` (e-tebligat: `arrived_on`, five days past) it counts as served; with `sent_on` alone it is on its
    way, and the same channel reported again goes on with that attempt. E-tebligat is served at the end of the fifth day
    after it arrived (7201 m. 7/a): until then it waits and `settle_due` completes it. `signed_on` says when it was
    signed, where nobody has recorded that yet.

    Raises:
        NotFound, NotAllowed: out of reach.
        GuardRefusedError, Conflict: on that day notices go to somebody else than the letter (İzmir Art. 23), or a
            representative of a protected person waits to be confirmed.
        Conflict: changed meanwhile, unsigned, served already, another attempt on its way.
        Invalid: days in the wrong order or to come, a channel that is not open for this letter, a missing receiver.
    """
    letter = locked_letter(letter_id, actor=actor, version=version, states=_SERVABLE)
    letter = _signed(letter, signed_on, actor=actor, now=now)
    mark_protected([letter], on=local_date(now))
    row = ServiceOfNotice.objects.select_for_update().filter(letter=letter, state=ServiceState.UNDER_WAY).first()
    check_addressee(letter, actor=actor, on=_day_of(facts, now=now), now=now)
    attempt = _checked(letter, row, channel, facts, now=now)
    is_new = row is None
    row = row or ServiceOfNotice(
        letter=letter, channel=channel, addressee_kind=letter.addressee_kind, recorded_at=now, recorded_by_id=actor.id
    )
    _fill(row, attempt, facts)
    if is_over(attempt, today=local_date(now)):
        row.state, row.served_on, row.ended_at = ServiceState.SERVED, deemed_served_on(attempt), now
    _save(row, is_new=is_new)
    if row.state == ServiceState.SERVED:
        _served(letter, row, actor=actor, now=now)
    else:
        if letter.state == LetterState.UNDELIVERABLE:
            letter.state = LetterState.SIGNED
        store(letter, "state", "is_protected")
        day = row.arrived_on or row.sent_on
        happened(letter, LetterEventKind.SENT, actor=actor, now=now, code=channel, day=day)
    return letter


def _day_of(facts: ServiceFacts, *, now: dt.datetime) -> dt.date:
    """Return on which day it counts who acts for the person: that of the service, as far as it has come."""
    return facts.served_on or facts.arrived_on or facts.sent_on or local_date(now)


def _signed(letter: Letter, signed_on: dt.date | None, *, actor: Actor, now: dt.datetime) -> Letter:
    if letter.state != LetterState.APPROVED:
        return letter
    if signed_on is None:
        raise Conflict(
            "not_signed", "Yazının imzalandığı henüz kaydedilmemiş; imzasız yazı tebliğ edilmez.",
            remedy="İmzalandığı günü yazın.", field="signed_on",
        )  # fmt: skip
    return record_signature(letter.pk, actor=actor, version=letter.version, signed_on=signed_on, now=now)


def _checked(
    letter: Letter, row: ServiceOfNotice | None, channel: ServiceChannel, facts: ServiceFacts, *, now: dt.datetime
) -> Attempt:
    if row is not None and row.channel != channel:
        raise Conflict(
            "service_under_way", f"Yazı “{ServiceChannel(row.channel).label}” yoluyla tebliğe çıkmış.",
            remedy="Önce o tebliğin sonucunu kaydedin.",
        )  # fmt: skip
    attempt = Attempt(
        channel=channel, served_on=facts.served_on, receiver=facts.receiver, receiver_name=facts.receiver_name,
        sent_on=facts.sent_on or (row.sent_on if row is not None else None),
        arrived_on=facts.arrived_on or (row.arrived_on if row is not None else None),
    )  # fmt: skip
    failed = ServiceOfNotice.objects.filter(letter=letter, state=ServiceState.FAILED).exists()
    closed = channel_problem(channel, is_protected=letter.is_protected, has_failed_before=failed)
    wrong = receiver_problem(facts.receiver, is_protected=letter.is_protected)
    problems = [one for one in (closed, wrong) if one is not None]
    problems += attempt_problems(attempt, signed_on=letter.signed_on or local_date(now), today=local_date(now))
    problems += file_problems("proof", facts.proof_id, letter=letter, kind=FileKind.SERVICE_PROOF)
    if any(len(text) > 2000 for text in (facts.receiver_name, facts.reference, facts.note)):
        problems.append(FieldProblem("note", "too_long", "Metin çok uzun.", "Kısaltın."))
    if problems:
        raise Invalid(problems)
    return attempt


def _fill(row: ServiceOfNotice, attempt: Attempt, facts: ServiceFacts) -> None:
    row.sent_on, row.arrived_on, row.receiver = attempt.sent_on, attempt.arrived_on, attempt.receiver
    row.proof_id = facts.proof_id or row.proof_id
    held = details_of(row)
    given = {"receiver_name": facts.receiver_name, "reference": facts.reference, "note": facts.note}
    words = held | {name: text.strip() for name, text in given.items() if text.strip()}
    row.sealed = seal_json(words, field=SERVICE_FIELD, row_id=row.pk) if words else b""


def _save(row: ServiceOfNotice, *, is_new: bool) -> None:
    row.version += 0 if is_new else 1
    try:
        with transaction.atomic():
            row.save(force_insert=is_new)
    except IntegrityError as error:
        raise Conflict(
            "service_recorded_already", "Bu yazının tebliği bu sırada başka biri tarafından kaydedildi.",
            remedy="Sayfayı yenileyin.",
        ) from error  # fmt: skip


def _served(letter: Letter, row: ServiceOfNotice, *, actor: Actor, now: dt.datetime) -> None:
    letter.state, letter.served_on = LetterState.SERVED, row.served_on
    store(letter, "state", "served_on", "is_protected")
    happened(letter, LetterEventKind.SERVED, actor=actor, now=now, code=row.channel, day=row.served_on)


@transaction.atomic
def service_failed(
    letter_id: uuid.UUID,
    channel: ServiceChannel,
    *,
    reason: FailureReason,
    next_step: NextStep,
    facts: ServiceFacts,
    actor: Actor,
    version: int | None,
    now: dt.datetime,
) -> Letter:
    """Record that an attempt did not succeed, why, and what is done next; return the letter.

    Raises:
        NotFound, NotAllowed, Conflict: as `serve`.
        Invalid: an unknown reason or step, a day that cannot be, a channel that is not open for this letter.
    """
    states = (LetterState.SIGNED, LetterState.UNDELIVERABLE)
    letter = locked_letter(letter_id, actor=actor, version=version, states=states)
    mark_protected([letter], on=local_date(now))
    row = ServiceOfNotice.objects.select_for_update().filter(letter=letter, state=ServiceState.UNDER_WAY).first()
    attempt = _checked(letter, row, channel, dataclasses.replace(facts, served_on=None), now=now)
    problems = []
    if reason not in FailureReason.values:
        problems.append(FieldProblem("reason", "unknown_code", "Neden seçilmemiş.", "Listeden seçin."))
    if next_step not in NextStep.values:
        problems.append(FieldProblem("next_step", "unknown_code", "Bundan sonra ne yapılacağı seçilmemiş.", "Seçin."))
    if next_step in {NextStep.PUBLICATION, NextStep.OTHER_CHANNEL} and letter.is_protected:
        problems.append(
            FieldProblem("next_step", "by_hand_only", "Bu yazı yalnız elden tebliğ edilir.", "Başka adım seçin.")
        )
    if problems:
        raise Invalid(problems)
    is_new = row is None
    row = row or ServiceOfNotice(
        letter=letter, channel=channel, addressee_kind=letter.addressee_kind, recorded_at=now, recorded_by_id=actor.id
    )
    _fill(row, attempt, facts)
    row.state, row.failure, row.next_step, row.ended_at = ServiceState.FAILED, reason, next_step, now
    _save(row, is_new=is_new)
    letter.state = LetterState.UNDELIVERABLE
    store(letter, "state", "is_protected")
    happened(letter, LetterEventKind.FAILED, actor=actor, now=now, code=channel, text=facts.note.strip())
    return letter


@transaction.atomic
def give_copy(
    letter_id: uuid.UUID, *, format: CopyFormat, given_on: dt.date, actor: Actor, now: dt.datetime
) -> AccessibleCopy:
    """Record that the person got a copy in a form that they can use, and return it (readings 12).

    Raises:
        NotFound, NotAllowed, Conflict: out of reach, no approved letter.
        Invalid: an unknown format, a day that cannot be.
    """
    states = (LetterState.APPROVED, LetterState.SIGNED, LetterState.SERVED, LetterState.UNDELIVERABLE)
    letter = locked_letter(letter_id, actor=actor, states=states)
    problems = list(day_problems("given_on", given_on, letter=letter, now=now))
    if format not in CopyFormat.values:
        problems.append(FieldProblem("format", "unknown_code", "Biçim seçilmemiş.", "Listeden seçin."))
    if problems:
        raise Invalid(problems)
    copy = AccessibleCopy.objects.create(
        letter=letter, format=format, given_on=given_on, given_by_id=actor.id, recorded_at=now
    )
    happened(letter, LetterEventKind.COPY_GIVEN, actor=actor, now=now, code=format, day=given_on)
    return copy


def settle_due(*, now: dt.datetime) -> int:
    """Complete each e-tebligat whose fifth day has ended and return how many; safe to run twice."""
    last = local_date(now) - dt.timedelta(days=6)
    due = ServiceOfNotice.objects.filter(
        state=ServiceState.UNDER_WAY, channel=ServiceChannel.ETEBLIGAT, arrived_on__lte=last
    ).values_list("pk", "letter_id")
    actor, done = system_actor("Tebligat takibi"), 0
    for service_id, letter_id in list(due):
        with transaction.atomic():
            letter = Letter.objects.select_for_update().get(pk=letter_id)
            row = ServiceOfNotice.objects.select_for_update().get(pk=service_id)
            attempt = Attempt(channel=ServiceChannel.ETEBLIGAT, arrived_on=row.arrived_on)
            if row.state != ServiceState.UNDER_WAY or not is_over(attempt, today=local_date(now)):
                continue
            row.state, row.served_on, row.ended_at = ServiceState.SERVED, deemed_served_on(attempt), now
            _save(row, is_new=False)
            _served(letter, row, actor=actor, now=now)
            done += 1
    return done
