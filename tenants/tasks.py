"""What the scheduler asks for, in the platform's own room; `omuz.kernel.schedule` says how often."""

from omuz.kernel import clock
from omuz.kernel.tasks import municipality_task
from tenants.flow import relay, rounds


@municipality_task(one_transaction=False)
def relay_messages() -> int:
    """Hand out what waits in the outboxes; also asked for right after each commit that left something there."""
    return relay.relay_messages(clock=clock.now)


@municipality_task(one_transaction=False)
def seal_history() -> int:
    """Chain what has been recorded since the last run."""
    return relay.seal_history(clock=clock.now)


@municipality_task(one_transaction=False)
def walk_rounds() -> int:
    """Do what is due in every room."""
    return rounds.walk_due().worked
