"""What decisions offer from `ready`: a fact of rules, two guards with their evidence, the story, work queues."""

import uuid

from apps.accounts.rights import CASES_READING, CASES_WRITING, Right
from apps.cases.badges import Asked, Badge, BadgeSource, register_badges
from apps.cases.queries.acts import register_guarded_steps
from apps.cases.queues import Bucket, QueueSource, register_queue
from apps.cases.timeline import TimelineSource, register_timeline
from apps.decisions.queries import counted, facts, kept, story, waiting
from apps.decisions.queries.stops import interim_stop_of, stopped_steps
from apps.programmes import registry
from omuz.conditions import Text

__all__ = ["offer_badges", "offer_facts", "offer_guards", "offer_queues", "offer_story"]


def offer_badges() -> None:
    """Register the badge of cases under an interim stop."""
    register_badges(BadgeSource("interim_stop", _stopped, order=10))


def _stopped(asked: Asked) -> dict[uuid.UUID, Badge]:
    found = interim_stop_of([one.pk for one in asked.cases], on=asked.today)
    return {
        case_id: Badge("interim_stop", f"Tedbiren durduruldu, en geç {stop.ends_on:%d.%m.%Y}", "danger")
        for case_id, stop in found.items()
    }


def offer_facts() -> None:
    """Register the fact that a case is under an interim stop."""
    registry.register_countable("decisions", registry.Subject.CASE, counted.counted_stops)
    registry.register_facts(
        registry.FactSource("decisions", registry.Subject.CASE, facts.case_facts, facts.load_case_facts)
    )


def offer_guards() -> None:
    """Register the guards over grounds and notice of decisions (Art. 22, 23), on steps too, and what shows them."""
    registry.register_guard(registry.Guard(
        key="listed_grounds",
        label=Text("Yalnızca sayılan gerekçelerle", "On listed grounds only"),
        description=Text(
            "Hizmet yalnızca metinde sayılan gerekçelerden biriyle ve dayanağı gösterilerek askıya alınır ya da "
            "sonlandırılır. Kaçırılan randevular ve kurallar öneride bulunur, karar vermez. Tedbiren durdurma yalnızca "
            "ciddi risk gerekçesiyle ve sınırlı gün içindir; o sürede dosya ileri bir aşamaya geçirilmez.",
            "Suspension and termination on a listed ground with evidence; rules propose and never decide; interim "
            "stops for serious risk only, within their limit; no step on while one runs."),
        function="apps.decisions.rules.grounds.listed_grounds",
        enforced=(registry.Enforcement.OPERATION, registry.Enforcement.CONSTRAINT),
    ))  # fmt: skip
    registry.register_guard(registry.Guard(
        key="reasoned_notice",
        label=Text("Gerekçeli ve yazılı bildirilen karar", "Reasoned and notified in writing"),
        description=Text(
            "Kararın gerekçesi ve uygulanacağı gün yazılıdır, bildirimi için yazı hazırlanır. Açıklama istendiyse "
            "süresi beklenir, istenmediyse nedeni yazılır. Kararı, öneren kişi veremez.",
            "Every decision gives its reason and day and drafts its notice; a statement that was asked for is waited "
            "for, or it is said why none was; never by whoever proposed it."),
        function="apps.decisions.rules.notice.reasoned_notice",
        enforced=(registry.Enforcement.OPERATION, registry.Enforcement.CONSTRAINT),
    ))  # fmt: skip
    register_guarded_steps(stopped_steps)
    registry.register_evidence("listed_grounds", kept.by_ground)
    registry.register_evidence("reasoned_notice", kept.by_notice)


def offer_story() -> None:
    """Register what decisions and stops put into the story of a case."""
    register_timeline(TimelineSource("decisions", "Kararlar", story.decisions, rights=CASES_READING, order=70))
    register_timeline(
        TimelineSource("interim_stops", "Tedbiren durdurmalar", story.stops, rights=CASES_READING, order=71)
    )


def offer_queues() -> None:
    """Register what waits for managers, and for those who proposed."""
    take = (Right.DECISIONS_TAKE,)
    for source in (
        QueueSource("decisions_to_take", "Karar bekleyen öneriler", Bucket.TODAY, rows=waiting.to_take,
                    items=waiting.decision_items, order=("proposed_at", "id"), rights=CASES_READING, rank=20,
                    link="/kararlar?liste=mine", hint="Öneriyi açın; karar verin ya da geri çevirin."),
        QueueSource("stops_ending", "Süresi dolan tedbirler", Bucket.TODAY, rows=waiting.stops_ending,
                    items=waiting.stop_items, order=("ends_on", "id"), rights=take, rank=10,
                    hint="Bugün ya da yarın kendiliğinden kalkar: onaylayın ya da kaldırın."),
        QueueSource("stops_running", "Onay bekleyen tedbirler", Bucket.TODAY, rows=waiting.stops_running,
                    items=waiting.stop_items, order=("ends_on", "id"), rights=take, rank=15,
                    hint="Tedbiri onaylayın ya da kaldırın."),
        QueueSource("statements_over", "Açıklama süresi dolanlar", Bucket.LATE, rows=waiting.statements_over,
                    items=waiting.decision_items, order=("answer_until", "id"), rights=CASES_WRITING, rank=30,
                    link="/kararlar?liste=hearing", hint="Gelen açıklamayı ya da gelmediğini kaydedin."),
        QueueSource("decisions_held_up", "Uygulanamayan kararlar", Bucket.LATE, rows=waiting.held_up,
                    items=waiting.decision_items, order=("effective_on", "id"), rights=take, rank=20,
                    link="/kararlar?liste=due", hint="Kararın sayfasında nedenine bakın."),
        QueueSource("statements_awaited", "Açıklama beklenenler", Bucket.WAITING, rows=waiting.statements_awaited,
                    items=waiting.decision_items, order=("answer_until", "id"), rights=CASES_WRITING, rank=40,
                    link="/kararlar?liste=hearing"),
        QueueSource("decisions_proposed", "Yöneticiyi bekleyen öneriler", Bucket.WAITING,
                    rows=waiting.own_proposals,
                    items=waiting.decision_items, order=("proposed_at", "id"), rights=CASES_WRITING, rank=45,
                    link="/kararlar"),
    ):  # fmt: skip
        register_queue(source)
