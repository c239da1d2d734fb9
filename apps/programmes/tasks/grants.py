"""Every day: what has expired is written down as ended, what ends soon is told to the unit."""

from apps.programmes.operations.grants import end_grants_by_day
from omuz.kernel import clock
from omuz.kernel.rounds import every_room


@every_room(seconds=86_400, name="end_capability_grants", in_platform_room=False)
def end_capability_grants() -> int:
    """Record ends and warnings of grants; the gate itself asks the day and waits for nobody."""
    return end_grants_by_day(now=clock.now())
