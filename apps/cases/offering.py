"""What cases offer from `ready`: outcomes as facts and a guard, their parts of the story, their work queues."""

from apps.cases.queries import outcomes
from apps.programmes import registry
from omuz.conditions import Text

__all__ = ["offer_outcomes"]


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
