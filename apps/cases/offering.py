"""What cases offer from `ready`: outcomes as facts and a guard, their parts of the story, queues, what is kept."""

from apps.cases.queries import kept, outcomes, story_below, story_sources, waiting
from apps.cases.queues import register_queue
from apps.cases.timeline import TimelineSource, register_timeline
from apps.programmes import registry
from omuz.conditions import Text

__all__ = ["offer_outcomes", "offer_queues", "offer_retention", "offer_story"]


def offer_outcomes() -> None:
    """Register outcomes as a fact of rules and figures, and the guard about them."""
    registry.register_facts(
        registry.FactSource("case_outcomes", registry.Subject.CASE, outcomes.outcome_facts, outcomes.load_outcome_facts)
    )
    registry.register_countable("case_outcomes", registry.Subject.CASE, outcomes.counted_outcomes)
    registry.register_guard(
        registry.Guard(
            key=outcomes.GUARD,
            label=Text("Değerlendirme sonucu listeden ve gerekçeli", "Outcomes from the list, with reasons"),
            description=Text(
                "Değerlendirme sonucu programın kendi listesinden, kurallarının izin verdiği ölçüde, değerlendirmeyi "
                "yapan rollerce, tarihi ve kendi gerekçesiyle verilir. Birden çok sonuç yan yana durabilir.",
                "Outcomes come from the programme's own list, as far as its rules allow, from those who assess, each "
                "dated and with its own reason. Several may stand at once.",
            ),
            function="apps.cases.rules.outcomes.reasoned_outcomes",
            enforced=(registry.Enforcement.OPERATION, registry.Enforcement.CONSTRAINT),
        )
    )
    registry.register_evidence(outcomes.GUARD, outcomes.evidence)


def offer_story() -> None:
    """Register what cases, appointments and letters put into the story of a case."""
    for place, (key, label, rows) in enumerate(story_sources.SOURCES):
        register_timeline(TimelineSource(key, label, rows, order=10 + place))
    register_timeline(
        TimelineSource(
            "appointments", "Randevular", story_below.appointments, rights=story_below.APPOINTMENT_RIGHTS, order=30
        )
    )
    register_timeline(
        TimelineSource("letters", "Yazılar", story_below.letters, rights=story_below.LETTER_RIGHTS, order=40)
    )


def offer_queues() -> None:
    """Register the work queues of cases, appointments and letters."""
    for source in waiting.QUEUES:
        register_queue(source)


def offer_retention() -> None:
    """Register files, pre-applications and appointments as records that are kept for a time."""
    for source in kept.SOURCES:
        registry.register_retention(source)
