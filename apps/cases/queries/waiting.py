"""The work queues of cases, and of the apps below them: what is mine today, what is late, what waits for others."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any, Final

from django.db.models import Count, Q, QuerySet

from apps.accounts.rights import CASES_READING, CASES_WRITING, Right
from apps.appointments.queries.history import of_day, standing_appointments, without_attendance, without_person
from apps.cases.enums import CaseState
from apps.cases.models import Case, CaseQuerySet, FormDraft, visible_cases
from apps.cases.queries.detail import definitions_of
from apps.cases.queues import Asked, Bucket, Part, QueueSource, WorkItem, part_of
from apps.cases.rules.flow import label_of_form, label_of_stage
from apps.letters.enums import LetterQueue
from apps.letters.queries.history import letters_in_hand, subject_of_use, to_approve, waiting_for
from apps.letters.queries.standing import letters_that_wait
from apps.people.queries.people import shown_name
from apps.programmes.queries.pinned import pinned_definitions
from omuz.kernel.actors import Actor
from omuz.kernel.clock import TURKEY

__all__ = ["QUEUES", "Load", "caseload"]

#: How many days before its last day a stage stands among today's work.
SOON_DAYS: Final = 7


def _open(asked: Asked) -> CaseQuerySet:
    rows = Case.objects.visible_to(asked.actor).filter(state=CaseState.OPEN)
    return rows.select_related("person", "programme", "responsible")


def _in_hand(asked: Asked) -> Q:
    """Return whose work is asked for: the reader's, and that of colleagues whom they stand in for (vekâlet)."""
    return Q(responsible__in=[asked.actor.id, *asked.actor.covering]) if asked.mine else Q()


@part_of(_open)
def _due_soon(asked: Asked) -> Q:
    last = asked.today + dt.timedelta(days=SOON_DAYS)
    return Q(due_on__gte=asked.today, due_on__lte=last) & _in_hand(asked)


@part_of(_open)
def _overdue(asked: Asked) -> Q:
    return Q(due_on__lt=asked.today) & _in_hand(asked)


@part_of(_open)
def _unassigned(asked: Asked) -> Q:
    del asked
    return Q(responsible__isnull=True)


def _cases(rows: Sequence[Case], asked: Asked) -> list[WorkItem]:
    del asked
    definitions = definitions_of(rows)
    return [
        WorkItem(
            id=row.pk, title=shown_name(row.person), link=f"/dosyalar/{row.pk}", due_on=row.due_on,
            since=row.stage_since,
            hint=f"{row.number} · {label_of_stage(definitions[row.programme_version_id], row.stage)}",
            with_whom=row.responsible.full_name if row.responsible is not None else "",
        )
        for row in rows
    ]  # fmt: skip


def _open_drafts(asked: Asked) -> QuerySet[FormDraft]:
    rows = FormDraft.objects.filter(visible_cases(asked.actor, prefix="case__"), case__state=CaseState.OPEN)
    return rows.select_related("case", "case__person").defer("sealed")


@part_of(_open_drafts)
def _drafts(asked: Asked) -> Q:
    return Q(user=asked.actor.id)


def _draft_items(rows: Sequence[FormDraft], asked: Asked) -> list[WorkItem]:
    del asked
    definitions = pinned_definitions({row.programme_version_id for row in rows})
    return [
        WorkItem(
            id=row.pk, title=shown_name(row.case.person), since=row.saved_at,
            hint=f"{row.case.number} · {label_of_form(definitions[row.programme_version_id], row.form)}",
            link=f"/dosyalar/{row.case_id}/formlar/{row.form}",
        )
        for row in rows
    ]  # fmt: skip


def _standing(asked: Asked) -> QuerySet[Any]:
    return standing_appointments(asked.actor)


@part_of(_standing)
def _appointments_today(asked: Asked) -> Q:
    start = dt.datetime.combine(asked.today, dt.time(), tzinfo=TURKEY)
    return of_day(asked.actor, start=start, end=start + dt.timedelta(days=1), mine=asked.mine)


@part_of(_standing)
def _unrecorded(asked: Asked) -> Q:
    return without_attendance(asked.actor, now=asked.now, mine=asked.mine)


@part_of(_standing)
def _unmatched(asked: Asked) -> Q:
    # Nobody's yet: whoever gives appointments sees to it, so that it is everybody's and not only the booker's.
    return without_person(now=asked.now)


def _appointment_items(rows: Sequence[Any], asked: Asked) -> list[WorkItem]:
    del asked
    return [
        WorkItem(
            id=row.pk, title=shown_name(row.person) if row.person is not None else "Eşleştirilmemiş randevu talebi",
            link=f"/randevular/{row.pk}", due_on=row.starts_at.astimezone(TURKEY).date(),
            hint=f"{row.starts_at.astimezone(TURKEY):%d.%m.%Y %H.%M} · {row.programme.name}",
            with_whom=row.staff.full_name if row.staff is not None else "",
        )
        for row in rows
    ]  # fmt: skip


def _letters(asked: Asked) -> QuerySet[Any]:
    return letters_in_hand(asked.actor)


def _waiting_for(queue: LetterQueue) -> Part:
    return Part(_letters, lambda asked: waiting_for(queue, asked.actor, mine=asked.mine))


@part_of(_letters)
def _to_approve(asked: Asked) -> Q:
    return to_approve(asked.actor)


