"""The kernel's own work in every room."""

from omuz.kernel import audit, clock, idempotency, outbox
from omuz.kernel.rounds import every_room


@every_room(seconds=3600, name="forget_answers")
def forget_answers() -> int:
    """Delete kept answers that nobody will ask for again."""
    return idempotency.forget_old(now=clock.now())


@every_room(seconds=3600, name="sweep_outbox", until_done=True)
def sweep_outbox() -> int:
    """Send what no pointer leads to any more: after a restore, or where somebody removed pointers."""
    return outbox.relay(now=clock.now())


@every_room(seconds=3600, name="sweep_history", until_done=True)
def sweep_history() -> int:
    """Seal what no pointer leads to any more."""
    return audit.seal_pending(now=clock.now())
