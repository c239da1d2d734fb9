"""See the app's modules."""

from django.apps import AppConfig


class CoachingConfig(AppConfig):
    name = "apps.coaching"
    label = "coaching"
    verbose_name = "İş koçluğu"

    def ready(self) -> None:
        """Offer guards with their evidence, facts, the story's part, work queues and the hand-over of services."""
        from apps.coaching import offering  # noqa: PLC0415 - models are there only now

        offering.offer_guards()
        offering.offer_to_rules()
        offering.offer_story_and_work()
