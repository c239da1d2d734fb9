"""What the way in offers: its facts, its guards, what stands in the way of an application, a queue."""


def offer() -> None:
    """Register everything; called once when the app is ready."""
    from apps.appointments.resting import register_rest  # noqa: PLC0415 - models are there only now
    from apps.cases import guards  # noqa: PLC0415
    from apps.cases.queries import counted_intake, intake_facts  # noqa: PLC0415
    from apps.cases.queries.acts import register_act  # noqa: PLC0415
    from apps.cases.queries.ending import ENDING  # noqa: PLC0415
    from apps.cases.queries.intake import intake_obstacles  # noqa: PLC0415
    from apps.cases.queries.resting import applications_on  # noqa: PLC0415
    from apps.cases.queues import register_queue  # noqa: PLC0415
    from apps.programmes import registry  # noqa: PLC0415
    from apps.programmes.definition.flow import Act  # noqa: PLC0415

    guards.register()
    register_queue(ENDING)
    register_act(Act.RECORD_APPLICATION, intake_obstacles)
    register_rest(applications_on)
    registry.register_facts(
        registry.FactSource("cases.file", registry.Subject.CASE, intake_facts.file_facts, intake_facts.load_file_facts)
    )
    registry.register_facts(
        registry.FactSource(
            "cases.meetings", registry.Subject.CASE, intake_facts.meeting_facts, intake_facts.load_meeting_facts,
            capability="appointments",
        )
    )  # fmt: skip
    registry.register_countable("cases.file", registry.Subject.CASE, counted_intake.counted_file)
    registry.register_countable("cases.meetings", registry.Subject.CASE, counted_intake.counted_meetings)
