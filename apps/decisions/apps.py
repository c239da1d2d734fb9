"""See the app's modules."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "apps.decisions"
    label = "decisions"
    verbose_name = "Kararlar"

    def ready(self) -> None:
        """Offer badges, facts, guards, the story and work queues; hear of letters; register the rounds."""
        from apps.appointments.resting import register_rest  # noqa: PLC0415 - models are there only now
        from apps.decisions import offering, tasks  # noqa: F401, PLC0415 - models are there only now
        from apps.decisions.operations import letters, standing  # noqa: PLC0415
        from apps.decisions.queries.resting import decisions_on  # noqa: PLC0415

        offering.offer_badges()
        offering.offer_facts()
        offering.offer_guards()
        offering.offer_story()
        offering.offer_queues()
        standing.offer()
        letters.listen()
        register_rest(decisions_on)
