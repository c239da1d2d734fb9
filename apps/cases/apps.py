"""See the app's modules."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "apps.cases"
    label = "cases"
    verbose_name = "Dosyalar"

    def ready(self) -> None:
        """Offer what rules may ask of a case, open cases as subjects of a what-if, and the hand-over of cases."""
        from apps.accounts import handover  # noqa: PLC0415 - models are there only now
        from apps.cases import intake, offering, pausing  # noqa: PLC0415
        from apps.cases.operations.handover import count_cases, move_responsibility  # noqa: PLC0415
        from apps.cases.queries import counted, facts, lettered, subjects  # noqa: PLC0415
        from apps.letters import registry as letters  # noqa: PLC0415
        from apps.programmes import registry  # noqa: PLC0415

        registry.register_facts(
            registry.FactSource("cases", registry.Subject.CASE, facts.case_facts, facts.load_case_facts)
        )
        registry.register_countable("cases", registry.Subject.CASE, counted.counted_facts)
        registry.register_subjects(
            registry.SubjectSource(
                subject=registry.Subject.CASE,
                ids=subjects.concerned,
                visible=subjects.visible,
                persons=subjects.persons,
                standings=subjects.standings,
            )
        )
        handover.register(
            handover.WorkKind("cases.responsible", "Sorumlu olduğu dosyalar", count_cases, move_responsibility)
        )
        letters.register_batch_source(lettered.SOURCE)
        intake.offer()
        pausing.offer()
        offering.offer_outcomes()
        offering.offer_story()
        offering.offer_queues()
        offering.offer_retention()
