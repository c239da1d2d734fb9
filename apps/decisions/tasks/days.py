"""Every quarter of an hour: what has its day today takes effect, stops whose days are over end, ends are announced."""

from apps.decisions.operations.effecting import carry_out_due, settle_left_over
from apps.decisions.operations.stopping import announce_ends, end_by_day
from omuz.kernel import clock
from omuz.kernel.rounds import every_room


@every_room(seconds=900, name="carry_out_decisions", in_platform_room=False)
def carry_out_decisions() -> int:
    """Carry out decisions, then end and announce interim stops; safe to run twice."""
    now = clock.now()
    return carry_out_due(now=now) + settle_left_over(now=now) + end_by_day(now=now) + announce_ends(now=now)
