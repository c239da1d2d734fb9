"""What coaching offers from `ready`: guards, evidence, facts, its part of the story, work queues, hand-over."""

from apps.accounts import handover
from apps.accounts.rights import COACHING_READING
from apps.cases.queues import Bucket, QueueSource, register_queue
from apps.cases.timeline import TimelineSource, register_timeline
from apps.coaching.operations.handover import count_services, move_services
from apps.coaching.queries import counted, evidence, facts, story, waiting
from apps.coaching.queries.employment import GUARD as OBSERVED_EMPLOYMENT
from apps.coaching.queries.plans import GUARD as COACHING_BY_NEED
from apps.coaching.queries.reach import COACHING
from apps.programmes import registry
from apps.programmes.registry.activities import ACTIVITY_CODE
from omuz.conditions import Text

__all__ = ["offer_guards", "offer_story_and_work", "offer_to_rules"]

#: Guard of İzmir Art. 11, which another app offers: what staff did is evidence of it.
STAFF_ROLE = "staff_role"


def offer_guards() -> None:
    """Register what coaching is held to, and what shows that it is."""
    registry.register_guard(
        registry.Guard(
            key=COACHING_BY_NEED,
            label=Text("İş koçluğu ihtiyaca göre", "Coaching by need"),
            description=Text(
                "İş koçluğu içeren bir destek planı, koçluğun amacını, süresini ve karşıladığı ihtiyacı yazmadan kabul "
                "edilmiş sayılmaz. Plan gözden geçirilir; destek azaltılabilir, gerekirse yeniden artırılır.",
                "A plan with coaching is agreed only with its kind, its duration and the need that it answers. It is "
                "reviewed; support goes down, and up again where needed.",
            ),
            function="apps.coaching.rules.plan.coaching_follows_need",
            enforced=(registry.Enforcement.OPERATION,),
        )
    )
    registry.register_guard(
        registry.Guard(
            key=OBSERVED_EMPLOYMENT,
            label=Text("İstihdam yalnızca bilgi olarak", "Employment is observed only"),
            description=Text(
                "Kişinin çalıştığı, kaynağı ve kaynağın günüyle bilgi olarak yazılır. İşe yerleştirme, açık iş ve "
                "özgeçmiş gönderme kaydı yoktur; kişi İŞKUR'a ve ilgili kurumlara yönlendirilir.",
                "That somebody works is recorded with its source and the day of it. There is no placement, vacancy or "
                "CV; people are referred to İŞKUR and other institutions.",
            ),
            function="apps.coaching.rules.employment.employment_is_observed",
            enforced=(registry.Enforcement.OPERATION, registry.Enforcement.CONSTRAINT, registry.Enforcement.ABSENT),
        )
    )
    registry.register_evidence(ACTIVITY_CODE, evidence.service_evidence)
    registry.register_evidence(STAFF_ROLE, evidence.service_evidence)
    registry.register_evidence(COACHING_BY_NEED, evidence.plan_evidence)
    registry.register_evidence(OBSERVED_EMPLOYMENT, evidence.employment_evidence)


def offer_to_rules() -> None:
    """Register the facts of coaching, and the services that a leaver hands over."""
    registry.register_countable("coaching", registry.Subject.CASE, counted.counted_coaching)
    registry.register_facts(
        registry.FactSource(
            "coaching", registry.Subject.CASE, facts.coaching_facts, facts.load_coaching_facts, capability=COACHING
        )
    )
    handover.register(
        handover.WorkKind("coaching.services", "Destek planlarında sorumlu olduğu hizmetler", count_services,
                          move_services)
    )  # fmt: skip


def offer_story_and_work() -> None:
    """Register what the story of a case tells of coaching, and what waits for a coach."""
    register_timeline(TimelineSource("visits", "Ziyaretler", story.visits, rights=COACHING_READING, order=60))
    register_timeline(TimelineSource("plans", "Destek planı", story.plans, rights=COACHING_READING, order=50))
    register_timeline(
        TimelineSource("employment", "İstihdam bilgisi ve yönlendirme", story.employment, rights=COACHING_READING,
                       order=70)
    )  # fmt: skip
    register_queue(
        QueueSource("visits_today", "Bugün planlanan ziyaretler", Bucket.TODAY, rows=waiting.visits_today,
                    items=waiting.visit_items, order=("next_on", "id"), rights=COACHING_READING, rank=20,
                    link="/ziyaretler")
    )  # fmt: skip
    register_queue(
        QueueSource("visits_late", "Günü geçen ziyaretler", Bucket.LATE, rows=waiting.visits_late,
                    items=waiting.visit_items, order=("next_on", "id"), rights=COACHING_READING, rank=20,
                    link="/ziyaretler", hint="Ziyareti yapın ya da yeni bir gün yazın.")
    )  # fmt: skip
    register_queue(
        QueueSource("plan_reviews_due", "Gözden geçirilecek destek planları", Bucket.TODAY, rows=waiting.reviews_due,
                    items=waiting.review_items, order=("due_on", "id"), rights=COACHING_READING, rank=30,
                    link="/ziyaretler")
    )  # fmt: skip
    register_queue(
        QueueSource("plan_reviews_late", "Gözden geçirmesi geciken destek planları", Bucket.LATE,
                    rows=waiting.reviews_late, items=waiting.review_items, order=("due_on", "id"),
                    rights=COACHING_READING, rank=30, link="/ziyaretler",
                    hint="Planı kişiyle birlikte yeniden değerlendirin.")
    )  # fmt: skip
