"""What petitions offer from `ready`: two guards, their part of a case's story, their work queues, what is kept."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from apps.accounts.rights import Right
from apps.cases.queues import Asked, Bucket, QueueSource, WorkItem, part_of, register_queue
from apps.cases.timeline import StoryCase, TimelineEntry, TimelineSource, Wanted, entry_id, register_timeline
from apps.petitions.enums import PetitionKind, PetitionState
from apps.petitions.models import Petition, PetitionExclusion
from apps.petitions.queries import kept
from apps.programmes.registry import Enforcement, Evidence, Guard, register_guard, register_retention
from omuz.conditions import Text
from omuz.kernel.actors import Actor

__all__ = ["offer"]

_READING: Final = (Right.PETITIONS_READ,)


def offer() -> None:
    """Register all of it; called once when the app is ready."""
    _offer_guards()
    register_timeline(TimelineSource("petitions", "Talep ve şikâyetler", _story, rights=_READING, order=70))
    _offer_queues()
    register_retention(kept.SOURCE)


def _offer_guards() -> None:
    register_guard(
        Guard(
            key="answered_petitions",
            label=Text("Talep ve şikâyet süresinde, kararı vermeyence cevaplanır", "Petitions are answered by others"),
            description=Text(
                "Yazılı her talep ve şikâyet sıra numarası alır; en geç 30 günde gerekçeli cevap verilir, süre "
                "kısaltılabilir, uzatılamaz. Kararı veren ya da hakkında şikâyet edilen görevli ne bakar ne onaylar.",
                "Every written petition gets a number and a reasoned answer within 30 days at the latest. Nobody who "
                "decided, and nobody who is complained of, deals with it or approves the answer.",
            ),
            function="apps.petitions.rules.guards.answered_petitions",
            enforced=(Enforcement.OPERATION, Enforcement.CONSTRAINT),
            evidence=_answered,
        )
    )
    register_guard(
        Guard(
            key="data_subject_rights",
            label=Text("İlgili kişi hakları", "Rights of data subjects"),
            description=Text(
                "KVKK başvurusunu kişinin kendisi ya da yetkisi görülmüş yasal temsilcisi yapar; en geç 30 günde "
                "cevaplanır, cevapta Kurula şikâyet yolu yazılır.",
                "Requests under KVKK come from the person or a competent representative, are answered within 30 days "
                "and name the way to the Board.",
            ),
            function="apps.petitions.rules.guards.data_subject_rights",
            enforced=(Enforcement.OPERATION, Enforcement.CONSTRAINT),
            evidence=_data_subjects,
        )
    )


def _answered(programme_id: uuid.UUID) -> Iterable[Evidence]:
    rows = Petition.objects.filter(programme=programme_id).exclude(kind=PetitionKind.DATA_SUBJECT)
    found: dict[str, Any] = rows.aggregate(
        count=Count("pk"), latest=Max("registered_at"), answered=Count("pk", filter=Q(answered_on__isnull=False)),
    )  # fmt: skip
    return (
        Evidence(Text("Kaydedilen talep, şikâyet ve itiraz", "Petitions registered"), found["count"], found["latest"]),
        Evidence(Text("Cevabı tebliğ edilen", "Answered and served"), found["answered"]),
    )


def _data_subjects(programme_id: uuid.UUID) -> Iterable[Evidence]:
    rows = Petition.objects.filter(programme=programme_id, kind=PetitionKind.DATA_SUBJECT)
    found: dict[str, Any] = rows.aggregate(count=Count("pk"), latest=Max("registered_at"))
    return (Evidence(Text("İlgili kişi başvurusu", "Requests of data subjects"), found["count"], found["latest"]),)


def _story(case: StoryCase, *, actor: Actor, wanted: Wanted) -> Sequence[TimelineEntry]:
    rows = Petition.objects.visible_to(actor).filter(case=case.id).order_by("-registered_at")[:50]
    return wanted.of(entry for row in rows for entry in _entries(row))


def _entries(row: Petition) -> Iterable[TimelineEntry]:
    word, link = row.get_kind_display(), f"/basvurular/{row.pk}"
    yield TimelineEntry(
        at=row.registered_at, id=row.pk, kind="petition", by_id=row.registered_by_id, link=link, is_closed=True,
        title=f"{word} kaydedildi: {row.number}.", plain=f"Başvurunuzu aldık. Numarası: {row.number}.",
    )  # fmt: skip
    if row.approved_at is not None:
        yield TimelineEntry(
            at=row.approved_at, id=entry_id(row.pk, "approved"), kind="petition_answered", by_id=row.approved_by_id,
            link=link, is_closed=True, title=f"{row.number} sayılı başvurunun cevabı onaylandı.",
            plain=f"{row.number} numaralı başvurunuza cevap yazdık.",
        )  # fmt: skip


def _open(asked: Asked) -> QuerySet[Petition]:
    return Petition.objects.visible_to(asked.actor).open()


@part_of(_open)
def _late(asked: Asked) -> Q:
    return Q(due_on__lt=asked.today) & _mine(asked)


@part_of(_open)
def _to_answer(asked: Asked) -> Q:
    return Q(state=PetitionState.ASSIGNED, due_on__gte=asked.today) & _mine(asked)


@part_of(_open)
def _to_assign(asked: Asked) -> Q:
    return Q(state=PetitionState.REGISTERED, due_on__gte=asked.today)


@part_of(_open)
def _to_approve(asked: Asked) -> Q:
    excluded = PetitionExclusion.objects.filter(petition=OuterRef("pk"), user=asked.actor.id)
    return Q(state=PetitionState.DRAFTED) & ~Q(drafted_by_id=asked.actor.id) & ~Q(Exists(excluded))


def _mine(asked: Asked) -> Q:
    return Q(assigned_to=asked.actor.id) if asked.mine else Q()


def _items(rows: Sequence[Petition], asked: Asked) -> list[WorkItem]:
    return [
        WorkItem(
            id=row.pk, title=f"{row.number} · {row.get_kind_display()}", link=f"/basvurular/{row.pk}",
            due_on=row.due_on, since=row.registered_at,
            hint=f"{(asked.today - row.received_on).days}. gün",
        )
        for row in rows
    ]  # fmt: skip


def _offer_queues() -> None:
    order = ("due_on", "id")
    for key, label, bucket, rows, rights, rank, hint in (
        ("petitions_late", "Süresi geçen talep ve şikâyetler", Bucket.LATE, _late, _READING, 10,
         "Cevap süresi kanunidir; hemen cevaplayın."),
        ("petitions_to_answer", "Cevap bekleyen başvurular", Bucket.TODAY, _to_answer, _READING, 40,
         "Cevabı yazıp onaya sunun."),
        ("petitions_to_assign", "Görevlendirilecek başvurular", Bucket.TODAY, _to_assign, (Right.PETITIONS_ASSIGN,), 42,
         "Kararı vermeyen birine verin."),
        ("petitions_to_approve", "Onay bekleyen cevaplar", Bucket.TODAY, _to_approve, (Right.PETITIONS_ASSIGN,), 44,
         "Cevabı okuyup onaylayın ya da geri çevirin."),
    ):  # fmt: skip
        register_queue(
            QueueSource(key, label, bucket, rows=rows, items=_items, order=order, rights=rights, rank=rank, hint=hint,
                        link="/basvurular")
        )  # fmt: skip