def _letter_items(rows: Sequence[Any], asked: Asked) -> list[WorkItem]:
    held = letters_that_wait(rows, on=asked.today)
    return [
        WorkItem(
            id=row.pk, title=shown_name(row.person) if row.person is not None else "Kayıtlı olmayan gönderen",
            link=f"/yazilar/{row.pk}", since=row.drafted_at, hint=_letter_hint(row, is_held=row.pk in held),
        )
        for row in rows
    ]  # fmt: skip


def _letter_hint(row: Any, *, is_held: bool) -> str:
    parts = [subject_of_use(row.use) or "Yazı", row.programme.name if row.programme is not None else ""]
    # Who is missing stands on the letter's own page: a list says no more than that somebody is (readings 4).
    return " · ".join(part for part in (*parts, "Temsilci onayı bekliyor" if is_held else "") if part)


def _letter_queue(queue: LetterQueue, key: str, label: str, *, bucket: Bucket, rank: int) -> QueueSource:
    return QueueSource(
        key, label, bucket, rows=_waiting_for(queue), items=_letter_items, order=("drafted_at", "id"),
        rights=(Right.LETTERS_WRITE,), rank=rank, link="/yazilar",
    )  # fmt: skip


_APPOINTMENTS: Final = (Right.APPOINTMENTS_WRITE,)
#: In the order of their buckets and ranks; every other app adds its own.
QUEUES: Final = (
    QueueSource(
        "appointments_today", "Bugünkü randevular", Bucket.TODAY, rows=_appointments_today, items=_appointment_items,
        order=("starts_at", "id"), rights=_APPOINTMENTS, rank=10, link="/randevular",
    ),
    QueueSource(
        "appointments_unmatched", "Kişiyle eşleştirilmemiş randevu talepleri", Bucket.TODAY, rows=_unmatched,
        items=_appointment_items, order=("starts_at", "id"), rights=_APPOINTMENTS, rank=15, link="/randevular",
        hint="İnternetten alındı. Talebi açın, kişiyi bulun ya da kaydedin.",
    ),
    QueueSource(
        "cases_due_soon", f"{SOON_DAYS} gün içinde süresi dolacak dosyalar", Bucket.TODAY, rows=_due_soon,
        items=_cases, order=("due_on", "id"), rights=CASES_READING, rank=20, link="/dosyalar",
    ),
    QueueSource(
        "cases_unassigned", "Sorumlusu olmayan dosyalar", Bucket.TODAY, rows=_unassigned, items=_cases,
        order=("stage_since", "id"), rights=(Right.CASES_WRITE,), rank=30, link="/dosyalar?responsible=nobody",
        hint="Dosyayı üstlenin ya da bir çalışma arkadaşınıza verin.",
    ),
    QueueSource(
        "form_drafts", "Yarım kalan formlarım", Bucket.TODAY, rows=_drafts, items=_draft_items,
        order=("saved_at", "id"), rights=CASES_WRITING, rank=40, hint="Yazdıklarınız duruyor: tamamlayıp kaydedin.",
    ),
    QueueSource(
        "letters_to_approve", "Onayınızı bekleyen yazılar", Bucket.TODAY,
        rows=_to_approve, items=_letter_items, order=("drafted_at", "id"), rights=(Right.LETTERS_APPROVE,), rank=60,
        link="/yazilar",
    ),
    _letter_queue(LetterQueue.DRAFT, "letters_drafted", "Taslak yazılar",
                  bucket=Bucket.TODAY, rank=70),
    QueueSource(
        "cases_overdue", "Aşama süresi geçen dosyalar", Bucket.LATE, rows=_overdue, items=_cases,
        order=("due_on", "id"), rights=CASES_READING, rank=10, link="/dosyalar?overdue=1",
    ),
    QueueSource(
        "appointments_unrecorded", "Gelip gelmediği yazılmayan randevular", Bucket.LATE, rows=_unrecorded,
        items=_appointment_items, order=("starts_at", "id"), rights=_APPOINTMENTS, rank=20, link="/randevular",
        hint="Geldi ya da gelmedi olarak kaydedin.",
    ),
    _letter_queue(LetterQueue.UNDELIVERABLE, "letters_undeliverable", "Tebliğ edilemeyen yazılar",
                  bucket=Bucket.LATE, rank=30),
    _letter_queue(LetterQueue.APPROVAL, "letters_in_approval", "Onayda bekleyen yazılar",
                  bucket=Bucket.WAITING, rank=10),
    _letter_queue(LetterQueue.SIGNING, "letters_in_signing", "İmzada bekleyen yazılar",
                  bucket=Bucket.WAITING, rank=20),
    _letter_queue(LetterQueue.SERVICE, "letters_in_service", "Tebliğ bekleyen yazılar",
                  bucket=Bucket.WAITING, rank=30),
)  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True)
class Load:
    """How much somebody carries; `user_id` of None counts what nobody is responsible for."""

    user_id: uuid.UUID | None
    name: str
    open: int
    overdue: int
    due_soon: int
    units: int


def caseload(actor: Actor, *, today: dt.date) -> list[Load]:
    """Return how many open cases everybody carries, of those that the actor may find; nobody's last. One statement."""
    soon = today + dt.timedelta(days=SOON_DAYS)
    rows = Case.objects.visible_to(actor).filter(state=CaseState.OPEN).order_by()
    counted = rows.values_list("responsible", "responsible__full_name").annotate(
        all=Count("pk"),
        late=Count("pk", filter=Q(due_on__lt=today)),
        soon=Count("pk", filter=Q(due_on__gte=today, due_on__lte=soon)),
        units=Count("unit", distinct=True),
    )
    loads = [Load(key, name or "", *figures) for key, name, *figures in counted]
    return sorted(loads, key=lambda one: (one.user_id is None, -one.overdue, -one.open, one.name))
