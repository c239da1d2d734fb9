"""Giving the privacy notice to a person: which version, how, when. It is information; nothing is consented to."""

import dataclasses
import datetime as dt
import uuid

from django.db import transaction

from apps.accounts.rights import Right
from apps.people.models import NoticeGiven, Person, Representative
from apps.people.operations.checks import locked_person, require
from apps.people.queries.representation import representation_of
from apps.people.rules.medical import Birth
from apps.people.rules.notices import NoticeDue, notice_due
from apps.people.rules.representation import authority_of
from apps.privacy.enums import NoticeVariant
from apps.privacy.queries import newest_in_force, notice_in_force
from apps.programmes.catalogue import CHANNELS
from omuz.kernel import audit
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import FieldProblem, Invalid


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class NoticeGift:
    """What was given. Without a variant it is the text's own (easy-read, sign-language video ...)."""

    notice_id: uuid.UUID
    channel: str
    variant: str = ""
    to_representative_id: uuid.UUID | None = None
    note: str = ""


@transaction.atomic
def give_notice(person_id: uuid.UUID, gift: NoticeGift, *, actor: Actor, now: dt.datetime) -> NoticeGiven:
    """Record that the person was informed and return the row.

    Raises:
        NotAllowed: without `people.write`.
        NotFound: the person is out of the actor's reach.
        Invalid: a notice that is not in force, an unknown channel, a representative without authority.
    """
    require(actor, Right.PEOPLE_WRITE)
    person = locked_person(person_id, actor=actor)
    today = local_date(now)
    notice = notice_in_force(gift.notice_id, on=today)
    problems = []
    if notice is None:
        problems.append(
            FieldProblem("notice", "not_in_force", "Bu metin yürürlükte değil.", "Yayımda olan metni seçin.")
        )
    if CHANNELS.get(gift.channel) is None:
        problems.append(FieldProblem("channel", "unknown_code", "Nasıl verildiği seçilmemiş.", "Listeden seçin."))
    if gift.variant and gift.variant not in NoticeVariant.values:
        problems.append(FieldProblem("variant", "unknown_code", "Bu biçim listede yok.", "Listeden seçin."))
    if gift.to_representative_id is not None and not _may_receive(person, gift.to_representative_id, today):
        problems.append(
            FieldProblem("to_representative", "no_authority", "Bu kişinin bilgi alma yetkisi yok.",
                         "Yetki belgesini denetleyin ya da aydınlatmayı kişinin kendisine yapın.")
        )  # fmt: skip
    if problems or notice is None:
        raise Invalid(problems)
    row = NoticeGiven.objects.create(
        person=person, notice=notice, channel=gift.channel, variant=gift.variant or notice.variant, given_at=now,
        given_by_id=actor.id, to_representative_id=gift.to_representative_id, note=gift.note.strip(),
    )  # fmt: skip
    audit.record(actor=actor, action="person.notice_given", subject=row, person_id=person.id, now=now,
                 after={"number": notice.number, "variant": row.variant, "channel": row.channel})  # fmt: skip
    return row


def notices_of(person: Person) -> list[NoticeGiven]:
    """Return which notices the person was given, the latest first. The caller has found the person."""
    rows = NoticeGiven.objects.filter(person=person).select_related("notice", "to_representative")
    return list(rows.order_by("-given_at", "-id")[:200])


def due_notice(person: Person, given: list[NoticeGiven], *, today: dt.date) -> NoticeDue | None:
    """Return why the person is to be informed (again), or None; `given` comes from `notices_of`."""
    last = given[0] if given else None
    current = newest_in_force(last.notice.programme_id, on=today) if last is not None else None
    return notice_due(
        last_given_on=local_date(last.given_at) if last is not None else None,
        last_number=last.notice.number if last is not None else None,
        current_number=current, birth=Birth(person.birth_date, person.birth_precision), today=today,
    )  # fmt: skip


def _may_receive(person: Person, representative_id: uuid.UUID, today: dt.date) -> bool:
    row = Representative.objects.filter(pk=representative_id, person=person).first()
    if row is None:
        return False
    birth = Birth(person.birth_date, person.birth_precision)
    return authority_of(representation_of(row), birth=birth, on=today).may_see
