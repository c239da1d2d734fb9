"""See the app's modules."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "apps.people"
    label = "people"
    verbose_name = "Kişiler"

    def ready(self) -> None:
        """Offer the import of persons, their hand-over and their facts, and let the outbox find its tasks."""
        from apps.accounts import handover  # noqa: PLC0415
        from apps.people import guards, tasks  # noqa: F401, PLC0415 - models are there only now
        from apps.people.importing.persons import PeopleTarget  # noqa: PLC0415
        from apps.people.importing.targets import register_target  # noqa: PLC0415
        from apps.people.operations.handover import count_people, move_people  # noqa: PLC0415
        from apps.people.queries.counted import counted_facts  # noqa: PLC0415
        from apps.people.queries.rule_facts import PERSON_FACT_SOURCE  # noqa: PLC0415
        from apps.people.queries.rule_subjects import PERSON_SUBJECTS  # noqa: PLC0415
        from apps.people.setup import offer_setup  # noqa: PLC0415
        from apps.programmes.registry import Subject, register_countable, register_facts, register_subjects  # noqa: PLC0415

        offer_setup()
        guards.register()
        register_target(PeopleTarget())
        register_facts(PERSON_FACT_SOURCE)
        register_countable("people.person", Subject.PERSON, counted_facts)
        register_subjects(PERSON_SUBJECTS)
        handover.register(handover.WorkKind("people.caseload", "İzlediği kişiler", count_people, move_people))
