"""What petitions do by themselves."""

from apps.petitions.operations.crying import cry
from apps.petitions.operations.working import take_over_served
from omuz.kernel import clock
from omuz.kernel.rounds import every_room

__all__: list[str] = []


@every_room(seconds=3600, name="cry_petitions", in_platform_room=False)
def _cry() -> int:
    return cry(now=clock.now())


@every_room(seconds=3600, name="close_answered_petitions", in_platform_room=False)
def _take_over_served() -> int:
    return take_over_served(now=clock.now())
